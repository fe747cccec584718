import { itReturns } from '@app/testing/table';
import { actionOf } from './watch-keys';

describe(actionOf, () => {
  const free = { ctrlKey: false, metaKey: false, altKey: false, on: 'body' };
  const letters = { letters: true };

  itReturns('should take %s for %s', (key: string) => actionOf({ ...free, key }, letters), [
    ['k', 'toggle'],
    ['K', 'toggle'],
    ['ArrowLeft', 'back-little'],
    ['>', 'faster'],
    ['x', undefined],
    ['constructor', undefined],
  ]);

  it.each([
    { on: 'input', key: 'k' },
    { on: 'select', key: 'ArrowLeft' },
    { on: 'video', key: 'ArrowLeft' },
    { ctrlKey: true, key: 'c' },
    { metaKey: true, key: 'p' },
  ])('should leave alone %j', (pressed) => {
    expect(actionOf({ ...free, ...pressed }, letters)).toBeUndefined();
  });

  it('should leave the letters to those who speak to their machine', () => {
    expect(actionOf({ ...free, key: 'k' }, { letters: false })).toBeUndefined();
    expect(actionOf({ ...free, key: 'ArrowLeft' }, { letters: false })).toBe('back-little');
  });
});
