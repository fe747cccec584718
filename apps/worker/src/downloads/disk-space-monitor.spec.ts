import { type DiskFull } from '@app/storage';
import type { BytesLeft, DiskGuard } from './disk-guard';
import { DiskSpaceMonitor } from './disk-space-monitor';
import type { LiveRuns } from './live-runs';

const MARGIN = 100;

describe(DiskSpaceMonitor, () => {
  let left: BytesLeft;
  let stopped: DiskFull[];
  let monitor: DiskSpaceMonitor;

  beforeEach(() => {
    left = { staging: 1, storage: Infinity };
    stopped = [];
    const disk = {
      hasSpace: ({ wasShort = false } = {}) => Promise.resolve(left.staging >= (wasShort ? MARGIN : 0)),
      left: () => Promise.resolve(left),
    };
    const runs = { stopNewest: (reason: DiskFull) => stopped.push(reason) };
    monitor = new DiskSpaceMonitor(disk as unknown as DiskGuard, runs as unknown as LiveRuns);
  });

  /** What each check answers while the disk has so much above its least. */
  async function checks(...bytes: number[]): Promise<boolean[]> {
    const answers: boolean[] = [];
    for (const staging of bytes) {
      left = { ...left, staging };
      await monitor.check();
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
});
