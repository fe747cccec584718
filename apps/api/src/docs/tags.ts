/** What belongs together, in the order in which it is read. */
export const TAGS: Record<string, string> = {
  downloads: 'One video each: request, watch, cancel, retry, and the files.',
  batches: 'Every video of a course at once.',
  realtime: 'What happens, as it happens: Server-Sent Events, and WebSockets as `/asyncapi` describes them.',
  courses: 'Courses of a Google account, and the videos in them, known before anything is downloaded.',
  'google accounts': 'Connect a Google account by a one-time link, and end its permission.',
  auth: 'Sign in and out; the own account, its sessions and its authenticator app.',
  users: 'The people of a tenant, for its admins.',
  tenants: 'Schools and organisations, and their settings.',
  'api keys': 'Keys for programs, with scopes. For admins who are signed in.',
  security: 'Security events, limits, blocks and lockouts.',
  maintenance: 'Retention and quarantine, for super-admins.',
  texts: 'What codes mean, in the language of the person who reads it.',
  health: 'Whether the installation is well, and its metrics.',
};
