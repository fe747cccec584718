import { linksOfItem } from '../discovery/item-links';
import { boundedAddress, boundedCourse, boundedItem, boundedTeacher } from './bounded-records';

const LONG = 'x'.repeat(5_000_000);

describe('what is kept of a course', () => {
  it('should be bounded, with all that Google told', () => {
    const course = boundedCourse({
      id: '1',
      name: LONG,
      section: LONG,
      room: LONG,
      descriptionHeading: LONG,
      description: LONG,
      courseState: 'ACTIVE',
    });
    expect(course).toMatchObject({ id: '1', courseState: 'ACTIVE' });
    expect(course.name).toHaveLength(500);
    expect(JSON.stringify(course).length).toBeLessThan(13_000);
    expect(boundedTeacher({ id: '7', name: LONG }).name).toHaveLength(500);
  });

  it('should be bounded for items of every kind', () => {
    const item = boundedItem({ id: '1', title: LONG, description: LONG, text: LONG, state: 'PUBLISHED' });
    expect(item).toMatchObject({ id: '1', state: 'PUBLISHED' });
    expect(JSON.stringify(item).length).toBeLessThan(21_000);
  });

  it('should leave out addresses that nobody can mean', () => {
    expect(boundedAddress(`https://x.example/${LONG}`)).toBeNull();
    expect(boundedAddress('https://x.example/')).toBe('https://x.example/');
    expect(boundedAddress(null)).toBeNull();
    expect(linksOfItem({ text: `https://x.example/${'x'.repeat(9_000)}.mp4` })).toEqual([]);
  });
});
