import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from '@app/kernel';
import { useDirectory } from '@app/testing/use-directory';
import { localSecrets } from './settings-file';

describe(localSecrets, () => {
  const directory = useDirectory();

  it('should make them once, for their owner alone', async () => {
    const made = await localSecrets(directory.path);
    await expect(localSecrets(directory.path)).resolves.toEqual(made);
    expect((await stat(join(directory.path, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['', 'empty'],
    ['{"encryptionKey": "rJ3kQy', 'cut off'],
    ['null', 'nothing'],
  ])('should not replace what is damaged: %j (%s)', async (text) => {
    const path = join(directory.path, 'secrets.json');
    await writeFile(path, text);
    await expect(localSecrets(directory.path)).rejects.toThrow(StartupError);
    await expect(readFile(path, 'utf8')).resolves.toBe(text);
  });
});
