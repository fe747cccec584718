import { itReturns } from '@app/testing/table';
import { sentenceOf } from './school-sentence';

describe(sentenceOf, () => {
  itReturns('should say of %j that it is %s', sentenceOf, [
    [{ health: 'down', accounts: 2, failed: 3 }, 'down'],
    [{ health: 'degraded', accounts: 2, failed: 3 }, 'accounts'],
    [{ health: 'degraded', accounts: 0, failed: 3 }, 'failed'],
    [{ health: 'degraded', accounts: 0, failed: 0 }, 'degraded'],
    [{ health: 'ok', accounts: 0, failed: 0 }, 'ok'],
    [{ health: undefined, accounts: 0, failed: 0 }, 'ok'],
  ]);
});
