import { itReturns } from '@app/testing/table';
import { allot, type AskedFile, effectiveLimit, personIn, remainingBytes, type Standing } from './quota';

const standing = (limitBytes: number | null, storedBytes = 0, reservedBytes = 0): Standing => ({
  limitBytes,
  storedBytes,
  reservedBytes,
});
const file = (sizeBytes: number | null, other: Partial<AskedFile> = {}): AskedFile => ({
  sizeBytes,
  stored: false,
  held: false,
  ...other,
});

describe(effectiveLimit, () => {
  itReturns('should be, for %p and %p by default, %p', effectiveLimit, [
    [null, 0, null],
    [null, 100, 100],
    [50, 100, 50],
    [200, 100, 200],
    [0, 100, null],
  ]);
});

describe(remainingBytes, () => {
  itReturns('should tell what is left of %j: %p', remainingBytes, [
    [standing(null, 1e15), Infinity],
    [standing(100), 100],
    [standing(100, 60, 30), 10],
    [standing(100, 90, 30), 0],
  ]);
});

describe(personIn, () => {
  it('should find people, and nobody in a key', () => {
    expect(personIn('user:01890a5d-ac96-774b-bcce-b302099a8057')).toBe(
      '01890a5d-ac96-774b-bcce-b302099a8057',
    );
    expect(personIn('key:01890a5d-ac96-774b-bcce-b302099a8057')).toBeNull();
  });
});

describe(allot, () => {
  const open = { tenant: standing(null), user: standing(null) };

  it('should let everything through without limits', () => {
    expect(allot([file(1e15), file(null)], open, 0)).toEqual(['fits', 'fits']);
  });

  it('should refuse what is larger than the largest file, unless it is stored already', () => {
    const files = [file(101), file(100), file(null), file(101, { stored: true })];
    expect(allot(files, open, 100)).toEqual(['too-large', 'fits', 'fits', 'fits']);
  });

  it('should give each what the ones before left', () => {
    const files = [file(60), file(60), file(40), file(1), file(null)];
    const refused = 'over-tenant';
    expect(allot(files, { ...open, tenant: standing(100) }, 0)).toEqual([
      'fits',
      refused,
      'fits',
      refused,
      refused,
    ]);
  });

  it('should take nothing from the tenant for what it has, and nothing from a person for what they have', () => {
    const full = { tenant: standing(100, 100), user: standing(50, 20) };
    const files = [
      file(30, { stored: true }),
      file(30, { stored: true }),
      file(30, { stored: true, held: true }),
    ];
    expect(allot(files, full, 0)).toEqual(['fits', 'over-user', 'fits']);
    expect(allot([file(1)], full, 0)).toEqual(['over-tenant']);
  });

  it('should know no person where a key asks', () => {
    expect(allot([file(1e9)], { tenant: standing(null), user: null }, 0)).toEqual(['fits']);
  });
});
