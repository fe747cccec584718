import type { DataSource, QueryRunner } from 'typeorm';

/** Of every stored file, as ffprobe and its source would have told it. */
const MEDIA = JSON.stringify({
  title: 'Aula',
  description: null,
  durationSeconds: 600,
  format: 'mp4',
  width: 1280,
  height: 720,
  videoCodec: 'h264',
  audioCodec: 'aac',
  extractor: 'youtube',
});

export interface History {
  downloads: number;
  /** Of those, how many wait. */
  queued: number;
}

const PEOPLE = 1_000;
/** What the videos of a batch are. */
const BATCH_SIZE = 5_000;

const SUBJECT = `(ARRAY['História', 'Geografia', 'Química', 'Física', 'Biologia', 'Português', 'Inglês'])[1 + n % 7]`;

/** Where what waits comes from: most from a host that takes none at the moment. */
const HOST = `CASE WHEN n % 7 = 0 THEN 'drive.google.com' ELSE 'youtube.com' END`;

/**
 * A history as a few years leave it behind: four of five downloads belong to one tenant, half of them to batches, asked
 * for by a thousand people; three of four share a file with somebody; the newest wait.
 * @param requester one of those people
 */
export async function seed(database: DataSource, history: History, requester: string): Promise<void> {
  const connection = database.createQueryRunner();
  // Nobody asks whether what is made up here belongs together: ten times quicker.
  await connection.query('SET session_replication_role = replica');
  const indexes = await database.query<{ name: string; definition: string }[]>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE tablename IN ('downloads', 'download_outcomes') AND indexname NOT LIKE '%pkey'`,
  );
  for (const { name } of indexes) await connection.query(`DROP INDEX ${name}`);
  await fill(connection, history, requester);
  for (const { definition } of indexes) await connection.query(definition);
  await connection.query('RESET session_replication_role');
  await connection.query('VACUUM (ANALYZE)');
  await connection.release();
}

async function fill(database: QueryRunner, { downloads, queued }: History, requester: string): Promise<void> {
  const ended = downloads - queued;
  const person = `CASE n % ${PEOPLE} WHEN 7 THEN '${requester}' ELSE 'user:' || md5((n % ${PEOPLE})::text)::uuid END`;
  const tenant = `CASE WHEN n % 5 = 0 THEN 'other' ELSE 'school' END`;
  await database.query(
    `INSERT INTO credentials (tenant_id, google_sub, scopes) VALUES ('school', 'bench', '{}')`,
  );
  await database.query(`
    INSERT INTO batches (tenant_id, requester, credential_id, course_id, kinds, skip_existing, quality, subtitles, stage,
      discovered_at)
    SELECT 'school', ${person}, (SELECT min(id) FROM credentials), 'course-' || n, '{}', false, 'best', true, 'discovered', now()
    FROM generate_series(1, GREATEST(1, ${downloads} / 2 / ${BATCH_SIZE})) n`);
  await database.query(`
    INSERT INTO assets (tenant_id, source_key, variant, state, storage_key, sha256, size_bytes, media, ready_at, run_id)
    SELECT ${tenant}, 'youtube:' || n, 'best', 'ready', 'school/' || n, md5(n::text), 50000000 + n, '${MEDIA}', now(),
      gen_random_uuid()
    FROM generate_series(1, ${ended} / 4) n`);
  await database.query(`
    WITH b AS (SELECT array_agg(id) AS ids FROM batches), a AS (SELECT array_agg(id ORDER BY source_key) AS ids FROM assets)
    INSERT INTO downloads (id, tenant_id, requester, batch_id, course_id, source, source_key, variant, url, host, title, quality,
      subtitles, status, asset_id, progress_percent, downloaded_bytes, total_bytes, error_code, error_message, created_at,
      started_at, completed_at, updated_at)
    SELECT uuid_v7(), ${tenant}, ${person},
      CASE WHEN n % 10 IN (1, 2, 3, 4, 6) THEN b.ids[1 + n % cardinality(b.ids)] END, 'course-' || n % 500, 'youtube',
      'youtube:' || n, 'best', 'https://www.youtube.com/watch?v=' || n, ${HOST}, 'Aula ' || n % 200 || ' de ' || ${SUBJECT} || ', turma ' || n % 37, 'best',
      true, s.status, CASE s.status WHEN 'completed' THEN a.ids[1 + n % cardinality(a.ids)] END, 100, 50000000, 50000000,
      CASE s.status WHEN 'failed' THEN 'source.removed' END, CASE s.status WHEN 'failed' THEN 'The video no longer exists.' END,
      s.at, s.at, s.at, s.at
    FROM generate_series(1, ${ended}) n, b, a,
      LATERAL (SELECT CASE WHEN n % 25 = 24 THEN 'failed' WHEN n % 100 = 50 THEN 'cancelled' ELSE 'completed' END AS status,
        now() - (${ended} - n) * interval '30 seconds' AS at) s`);
  await database.query(`
    WITH b AS (SELECT array_agg(id) AS ids FROM batches)
    INSERT INTO downloads (tenant_id, requester, batch_id, course_id, source, source_key, variant, url, host, title, quality,
      subtitles, priority)
    SELECT ${tenant}, ${person}, CASE WHEN n % 10 IN (1, 2, 3, 4, 6) THEN b.ids[1 + n % cardinality(b.ids)] END,
      'course-' || n % 500, 'youtube', 'youtube:waits-' || n, 'best', 'https://www.youtube.com/watch?v=' || n, ${HOST},
      'Aula que espera, de ' || ${SUBJECT} || ', turma ' || n % 37, 'best', true, 0
    FROM generate_series(1, ${queued}) n, b`);
  await database.query(`
    INSERT INTO download_outcomes (tenant_id, download_id, source, status, error_code, bytes, seconds, created_at)
    SELECT tenant_id, id, source, status, error_code, downloaded_bytes, (random() * 900)::int, completed_at
    FROM downloads WHERE status NOT IN ('queued', 'running')`);
  await database.query(
    `INSERT INTO host_pauses (host, code, paused_until) VALUES ('youtube.com', 'source.throttled', now() + interval '1 day')`,
  );
  await database.query(
    `INSERT INTO workers (id, hostname, slots, seen_at) VALUES (gen_random_uuid(), 'bench', 10, now() + interval '1 day')`,
  );
}
