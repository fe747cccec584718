import { AppError } from '@app/kernel';

/** PostgreSQL is starting, stopping or was killed; the classes 08 and 57P. */
const LOST_STATE = /^(?:08...|57P0[1-3])$/;
const LOST_SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** What pg says without a code. */
const LOST_WORDS =
  /connection terminated|client has encountered a connection error|timeout exceeded when trying to connect|client was closed/i;

const UNIQUE_VIOLATION = '23505';

/** True when a row like this one was there already. */
export function isUniqueViolation(error: unknown): boolean {
  return (Object(error) as { code?: unknown }).code === UNIQUE_VIOLATION;
}

/** True when it is the connection to PostgreSQL that failed, and not what was asked: the same may work later. */
export function isConnectionLoss(error: unknown): boolean {
  if (!Error.isError(error) || error instanceof AppError) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (LOST_STATE.test(code) || LOST_SOCKET.has(code))) return true;
  return LOST_WORDS.test(error.message);
}
