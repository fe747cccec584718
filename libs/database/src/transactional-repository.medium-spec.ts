import { Global, Injectable, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { Column, Entity, type FindOperator, PrimaryColumn, Repository, VirtualColumn } from 'typeorm';
import { testDatabase } from '@app/testing/parts';
import { dataSourceOptions } from './data-source-options';
import { Database } from './database';
import { DatabaseModule } from './database.module';
import { fromNow, isFuture, isOlderThan, isPast, isYoungerThan, now } from './database-time';
import { executeReturning } from './returning';
import { selectList } from './select-list';

@Entity('notes')
class NoteEntity {
  @PrimaryColumn('integer')
  id!: number;

  @Column('text', { nullable: true })
  shortText!: string | null;

  @Column('jsonb', { nullable: true })
  data!: unknown;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('text', { nullable: true, select: false })
  secret!: string | null;

  @VirtualColumn('boolean', { query: (note) => `length(${note}.short_text) < 5` })
  isShort!: boolean | null;
}

@Injectable()
class Notes {
  constructor(@InjectRepository(NoteEntity) readonly notes: Repository<NoteEntity>) {}
}

@Global()
@Module({ providers: [Database], exports: [Database] })
class ConnectionModule {}

describe('repositories of DatabaseModule.forFeature', () => {
  let parts: Awaited<ReturnType<typeof testDatabase>>;
  let app: TestingModule;
  let database: Database;
  let notes: Repository<NoteEntity>;

  beforeAll(async () => {
    parts = await testDatabase();
    const options = dataSourceOptions({ url: parts.url, poolSize: 4, applicationName: 'tests' });
    app = await Test.createTestingModule({
      imports: [
        TypeOrmModule.forRoot({ ...options, autoLoadEntities: true }),
        ConnectionModule,
        DatabaseModule.forFeature([NoteEntity]),
      ],
      providers: [Notes],
    }).compile();
    database = app.get(Database);
    ({ notes } = app.get(Notes));
    await database.rows(
      'CREATE TABLE notes (id int PRIMARY KEY, short_text text, data jsonb, created_at timestamptz NOT NULL DEFAULT now(), secret text)',
    );
  });

  beforeEach(() => database.affected('DELETE FROM notes'));

  afterAll(async () => {
    await database.onApplicationShutdown();
    await app.close();
    await parts.drop();
  });

  const ids = async () => (await notes.find({ order: { id: 'ASC' } })).map(({ id }) => id);
  /** Fails on the way, after everything that is to leave no trace. */
  const rollBack = async (work: () => Promise<unknown>) => {
    const failing = database.transaction(async () => {
      await work();
      throw new Error('on the way');
    });
    await expect(failing).rejects.toThrow('on the way');
  };

  it('should work without a transaction', async () => {
    await notes.insert({ id: 1, shortText: 'one' });
    await notes.upsert({ id: 1, shortText: 'two' }, ['id']);
    await expect(notes.findOneBy({ id: 1 })).resolves.toMatchObject({ shortText: 'two' });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['insert', () => notes.insert({ id: 2 })],
    ['update', () => notes.update({ id: 1 }, { shortText: 'changed' })],
    ['upsert', () => notes.upsert([{ id: 1, shortText: 'changed' }, { id: 2 }], ['id'])],
    ['delete', () => notes.delete({ id: 1 })],
    ['save', () => notes.save({ id: 1, shortText: 'changed' })],
    ['an insert builder', () => notes.createQueryBuilder().insert().values({ id: 2 }).execute()],
    ['an update builder', () => notes.createQueryBuilder().update().set({ shortText: 'changed' }).execute()],
    ['a delete builder', () => notes.createQueryBuilder().delete().execute()],
    ['SQL', () => notes.query('DELETE FROM notes')],
  ])('should undo %s with the transaction that is open', async (_what, work) => {
    await notes.insert({ id: 1, shortText: 'first' });
    await rollBack(work);
    await expect(notes.find()).resolves.toMatchObject([{ id: 1, shortText: 'first' }]);
  });

  it('should read what the transaction wrote, by find options, by builder and by SQL, and others nothing of it', async () => {
    const { promise: read, resolve: goOn } = Promise.withResolvers<undefined>();
    const { promise: written, resolve: begin } = Promise.withResolvers<undefined>();
    const writing = database.transaction(async () => {
      await notes.insert({ id: 1 });
      await expect(notes.existsBy({ id: 1 })).resolves.toBe(true);
      await expect(notes.createQueryBuilder('note').getCount()).resolves.toBe(1);
      await expect(database.rows('SELECT id FROM notes')).resolves.toHaveLength(1);
      begin(undefined);
      await read;
    });
    await written;
    await expect(ids()).resolves.toEqual([]);
    goOn(undefined);
    await writing;
    await expect(ids()).resolves.toEqual([1]);
  });

  it('should not mix transactions that run at the same time', async () => {
    const { promise: bothBegun, resolve: begin } = Promise.withResolvers<undefined>();
    const { promise: read, resolve: goOn } = Promise.withResolvers<undefined>();
    const first = database.transaction(async () => {
      await notes.insert({ id: 1 });
      await bothBegun;
      const seen = await ids();
      goOn(undefined);
      expect(seen).toEqual([1]);
      throw new Error('on the way');
    });
    const second = database.transaction(async () => {
      await notes.insert({ id: 2 });
      begin(undefined);
      await read;
      await expect(ids()).resolves.toEqual([2]);
    });
    await expect(first).rejects.toThrow('on the way');
    await second;
    await expect(ids()).resolves.toEqual([2]);
  });

  it('should keep what PostgreSQL cannot hold from failing a statement', async () => {
    const odd = 'a\0b\ud83d';
    await notes.insert({ id: 1, shortText: odd, data: { [odd]: [odd] } });
    await notes.createQueryBuilder().update().set({ shortText: odd }).where({ shortText: odd }).execute();
    await expect(notes.findOneBy({ shortText: odd })).resolves.toMatchObject({
      shortText: 'a\ufffdb\ufffd',
      data: { 'a\ufffdb\ufffd': ['a\ufffdb\ufffd'] },
    });
  });

  it('should answer what a builder wrote as find would', async () => {
    await notes.insert([{ id: 1 }, { id: 2, data: { a: 1 }, secret: 's' }]);
    const update = notes.createQueryBuilder().update().set({ shortText: 'new' }).where({ id: 2 });
    const changed = { id: 2, shortText: 'new', data: { a: 1 }, createdAt: expect.any(Date) as Date };
    await expect(executeReturning(update)).resolves.toEqual([changed]);
    await expect(notes.findOneBy({ id: 2 })).resolves.toEqual({ ...changed, isShort: true });
    await expect(executeReturning(update, ['id', 'secret'])).resolves.toEqual([{ id: 2, secret: 's' }]);
    const removal = () => executeReturning(notes.createQueryBuilder().delete().where({ id: 2 }), ['id']);
    await expect(removal()).resolves.toEqual([{ id: 2 }]);
    await expect(removal()).resolves.toEqual([]);
    const values = [{ id: 1 }, { id: 3 }];
    const insert = notes.createQueryBuilder().insert().values(values).orIgnore();
    await expect(executeReturning(insert, ['id'])).resolves.toEqual([{ id: 3 }]);
    expect(values).toEqual([{ id: 1 }, { id: 3 }]);
  });

  it('should list the columns of an entity for SQL', async () => {
    await notes.insert({ id: 1, shortText: 'one', secret: 's' });
    await expect(database.row(`SELECT ${selectList(notes, 'n')} FROM notes n`)).resolves.toEqual(
      await notes.findOneBy({ id: 1 }),
    );
    const some = selectList(notes, 'n', ['shortText', 'secret']);
    await expect(database.row(`SELECT ${some} FROM notes n`)).resolves.toEqual({
      shortText: 'one',
      secret: 's',
    });
  });

  it('should compare times by the clock of the database', async () => {
    await notes.insert([
      { id: 1, createdAt: fromNow({ days: -2 }) },
      { id: 2, createdAt: fromNow({ hours: 1, mins: 1, secs: 0.5 }) },
    ]);
    const found = async (createdAt: FindOperator<Date>) =>
      (await notes.findBy({ createdAt })).map(({ id }) => id);
    await expect(found(isPast())).resolves.toEqual([1]);
    await expect(found(isFuture())).resolves.toEqual([2]);
    await expect(found(isOlderThan({ days: 1 }))).resolves.toEqual([1]);
    await expect(found(isOlderThan({ days: 3 }))).resolves.toEqual([]);
    await expect(found(isYoungerThan({ days: 3 }))).resolves.toEqual([1, 2]);
    await notes.update({ id: 2, createdAt: isFuture() }, { createdAt: now });
    await expect(found(isFuture())).resolves.toEqual([]);
  });

  it('should refuse to keep the vital connection waiting, and join a transaction that is opened there', async () => {
    await expect(database.vital(() => notes.find())).rejects.toThrow('vital');
    await database.vital(() => database.transaction(() => notes.insert({ id: 1 })));
    await expect(database.vital(() => database.rows('SELECT id FROM notes'))).resolves.toEqual([{ id: 1 }]);
  });
});
