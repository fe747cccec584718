import { catalogueOf } from './catalogue';
import { ERROR_VARIANTS, ERRORS } from './en/errors';
import { WORDS } from './en/words';

export const EN = catalogueOf(ERRORS, ERROR_VARIANTS, WORDS);
