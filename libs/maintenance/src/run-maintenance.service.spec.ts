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
    const maintenance = new RunMaintenance([first, second, third]);
    await expect(maintenance.runTasks({ dryRun: true })).resolves.toEqual({
      items: [item('a')],
      counts: { security_events: 3 },
      refusal: 'too many are unknown',
      unfinished: [first],
      errors: [],
    });
    expect(first.run).toHaveBeenCalledWith({ dryRun: true });
  });

  it('should run the others when one fails, and name the error beside what they did', async () => {
    const [broken, other] = tasks(2) as [Task, Task];
    const error = new Error('the disk is away');
    broken.run.mockRejectedValue(error);
    other.run.mockResolvedValue({ items: [item('a')] });
    await expect(new RunMaintenance([broken, other]).runTasks({ dryRun: false })).resolves.toMatchObject({
      items: [item('a')],
      errors: [error],
    });
  });

  it('should go on with those alone that are named', async () => {
    const [first, second] = tasks(2) as [Task, Task];
    first.run.mockResolvedValue({});
    await new RunMaintenance([first, second]).runTasks({ dryRun: false }, [first]);
    expect(first.run).toHaveBeenCalledTimes(1);
    expect(second.run).not.toHaveBeenCalled();
  });

  it('should begin no task after it was stopped', async () => {
    const [first, second] = tasks(2) as [Task, Task];
    const stop = new AbortController();
    first.run.mockImplementation(() => {
      stop.abort();
      return Promise.resolve({ items: [item('a')] });
    });
    const { items } = await new RunMaintenance([first, second]).runTasks({
      dryRun: false,
      signal: stop.signal,
    });
    expect(items).toEqual([item('a')]);
    expect(second.run).not.toHaveBeenCalled();
  });
});
