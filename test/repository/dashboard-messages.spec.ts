import { globSync, readFileSync } from 'node:fs';
import { administration } from '../../apps/dashboard/src/messages/administration/pt-BR';
import { messages } from '../../apps/dashboard/src/messages/pt-BR';

const SOURCES = globSync('apps/dashboard/src/**/*.{svelte,ts}')
  .filter((file) => !/\/messages\/|\.spec\.ts$|\.d\.ts$/.test(file))
  .map((file) => readFileSync(file, 'utf8'));
const all = SOURCES.join('\n');

/** `state.${status}` stands for every key that begins and ends so. */
const families = [...all.matchAll(/`([\w.-]+)\$\{[^`}]+\}([\w.-]*)`/g)].map(([, start = '', end = '']) => ({
  start,
  end,
}));
const isOf = (key: string) =>
  families.some(({ start, end }) => key.startsWith(start) && key.endsWith(end) && key !== start + end);

describe('the texts of the dashboard', () => {
  it('should be read from sources that are there', () => {
    expect(SOURCES.length).toBeGreaterThan(40);
    expect(families.length).toBeGreaterThan(3);
  });

  it('should have no text twice', () => {
    expect(Object.keys(administration).filter((key) => key in messages)).toEqual([]);
  });

  it.each(Object.keys({ ...messages, ...administration }))('should say %s somewhere', (key) => {
    expect(all.includes(`'${key}'`) || isOf(key)).toBe(true);
  });
});
