import { putCourse, putFile, putItem, removeById } from '../../apps/sandbox/src/school/change-school';
import type { DriveEntry } from '../../apps/sandbox/src/school/school';
import type { DownloadBody } from '@app/testing/client';
import { ANA, BRUNO } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const COURSE = 'drive-cases';
const FOLDER = 'application/vnd.google-apps.folder';
const SHORTCUT = 'application/vnd.google-apps.shortcut';

interface VideoBody {
  id: string;
  url: string;
  title: string | null;
  size: number | null;
  verdict: { state: string; code: string | null; reason: string | null; hint: string | null };
}

interface ItemsBody {
  coursework: { id: string; title: string | null; videos: VideoBody[] }[];
}

describe('RF-005 RF-006 hard cases of Google Drive', () => {
  const system = useSystem({ env: { COURSES_CACHE_TTL: '0' } });
  const client = setUp(() => system.client());
  let ana: number;
  let bruno: number;
  let day = 0;

  beforeAll(async () => {
    const [teacher, student] = system.sandbox.school.people.map(({ sub }) => sub);
    putCourse(system.sandbox.school, { id: COURSE, teachers: [teacher ?? ''], students: [student ?? ''] });
    ana = await client.connect(ANA);
    bruno = await client.connect(BRUNO);
  });

  afterEach(() => system.sandbox.faults.clear());
  const idOf = (name: string) => `1${name.padEnd(32, '0')}`;
  const file = (name: string, facts: Partial<DriveEntry> = {}) => {
    const folder = facts.mimeType === FOLDER || facts.mimeType === SHORTCUT;
    const path = folder ? {} : { path: system.sandbox.web.get('museu.mp4') };
    return putFile(system.sandbox.school, {
      id: idOf(name),
      name: folder ? name : `${name}.mp4`,
      ...path,
      ...facts,
    });
  };
  const driveFile = (name: string, title = `${name}.mp4`, key = '') => {
    const alternateLink = `https://drive.google.com/file/d/${idOf(name)}/view?usp=classroom${key}`;
    return { driveFile: { driveFile: { id: idOf(name), title, alternateLink } } };
  };
  /** An item of the course, later than all before. */
  const item = (id: string, materials: object[], description?: string) => {
    const course = putCourse(system.sandbox.school, { id: COURSE });
    day += 1;
    putItem(course, {
      id,
      materials,
      description,
      updateTime: new Date(Date.UTC(2026, 4, day)).toISOString(),
    });
  };
  const videosOf = async (id: string, credential = ana) => {
    const path = `/courses/${COURSE}/coursework?credential_id=${String(credential)}&page_size=200`;
    const { body } = await client.get<ItemsBody>(path);
    return body.coursework.find((one) => one.id === id)?.videos ?? [];
  };
  const titles = async (id: string) => (await videosOf(id)).map(({ title }) => title).sort();
  const request = (video?: VideoBody, credential = ana) =>
    client.post<DownloadBody>('/downloads', { video_id: video?.id, credential_id: credential });
  const downloaded = async (video?: VideoBody, credential = ana) =>
    client.ended((await request(video, credential)).body.id);

  describe('finding', () => {
    it('should come to an end in folders and shortcuts that lead back to themselves', async () => {
      file('Outer', { mimeType: FOLDER, parents: [idOf('Inner')] });
      file('Inner', { mimeType: FOLDER, parents: [idOf('Outer')] });
      file('BackToOuter', { mimeType: SHORTCUT, shortcutTo: idOf('Outer'), parents: [idOf('Inner')] });
      file('RoundA', { mimeType: SHORTCUT, shortcutTo: idOf('RoundB'), parents: [idOf('Inner')] });
      file('RoundB', { mimeType: SHORTCUT, shortcutTo: idOf('RoundA'), parents: [idOf('Inner')] });
      file('InOuter', { parents: [idOf('Outer')] });
      file('InInner', { parents: [idOf('Inner')] });
      item('cycles', [driveFile('Outer', 'Outer'), driveFile('BackToOuter', 'BackToOuter')]);
      expect(await titles('cycles')).toEqual(['InInner.mp4', 'InOuter.mp4']);
    });

    it('should find a file once that several ways lead to', async () => {
      file('Twice');
      file('TwiceLink', { mimeType: SHORTCUT, shortcutTo: idOf('Twice') });
      const text = `Também: https://drive.google.com/open?id=${idOf('Twice')}`;
      item('twice', [driveFile('Twice'), driveFile('TwiceLink')], text);
      expect(await titles('twice')).toEqual(['Twice.mp4']);
    });

    it('should look into shared drives, and download from there', async () => {
      file('Team', { mimeType: FOLDER, driveId: 'team-drive' });
      file('OnTeam', { driveId: 'team-drive', parents: [idOf('Team')] });
      item('team', [driveFile('Team', 'Team')]);
      const [video] = await videosOf('team');
      expect(video).toMatchObject({ title: 'OnTeam.mp4', verdict: { state: 'available' } });
      expect(await downloaded(video)).toMatchObject({ status: 'completed' });
    });

    it('should send the keys that some links need: of a file, of a folder, of what a shortcut leads to', async () => {
      const keyed = { needsResourceKey: true, resourceKey: '0-aKey' };
      file('Keyed', keyed);
      file('KeyedFolder', { ...keyed, mimeType: FOLDER });
      file('InKeyedFolder', { parents: [idOf('KeyedFolder')] });
      file('KeyedTarget', keyed);
      file('ToKeyed', { mimeType: SHORTCUT, shortcutTo: idOf('KeyedTarget') });
      const key = '&resourcekey=0-aKey';
      item('keys', [
        driveFile('Keyed', 'x', key),
        driveFile('KeyedFolder', 'y', key),
        driveFile('ToKeyed', 'z'),
      ]);
      expect(await titles('keys')).toEqual(['InKeyedFolder.mp4', 'Keyed.mp4', 'KeyedTarget.mp4']);
      for (const video of await videosOf('keys')) {
        expect(video.verdict.state).toBe('available');
        expect(await downloaded(video)).toMatchObject({ status: 'completed' });
      }
    });

    it('should take a link with its key when it is asked for by its address', async () => {
      file('ByAddress', { needsResourceKey: true, resourceKey: '0-other' });
      const url = `https://drive.google.com/file/d/${idOf('ByAddress')}/view?resourcekey=0-other`;
      const { body } = await client.post<DownloadBody>('/downloads', { url, credential_id: ana });
      expect(await client.ended(body.id)).toMatchObject({ status: 'completed', title: 'ByAddress.mp4' });
    });

    it('should follow a shortcut that is asked for by its address', async () => {
      file('Behind', { needsResourceKey: true, resourceKey: '0-behind' });
      file('Ahead', { mimeType: SHORTCUT, shortcutTo: idOf('Behind') });
      const url = `https://drive.google.com/file/d/${idOf('Ahead')}/view`;
      const { body } = await client.post<DownloadBody>('/downloads', { url, credential_id: ana });
      expect(await client.ended(body.id)).toMatchObject({ status: 'completed', title: 'Behind.mp4' });
    });

    it('should leave out what the folder has of other kinds, and follow its empty pages', async () => {
      file('Mixed', { mimeType: FOLDER });
      file('Paper', { parents: [idOf('Mixed')], mimeType: 'application/pdf' });
      file('Bare', { parents: [idOf('Mixed')], mimeType: 'application/octet-stream' });
      item('mixed', [driveFile('Mixed', 'Mixed')]);
      system.sandbox.faults.addFault({
        path: '/drive/v3/files?',
        contains: idOf('Mixed'),
        emptyPage: true,
        times: 1,
      });
      expect(await titles('mixed')).toEqual(['Bare.mp4']);
    });
  });

  describe('a file that cannot be had', () => {
    const nobody = { readers: [] as string[], owner: 'somebody-else' };

    it.each<[string, Partial<DriveEntry>, { code: string; reason: RegExp; hint: RegExp }]>([
      ['in the trash', { trashed: true }, { code: 'drive.trashed', reason: /trash/, hint: /restore/ }],
      [
        'forbidden by its owner',
        { downloadForbidden: true },
        { code: 'drive.forbidden', reason: /owner does not allow/, hint: /copy/ },
      ],
      [
        'not shared',
        nobody,
        { code: 'drive.not-visible', reason: /not shared with your account/, hint: /share the file/ },
      ],
    ])('should be told before anybody asks for it: %s', async (_what, facts, { code, ...words }) => {
      const name = code.replace(/\W/g, '');
      file(name, facts);
      item(name, [driveFile(name)]);
      const [video] = await videosOf(name);
      const verdict = {
        code,
        reason: expect.stringMatching(words.reason) as string,
        hint: expect.stringMatching(words.hint) as string,
      };
      expect(video?.verdict).toMatchObject({ state: 'unavailable', ...verdict });
      const refused = await request(video);
      expect(refused).toMatchObject({ status: 422, body: { code: 'download.nothing', blocked: [verdict] } });
    });

    it.each<[string, (id: string) => unknown, string, RegExp]>([
      [
        'thrown away',
        (id) => putFile(system.sandbox.school, { id, trashed: true }),
        'drive.trashed',
        /restore/,
      ],
      [
        'forbidden',
        (id) => putFile(system.sandbox.school, { id, downloadForbidden: true }),
        'drive.forbidden',
        /copy/,
      ],
      ['deleted', (id) => removeById(system.sandbox.school.files, id), 'drive.not-visible', /share the file/],
    ])('should say so when it was %s after it had been found', async (what, change, code, hint) => {
      const name = `after${what.replace(/\W/g, '')}`;
      const { id } = file(name);
      item(name, [driveFile(name)]);
      const [video] = await videosOf(name);
      expect(video?.verdict.state).toBe('available');
      change(id);
      expect(await downloaded(video)).toMatchObject({
        status: 'failed',
        error_code: code,
        hint: expect.stringMatching(hint) as string,
        retry_count: 1,
      });
      const [known] = await videosOf(name);
      expect(known?.verdict).toMatchObject({ state: 'unavailable', code });
      expect((await request(known)).status).toBe(422);
    });

    it('should say that it is open to one account and not to another', async () => {
      const [teacher] = system.sandbox.school.people;
      file('Private', { owner: teacher?.sub ?? '', readers: [] });
      item('private', [driveFile('Private')]);
      const [mine] = await videosOf('private');
      const [theirs] = await videosOf('private', bruno);
      expect(mine?.verdict).toMatchObject({ state: 'available', code: null });
      expect(theirs?.verdict).toMatchObject({ state: 'unavailable', code: 'drive.not-visible' });
      expect(theirs?.id).toBe(mine?.id);
      expect(await downloaded(mine)).toMatchObject({ status: 'completed' });
      expect((await request(theirs, bruno)).status).toBe(422);
    });

    it('should be accepted although it was fetched too often today, and say when it comes', async () => {
      const { id } = file('Popular');
      item('popular', [driveFile('Popular')]);
      system.sandbox.faults.addFault({
        path: `/drive/v3/files/${id}?alt=media`,
        reason: 'downloadQuotaExceeded',
      });
      const [video] = await videosOf('popular');
      const first = await request(video);
      await until(async () => (await client.download(first.body.id)).error_code === 'drive.quota');
      const [known] = await videosOf('popular');
      expect(known?.verdict).toMatchObject({
        state: 'unknown',
        code: 'drive.quota',
        reason: expect.stringContaining('within a day') as string,
        hint: expect.stringContaining('once Google unlocks it') as string,
      });
      expect(await request(known)).toMatchObject({
        status: 200,
        body: { id: first.body.id, status: 'queued' },
      });
    });
  });
});
