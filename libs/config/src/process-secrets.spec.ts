import { removeSecrets, withoutApiSecrets } from './process-secrets';
import { VARIABLES } from './variables';

const ALL = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, `the value of ${name}`]));

describe(withoutApiSecrets, () => {
  it('should keep from a worker what only the api needs', () => {
    const own = withoutApiSecrets({ ...ALL, ADMIN_PASSWORD_FILE: '/run/secrets/admin' });
    for (const name of [
      'ADMIN_EMAIL',
      'ADMIN_PASSWORD',
      'ADMIN_PASSWORD_FILE',
      'BOOTSTRAP_API_KEYS',
      'JWT_ALGORITHM',
      'JWT_PRIVATE_KEY',
    ])
      expect(own).not.toHaveProperty(name);
    expect(own.JWT_SECRET_KEY).not.toBe(ALL.JWT_SECRET_KEY);
    expect(own.ENCRYPTION_KEY).toBe(ALL.ENCRYPTION_KEY);
  });

  it('should give each worker a key of its own', () => {
    expect(withoutApiSecrets(ALL).JWT_SECRET_KEY).not.toBe(withoutApiSecrets(ALL).JWT_SECRET_KEY);
  });
});

describe(removeSecrets, () => {
  it('should leave nothing that opens anything', () => {
    const left = { ...ALL };
    removeSecrets(left);
    const secret = /KEY|SECRET|PASSWORD|TOKEN|DATABASE.*URL|REDIS_URL/;
    const notSecret = ['BCRYPT', 'LIMIT', 'MINUTES', 'DAYS', 'SIZE'];
    const names = Object.keys(left).filter(
      (name) => secret.test(name) && !notSecret.some((word) => name.includes(word)),
    );
    expect(names).toEqual([]);
  });
});
