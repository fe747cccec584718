import type { DownloadBody } from '@app/testing/client';
import { addPerson, type Person } from '@app/testing/people';
import { ANA, HISTORY } from '@app/testing/sandbox-school';
import { TestSystem } from '@app/testing/system';

/** So slow that a class is still on its way while it is looked at. */
const SLOW = 22_000;

/** What such a school saves in four weeks: little at weekends, and now and then something fails. */
const HISTORY_OF_DAYS = `INSERT INTO download_outcomes (tenant_id, download_id, source, status, bytes, created_at)
  SELECT 'school', gen_random_uuid(), 'youtube', CASE WHEN (n * day) % 23 = 5 THEN 'failed' ELSE 'completed' END, 90000000,
    now() - day * interval '1 day'
  FROM generate_series(1, 27) day,
    generate_series(1, CASE WHEN extract(isodow FROM now() - day * interval '1 day') < 6 THEN 4 + day * 7 % 9 ELSE 1 END) n`;

/** A school in which something goes on: a newcomer, a teacher with classes, an admin, and who runs the installation. */
export class School {
  private constructor(
    readonly system: TestSystem,
    readonly newcomer: Person,
    readonly teacher: Person,
    readonly admin: Person,
    readonly superAdmin: Person,
    readonly account: number,
  ) {}

  static async start(): Promise<School> {
    const system = await TestSystem.start({ workers: 1, env: { MAX_CONCURRENT_DOWNLOADS: '5' } });
    const newcomer = await addPerson(system, { name: 'bruno' });
    const teacher = await addPerson(system, { name: 'ana' });
    const admin = await addPerson(system, { name: 'coordenacao', role: 'admin' });
    const superAdmin = await addPerson(system, { name: 'ti', role: 'super_admin' });
    const database = await system.database();
    await database.query(`UPDATE tenants SET name = 'Escola Aurora' WHERE id = 'school'`);
    for (const [username, name] of Object.entries({
      bruno: 'Bruno Lima',
      ana: 'Ana Souza',
      coordenacao: 'Carla Dias',
      ti: 'Marcos Pinto',
    }))
      await database.query('UPDATE users SET full_name = $2 WHERE username = $1', [username, name]);
    await database.query(HISTORY_OF_DAYS);
    const account = await teacher.client.connect(ANA);
    return new School(system, newcomer, teacher, admin, superAdmin, account);
  }

  set isSlow(value: boolean) {
    this.system.sandbox.throttle.bytesPerSecond = value ? SLOW : 0;
  }

  async download(path: string): Promise<string> {
    const { body } = await this.teacher.client.post<DownloadBody>('/downloads', {
      url: this.system.sandbox.origin + path,
    });
    return body.id;
  }

  /** @returns the id of the batch */
  async downloadClass(): Promise<string> {
    const path = `/courses/${HISTORY}/download-all`;
    const { body } = await this.teacher.client.post<{ job_id: string }>(path, {
      credential_id: this.account,
    });
    return body.job_id;
  }
}
