import type { ClassroomItem, ClassroomMaterial } from '@app/google';
import { unknownKinds } from '../material-kinds';
import { type ItemLink, linksOfItem } from './item-links';
import { youtubeVideo } from './video-links';

const ID = 'dQw4w9WgXcQ';
const FILE = '1AbC-dEf_GhIjKlMnOpQrStUvWxYz01234';

function itemWith(...materials: unknown[]): ClassroomItem {
  return { id: '1', materials: materials as ClassroomMaterial[] };
}

describe(linksOfItem, () => {
  it('should read a YouTube material with its title and picture', () => {
    const item = itemWith({
      youtubeVideo: {
        id: ID,
        title: 'Revolução Francesa',
        alternateLink: `https://www.youtube.com/watch?v=${ID}`,
        thumbnailUrl: `https://i.ytimg.com/vi/${ID}/default.jpg`,
      },
    });
    expect(linksOfItem(item)).toEqual<ItemLink[]>([
      {
        target: { kind: 'video', video: youtubeVideo(ID) },
        title: 'Revolução Francesa',
        thumbnailUrl: `https://i.ytimg.com/vi/${ID}/default.jpg`,
      },
    ]);
  });

  it.each<[string | undefined, string | null]>([
    [`https://drive.google.com/file/d/${FILE}/view?usp=drive_web`, null],
    [`https://drive.google.com/file/d/${FILE}/view?resourcekey=0-k_Ey`, '0-k_Ey'],
    [`https://drive.google.com/file/d/${FILE}/view?resourcekey=0-k%0AEy`, null],
    [`https://drive.google.com/file/d/${FILE}/view?resourcekey=${'k'.repeat(129)}`, null],
    ['not an address', null],
    [undefined, null],
  ])('should read a Drive material whose link is %j', (alternateLink, resourceKey) => {
    const driveFile = { id: FILE, title: 'Aula 3.mp4', thumbnailUrl: 'https://lh3.example/x', alternateLink };
    expect(linksOfItem(itemWith({ driveFile: { shareMode: 'VIEW', driveFile } }))).toEqual([
      {
        target: { kind: 'drive', drive: { fileId: FILE, resourceKey, isFolder: false } },
        title: 'Aula 3.mp4',
        thumbnailUrl: 'https://lh3.example/x',
      },
    ]);
  });

  it.each<[string, ItemLink['target']['kind']]>([
    [`https://youtu.be/${ID}`, 'video'],
    ['https://cdn.example/aula.mp4', 'video'],
    [`https://drive.google.com/drive/folders/${FILE}`, 'drive'],
    ['https://escola.example/aulas/3', 'page'],
  ])('should read the link material %s as a %s', (url, kind) => {
    const [link] = linksOfItem(
      itemWith({ link: { url, title: 'Aula', thumbnailUrl: 'https://x.example/t' } }),
    );
    expect(link).toMatchObject({ title: 'Aula', thumbnailUrl: 'https://x.example/t', target: { kind } });
  });

  it.each<[string, unknown]>([
    ['a form', { form: { formUrl: 'https://docs.google.com/forms/d/x/viewform', title: 'Prova' } }],
    ['a gem', { gem: { id: 'g', title: 'Tutor', url: 'https://gemini.google.com/gem/x' } }],
    [
      'a notebook',
      { notebook: { id: 'n', title: 'Notas', url: 'https://notebooklm.google.com/notebook/x' } },
    ],
    ['a kind that nobody knows yet', { hologram: { id: ID, url: `https://youtu.be/${ID}` } }],
    ['nothing', {}],
    ['a YouTube video without an id', { youtubeVideo: { title: 'Vídeo removido' } }],
    ['a YouTube video with an empty id', { youtubeVideo: { id: '' } }],
    ['an empty Drive material', { driveFile: {} }],
    ['a Drive file without an id', { driveFile: { driveFile: { title: 'Aula' } } }],
    ['an empty link', { link: {} }],
    ['a link to no web address', { link: { url: 'javascript:alert(1)' } }],
    ['a link that is null', { link: { url: null } }],
  ])('should find nothing in %s, and still read what stands beside it', (_case, material) => {
    const links = linksOfItem(itemWith(material, { youtubeVideo: { id: ID } }, material));
    expect(links).toEqual([
      { target: { kind: 'video', video: youtubeVideo(ID) }, title: null, thumbnailUrl: null },
    ]);
  });

  it('should look into the description of an assignment and the text of an announcement', () => {
    const url = (index: number) => `https://cdn.example/${String(index)}.mp4`;
    const links = linksOfItem({ description: `Veja ${url(1)}`, text: `E também ${url(2)}.` });
    expect(links.map(({ target }) => target.kind === 'video' && target.video.url)).toEqual([url(1), url(2)]);
    expect(links.every(({ title, thumbnailUrl }) => title === null && thumbnailUrl === null)).toBe(true);
  });

  it('should not read a link across the end of the description and the beginning of the text', () => {
    const [link] = linksOfItem({ description: 'https://cdn.example/a', text: 'ula.mp4' });
    expect(link?.target).toEqual({ kind: 'page', url: 'https://cdn.example/a' });
  });

  it('should answer materials first, and leave it to others that a video is named twice', () => {
    const item = { ...itemWith({ youtubeVideo: { id: ID, title: 'Aula' } }), text: `https://youtu.be/${ID}` };
    const links = linksOfItem(item);
    expect(links.map(({ title }) => title)).toEqual(['Aula', null]);
    expect(links[0]?.target).toEqual(links[1]?.target);
  });

  it.each<[string, ClassroomItem]>([
    ['an empty item', {}],
    ['an item of nulls', { title: null, description: null, text: null, materials: undefined }],
    ['an item without links', { title: 'Prova', description: 'Capítulos 3 e 4', materials: [] }],
  ])('should find nothing in %s', (_case, item) => {
    expect(linksOfItem(item)).toEqual([]);
  });
});

describe(unknownKinds, () => {
  it.each<[string, unknown, string[]]>([
    ['no materials', undefined, []],
    ['what is no list', { hologram: {} }, []],
    [
      'every known kind',
      ['driveFile', 'youtubeVideo', 'link', 'form', 'gem', 'notebook'].map((key) => ({ [key]: {} })),
      [],
    ],
    ['one that is newer than this code', [{ link: {} }, { hologram: {} }], ['hologram']],
    [
      'several of them',
      [{ hologram: {} }, { hologram: {} }, { scent: {} }],
      ['hologram', 'hologram', 'scent'],
    ],
    ['a material without a kind', [{}], []],
  ])('should name the kinds in %s', (_case, materials, kinds) => {
    expect(unknownKinds(materials)).toEqual(kinds);
  });
});
