import type { Clip } from '../media/sample-media';
import type { DriveEntry, Person, SandboxCourse, SandboxItem, School } from './school';

/** The videos of the example school. */
export const CLIPS: readonly Clip[] = [
  { name: 'aula-1', seconds: 12, picture: 'testsrc2', hertz: 440, width: 640, height: 360, kbits: 2400 },
  { name: 'aula-2', seconds: 10, picture: 'smptehdbars', hertz: 330, width: 640, height: 360, kbits: 1800 },
  { name: 'aula-3', seconds: 14, picture: 'testsrc', hertz: 550, width: 640, height: 360, kbits: 2000 },
  { name: 'entrevista', seconds: 8, picture: 'mandelbrot', hertz: 262, width: 480, height: 270, kbits: 1500 },
  { name: 'mapa', seconds: 9, picture: 'rgbtestsrc', hertz: 392, width: 480, height: 270, kbits: 1500 },
  { name: 'museu', seconds: 8, picture: 'yuvtestsrc', hertz: 494, width: 480, height: 270, kbits: 1200 },
  { name: 'debate', seconds: 10, picture: 'testsrc2', hertz: 349, width: 480, height: 270, kbits: 1200 },
];

export interface SchoolMedia {
  /** Paths by clip name. */
  clips: Map<string, string>;
  /** Where this sandbox is reached. */
  origin: string;
  hls: string;
  dash: string;
}

const ANA: Person = {
  sub: '107387627706621862345',
  email: 'ana.souza@escola-aurora.example',
  name: 'Ana Souza',
  domain: 'escola-aurora.example',
};
const BRUNO: Person = {
  sub: '108112233445566778899',
  email: 'bruno.lima@escola-aurora.example',
  name: 'Bruno Lima',
  domain: 'escola-aurora.example',
};
const CARLA: Person = {
  sub: '109998877665544332211',
  email: 'carla.dias@escola-aurora.example',
  name: 'Carla Dias',
  domain: 'escola-aurora.example',
};

const HISTORY = '702516387042';
const SCIENCE = '702516387111';
const OLD = '602516380001';

/** Escola Aurora: one teacher, two students, three classes; every kind of material that Classroom has. */
export function escolaAurora(media: SchoolMedia): School {
  return {
    people: [ANA, BRUNO, CARLA],
    courses: [history(media), science(media), archived()],
    files: files(media),
    youtube: new Map([['aqz-KE-bpKQ', { title: 'Big Buck Bunny' }]]),
  };
}

function files({ clips }: SchoolMedia): DriveEntry[] {
  const base = { owner: ANA.sub, readers: [BRUNO.sub, CARLA.sub], modifiedTime: '2026-03-02T12:00:00.000Z' };
  const video = (id: string, name: string, clip: string, more: Partial<DriveEntry> = {}): DriveEntry => ({
    ...base,
    id,
    name,
    mimeType: 'video/mp4',
    path: clips.get(clip) ?? '',
    headRevisionId: `rev-${id}-1`,
    ...more,
  });
  return [
    video('1Aula01Chegada0000000000000000001', 'Aula 1 – A chegada.mp4', 'aula-1'),
    video('1Aula02Colonia0000000000000000002', 'Aula 2 – A colônia.mp4', 'aula-2'),
    video('1Aula03Entrev00000000000000000003', 'Entrevista com a historiadora.mp4', 'entrevista', {
      parents: ['1PastaExtras000000000000000000009'],
    }),
    video('1Prova00Gabarito00000000000000004', 'Correção da prova.mp4', 'mapa', { downloadForbidden: true }),
    { ...base, id: '1ApostilaPdf000000000000000000005', name: 'Apostila.pdf', mimeType: 'application/pdf' },
    {
      ...base,
      id: '1PastaExtras000000000000000000009',
      name: 'Vídeos extras',
      mimeType: 'application/vnd.google-apps.folder',
    },
    {
      ...base,
      id: '1AtalhoMuseu000000000000000000006',
      name: 'Visita ao museu',
      mimeType: 'application/vnd.google-apps.shortcut',
      parents: ['1PastaExtras000000000000000000009'],
      shortcutTo: '1VisitaMuseu000000000000000000007',
    },
    video('1VisitaMuseu000000000000000000007', 'Visita ao museu.mp4', 'museu'),
  ];
}

type Lesson = Omit<SandboxItem, 'creationTime' | 'updateTime' | 'state' | 'id'>;

function drive(id: string, title: string): object {
  const alternateLink = `https://drive.google.com/file/d/${id}/view?usp=classroom_web`;
  return { driveFile: { driveFile: { id, title, alternateLink }, shareMode: 'VIEW' } };
}

