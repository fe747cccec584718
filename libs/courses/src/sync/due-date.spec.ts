import { dueDateOf } from './due-date';

describe(dueDateOf, () => {
  const dueDate = { year: 2026, month: 3, day: 9 };

  it.each<[Parameters<typeof dueDateOf>[0], string]>([
    [{ dueDate, dueTime: { hours: 2, minutes: 59 } }, '2026-03-09T02:59:00.000Z'],
    // Google leaves out what is zero.
    [{ dueDate, dueTime: { hours: 14 } }, '2026-03-09T14:00:00.000Z'],
    [{ dueDate, dueTime: { minutes: 30 } }, '2026-03-09T00:30:00.000Z'],
    [{ dueDate, dueTime: {} }, '2026-03-09T00:00:00.000Z'],
    [{ dueDate }, '2026-03-09T23:59:00.000Z'],
    [{ dueDate, dueTime: undefined }, '2026-03-09T23:59:00.000Z'],
    [{ dueDate: { year: 2024, month: 2, day: 29 } }, '2024-02-29T23:59:00.000Z'],
    [{ dueDate: { year: 2026, month: 12, day: 31 } }, '2026-12-31T23:59:00.000Z'],
  ])('should read %j', (item, expected) => {
    expect(dueDateOf(item)?.toISOString()).toBe(expected);
  });

  it.each<[Parameters<typeof dueDateOf>[0]]>([
    [{}],
    [{ dueDate: {} }],
    [{ dueDate: { year: 2026, month: 3 } }],
    [{ dueDate: { month: 3, day: 9 } }],
    [{ dueDate: { year: 2026, day: 9 } }],
    [{ dueDate: undefined, dueTime: { hours: 2 } }],
  ])('should answer null for %j', (item) => {
    expect(dueDateOf(item)).toBeNull();
  });
});
