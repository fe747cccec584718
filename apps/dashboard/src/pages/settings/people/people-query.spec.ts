import { itReturns } from '@app/testing/table';
import { listUsersOf, PAGE_SIZE, peopleQueryOf } from './people-query';

const of = (text: string) => peopleQueryOf(new URLSearchParams(text));

describe(peopleQueryOf, () => {
  const everybody = { show: 'all', q: '', page: 1, person: undefined } as const;

  itReturns('should take of %j what may be asked for', of, [
    ['show=inactive&q=+ana+&page=3&person=x', { show: 'inactive', q: 'ana', page: 3, person: 'x' }],
    ['', everybody],
    ['show=nobody&page=x', everybody],
    ['page=-2', everybody],
    ['page=0', everybody],
  ]);
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
