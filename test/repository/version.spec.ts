import { readFileSync } from 'node:fs';
import { VERSION } from '@app/kernel';

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

describe('the version of package.json', () => {
  it('should be the one that the programs tell', () => {
    expect(VERSION).toBe(json('package.json').version);
  });

  it('should be in what is made from it', () => {
    expect(json('package-lock.json')).toMatchObject({
      version: VERSION,
      packages: { '': { version: VERSION } },
    });
    expect(json('openapi.json')).toMatchObject({ info: { version: VERSION } });
  });

  it('should be in the change log, as what comes next or as what was released', () => {
    expect(readFileSync('CHANGELOG.md', 'utf8')).toMatch(
      new RegExp(`^## \\[${VERSION.replaceAll('.', '\\.')}\\] - (unreleased|\\d{4}-\\d\\d-\\d\\d)$`, 'm'),
    );
  });
});
