import { itReturns } from '@app/testing/table';
import { preferredLanguage } from './language';

describe(preferredLanguage, () => {
  itReturns('should choose for %j %s', preferredLanguage, [
    ['pt-BR,pt;q=0.9,en;q=0.8', 'pt-BR'],
    ['en-US,en;q=0.9,pt;q=0.8', 'en'],
    ['PT-pt', 'pt-BR'],
    ['de;q=1, pt;q=0.4, en;q=0.6', 'en'],
    ['de', undefined],
    ['pt;q=0', undefined],
    ['*', undefined],
    ['', undefined],
    ['constructor,__proto__', undefined],
    [undefined, undefined],
  ]);
});
