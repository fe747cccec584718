import { StorageQuotaReached, type StorageQuotas } from '@app/downloads';
import { delay } from '@app/kernel';
import { LeaseLost } from '@app/work';
import { aRun } from '../testing/a-run';
import { StorageAllowance } from './storage-allowance';

const FULL = new StorageQuotaReached({ of: 'user', limitBytes: 100, usedBytes: 100 });

describe(StorageAllowance, () => {
  const reserve = jest.fn<Promise<number>, [unknown, number]>();
  const stop = jest.fn<undefined, [Error]>();
  let allowance: StorageAllowance;

  beforeEach(() => {
    reserve.mockReset();
    stop.mockReset();
    allowance = new StorageAllowance(aRun(), { reserveQuota: reserve } as unknown as StorageQuotas, stop);
  });

  const asked = () => reserve.mock.calls.map(([, bytes]) => bytes);

  it('should ask nothing while what came is within what was left', async () => {
    reserve.mockResolvedValue(100);
    await allowance.reserve(0);
    for (const bytes of [1, 50, 100]) allowance.came(bytes);
    expect(asked()).toEqual([0]);
  });

  it('should ask again when more came, once at a time, and go on with what is left now', async () => {
    reserve.mockResolvedValueOnce(100).mockResolvedValueOnce(200);
    await allowance.reserve(0);
    for (const bytes of [101, 102, 103]) allowance.came(bytes);
    await delay(0);
    for (const bytes of [150, 200]) allowance.came(bytes);
    expect(asked()).toEqual([0, 101]);
    expect(stop).not.toHaveBeenCalled();
  });

  it.each([FULL, new LeaseLost()])('should stop the run when it is told so: %p', async (error) => {
    reserve.mockResolvedValueOnce(100).mockRejectedValueOnce(error);
    await allowance.reserve(0);
    allowance.came(101);
    await delay(0);
    expect(stop).toHaveBeenCalledWith(error);
  });

  it('should not stop it because the database is away, but ask again', async () => {
    reserve
      .mockResolvedValueOnce(100)
      .mockRejectedValueOnce(new Error('ECONNRESET'))
      .mockRejectedValueOnce(FULL);
    await allowance.reserve(0);
    allowance.came(101);
    await delay(0);
    expect(stop).not.toHaveBeenCalled();
    allowance.came(102);
    await delay(0);
    expect(stop).toHaveBeenCalledWith(FULL);
  });

  it('should say no before anything came', async () => {
    reserve.mockRejectedValue(FULL);
    await expect(allowance.reserve(0)).rejects.toBe(FULL);
  });
});
