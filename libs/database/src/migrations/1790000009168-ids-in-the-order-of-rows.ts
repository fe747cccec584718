import { SqlMigration } from '../sql-migration';

/**
 * What one statement adds gets ids in its order, as uuidv7() of PostgreSQL 18 makes them: the twelve bits behind the
 * milliseconds are the next digits of the time (RFC 9562, section 6.2, method 3).
 */
export class IdsInTheOrderOfRows1790000009168 extends SqlMigration {
  protected readonly upSql = `
    CREATE OR REPLACE FUNCTION uuid_v7() RETURNS uuid LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
    DECLARE
      microseconds bigint := extract(epoch FROM clock_timestamp()) * 1000000;
      version bigint := 7 << 12;
    BEGIN
      RETURN encode(
        overlay(uuid_send(gen_random_uuid())
          PLACING int8send((microseconds / 1000) << 16 | version | (microseconds % 1000) * 4096 / 1000) FROM 1 FOR 8),
        'hex')::uuid;
    END
    $$`;

  protected readonly downSql = `
    CREATE OR REPLACE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
      SELECT encode(
        set_bit(set_bit(
          overlay(uuid_send(gen_random_uuid())
            PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
          52, 1), 53, 1), 'hex')::uuid
    $$`;
}
