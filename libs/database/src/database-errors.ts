import { AppError } from '@app/kernel';

/**
 * What PostgreSQL itself says when the same may work in a moment. The classes: 08 connections, 53 too little of something
 * (53300: too many connections), 57P starting, stopping or restarted, 58 its disk. And by themselves:
 */
const AWAY_CLASS = /^(?:08...|53...|57P..|58...)$/;
const AWAY_STATES = new Set([
  '25006', // read-only: a replica that was not promoted yet
  '25P03', // it ended a transaction that was idle for too long
  '25P04', // it ended a transaction that took too long
  '40001', // serialization failure
  '40P01', // deadlock: the other one won
  '55P03', // a lock could not be had in time
  '57014', // it gave up after statement_timeout
]);
const AWAY_SOCKET = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
/** What pg says without a code. */
const AWAY_WORDS =
  /connection terminated|client has encountered a connection error|timeout exceeded when trying to connect|client was closed|query read timeout/i;

const UNIQUE_VIOLATION = '23505';

/** True when a row like this one was there already. */
export function isUniqueViolation(error: unknown): boolean {
  return (Object(error) as { code?: unknown }).code === UNIQUE_VIOLATION;
}

/**
 * True when PostgreSQL is away, and not when it refuses what was asked: the same may work later. The one list of what
 * counts as that, for the api's answers as for what a worker tries again.
 */
export function isConnectionLoss(error: unknown): boolean {
  if (!Error.isError(error) || error instanceof AppError) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (AWAY_CLASS.test(code) || AWAY_STATES.has(code) || AWAY_SOCKET.has(code)))
    return true;
  return AWAY_WORDS.test(error.message);
}
