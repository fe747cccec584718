import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@app/testing/free-port';
import { until } from '@app/testing/until';
import { useDirectory } from '@app/testing/use-directory';
import { NodeProcessRunner, type ProcessRequest, type RunningProcess } from '@app/process';
import { LocalPostgres } from './local-postgres';

/** Ends initdb in its middle, as whoever closes the terminal of a first start does. */
class ImpatientRunner extends NodeProcessRunner {
  override start(request: ProcessRequest): RunningProcess {
    const running = super.start(request);
    const target = request.args[request.args.indexOf('-D') + 1] ?? '';
    if (request.args.includes('--no-sync'))
      void until(() => stat(join(target, 'global/pg_control')).catch(() => undefined)).then(() =>
        process.kill(-running.pid, 'SIGKILL'),
      );
    return running;
  }
}

describe(LocalPostgres, () => {
  const directory = useDirectory();

  it('should begin anew after a first start that was ended in its middle', async () => {
    const options = {
      directory: join(directory.path, 'postgres'),
      port: await freePort(),
      password: 'secret',
    };
    await expect(new LocalPostgres(new ImpatientRunner(), options).start()).rejects.toThrow();
    const postgres = new LocalPostgres(new NodeProcessRunner(), options);
    await postgres.start();
    await postgres.createDatabase('classroom');
    await postgres.stop();
  }, 60_000);
});
