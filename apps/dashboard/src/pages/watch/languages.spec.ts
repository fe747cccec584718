import { itReturns } from '@app/testing/table';
import { languagesOf, nameOfLanguage } from './languages';

describe(languagesOf, () => {
  it("should put the reader's own first, and leave the others as they are", () => {
    expect(languagesOf(['es', 'pt', 'en', 'pt-BR'], 'pt-BR')).toEqual(['pt-BR', 'pt', 'es', 'en']);
  });
});

describe(nameOfLanguage, () => {
  itReturns('should call %s in %s %s', nameOfLanguage, [
    ['pt', 'pt-BR', 'Português'],
    ['en', 'pt-BR', 'Inglês'],
    ['pt', 'en', 'Portuguese'],
    ['live_chat', 'en', 'live_chat'],
  ]);
});
