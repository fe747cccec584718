import { listUsersOf, PAGE_SIZE, peopleQueryOf } from './people-query';

const of = (text: string) => peopleQueryOf(new URLSearchParams(text));

describe(peopleQueryOf, () => {
  it('should take what the address asks for', () => {
    expect(of('show=inactive&q=+ana+&page=3&person=x')).toEqual({
      show: 'inactive',
      q: 'ana',
      page: 3,
      person: 'x',
    });
  });

  it.each(['', 'show=nobody&page=x', 'page=-2', 'page=0'])('should leave out what is wrong: %j', (text) => {
    expect(of(text)).toEqual({ show: 'all', q: '', page: 1, person: undefined });
  });
});

describe(listUsersOf, () => {
  it.each([
    ['', {}],
    ['show=admins', { administers: true }],
    ['show=inactive', { is_active: false }],
    ['show=email', { email_unconfirmed: true }],
    ['q=ana&page=2', { q: 'ana', offset: PAGE_SIZE }],
  ])('should ask for %j of the own school', (text, asked) => {
    expect(listUsersOf(of(text), 'school')).toEqual({
      limit: PAGE_SIZE,
      offset: 0,
      tenant_id: 'school',
      ...asked,
    });
  });
});