const DRIVE_LESSONS: readonly Lesson[] = [
  {
    kind: 'courseWorkMaterial',
    title: 'Aula 1: a chegada',
    topicId: '1',
    materials: [drive('1Aula01Chegada0000000000000000001', 'Aula 1 – A chegada.mp4')],
  },
  {
    kind: 'courseWork',
    title: 'Aula 2: a colônia',
    description: 'Assista ao vídeo e leia a apostila antes de responder.',
    topicId: '1',
    materials: [
      drive('1Aula02Colonia0000000000000000002', 'Aula 2 – A colônia.mp4'),
      drive('1ApostilaPdf000000000000000000005', 'Apostila.pdf'),
    ],
  },
  {
    kind: 'courseWorkMaterial',
    title: 'Material extra',
    topicId: '2',
    materials: [
      drive('1PastaExtras000000000000000000009', 'Vídeos extras'),
      { form: { formUrl: 'https://docs.google.com/forms/d/e/0/viewform', title: 'Enquete' } },
      { notebook: { id: 'nb-1', title: 'Resumo', url: 'https://notebooklm.google.com/notebook/nb-1' } },
    ],
  },
  {
    kind: 'courseWork',
    title: 'Prova 1',
    topicId: '2',
    materials: [
      drive('1Prova00Gabarito00000000000000004', 'Correção da prova.mp4'),
      {
        youtubeVideo: {
          id: 'xxRemoved00',
          title: 'Documentário',
          alternateLink: 'https://www.youtube.com/watch?v=xxRemoved00',
        },
      },
    ],
  },
];

function webLessons({ origin, hls, dash }: SchoolMedia): Lesson[] {
  return [
    {
      kind: 'courseWorkMaterial',
      title: 'Aula 3: o império',
      topicId: '2',
      materials: [{ link: { url: `${origin}/media/aula-3.mp4`, title: 'Aula 3 (vídeo)' } }],
    },
    {
      kind: 'courseWorkMaterial',
      title: 'Mapa animado',
      topicId: '2',
      materials: [{ link: { url: `${origin}/paginas/mapa.html`, title: 'Mapa animado' } }],
    },
    {
      kind: 'announcement',
      text: `O debate de ontem está aqui: ${origin}/media/${hls} – até quinta!`,
      materials: [],
    },
    {
      kind: 'announcement',
      text: `Palestra com imagem e som separados: ${origin}/media/${dash}`,
      materials: [],
    },
  ];
}

const TAUGHT_BY_ANA = { ownerId: ANA.sub, teachers: [ANA.sub] };

function history(media: SchoolMedia): SandboxCourse {
  const items = [...DRIVE_LESSONS, ...webLessons(media)];
  return {
    id: HISTORY,
    name: 'História do Brasil 9º ano',
    section: 'Turma A',
    descriptionHeading: 'História do Brasil 9º ano Turma A',
    description: 'Da colônia à república, com vídeos da professora.',
    room: 'Sala 12',
    ...TAUGHT_BY_ANA,
    courseState: 'ACTIVE',
    creationTime: '2026-02-02T10:00:00.000Z',
    updateTime: '2026-03-02T10:00:00.000Z',
    students: [BRUNO.sub, CARLA.sub],
    topics: [
      { topicId: '1', name: 'Unidade 1: colônia' },
      { topicId: '2', name: 'Unidade 2: império' },
    ],
    items: items.map((item, index) => ({ ...item, ...placed(index) })),
  };
}

function science({ origin }: SchoolMedia): SandboxCourse {
  return {
    id: SCIENCE,
    name: 'Ciências 8º ano',
    section: 'Turma B',
    room: 'Laboratório',
    ...TAUGHT_BY_ANA,
    courseState: 'ACTIVE',
    creationTime: '2026-02-03T10:00:00.000Z',
    updateTime: '2026-02-20T10:00:00.000Z',
    students: [CARLA.sub],
    topics: [],
    items: [
      {
        kind: 'courseWorkMaterial',
        title: 'O sistema solar',
        description: `Vídeo: ${origin}/media/mapa.mp4`,
        materials: [],
        ...placed(0),
      },
    ],
  };
}

function archived(): SandboxCourse {
  return {
    id: OLD,
    name: 'História do Brasil 9º ano (2025)',
    ...TAUGHT_BY_ANA,
    courseState: 'ARCHIVED',
    creationTime: '2025-02-02T10:00:00.000Z',
    updateTime: '2025-12-15T10:00:00.000Z',
    students: [BRUNO.sub],
    topics: [],
    items: [],
  };
}

/** The later an item stands, the later it was posted. */
function placed(index: number): Pick<SandboxItem, 'id' | 'state' | 'creationTime' | 'updateTime'> {
  const time = new Date(Date.UTC(2026, 2, 2 + index, 13, 30)).toISOString();
  return { id: String(702516389900 + index), state: 'PUBLISHED', creationTime: time, updateTime: time };
}
