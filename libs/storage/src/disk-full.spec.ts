import { DiskFull } from './disk-full';

describe(DiskFull, () => {
  it.each(['ENOSPC', 'EDQUOT'])('should be what %s means, and try again later', (code) => {
    const cause = Object.assign(new Error('write'), { code });
    expect(DiskFull.fromErrno(cause)).toMatchObject({ code: 'disk.full', delayMs: 60_000, cause });
  });

  it.each([
    new Error('write'),
    Object.assign(new Error('write'), { code: 'EACCES' }),
    'ENOSPC',
    null,
    undefined,
  ])('should not be what %p means', (error) => {
    expect(DiskFull.fromErrno(error)).toBeUndefined();
  });

  it.each([
    [1, 60_000],
    [2, 120_000],
    [4, 480_000],
    [5, 900_000],
    [2_000, 900_000],
  ])('should wait longer for what was thrown away %i times', (times, delayMs) => {
    expect(DiskFull.again(times)).toMatchObject({ code: 'disk.full', delayMs, inTheWay: false });
  });
});
