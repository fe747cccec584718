import { sentenceOf } from './school-sentence';

describe(sentenceOf, () => {
  it.each([
    [{ health: 'down', accounts: 2, failed: 3 }, 'down'],
    [{ health: 'degraded', accounts: 2, failed: 3 }, 'accounts'],
    [{ health: 'degraded', accounts: 0, failed: 3 }, 'failed'],
    [{ health: 'degraded', accounts: 0, failed: 0 }, 'degraded'],
    [{ health: 'ok', accounts: 0, failed: 0 }, 'ok'],
    [{ health: undefined, accounts: 0, failed: 0 }, 'ok'],
  ] as const)('should say of %j that it is %s', (standing, sentence) => {
    expect(sentenceOf(standing)).toBe(sentence);
  });
});
