/** Who walks along every route. The first six know each other: see `every-route.e2e-spec.ts`. */
export const CALLERS = [
  'nobody',
  'user',
  'other user',
  'admin',
  "other tenant's admin",
  'super-admin',
  'key',
  'key without the scope',
  'expired token',
] as const;

export type CallerName = (typeof CALLERS)[number];

/** What belongs to a user of one tenant, and the same of the other tenant's admin. */
export interface Belongings {
  tenant: string;
  credential: number;
  course: string;
  video: string;
  download: string;
  batch: string;
  apiKey: string;
  /** Somebody whom the tenant's admins look after. */
  person: string;
  invitation: string;
  address: string;
  login: { username: string; password: string };
}

export interface Ask {
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

interface Row {
  ask: (mine: Belongings) => Ask;
  /** What each of CALLERS gets, in their order, when it is about what belongs to the user. */
  own: string;
  /** The same when it is about what belongs to the other tenant; absent where an id plays no part. */
  foreign?: string;
}

/** A person's own thing: theirs, and of who sees the whole tenant. */
const OWN = '401 ok 404 ok 404 ok ok 403 401';
/** The other tenant's thing. */
const FOREIGN = '401 404 404 404 ok 404 404 403 401';
/** Lists and the like, which show everybody what is theirs. */
const EVERYONE = '401 ok ok ok ok ok ok 403 401';
/** Every key will do. */
const ANY_KEY = '401 ok ok ok ok ok ok ok 401';
const ADMINS = '401 403 403 ok ok ok 403 403 401';
const ADMINS_OWN = '401 403 403 ok 404 ok 403 403 401';
/** The first admin removes it, the next one finds nothing. */
const ADMINS_OWN_ONCE = '401 403 403 ok 404 404 403 403 401';
const ADMINS_FOREIGN = '401 403 403 404 ok 404 403 403 401';
/** People have an account, keys do not. */
const ACCOUNT = '401 ok ok ok ok ok 403 403 401';
/** People are looked after by their admins, and by super-admins wherever they are. */
const PEOPLE_FOREIGN = '401 403 403 404 ok ok 403 403 401';
const SUPER_ADMINS = '401 403 403 403 403 ok 403 403 401';
const PUBLIC = 'ok ok ok ok ok ok ok ok ok';

const at = (path: string, body?: object) => (): Ask => ({ path, body });
const download =
  (rest = '') =>
  ({ download: id }: Belongings): Ask => ({ path: `/downloads/${id}${rest}` });
const batch =
  (rest = '') =>
  ({ batch: id }: Belongings): Ask => ({ path: `/batch-downloads/${id}${rest}` });
const course =
  (rest = '') =>
  ({ course: id, credential }: Belongings): Ask => ({
    path: `/courses/${id}${rest}?credential_id=${String(credential)}`,
  });
const person =
  (body?: object) =>
  ({ person: id }: Belongings): Ask => ({ path: `/auth/users/${id}`, body });
const NOBODYS_ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const personsSessions =
  (sessionId?: string) =>
  ({ person: id }: Belongings): Ask => ({
    path: `/auth/users/${id}/sessions${sessionId === undefined ? '' : `/${sessionId}`}`,
  });
const decision =
  (word: string) =>
  ({ person: id }: Belongings): Ask => ({
    path: `/auth/users/${id}/email/${word}`,
    body: { email: 'not.asked.for@school.example' },
  });
const credential = ({ credential: id }: Belongings): Ask => ({ path: `/credentials/${String(id)}` });

/** Every operation has a row: a new route without one fails the walk. */
export const TABLE: Record<string, Row> = {
  'GET /health': { ask: at('/health'), own: PUBLIC },
  'GET /texts/{language}': { ask: at('/texts/pt-BR'), own: PUBLIC },
  'GET /livez': { ask: at('/livez'), own: PUBLIC },
  'GET /readyz': { ask: at('/readyz'), own: PUBLIC },
  'GET /metrics': {
    // As from another machine: a scraper on this one needs no token.
    ask: () => ({ path: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } }),
    own: SUPER_ADMINS,
  },

