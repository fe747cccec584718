import {
  DOWNLOAD_STATUSES,
  type DownloadEvent,
  type DownloadStatus,
  isFinal,
  statusAfter,
} from '../download';

const list = (statuses: readonly DownloadStatus[]) => `(${statuses.map((one) => `'${one}'`).join(', ')})`;

/** As SQL, for `status IN …`. As constants, so that the indexes on such rows serve. */
export const ANY = list(DOWNLOAD_STATUSES);
export const ACTIVE = list(DOWNLOAD_STATUSES.filter((status) => !isFinal(status)));
export const FINAL = list(DOWNLOAD_STATUSES.filter(isFinal));

/** As SQL: the status after an event. */
export const after = (event: DownloadEvent) => `'${statusAfter(event)}'`;
