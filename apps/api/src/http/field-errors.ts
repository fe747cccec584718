import type { ValidationError } from 'class-validator';
import { fieldCodeOf } from './field-codes';
import type { FieldError } from './request.errors';

/** Constraints that say which type is wanted. While one of them fails, what the value would have to be besides misleads. */
const TYPES = ['isString', 'isInt', 'isNumber', 'isBoolean', 'isArray', 'isDate', 'isUuid', 'isEmail'];

/** Where class-validator's own words speak of its code, not of what a caller sends. */
const WORDS: Record<string, string> = {
  isDate: 'must be a date and time, such as 2030-12-31T23:59:59Z',
  isObject: 'must be a JSON object',
  whitelistValidation: 'is not a field of this request',
};

/** What is wrong with each field, in words that help who sent it. */
export function fieldErrors(error: ValidationError, prefix = ''): FieldError[] {
  const field = prefix + error.property;
  const own = failuresOf(error, field).map((failure) => ({ field, ...failure }));
  const inner = (error.children ?? []).flatMap((child) => fieldErrors(child, `${field}.`));
  return [...own, ...inner];
}

function failuresOf(
  { value, constraints = {}, contexts = {} }: ValidationError,
  field: string,
): Omit<FieldError, 'field'>[] {
  const failed = Object.keys(constraints);
  if (failed.length === 0) return [];
  const isValue = failed.includes('isObject') || failed.includes('whitelistValidation');
  const isMissing = (value === undefined || value === null) && !isValue;
  if (isMissing) return [{ message: missingWords(contexts) ?? `${field} is required`, code: 'required' }];
  const types = failed.filter((name) => TYPES.includes(name));
  return (types.length > 0 ? types : failed).map((name) => {
    const words = WORDS[name];
    const told = constraints[name] ?? '';
    return { message: words === undefined ? told : `${field} ${words}`, ...fieldCodeOf(name, told) };
  });
}

/** Of a field that may be missing when another one is there. */
function missingWords(contexts: Record<string, unknown>): string | undefined {
  const told = Object.values(contexts) as { missing?: string }[];
  return told.find(({ missing }) => missing !== undefined)?.missing;
}
