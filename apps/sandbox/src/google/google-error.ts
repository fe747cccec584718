/** An answer in the form in which Google's APIs refuse something. */
export class GoogleApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly rpcStatus: string,
    readonly reason?: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }

  /** Classroom answers google.rpc.Status; Drive adds its older list of errors. */
  body(): object {
    const details =
      this.reason === undefined
        ? {}
        : {
            errors: [{ message: this.message, domain: 'global', reason: driveReason(this.reason) }],
            details: [
              {
                '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
                reason: this.reason,
                domain: 'googleapis.com',
              },
            ],
          };
    return { error: { code: this.status, message: this.message, ...details, status: this.rpcStatus } };
  }
}

function driveReason(reason: string): string {
  return reason === 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' ? 'insufficientPermissions' : reason;
}

export const unauthenticated = () =>
  new GoogleApiError(
    401,
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
    'UNAUTHENTICATED',
    'ACCESS_TOKEN_EXPIRED',
  );

export const scopeMissing = () =>
  new GoogleApiError(
    403,
    'Request had insufficient authentication scopes.',
    'PERMISSION_DENIED',
    'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
  );

export const notFound = (what: string) =>
  new GoogleApiError(404, `${what} not found.`, 'NOT_FOUND', 'notFound');

/** Which status Google gives a reason that is not `403`. */
const STATUSES: Record<string, [status: number, rpcStatus: string]> = {
  RESOURCE_EXHAUSTED: [429, 'RESOURCE_EXHAUSTED'],
  backendError: [503, 'UNAVAILABLE'],
  internalError: [500, 'INTERNAL'],
  authError: [401, 'UNAUTHENTICATED'],
  notFound: [404, 'NOT_FOUND'],
  badRequest: [400, 'INVALID_ARGUMENT'],
};

/** Google's error of a name, such as `userRateLimitExceeded`, in Google's form. */
export function googleError(reason: string, status?: number): GoogleApiError {
  const [usual, rpcStatus] = STATUSES[reason] ?? [403, 'PERMISSION_DENIED'];
  return new GoogleApiError(status ?? usual, `The sandbox was told to answer ${reason}.`, rpcStatus, reason);
}
