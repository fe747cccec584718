import { gigabytesOf, quotaBytesOf, quotaChoiceOf } from './quota';

describe('a quota', () => {
  it.each([
    [null, 'configured', ''],
    [0, 'unlimited', ''],
    [50e9, 'limited', '50'],
    [1_500_000_000, 'limited', '1.5'],
  ] as const)('should be told and taken: %j bytes', (bytes, choice, gigabytes) => {
    expect([quotaChoiceOf(bytes), gigabytesOf(bytes)]).toEqual([choice, gigabytes]);
    expect(quotaBytesOf(choice, gigabytes)).toBe(bytes);
  });

  it.each(['', '0', '-1', 'many', '1e99'])('should not take %j for a size', (text) => {
    expect(quotaBytesOf('limited', text)).toBeUndefined();
  });

  it('should take a comma as it is written in Portuguese', () => {
    expect(quotaBytesOf('limited', ' 1,5 ')).toBe(1_500_000_000);
  });
});
