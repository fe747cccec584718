import type { ErrorCode } from '@app/kernel';

/** RFC 9457, with our additions behind the five standard members. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ErrorCode;
  hint?: string;
  correlation_id?: string;
  /** Seconds; also the header of that name. */
  retry_after?: number;
  [extension: string]: unknown;
}
