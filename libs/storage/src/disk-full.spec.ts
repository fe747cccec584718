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
});