  'GET /auth/sign-in-options': { ask: at('/auth/sign-in-options'), own: PUBLIC },
  'POST /auth/login': { ask: ({ login }) => ({ path: '/auth/login', body: login }), own: PUBLIC },
  'GET /auth/login': {
    ask: ({ tenant }) => ({ path: `/auth/login?tenant_id=${tenant}` }),
    own: '401 ok ok ok 403 ok ok 403 401',
    foreign: '401 403 403 403 ok 403 403 403 401',
  },
  'POST /auth/token': { ask: ({ login }) => ({ path: '/auth/token', body: login }), own: PUBLIC },
  'POST /auth/refresh': {
    ask: at('/auth/refresh', { refresh_token: 'a-token-that-nobody-has' }),
    own: PUBLIC.replaceAll('ok', '401'),
  },
  'POST /security/token': { ask: ({ login }) => ({ path: '/security/token', body: login }), own: PUBLIC },
  'POST /security/refresh': {
    ask: at('/security/refresh', { refresh_token: 'a-token-that-nobody-has' }),
    own: PUBLIC.replaceAll('ok', '401'),
  },
  'POST /auth/setup': { ask: at('/auth/setup', {}), own: PUBLIC.replaceAll('ok', '400') },
  'POST /auth/register': { ask: at('/auth/register', {}), own: PUBLIC.replaceAll('ok', '400') },
  'POST /auth/logout': { ask: at('/auth/logout'), own: ACCOUNT },
  'GET /auth/profile': { ask: at('/auth/profile'), own: ACCOUNT },
  'PUT /auth/profile': { ask: at('/auth/profile', { full_name: 'Walker' }), own: ACCOUNT },
  'POST /auth/change-password': {
    ask: at('/auth/change-password', {}),
    own: ACCOUNT.replaceAll('ok', '400'),
  },

  'GET /auth/second-factor': { ask: at('/auth/second-factor'), own: ACCOUNT },
  'POST /auth/second-factor': {
    ask: at('/auth/second-factor', {}),
    // Without the password again nothing begins.
    own: ACCOUNT.replaceAll('ok', '403'),
  },
  'POST /auth/second-factor/confirm': {
    ask: at('/auth/second-factor/confirm', { code: '000000' }),
    own: ACCOUNT.replaceAll('ok', '404'),
  },
  'POST /auth/second-factor/remove': {
    ask: at('/auth/second-factor/remove', { code: '000000' }),
    own: ACCOUNT.replaceAll('ok', '404'),
  },
  'POST /auth/second-factor/verify': {
    ask: at('/auth/second-factor/verify', { challenge: 'a-challenge-that-nobody-has', code: '000000' }),
    own: PUBLIC.replaceAll('ok', '401'),
  },
  'DELETE /auth/users/{id}/second-factor': {
    // Nobody of this walk has one.
    ask: ({ person: id }) => ({ path: `/auth/users/${id}/second-factor` }),
    own: ADMINS_OWN.replaceAll('ok', '404'),
    foreign: PEOPLE_FOREIGN.replaceAll('ok', '404'),
  },

  'GET /auth/users': { ask: at('/auth/users'), own: ADMINS },
  'POST /users': {
    ask: at('/users', { email: 'new@school.example', password: 'A-very-good-password-7' }),
    // Nobody may register, unless the installation is open.
    own: ADMINS.replace('401', '403'),
  },
  'GET /auth/users/{id}': { ask: person(), own: ADMINS_OWN, foreign: PEOPLE_FOREIGN },
  'PUT /auth/users/{id}': {
    ask: person({ full_name: 'Walker' }),
    own: ADMINS_OWN,
    foreign: PEOPLE_FOREIGN,
  },
  'POST /auth/users/{id}/email/confirm': {
    ask: decision('confirm'),
    own: ADMINS_OWN,
    foreign: PEOPLE_FOREIGN,
  },
  'POST /auth/users/{id}/email/refuse': {
    ask: decision('refuse'),
    own: ADMINS_OWN,
    foreign: PEOPLE_FOREIGN,
  },
  'DELETE /auth/users/{id}': { ask: person(), own: ADMINS_OWN_ONCE, foreign: ADMINS_FOREIGN },
  'GET /auth/sessions': { ask: at('/auth/sessions'), own: ACCOUNT },
  'DELETE /auth/sessions': { ask: at('/auth/sessions'), own: ACCOUNT },
  'DELETE /auth/sessions/{id}': {
    // Nobody's: only who has a session may end it.
    ask: at(`/auth/sessions/${NOBODYS_ID}`),
    own: ACCOUNT.replaceAll('ok', '404'),
  },
  'GET /auth/users/{id}/sessions': { ask: personsSessions(), own: ADMINS_OWN, foreign: PEOPLE_FOREIGN },
  'DELETE /auth/users/{id}/sessions/{session_id}': {
    ask: personsSessions(NOBODYS_ID),
    own: ADMINS_OWN.replaceAll('ok', '404'),
    foreign: PEOPLE_FOREIGN.replaceAll('ok', '404'),
  },
  'GET /auth/invitations': { ask: at('/auth/invitations'), own: ADMINS },
  'POST /auth/invitations': {
    ask: at('/auth/invitations', { email: 'another.guest@school.example' }),
    own: ADMINS,
  },
  'DELETE /auth/invitations/{id}': {
    ask: ({ invitation }) => ({ path: `/auth/invitations/${invitation}` }),
    own: ADMINS_OWN_ONCE,
    foreign: ADMINS_FOREIGN,
  },

