import type { Feature } from '@app/google';
import { escaped } from '../http/page';

type Language = 'en' | 'pt';

/** Who gets access to whose classes, at whose request. */
export interface ConsentWords {
  tenant: string;
  /** Null: everybody who looks after the tenant. */
  person: { fullName: string; email: string } | null;
  askedBy: string | null;
  features: readonly Feature[];
}

const TEXTS = {
  en: {
    title: 'Connect your Google account?',
    tenant: (tenant: string) =>
      `If you continue, <strong>the administrators of ${tenant}</strong>, and the programs they allow, get access to the Google account that you choose next.`,
    person: (name: string, email: string, tenant: string) =>
      `If you continue, <strong>${name} (${email})</strong> at ${tenant} gets access to the Google account that you choose next.`,
    askedBy: (name: string) => `${name} made this link.`,
    what: 'They will be able to read, until somebody disconnects the account:',
    beware: 'If you did not expect this, or somebody you do not know sent you the link, close this page.',
    allow: 'Continue to Google',
    deny: 'Cancel',
  },
  pt: {
    title: 'Conectar sua conta Google?',
    tenant: (tenant: string) =>
      `Se você continuar, <strong>a administração de ${tenant}</strong> e os programas que ela autoriza terão acesso à conta Google que você escolher a seguir.`,
    person: (name: string, email: string, tenant: string) =>
      `Se você continuar, <strong>${name} (${email})</strong>, de ${tenant}, terá acesso à conta Google que você escolher a seguir.`,
    askedBy: (name: string) => `${name} criou este link.`,
    what: 'Será possível ler, até que alguém desconecte a conta:',
    beware: 'Se você não esperava por isso, ou não conhece quem enviou o link, feche esta página.',
    allow: 'Continuar para o Google',
    deny: 'Cancelar',
  },
} as const;

const FEATURES: Record<Language, Record<Feature, string>> = {
  en: {
    courses: 'the list of your classes',
    assignments: 'assignments',
    materials: 'class materials',
    announcements: 'announcements',
    topics: 'the names of topics',
    teachers: 'the names of teachers',
    drive: 'your files in Google Drive',
  },
  pt: {
    courses: 'a lista das suas turmas',
    assignments: 'atividades',
    materials: 'materiais da turma',
    announcements: 'avisos',
    topics: 'os nomes dos tópicos',
    teachers: 'os nomes dos professores',
    drive: 'seus arquivos do Google Drive',
  },
};

const STYLE = `body{font-family:system-ui,sans-serif;max-width:34rem;margin:10vh auto;padding:0 1.5rem;line-height:1.5;color:#1f2933;background:#fff}
h1{font-size:1.4rem}button{font:inherit;padding:.5rem 1rem;margin:1rem .5rem 0 0;border:1px solid #616e7c;border-radius:.25rem;background:#fff}
button[value=allow]{background:#0b4f8a;border-color:#0b4f8a;color:#fff}:focus-visible{outline:3px solid #f0a202;outline-offset:2px}`;

/** @param proof shows that the answer comes from this page in this browser */
export function consentPage(language: Language, words: ConsentWords, proof: string): string {
  const text = TEXTS[language];
  const { person, askedBy, features } = words;
  const tenant = escaped(words.tenant);
  const who = person
    ? text.person(escaped(person.fullName), escaped(person.email), tenant)
    : text.tenant(tenant);
  const by = askedBy === null ? '' : `<p>${text.askedBy(escaped(askedBy))}</p>`;
  const list = features.map((feature) => `<li>${FEATURES[language][feature]}</li>`).join('');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${text.title} – Classroom Downloader</title><style>${STYLE}</style></head>
<body><main><h1>${text.title}</h1><p>${who}</p>${by}<p>${text.what}</p><ul>${list}</ul><p>${text.beware}</p>
<form method="post"><input type="hidden" name="proof" value="${escaped(proof)}">
<button name="decision" value="allow">${text.allow}</button><button name="decision" value="deny">${text.deny}</button></form></main></body></html>`;
}
