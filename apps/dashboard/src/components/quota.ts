/** What may be stored, as the API has it: null follows the configuration, 0 is no limit. */
export type QuotaChoice = 'configured' | 'unlimited' | 'limited';

const GB = 1e9;

export function quotaChoiceOf(bytes: number | null): QuotaChoice {
  if (bytes === null) return 'configured';
  return bytes === 0 ? 'unlimited' : 'limited';
}

/** In GB, for a field. */
export function gigabytesOf(bytes: number | null): string {
  return bytes === null || bytes === 0 ? '' : String(Math.round(bytes / (GB / 1000)) / 1000);
}

/** @returns undefined when it is no size */
export function quotaBytesOf(choice: QuotaChoice, gigabytes: string): number | null | undefined {
  if (choice === 'configured') return null;
  if (choice === 'unlimited') return 0;
  const size = Number(gigabytes.trim().replace(',', '.'));
  const bytes = Math.round(size * GB);
  return bytes > 0 && bytes <= Number.MAX_SAFE_INTEGER ? bytes : undefined;
}
