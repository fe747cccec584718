import { AppConfig, ConfigModule } from '@app/config';
import { DatabaseModule } from '@app/database';
import { DownloadBacklog, DownloadsModule, RemoveExpired, RunLifecycle } from '@app/downloads';
import { EgressModule } from '@app/egress';
import { LimitsModule } from '@app/limits';
import { ProcessModule } from '@app/process';
import { QueueModule } from '@app/queue';
import { SecurityModule } from '@app/security';
import { StorageModule } from '@app/storage';
import { Test } from '@nestjs/testing';
import type { DataSource } from 'typeorm';
import { OutcomesRepository } from '../../libs/downloads/src/outcomes/persistence/outcomes.repository';
import { ApiProcess } from '@app/testing/api-process';
import { Client } from '@app/testing/client';
import { newPerson, superAdmin } from '@app/testing/people';
import { TestSystem } from '@app/testing/system';
import { type History, seed } from './seed';

const PARTS = [
  ConfigModule,
  DatabaseModule.forApp('classroom-bench'),
  SecurityModule,
  ProcessModule,
  EgressModule,
  LimitsModule,
  QueueModule,
  StorageModule,
  DownloadsModule,
];

/** A system with a history: the real api as a process of its own, and the parts of a worker that are measured. */
export class Installation {
  private constructor(
    private readonly system: TestSystem,
    readonly database: DataSource,
    readonly key: Client,
    readonly person: Client,
    readonly scraper: Client,
    readonly backlog: DownloadBacklog,
    readonly lifecycle: RunLifecycle,
    readonly cleanUp: RemoveExpired,
  ) {}

  static async start(history: History): Promise<Installation> {
    const system = await TestSystem.start({ api: false, workers: 0 });
    const api = await ApiProcess.start(system);
    system.origin = api.origin;
    const person = await newPerson(await superAdmin(system), 'ana');
    const database = await system.database();
    await seed(database, history, `user:${person.id}`);
    const worker = await Test.createTestingModule({ imports: PARTS })
      .overrideProvider(AppConfig)
      .useValue(system.config())
      .compile();
    system.onClose(() => worker.close());
    // As every night's clean-up does.
    while (await worker.get(OutcomesRepository, { strict: false }).addUpDay());
    return new Installation(
      system,
      database,
      system.client(),
      person.client,
      new Client(api.origin, ''),
      worker.get(DownloadBacklog, { strict: false }),
      worker.get(RunLifecycle, { strict: false }),
      worker.get(RemoveExpired, { strict: false }),
    );
  }

  close(): Promise<void> {
    return this.system.close();
  }
}
