import type { ClassroomItem, ClassroomMaterial, OembedAnswer, YoutubeOembed } from '@app/google';
import { driveFile, FakeDrive } from '../testing/fake-drive';
import { DiscoverVideos, type ItemVisit } from './discover-videos.service';
import { DriveExplorer } from './drive-explorer';
import type { LinkProbe } from './link-probe';
import { plainVideo } from './video-links';

const ID = 'dQw4w9WgXcQ';
const FILE = '1AbC-dEf_GhIj';
const YOUTUBE = { youtubeVideo: { id: ID, title: 'Revolução Francesa' } };

describe(DiscoverVideos, () => {
  let drive: FakeDrive;
  let oembed: OembedAnswer;
  /** Pages that turn out to hold a video. */
  let pages: Set<string>;
  /** Pages that do not answer. */
  let silent: Set<string>;
  let visit: ItemVisit;

  beforeEach(() => {
    drive = new FakeDrive().add(driveFile(FILE, { name: 'Aula 3.mp4' }));
    oembed = { state: 'exists', title: 'O título no YouTube', thumbnailUrl: 'https://i.ytimg.com/x.jpg' };
    pages = new Set();
    silent = new Set();
    visit = { credentialId: 7, mayRead: true };
  });

  function looked(item: ClassroomItem) {
    const youtube = { fetchEntry: () => Promise.resolve(oembed) } as unknown as YoutubeOembed;
    const look = (url: string) =>
      Promise.resolve(silent.has(url) ? 'unanswered' : pages.has(url) ? plainVideo('other', url) : undefined);
    const probe = { probe: look } as unknown as LinkProbe;
    return new DiscoverVideos(new DriveExplorer(drive.client), probe, youtube).discover(item, visit);
  }

  async function discover(item: ClassroomItem) {
    return (await looked(item)).videos;
  }

  function itemWith(materials: unknown[], rest: ClassroomItem = {}): ClassroomItem {
    return { materials: materials as ClassroomMaterial[], ...rest };
  }

  it('should find videos of every kind, in the order in which a person meets them', async () => {
    pages.add('https://escola.example/aula');
    const found = await discover(
      itemWith(
        [
          { driveFile: { driveFile: { id: FILE, title: 'Aula 3.mp4' } } },
          { link: { url: 'https://escola.example/apostila' } },
          { form: { formUrl: 'https://docs.google.com/forms/x' } },
          { link: { url: 'https://escola.example/aula', title: 'No site' } },
          YOUTUBE,
        ],
        { description: 'E ainda https://cdn.example/extra.mp4 e https://vimeo.com/76979871' },
      ),
    );
    expect(found.map(({ source, state }) => [source, state])).toEqual([
      ['google_drive', 'available'],
      ['other', 'unknown'],
      ['youtube', 'available'],
      ['direct_link', 'unknown'],
      ['other', 'unknown'],
    ]);
  });

  it('should report a video once, with the title that was met first', async () => {
    const text = `https://youtu.be/${ID} https://www.youtube.com/embed/${ID} https://drive.google.com/open?id=${FILE}`;
    const found = await discover(
      itemWith(
        [
          YOUTUBE,
          { link: { url: `https://youtu.be/${ID}?t=1`, title: 'again' } },
          { driveFile: { driveFile: { id: FILE } } },
        ],
        { text },
      ),
    );
    expect(found.map(({ sourceKey, title }) => [sourceKey, title])).toEqual([
      [`youtube:${ID}`, 'Revolução Francesa'],
      [`drive:${FILE}`, 'Aula 3.mp4'],
    ]);
  });

  it.each<[OembedAnswer, object]>([
    [{ state: 'exists' }, { state: 'available', code: null }],
    [{ state: 'gone' }, { state: 'unavailable', code: 'source.removed', title: 'Revolução Francesa' }],
    [{ state: 'unknown' }, { state: 'unknown', code: null }],
  ])('should check a YouTube video of which oEmbed says %j', async (answer, expected) => {
    oembed = answer;
    await expect(discover(itemWith([YOUTUBE]))).resolves.toMatchObject([
      { ...expected, privateTo: 'nobody' },
    ]);
  });

  it('should take title and picture from YouTube where Classroom has none', async () => {
    const found = await discover({ text: `https://youtu.be/${ID}` });
    expect(found).toMatchObject([
      { title: 'O título no YouTube', thumbnailUrl: 'https://i.ytimg.com/x.jpg' },
    ]);
  });

  it.each<[ClassroomItem, string | null]>([
    [{ title: 'Aula 3', description: 'https://cdn.example/a.mp4' }, 'Aula 3'],
    [{ text: 'Assistam antes da prova: https://cdn.example/a.mp4\nAté amanhã' }, 'Assistam antes da prova'],
    [{ description: 'Vídeo – https://cdn.example/a.mp4' }, 'Vídeo'],
    [{ text: 'https://cdn.example/a.mp4' }, null],
    [{ text: `${'á'.repeat(100)} https://cdn.example/a.mp4` }, `${'á'.repeat(79)}…`],
    [{ text: `${'á'.repeat(80)} https://cdn.example/a.mp4` }, 'á'.repeat(80)],
  ])('should call a video without a name after its item: %j', async (item, title) => {
    await expect(discover(item)).resolves.toMatchObject([{ title }]);
  });

  it('should say when it could not look at all of an item, and what it found all the same', async () => {
    silent.add('https://escola.example/aula');
    const item = itemWith([YOUTUBE, { link: { url: 'https://escola.example/aula' } }]);
    await expect(looked(item)).resolves.toMatchObject({
      complete: false,
      videos: [{ sourceKey: `youtube:${ID}` }],
    });
    silent.clear();
    await expect(looked(item)).resolves.toMatchObject({ complete: true, videos: [{}] });
  });

  it.each([true, false])(
    'should take a refusal of Drive for an answer (it may be read: %s)',
    async (mayRead) => {
      visit = { ...visit, mayRead };
      const item = itemWith([{ driveFile: { driveFile: { id: 'refused', title: 'Pasta' } } }]);
      await expect(looked(item)).resolves.toEqual({ complete: true, truncated: false, videos: [] });
    },
  );

  it('should find nothing in an item without links', async () => {
    await expect(discover({ title: 'Prova', description: 'Capítulos 3 e 4' })).resolves.toEqual([]);
  });
});
