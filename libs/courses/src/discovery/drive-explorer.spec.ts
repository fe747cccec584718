import {
  CredentialNeedsReconsent,
  DRIVE_FOLDER,
  DriveFileForbidden,
  DriveFileNotVisible,
  GoogleForbidden,
  GoogleMissingScope,
  GoogleUnavailable,
} from '@app/google';
import { driveFile, FakeDrive, folder, shortcut } from '../testing/fake-drive';
import { DriveExplorer, type DriveVisit, MAX_DRIVE_FILES, MAX_FOLDER_DEPTH } from './drive-explorer';

const folderTarget = { fileId: 'hidden', mimeType: DRIVE_FOLDER, resourceKey: null };

describe(DriveExplorer, () => {
  let drive: FakeDrive;
  let visit: DriveVisit;

  beforeEach(() => {
    drive = new FakeDrive();
    visit = {
      credentialId: 7,
      mayRead: true,
      seen: new Set(),
      truncated: false,
      signal: new AbortController().signal,
    };
  });

  function look(fileId: string, title: string | null = null, resourceKey: string | null = null) {
    return new DriveExplorer(drive.client).videosOf({ fileId, resourceKey }, title, visit);
  }

  async function idsIn(fileId: string): Promise<string[]> {
    return (await look(fileId)).map(({ sourceKey }) => sourceKey.replace('drive:', ''));
  }

  it('should report a video with everything that Drive tells of it', async () => {
    drive.add(
      driveFile('aula', {
        name: 'Aula 3.mp4',
        sizeBytes: 734_003_200,
        durationSeconds: 2_712,
        thumbnailUrl: 'https://lh3.example/x',
        resourceKey: '0-own',
      }),
    );
    await expect(look('aula', 'a title that is out of date')).resolves.toEqual([
      {
        source: 'google_drive',
        sourceKey: 'drive:aula',
        url: 'https://drive.google.com/file/d/aula/view',
        title: 'Aula 3.mp4',
        thumbnailUrl: 'https://lh3.example/x',
        mimeType: 'video/mp4',
        sizeBytes: 734_003_200,
        durationSeconds: 2_712,
        resourceKey: '0-own',
        state: 'available',
        code: null,
        privateTo: 'account',
      },
    ]);
  });

  it.each([
    ['a document', { mimeType: 'application/vnd.google-apps.document', name: 'Roteiro' }],
    ['a PDF that is called like a video', { mimeType: 'application/pdf', name: 'aula.mp4' }],
    ['a picture', { mimeType: 'image/png', name: 'mapa.png' }],
    ['a shortcut that leads nowhere', { mimeType: 'application/vnd.google-apps.shortcut', target: null }],
  ])('should leave out %s', async (_case, facts) => {
    drive.add(driveFile('x', facts));
    await expect(look('x')).resolves.toEqual([]);
  });

  it.each([
    ['drive.trashed', { trashed: true }],
    ['drive.forbidden', { canDownload: false }],
    ['drive.trashed', { trashed: true, canDownload: false }],
  ])('should report a video that cannot be had as %s', async (code, facts) => {
    drive.add(driveFile('x', facts));
    await expect(look('x')).resolves.toMatchObject([{ state: 'unavailable', code, privateTo: 'account' }]);
  });

  it.each<[string, Error]>([
    ['drive.not-visible', new DriveFileNotVisible()],
    ['drive.not-visible', new GoogleForbidden('')],
    ['drive.forbidden', new DriveFileForbidden()],
    ['google.missing-scope', new GoogleMissingScope()],
  ])('should report a file that may not be looked at as %s', async (code, error) => {
    drive.refuse('x', error);
    await expect(look('x', 'Aula 3.mp4', '0-key')).resolves.toMatchObject([
      { sourceKey: 'drive:x', title: 'Aula 3.mp4', resourceKey: '0-key', state: 'unavailable', code },
    ]);
  });

  it.each<[string | null, number]>([
    ['Aula 3.mp4', 1],
    ['GRAVAÇÃO.MOV', 1],
    // Nobody knows: better told than left out.
    [null, 1],
    ['', 1],
    ['apostila.pdf', 0],
    ['Pasta da turma', 0],
  ])('should tell a file that cannot be opened by its title %j', async (title, count) => {
    drive.refuse('x', new DriveFileNotVisible());
    await expect(look('x', title)).resolves.toHaveLength(count);
  });

  it.each([true, false])(
    'should make no video out of a folder that it may not open (asked: %s)',
    async (mayRead) => {
      visit.mayRead = mayRead;
      const explorer = new DriveExplorer(drive.client);
      await expect(explorer.videosOf({ fileId: 'pasta', isFolder: true }, null, visit)).resolves.toEqual([]);
    },
  );

  it('should make no video out of a folder whose contents are refused, or that is behind a shortcut', async () => {
    drive.add(folder('pasta', { name: '' }), shortcut('s', '', { name: 'a.mp4', target: folderTarget }));
    jest.spyOn(drive, 'folder').mockRejectedValue(new GoogleForbidden(''));
    await expect(look('pasta')).resolves.toEqual([]);
    await expect(look('s')).resolves.toEqual([]);
  });

  it('should ask nothing when the person did not allow Drive', async () => {
    visit.mayRead = false;
    await expect(look('x', 'Aula 3.mp4')).resolves.toMatchObject([{ code: 'google.missing-scope' }]);
    expect(drive.asked).toEqual([]);
  });

  it.each([new GoogleUnavailable(), new CredentialNeedsReconsent()])(
    'should not take trouble with Google or the account for an answer: %s',
    async (trouble) => {
      drive.refuse('x', trouble);
      await expect(look('x', 'Aula 3.mp4')).rejects.toBe(trouble);
    },
  );

  it('should read a folder page by page, in order, without asking for each file', async () => {
    drive.fill(
      'pasta',
      driveFile('a'),
      driveFile('b'),
      driveFile('c', { mimeType: 'application/pdf' }),
      driveFile('d'),
      driveFile('e'),
    );
    await expect(idsIn('pasta')).resolves.toEqual(['a', 'b', 'd', 'e']);
    expect(drive.asked).toEqual(['file pasta', 'folder pasta', 'folder pasta', 'folder pasta']);
  });

  it('should go into folders in folders, where they stand', async () => {
    drive.fill('unidade-2', driveFile('c'));
    drive.fill('unidade-1', driveFile('b'), folder('unidade-2'));
    drive.fill('curso', driveFile('a'), folder('unidade-1'), driveFile('d'));
    await expect(idsIn('curso')).resolves.toEqual(['a', 'b', 'c', 'd']);
  });

  it('should end in folders that hold each other, and in a folder that holds itself', async () => {
    drive.fill('a', driveFile('in-a'), folder('b'), folder('a'));
    drive.fill('b', driveFile('in-b'), folder('a'));
    await expect(idsIn('a')).resolves.toEqual(['in-a', 'in-b']);
  });

  it('should go ten folders deep and no deeper, and say so', async () => {
    for (let depth = 0; depth < 14; depth += 1)
      drive.fill(
        `folder-${String(depth)}`,
        driveFile(`v${String(depth)}`),
        folder(`folder-${String(depth + 1)}`),
      );
    const levels = Array.from({ length: MAX_FOLDER_DEPTH + 1 }, (_, depth) => `v${String(depth)}`);
    await expect(idsIn('folder-0')).resolves.toEqual(levels);
    expect(visit.truncated).toBe(true);
  });

  const files = (count: number) =>
    Array.from({ length: count }, (_, index) => driveFile(`v${String(index)}`));

  it('should read every page of a large folder', async () => {
    // The folder counts, too.
    drive.fill('arquivo', ...files(MAX_DRIVE_FILES - 1));
    await expect(idsIn('arquivo')).resolves.toHaveLength(MAX_DRIVE_FILES - 1);
    expect(visit.truncated).toBe(false);
  });

  it('should end in a folder with no end, and say so', async () => {
    drive.fill('arquivo', ...files(2 * MAX_DRIVE_FILES));
    await expect(idsIn('arquivo')).resolves.toHaveLength(MAX_DRIVE_FILES - 1);
    expect(visit.truncated).toBe(true);
    expect(drive.asked.length).toBeLessThan(MAX_DRIVE_FILES);
  });

  it('should report what a shortcut leads to, not the shortcut', async () => {
    drive.add(shortcut('atalho', 'aula'), driveFile('aula', { name: 'Aula.mp4' }));
    await expect(look('atalho')).resolves.toMatchObject([{ sourceKey: 'drive:aula', title: 'Aula.mp4' }]);
  });

  it('should follow shortcuts to folders and to shortcuts, with the key of the target', async () => {
    const target = { fileId: 'pasta', mimeType: '', resourceKey: '0-key' };
    drive.fill('pasta', shortcut('s2', 's3'), shortcut('s3', 'aula'));
    drive.add(shortcut('s1', '', { target }), driveFile('aula'));
    await expect(idsIn('s1')).resolves.toEqual(['aula']);
    expect(drive.asked).toContain('folder pasta 0-key');
  });

  it('should end in shortcuts that lead to each other', async () => {
    drive.add(shortcut('a', 'b'), shortcut('b', 'a'), shortcut('c', 'c'));
    await expect(idsIn('a')).resolves.toEqual([]);
    await expect(idsIn('c')).resolves.toEqual([]);
  });

  it('should say of a shortcut whose target may not be seen what the shortcut is called', async () => {
    drive.fill('pasta', shortcut('s', 'segredo', { name: 'Aula 9.mp4' }), driveFile('a'));
    await expect(look('pasta')).resolves.toMatchObject([
      { sourceKey: 'drive:segredo', title: 'Aula 9.mp4', code: 'drive.not-visible' },
      { sourceKey: 'drive:a', state: 'available' },
    ]);
  });

  it('should report a video once, though a folder, a shortcut and the item name it', async () => {
    drive.fill('pasta', shortcut('s', 'aula'), driveFile('aula'), driveFile('b'));
    await expect(idsIn('aula')).resolves.toEqual(['aula']);
    await expect(idsIn('pasta')).resolves.toEqual(['b']);
  });

  it('should hand on the key of a link, and prefer the file’s own', async () => {
    drive.add(driveFile('a'), driveFile('b', { resourceKey: '0-own' }));
    await expect(look('a', null, '0-link')).resolves.toMatchObject([{ resourceKey: '0-link' }]);
    await expect(look('b', null, '0-link')).resolves.toMatchObject([{ resourceKey: '0-own' }]);
    expect(drive.asked).toEqual(['file a 0-link', 'file b 0-link']);
  });

  it('should hand on the signal to every call', async () => {
    drive.fill('pasta', driveFile('a'), shortcut('s', 'b')).add(driveFile('b'));
    await look('pasta');
    expect([...drive.signals]).toEqual([visit.signal]);
  });
});
