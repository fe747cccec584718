import { queueFiguresIn } from './queue-figures';

const TEXT = `# HELP cdl_downloads_current Downloads by present status
# TYPE cdl_downloads_current gauge
cdl_downloads_current{status="queued"} 37
cdl_downloads_current{status="running"} 3
cdl_backlog_other 99
cdl_backlog 37
cdl_queue_jobs{queue="downloads",state="waiting"} 8
cdl_queue_jobs{queue="downloads",state="active"} 3
`;

describe(queueFiguresIn, () => {
  it('should find what waits and runs', () => {
    expect(queueFiguresIn(TEXT)).toEqual({ waiting: 37, running: 3, handedOut: 8 });
  });

  it('should tell nothing that is not there, but that nothing runs', () => {
    expect(queueFiguresIn('# nothing\n')).toEqual({ waiting: undefined, running: 0, handedOut: undefined });
  });
});
