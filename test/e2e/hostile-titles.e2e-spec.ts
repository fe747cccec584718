import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { DownloadBody } from '@app/testing/client';
import { ANA, SCIENCE } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useStand } from '@app/testing/use-stand';
import { useSystem } from '@app/testing/use-system';

const TITLES: [what: string, title: string, kept: string][] = [
  ['emoji', 'Aula 🎬 👩🏽‍🏫 de ciências', 'Aula 🎬 👩🏽‍🏫 de ciências.mp4'],
  ['400 characters', 'ã'.repeat(400), `${'ã'.repeat(98)}.mp4`],
  ['a way out', '../../../../etc/passwd', 'etc passwd.mp4'],
  ['a way out of Windows', '..\\..\\Windows\\System32', 'Windows System32.mp4'],
  ['controls', 'Aula\u0001 1\r\nSet-Cookie: a=b\u007f', 'Aula 1 Set-Cookie a=b.mp4'],
  ['quotes and percent', `Aula "1"; filename=x.exe 100%20'a'`, `Aula 1 ; filename=x.exe 100%20'a'.mp4`],
  ['a reversed ending', 'Aula \u202egpj.exe', 'Aula gpj.exe.mp4'],
  ['NUL', 'Aula\u0000 1', 'Aula\ufffd 1.mp4'],
  ['only dots', '....', 'video.mp4'],
  ['only blanks', '   ', 'video.mp4'],
  ['a device of Windows', 'CON', 'video.mp4'],
  ['a device of Windows with an ending', 'aux.mp4', 'video.mp4'],
  ['an alphabet of its own', 'Урок 1: 第一課', 'Урок 1 第一課.mp4'],
  ['a hidden file', '.htaccess', 'htaccess.mp4'],
  ['a leading dash', '--exec=reboot', '--exec=reboot.mp4'],
];

describe('RF-007 hostile titles', () => {
  const stand = useStand();
  const system = useSystem(() => ({ allow: [stand.host] }));
  const client = setUp(() => system.client());
  let downloads: DownloadBody[];

  beforeAll(async () => (downloads = await downloadAll(placeVideos())));

  /** One file in Drive for every title, all attached to one item. Its id. */
  function placeVideos(): string {
    const { files, courses } = system.sandbox.school;
    const model = files.find(({ mimeType }) => mimeType === 'video/mp4');
    if (!model) throw new Error('the sandbox has no video');
    const placed = TITLES.map(([, name], index) => ({
      ...model,
      id: `1Hostil${String(index).padStart(26, '0')}`,
      name,
    }));
    files.push(...placed);
    courses
      .find(({ id }) => id === SCIENCE)
      ?.items.push({
        kind: 'courseWorkMaterial',
        id: '901',
        title: 'Títulos',
        materials: placed.map(({ id, name: title }) => ({ driveFile: { driveFile: { id, title } } })),
        state: 'PUBLISHED',
        creationTime: '2026-05-01T10:00:00.000Z',
        updateTime: '2026-05-01T10:00:00.000Z',
      });
    return '901';
  }

  async function downloadAll(item: string): Promise<DownloadBody[]> {
    const credential = await client.connect(ANA);
    await client.get(`/courses/${SCIENCE}/coursework?credential_id=${String(credential)}`);
    const { body } = await client.post<{ downloads: DownloadBody[] }>('/downloads', {
      course_id: SCIENCE,
      coursework_id: item,
      credential_id: credential,
    });
    return Promise.all(body.downloads.map(({ id }) => client.ended(id)));
  }

  /** The header, and the name a browser makes of it (RFC 6266, RFC 8187). */
  async function offered(id: string): Promise<{ header: string; name: string }> {
    const { headers, status } = await client.call(`/downloads/${id}/file`, { method: 'HEAD' });
    expect(status).toBe(200);
    const header = headers.get('content-disposition') ?? '';
    const extended = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1];
    const plain = /filename="((?:[^"\\]|\\.)*)"|filename=([^;]+)/.exec(header);
    const name = extended === undefined ? (plain?.[1] ?? plain?.[2] ?? '') : decodeURIComponent(extended);
    return { header, name };
  }

  it.each(TITLES)('should serve a video with %s in its title under a harmless name', async (...row) => {
    const [, title, kept] = row;
    const download = downloads[TITLES.findIndex((one) => one[1] === title)];
    expect(download).toMatchObject({ status: 'completed' });
    const { header, name } = await offered(download?.id ?? '');
    expect(name).toBe(kept);
    // Nothing but printable ASCII, and nothing that could end the parameter or the header early.
    expect(header).toMatch(
      /^(inline|attachment); filename(="[\x20-\x7e]*"|=[\w.-]+)(; filename\*=UTF-8''[\w.~%!$&+^`|-]+)?$/,
    );
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069/\\]/u);
  });

  it.each([
    ['a way out', '../../../../tmp/evil'],
    ['a template of yt-dlp', '%(id)s %(ext)s ${HOME} $(reboot) `reboot`'],
    ['emoji and a reversed ending', '🎬\u202egpj'],
  ])('should keep a page with %s in its title inside its storage', async (_what, title) => {
    stand.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(`<title>${title}</title><video src="${system.sandbox.origin}/media/mapa.mp4"></video>`);
    };
    const { body } = await client.post<DownloadBody>('/downloads', {
      url: stand.url(`/${crypto.randomUUID()}`),
    });
    const done = await client.ended(body.id);
    expect(done.status).toBe('completed');
    expect(done.title).toContain(title.slice(0, 2));
    expect((await offered(done.id)).name).toMatch(/^[^/\\\p{Cc}\u202e]+\.mp4$/u);
  });

  it('should write nothing but files by their own names, and nothing outside', async () => {
    // A download is complete a moment before its working directory is gone, and its picture is made after that.
    const files = await until(async () => {
      // One that goes while it is read spoils the whole reading.
      const names = await readdir(system.directory, { recursive: true, withFileTypes: true }).catch(
        () => undefined,
      );
      if (!names) return false;
      const found = names
        .filter((entry) => entry.isFile())
        .map((entry) => relative(system.directory, join(entry.parentPath, entry.name)));
      return found.every((file) => !file.startsWith('staging-')) && found;
    });
    expect(files.length).toBeGreaterThan(0);
    for (const file of files)
      expect(file).toMatch(
        /^videos\/(\.storage\.json$|school\/[0-9a-f]{2}\/[0-9a-f-]{36}(-thumbnail)?\.\w+$)/,
      );
  });
});
