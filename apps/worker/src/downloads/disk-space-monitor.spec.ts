import type { EndDiskWaits } from '@app/downloads';
import { type DiskFull } from '@app/storage';
import { Logger } from '@nestjs/common';
import type { BytesLeft, DiskGuard } from './disk-guard';
import { DiskSpaceMonitor } from './disk-space-monitor';
import type { LiveRuns } from './live-runs';

const MARGIN = 100;

describe(DiskSpaceMonitor, () => {
  let left: BytesLeft;
  let stopped: DiskFull[];
  let fitting: string[];
  let refusedThatFit: () => Promise<string[]>;
  let woken: string[][];
  let monitor: DiskSpaceMonitor;

  beforeEach(() => {
    left = { staging: 1, storage: Infinity };
    stopped = [];
    jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    fitting = [];
    refusedThatFit = () => Promise.resolve(fitting);
    woken = [];
    const disk = {
      hasSpace: ({ wasShort = false } = {}) => Promise.resolve(left.staging >= (wasShort ? MARGIN : 0)),
      left: () => Promise.resolve(left),
      refusedThatFit: () => refusedThatFit(),
      forget: (ids: string[]) => (fitting = fitting.filter((id) => !ids.includes(id))),
    };
    const runs = { stopNewest: (reason: DiskFull) => stopped.push(reason) };
    const waits = { endWaits: (ids: string[]) => Promise.resolve(woken.push(ids)) };
    monitor = new DiskSpaceMonitor(
      disk as unknown as DiskGuard,
      runs as unknown as LiveRuns,
      waits as unknown as EndDiskWaits,
    );
  });

  afterEach(() => jest.restoreAllMocks());

  /** What each check answers while the disk has so much above its least. */
  async function checks(...bytes: number[]): Promise<boolean[]> {
    const answers: boolean[] = [];
    for (const staging of bytes) {
      left = { ...left, staging };
      await monitor.checkSpace();
      answers.push(monitor.hasSpace);
    }
    return answers;
  }

  it('should take work from the beginning with the least that is demanded', async () => {
    expect(await checks(0)).toEqual([true]);
  });

  it('should take no work on a disk that hovers about its threshold', async () => {
    expect(await checks(5, -5, 5, -5, 99, -1, 100, 5)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('should stop one run for each time that it gets worse', async () => {
    await checks(5, -5, -5, -4);
    expect(stopped).toHaveLength(1);
    await checks(-6);
    expect(stopped).toHaveLength(2);
    expect(stopped.map(({ inTheWay }) => inTheWay)).toEqual([true, true]);
  });

  it('should take work also where nobody can look for space for what waits', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    refusedThatFit = () => Promise.reject(new Error('the storage has gone away'));
    expect(await checks(5)).toEqual([true]);
    expect(warned).toHaveBeenCalledTimes(1);
    refusedThatFit = () => Promise.resolve(['first']);
    await checks(5);
    expect(woken).toEqual([['first']]);
  });

  it('should wake what waits for space when there is some for it, and not again at once', async () => {
    await checks(5);
    fitting = ['first', 'second'];
    await checks(-5);
    expect(woken).toEqual([]);
    await checks(MARGIN);
    expect(woken).toEqual([['first', 'second']]);
    expect(fitting).toEqual([]);
    fitting = ['third'];
    await checks(MARGIN);
    expect(woken).toHaveLength(1);
  });
});
