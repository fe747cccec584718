import type { ConnectOutcome } from '@app/google';

/** Where the front end that asked learns how it ended: by a credential, or by the code of an error. */
export function returnAddress(
  returnTo: string,
  { credentialId, problem, error }: Pick<ConnectOutcome, 'credentialId' | 'problem' | 'error'>,
): string {
  const url = new URL(returnTo);
  const told = {
    credential_id: credentialId === null ? null : String(credentialId),
    status: error === null ? 'active' : 'failed',
    problem: problem?.code ?? null,
    error: error?.code ?? null,
  };
  for (const [name, value] of Object.entries(told)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}
