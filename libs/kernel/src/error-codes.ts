/**
 * The vocabulary of everything that can go wrong, stable for programs. apps/api gives each a status and a title;
 * docs/errors.md explains each. The compiler and a test keep the three together.
 */
export const ERROR_CODES = [
  'request.invalid',
  'request.unauthenticated',
  'request.forbidden',
  'request.not-found',
  'request.too-large',
  'request.unsupported-type',
  'request.too-many',
  'idempotency.conflict',
  'idempotency.in-progress',
  'internal',
  'service.unavailable',
  'process.failed',
  'encryption.unreadable',
  'auth.sign-in-refused',
  'egress.forbidden',
  'url.not-usable',
  'google.not-configured',
  'google.missing-scope',
  'google.forbidden',
  'google.not-found',
  'google.rate-limited',
  'google.unavailable',
  'drive.forbidden',
  'drive.quota',
  'credential.not-found',
  'credential.needs-reconsent',
  'credential.revoked',
  'course.not-found',
  'coursework.not-found',
  'video.not-found',
  'connect.link-not-usable',
  'connect.state-not-usable',
  'connect.declined',
  'connect.return-to-not-allowed',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
