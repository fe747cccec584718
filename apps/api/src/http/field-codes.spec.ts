import { catalogueIn, LANGUAGES } from '@app/texts';
import { itReturns } from '@app/testing/table';
import { FIELD_CODES, fieldCodeOf } from './field-codes';

describe(fieldCodeOf, () => {
  itReturns('should know %s: %s', fieldCodeOf, [
    ['isString', 'x must be a string', { code: 'type' }],
    ['maxLength', 'x must be shorter than or equal to 50 characters', { code: 'too-long', limit: 50 }],
    ['isLength', 'x must be longer than or equal to 3 characters', { code: 'too-short', limit: 3 }],
    ['isLength', 'x must be shorter than or equal to 9 characters', { code: 'too-long', limit: 9 }],
    ['max', 'x must not be greater than 100', { code: 'too-large', limit: 100 }],
    ['matches', 'x must be 3 to 50 letters', { code: 'format' }],
    ['somethingNew', 'x is odd', { code: 'format' }],
  ]);

  it.each(LANGUAGES)('should have words for each in %s', (language) => {
    const texts = Object.keys(catalogueIn(language));
    expect(texts).toEqual(expect.arrayContaining(FIELD_CODES.map((code) => `field.${code}`)));
  });
});
