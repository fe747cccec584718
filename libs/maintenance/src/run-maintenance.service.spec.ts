import { type MaintenanceItem, type MaintenanceReport, MaintenanceTask } from '@app/kernel';
import { RunMaintenance } from './run-maintenance.service';

const item = (name: string): MaintenanceItem => ({
  kind: 'file',
  tenantId: 'school',
  name,
  title: null,
  sizeBytes: 7,
  reason: 'no download points to it',
});

class Task extends MaintenanceTask {
  readonly run = jest.fn<Promise<MaintenanceReport>, []>();
}

function tasks(count: number): Task[] {
  return Array.from({ length: count }, () => new Task());
}

describe(RunMaintenance, () => {
  it('should add up what every task says, and leave out what is refused', async () => {
    const [first, second, third] = tasks(3) as [Task, Task, Task];
    first.run.mockResolvedValue({ items: [item('a')], hasMore: true });
    second.run.mockResolvedValue({ items: [item('b')], refusal: 'too many are unknown' });
    third.run.mockResolvedValue({ counts: { security_events: 3 } });
    await expect(new RunMaintenance([first, second, third]).run({ dryRun: true })).resolves.toEqual({
      items: [item('a')],
      counts: { security_events: 3 },
      refusal: 'too many are unknown',
      hasMore: true,
    });
    expect(first.run).toHaveBeenCalledWith({ dryRun: true });
  });

  it('should run the others when one fails, and tell of it', async () => {
    const [broken, other] = tasks(2) as [Task, Task];
    broken.run.mockRejectedValue(new Error('the disk is away'));
    other.run.mockResolvedValue({});
    await expect(new RunMaintenance([broken, other]).run({ dryRun: false })).rejects.toThrow(
      'the disk is away',
    );
    expect(other.run).toHaveBeenCalledTimes(1);
  });

  it('should begin no task after it was stopped', async () => {
    const [first, second] = tasks(2) as [Task, Task];
    const stop = new AbortController();
    first.run.mockImplementation(() => {
      stop.abort(new Error('shutting down'));
      return Promise.resolve({});
    });
    const run = new RunMaintenance([first, second]).run({ dryRun: false, signal: stop.signal });
    await expect(run).rejects.toThrow('shutting down');
    expect(second.run).not.toHaveBeenCalled();
  });
});
