import { AddressNotFound } from '../http/request.errors';
import { TextsController } from './texts.controller';

describe(TextsController, () => {
  it.each([
    ['pt-BR', 'pt-BR'],
    ['pt', 'pt-BR'],
    ['en-US', 'en'],
  ])('should answer %s with every text of %s', (tag, language) => {
    const answer = new TextsController().getTexts(tag);
    expect(answer.language).toBe(language);
    expect(answer.texts['error.drive.forbidden.title']).toMatch(/^(?:Bloqueado|The owner)/);
  });

  it('should know no other language', () => {
    expect(() => new TextsController().getTexts('de')).toThrow(AddressNotFound);
  });
});
