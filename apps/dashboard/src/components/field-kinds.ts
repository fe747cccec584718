/** What browsers are told of fields that several forms have: what to fill in, and what the API takes. */
export const EMAIL_FIELD = {
  type: 'email',
  name: 'email',
  autocomplete: 'email',
  maxlength: 254,
  required: true,
} as const;

export const FULL_NAME_FIELD = {
  name: 'name',
  autocomplete: 'name',
  maxlength: 100,
  required: true,
} as const;

export const SCHOOL_NAME_FIELD = {
  name: 'school',
  autocomplete: 'off',
  maxlength: 100,
  required: true,
} as const;

/** Not words of a language. */
export const VERBATIM_FIELD = { autocapitalize: 'none', spellcheck: false } as const;

export const USERNAME_FIELD = {
  ...VERBATIM_FIELD,
  name: 'username',
  autocomplete: 'username',
  required: true,
} as const;

/** Of an authenticator app, or for recovery. */
export const CODE_FIELD = {
  ...VERBATIM_FIELD,
  name: 'code',
  autocomplete: 'one-time-code',
  maxlength: 40,
  required: true,
} as const;