  'GET /auth/connect/{link}': { ask: at('/auth/connect/a-link-that-nobody-made'), own: PUBLIC },
  'POST /auth/connect/{link}': {
    ask: at('/auth/connect/a-link-that-nobody-made', {}),
    own: PUBLIC.replaceAll('ok', '400'),
  },
  'GET /auth/google/sign-in': {
    // No tenant of this walk allows it.
    ask: ({ tenant }) => ({ path: `/auth/google/sign-in?tenant_id=${tenant}` }),
    own: PUBLIC.replaceAll('ok', '403'),
    foreign: PUBLIC.replaceAll('ok', '403'),
  },
  'GET /auth/callback': { ask: at('/auth/callback?state=nonsense'), own: PUBLIC.replaceAll('ok', '400') },

  'GET /api-keys': { ask: at('/api-keys'), own: ADMINS },
  'POST /api-keys': { ask: at('/api-keys', { name: 'walk', scopes: ['courses:read'] }), own: ADMINS },
  'DELETE /api-keys/{id}': {
    ask: ({ apiKey }) => ({ path: `/api-keys/${apiKey}` }),
    own: ADMINS_OWN,
    foreign: ADMINS_FOREIGN,
  },

  'POST /credentials/connect': {
    ask: ({ tenant }) => ({ path: '/credentials/connect', body: { tenant_id: tenant } }),
    own: '401 ok ok ok 403 ok ok 403 401',
    foreign: '401 403 403 403 ok 403 403 403 401',
  },
  'GET /credentials': { ask: at('/credentials'), own: EVERYONE },
  'GET /credentials/{id}': { ask: credential, own: OWN, foreign: FOREIGN },
  'DELETE /credentials/{id}': { ask: credential, own: OWN, foreign: FOREIGN },

  'GET /courses': {
    ask: ({ credential: id }) => ({ path: `/courses?credential_id=${String(id)}` }),
    own: OWN,
    foreign: FOREIGN,
  },
  'GET /courses/aggregated': { ask: at('/courses/aggregated'), own: EVERYONE },
  'GET /courses/{course_id}': { ask: course(), own: OWN, foreign: FOREIGN },
  'GET /courses/coverage': {
    ask: ({ credential: id }) => ({ path: `/courses/coverage?credential_id=${String(id)}` }),
    own: OWN,
    foreign: FOREIGN,
  },
  'GET /courses/{course_id}/coverage': { ask: course('/coverage'), own: OWN, foreign: FOREIGN },
  'GET /courses/{course_id}/coursework': { ask: course('/coursework'), own: OWN, foreign: FOREIGN },
  'POST /courses/{course_id}/sync': { ask: course('/sync'), own: OWN, foreign: FOREIGN },
  'GET /courses/{course_id}/download-all/estimate': {
    ask: course('/download-all/estimate'),
    own: OWN,
    foreign: FOREIGN,
  },
  'POST /downloads': {
    ask: ({ video: video_id }) => ({ path: '/downloads', body: { video_id } }),
    own: OWN,
    foreign: FOREIGN,
  },
  'POST /courses/{course_id}/download-all': {
    ask: ({ course: id, credential: credential_id }) => ({
      path: `/courses/${id}/download-all`,
      body: { credential_id },
    }),
    own: OWN,
    foreign: FOREIGN,
  },

