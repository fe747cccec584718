import { createHash, randomBytes } from 'node:crypto';
import { entropyBits, secretWeakness } from './secret-strength';

/** As chance would make them, and the same at every run: of real ones, one in 150,000 repeats itself too often. */
const chanceBytes = (size: number, time: number) =>
  createHash('sha256').update(String(time)).digest().subarray(0, size);

describe(secretWeakness, () => {
  it.each(['hex', 'base64', 'base64url'] as const)('should accept what chance makes in %s', (encoding) => {
    const bytes = encoding === 'hex' ? 16 : 24;
    for (let time = 0; time < 2_000; time += 1) {
      const secret = chanceBytes(bytes, time).toString(encoding);
      expect(secretWeakness(secret, { minLength: 32, minBits: 50 })).toBeUndefined();
    }
  });

  it('should say that a secret is too short before anything else', () => {
    expect(secretWeakness('abc', { minLength: 12, minBits: 32 })).toContain('at least 12 characters');
  });

  it('should count what is known of a person as nothing', () => {
    const about = ['ana.souza@escola-aurora.example'];
    expect(entropyBits('Ana.Souza@Aurora', about)).toBeLessThan(16);
    expect(entropyBits('Ana.Souza@Aurora')).toBeGreaterThan(30);
  });

  it('should take linear time for whatever is given', () => {
    for (const text of ['a'.repeat(1e5), 'ab'.repeat(1e5), randomBytes(1e5).toString('hex')]) {
      const before = performance.now();
      entropyBits(text);
      expect(performance.now() - before).toBeLessThan(1_000);
    }
  });
});
