import { TENANT_ID } from './tenant-id';

describe('TENANT_ID', () => {
  it.each(['default', 'escola-aurora', 'a', 'A.b_c-9', 'a.b.c', 'a.', '9'.repeat(63)])(
    'should take %s',
    (id) => {
      expect(TENANT_ID.test(id)).toBe(true);
    },
  );

  it.each(['', 'a..b', '..', 'a..', '.a', '-a', '_a', 'a/b', 'a b', 'á', 'a\n', 'a'.repeat(64)])(
    'should refuse “%s”',
    (id) => {
      expect(TENANT_ID.test(id)).toBe(false);
    },
  );
});