  'GET /downloads': {
    ask: ({ credential: id, batch: batchId }) => ({
      path: `/downloads?credential_id=${String(id)}&batch_id=${batchId}`,
    }),
    own: EVERYONE,
    foreign: EVERYONE,
  },
  'POST /downloads/retry-failed': { ask: at('/downloads/retry-failed'), own: EVERYONE },
  'GET /downloads/by-day': { ask: at('/downloads/by-day'), own: '401 403 403 ok ok ok ok 403 401' },
  'GET /downloads/requested': { ask: at('/downloads/requested'), own: EVERYONE },
  'GET /downloads/{id}': { ask: download(), own: OWN, foreign: FOREIGN },
  'GET /downloads/queue/stream': { ask: at('/downloads/queue/stream'), own: EVERYONE },
  'GET /downloads/stats/stream': { ask: at('/downloads/stats/stream'), own: EVERYONE },
  'GET /downloads/dashboard/stream': { ask: at('/downloads/dashboard/stream'), own: EVERYONE },
  'GET /downloads/{id}/stream': { ask: download('/stream'), own: OWN, foreign: FOREIGN },
  'GET /notices': { ask: at('/notices'), own: ANY_KEY },
  'POST /notices': { ask: at('/notices', { message: 'Maintenance tonight.' }), own: ADMINS },
  'DELETE /notices/{id}': {
    ask: at('/notices/01890a5d-ac96-774b-bcce-b302099a8057'),
    own: '401 403 403 404 404 404 403 403 401',
  },
  'GET /ws/connections': { ask: at('/ws/connections'), own: ANY_KEY },
  'POST /ws/ticket': { ask: at('/ws/ticket'), own: ANY_KEY },
  'GET /downloads/{id}/file': { ask: download('/file'), own: OWN, foreign: FOREIGN },
  'GET /downloads/{id}/thumbnail': { ask: download('/thumbnail'), own: OWN, foreign: FOREIGN },
  'GET /downloads/{id}/subtitles/{lang}': { ask: download('/subtitles/pt'), own: OWN, foreign: FOREIGN },
  'POST /downloads/{id}/retry': { ask: download('/retry'), own: OWN, foreign: FOREIGN },
  'DELETE /downloads/{id}': { ask: download(), own: OWN, foreign: FOREIGN },

  'GET /batch-downloads': { ask: at('/batch-downloads'), own: EVERYONE },
  'GET /batch-downloads/{job_id}': { ask: batch(), own: OWN, foreign: FOREIGN },
  'GET /batch-downloads/{job_id}/stream': { ask: batch('/stream'), own: OWN, foreign: FOREIGN },
  'POST /batch-downloads/{job_id}/retry-failed': { ask: batch('/retry-failed'), own: OWN, foreign: FOREIGN },
  'DELETE /batch-downloads/{job_id}': { ask: batch(), own: OWN, foreign: FOREIGN },

  'GET /maintenance/quarantine': { ask: at('/maintenance/quarantine'), own: SUPER_ADMINS },
  'POST /maintenance/clean-up': { ask: at('/maintenance/clean-up'), own: SUPER_ADMINS },

  'GET /quota': { ask: at('/quota'), own: EVERYONE },

  'GET /tenant': { ask: at('/tenant'), own: ADMINS },
  'PUT /tenant': { ask: at('/tenant', { course_files: 'owner' }), own: ADMINS },
  'PUT /tenants/{id}': {
    ask: ({ tenant }) => ({ path: `/tenants/${tenant}`, body: { course_files: 'owner' } }),
    own: SUPER_ADMINS,
    foreign: SUPER_ADMINS,
  },
  'GET /tenants': { ask: at('/tenants'), own: SUPER_ADMINS },
  'POST /tenants': {
    ask: at('/tenants', { id: 'another-school', name: 'Another school' }),
    own: SUPER_ADMINS,
  },

  'GET /security/events': {
    ask: ({ tenant }) => ({ path: `/security/events?tenant_id=${tenant}` }),
    own: ADMINS,
    foreign: ADMINS,
  },
  'GET /security/stats': { ask: at('/security/stats'), own: ADMINS },
  'GET /security/rate-limit/api': { ask: at('/security/rate-limit/api'), own: ANY_KEY },
  'POST /security/report': {
    ask: ({ tenant }) => ({ path: '/security/report', body: { tenant_id: tenant } }),
    own: ADMINS_OWN.replace('404', '403'),
    foreign: '401 403 403 403 ok ok 403 403 401',
  },
  'POST /security/incidents': {
    ask: at('/security/incidents', { kind: 'other', message: 'A walk.' }),
    own: ANY_KEY,
  },
  'POST /security/validate': { ask: at('/security/validate', { quality: '720' }), own: ANY_KEY },
  'GET /security/lockouts': { ask: at('/security/lockouts'), own: ADMINS },
  'DELETE /security/lockouts/{user_id}': {
    // Nobody of this walk is locked out.
    ask: ({ person: id }) => ({ path: `/security/lockouts/${id}` }),
    own: ADMINS_OWN.replaceAll('ok', '404'),
    foreign: PEOPLE_FOREIGN.replaceAll('ok', '404'),
  },
  'GET /security/events/integrity': { ask: at('/security/events/integrity'), own: SUPER_ADMINS },
  'GET /security/blocks': { ask: at('/security/blocks'), own: SUPER_ADMINS },
  'DELETE /security/blocks/{ip}': {
    ask: ({ address }) => ({ path: `/security/blocks/${address}` }),
    own: SUPER_ADMINS,
    foreign: SUPER_ADMINS.replace('ok', '404'),
  },
};
