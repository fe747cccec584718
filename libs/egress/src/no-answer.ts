import { messageOf } from '@app/kernel';

/** What networks say where nobody could be connected to: of our own side, of the way, of the other side. */
const NO_CONNECTION = [
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
];
/** And where somebody was, who said nothing. */
const HUNG_UP = ['ECONNABORTED', 'ECONNRESET', 'EPIPE', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_SOCKET'];

/** A host gave no answer: its name does not resolve, it cannot be connected to, or it hangs up. */
export class NoAnswer extends Error {
  private constructor(
    /** With its port, where that is not the usual one. */
    readonly host: string,
    /** The network's own. */
    readonly code: string,
    cause: unknown,
  ) {
    super(messageOf(cause), { cause });
    this.name = 'NoAnswer';
  }

  /** Undefined for errors that say something else. */
  static fromError(error: unknown, host: string): NoAnswer | undefined {
    const { code } = Object(error) as { code?: unknown };
    if (typeof code !== 'string') return undefined;
    return [...NO_CONNECTION, ...HUNG_UP].includes(code) ? new NoAnswer(host, code, error) : undefined;
  }

  /** It was connected to, and may have minded this one request. */
  get hungUp(): boolean {
    return HUNG_UP.includes(this.code);
  }
}
