import { catalogueOf } from './catalogue';
import { ERROR_VARIANTS, ERRORS } from './pt-br/errors';
import { WORDS } from './pt-br/words';

export const PT_BR = catalogueOf(ERRORS, ERROR_VARIANTS, WORDS);
