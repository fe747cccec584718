import {
  DriveFileForbidden,
  DriveFileNotVisible,
  DriveFileTrashed,
  DriveQuotaExceeded,
  GoogleForbidden,
  GoogleMissingScope,
} from '@app/google';
import type { VerdictCode, VerdictState } from '../verdict';

type DriveVerdict = [state: VerdictState, code: VerdictCode];

/** What an error says of the file itself, for the account that asked; undefined: nothing. */
export function driveVerdictOf(error: unknown): DriveVerdict | undefined {
  if (error instanceof GoogleMissingScope) return ['unavailable', 'google.missing-scope'];
  if (error instanceof DriveFileForbidden) return ['unavailable', 'drive.forbidden'];
  if (error instanceof DriveFileTrashed) return ['unavailable', 'drive.trashed'];
  if (error instanceof DriveFileNotVisible || error instanceof GoogleForbidden)
    return ['unavailable', 'drive.not-visible'];
  // It can be had, only not today: it is accepted and waits.
  if (error instanceof DriveQuotaExceeded) return ['unknown', 'drive.quota'];
  return undefined;
}
