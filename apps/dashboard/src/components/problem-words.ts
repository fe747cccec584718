import { ApiError, type Problem } from '../api/problems';
import { t, textOf } from '../i18n/language.svelte';

export interface ProblemWords {
  what: string;
  /** What to do about it, where there is something. */
  hint: string | undefined;
  /** What is wrong with each field, by the name that its form has for it. */
  fields: string[];
}

/**
 * What an answer says, in the language in which it was asked for: that of the page.
 * @param beside fields that say themselves what is wrong with them
 */
export function problemWords(error: unknown, beside: readonly string[] = []): ProblemWords {
  // A fault of the page itself: the server has nothing to do with it.
  if (!(error instanceof ApiError)) return { what: t('error.unknown'), hint: undefined, fields: [] };
  const { problem } = error;
  if (problem === undefined) return { what: t('error.network'), hint: undefined, fields: [] };
  if (problem.code === 'internal')
    return { what: t('error.ours', { id: problem.correlation_id ?? '–' }), hint: undefined, fields: [] };
  const wrong = problem.errors ?? [];
  const fields = wrong.filter(({ field }) => !beside.includes(field)).map(labelledWords);
  // The form is before one, and what is wrong with it stands there: nothing has to be sent again to see it.
  return { what: problem.detail, hint: wrong.length > 0 ? undefined : problem.hint, fields };
}

type FieldError = NonNullable<Problem['errors']>[number];

function labelledWords(error: FieldError): string {
  const label = textOf(`form.${error.field}`);
  return label === undefined ? `${fieldWords(error)}.` : `${label}: ${fieldWords(error)}.`;
}

/** What is wrong with a field. The API's own English begins with its name of the field, which no form shows. */
export function fieldWords({ field, message }: FieldError): string {
  return message.startsWith(`${field} `) ? message.slice(field.length + 1) : message;
}
