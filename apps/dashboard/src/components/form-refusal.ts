import { ApiError, type Problem } from '../api/problems';
import { language } from '../i18n/language.svelte';
import { fieldWords } from './problem-words';

/** Refusals with a code of their own that are about one field: the first of these that the form has. */
const FIELDS_OF_CODE: Partial<Record<string, readonly string[]>> = {
  'user.current-password-wrong': ['current_password'],
  'user.password-too-easy': ['new_password', 'password'],
  'user.password-too-common': ['new_password', 'password'],
  'user.taken': ['username', 'email'],
  'second-factor.code-wrong': ['code'],
  'tenant.taken': ['id'],
  'tenant.google-domain-missing': ['google_sign_in'],
  'tenant.google-domain-taken': ['google_domain'],
  'url.not-usable': ['url'],
  'egress.forbidden': ['url'],
};

export interface FormRefusal<Field extends string> {
  /** What is wrong with each field, to be told beside it. */
  wrong: Partial<Record<Field, string>>;
  /** For the notice below the form: the refusal, unless a field says all of it. */
  rest: unknown;
}

/**
 * Why the server did not take a form.
 * @param fields those of the form that tell what is wrong with them, by the API's names
 */
export function formRefusal<Field extends string>(
  error: unknown,
  fields: readonly Field[],
): FormRefusal<Field> {
  const problem = error instanceof ApiError ? error.problem : undefined;
  if (problem === undefined) return { wrong: {}, rest: error };
  const ofCode = FIELDS_OF_CODE[problem.code] ?? [];
  const [field] = ofCode.flatMap((name) => fields.filter((one) => one === name));
  if (field !== undefined)
    return { wrong: wrongOf(field, `${problem.detail} ${problem.hint ?? ''}`), rest: null };
  const told = (problem.errors ?? []).flatMap((one) => {
    const beside = fields.find((name) => name === one.field);
    return beside === undefined ? [] : [wrongOf(beside, sentence(one))];
  });
  return { wrong: Object.assign({}, ...told) as FormRefusal<Field>['wrong'], rest: error };
}

function wrongOf<Field extends string>(field: Field, words: string): Partial<Record<Field, string>> {
  return { [field]: words.trim() } as Partial<Record<Field, string>>;
}

function sentence(error: NonNullable<Problem['errors']>[number]): string {
  const words = fieldWords(error);
  return `${words.charAt(0).toLocaleUpperCase(language.now)}${words.slice(1)}.`;
}
