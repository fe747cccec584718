/** What can be wrong with a field; `field.<code>` in libs/texts says it to people. */
export const FIELD_CODES = [
  'required',
  'unknown',
  'type',
  'date',
  'past',
  'id',
  'email',
  'domain',
  'too-short',
  'too-long',
  'too-small',
  'too-large',
  'choice',
  'empty',
  'repeated',
  'format',
] as const;
export type FieldCode = (typeof FIELD_CODES)[number];

/** By the names of class-validator's constraints; what is not here is a matter of format. */
const BY_CONSTRAINT: Record<string, FieldCode> = {
  whitelistValidation: 'unknown',
  isString: 'type',
  isInt: 'type',
  isNumber: 'type',
  isBoolean: 'type',
  isArray: 'type',
  isObject: 'type',
  isDate: 'date',
  isUuid: 'id',
  isEmail: 'email',
  isFqdn: 'domain',
  minLength: 'too-short',
  maxLength: 'too-long',
  min: 'too-small',
  max: 'too-large',
  isIn: 'choice',
  arrayNotEmpty: 'empty',
  arrayMinSize: 'empty',
  arrayUnique: 'repeated',
};

/** @param words class-validator's, which alone tell how long or large something may be */
export function fieldCodeOf(constraint: string, words: string): { code: FieldCode; limit?: number } {
  // Of both ends of a length, the words name the one that is passed.
  const code =
    constraint === 'isLength'
      ? words.includes('longer than or equal')
        ? 'too-short'
        : 'too-long'
      : (BY_CONSTRAINT[constraint] ?? 'format');
  const limit = code.startsWith('too-') ? / (\d{1,12})(?: characters)?$/.exec(words)?.[1] : undefined;
  return { code, ...(limit === undefined ? {} : { limit: Number(limit) }) };
}
