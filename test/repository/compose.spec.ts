import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { VARIABLES } from '../../libs/config/src/variables';

interface Service {
  env_file?: string[];
  environment?: Record<string, string | number>;
  secrets?: string[];
  networks?: string[] | Record<string, { aliases?: string[] }>;
  ports?: string[];
  volumes?: string[];
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean; name?: string; ipam?: { config: { subnet: string }[] } }>;
  secrets: Record<string, { file: string }>;
}

const read = (file: string) => parse(readFileSync(file, 'utf8'), { merge: true }) as Compose;
const { services, networks, secrets } = read('docker-compose.yml');
const OURS = ['api', 'worker', 'migrate', 'roles'] as const;
const operations = readFileSync('docs/operations.md', 'utf8');
const names = Object.keys(VARIABLES);

const of = (service: string) => services[service] ?? {};
const networksOf = (service: string) => {
  const { networks: found = [] } = of(service);
  return Array.isArray(found) ? found : Object.keys(found);
};

describe('docker-compose.yml', () => {
  it.each(OURS)('should hand every variable that there is to %s', (service) => {
    expect(of(service).env_file).toEqual(['.env']);
    expect(readFileSync('.env.example', 'utf8').match(/^#?([A-Z_]+)=/gm)).toHaveLength(names.length);
  });

  it.each(OURS)('should set nothing for %s that nobody reads', (service) => {
    const set = Object.keys(of(service).environment ?? {});
    expect(set.filter((name) => !names.includes(name.replace(/_FILE$/, '')))).toEqual([]);
  });

  it.each(OURS)('should let no value in .env win over a secret of %s', (service) => {
    const { environment = {} } = of(service);
    for (const [name, value] of Object.entries(environment)) {
      if (!name.endsWith('_FILE') || value === '') continue;
      expect(secrets).toHaveProperty(String(value).replace('/run/secrets/', ''));
      expect(environment).toHaveProperty(name.replace(/_FILE$/, ''), '');
    }
  });

  it.each(['api', 'worker'])('should mount every secret that %s is told of', (service) => {
    const { environment = {}, secrets: given = [] } = of(service);
    const told = Object.entries(environment).flatMap(([name, value]) =>
      name.endsWith('_FILE') && value !== '' ? String(value).replace('/run/secrets/', '') : [],
    );
    expect(told.sort()).toEqual([...given].sort());
  });

  it('should give a worker nothing that only the api needs', () => {
    for (const name of [
      'JWT_SECRET_KEY',
      'JWT_SECRET_KEY_FILE',
      'JWT_PRIVATE_KEY',
      'ADMIN_PASSWORD',
      'BOOTSTRAP_API_KEYS',
    ])
      expect(of('worker').environment).toHaveProperty(name, '');
    expect(of('worker').secrets).not.toContain('jwt_secret_key');
  });

  it.each(['api', 'worker'])(
    'should keep the addresses of other roles in the database from %s',
    (service) => {
      expect(of(service).environment).toMatchObject({ MIGRATION_DATABASE_URL: '', DATABASE_ADMIN_URL: '' });
    },
  );

  it('should let a gateway reach the api, and nothing else, on a network inside', () => {
    expect(networks.gateway).toMatchObject({ name: 'classroom-gateway', internal: true });
    const subnet = networks.gateway?.ipam?.config[0]?.subnet;
    expect(String(of('api').environment?.TRUSTED_PROXIES).split(',')).toContain(subnet);
    const inside = Object.keys(services).filter((service) => networksOf(service).includes('gateway'));
    expect(inside).toEqual(['api']);
    expect(of('api').networks).toMatchObject({ gateway: { aliases: ['classroom-api'] } });
  });

  it('should publish the api on port 8001 by choice alone, on this host unless told otherwise', () => {
    expect(of('api').ports).toBeUndefined();
    expect(read('docker-compose.port.yml').services.api?.ports).toEqual(['${API_BIND:-127.0.0.1}:8001:8001']);
  });

  it('should let Prometheus read the metrics of apis and workers with the token', () => {
    const prometheus = parse(readFileSync('docker/prometheus.yml', 'utf8')) as {
      scrape_configs: {
        authorization: { credentials_file: string };
        dns_sd_configs: { names: string[]; port: number }[];
      }[];
    };
    expect(prometheus.scrape_configs.map(({ dns_sd_configs: [found] }) => found)).toMatchObject([
      { names: ['api'], port: of('api').environment?.PORT },
      { names: ['worker'], port: of('worker').environment?.WORKER_PORT },
    ]);
    for (const { authorization } of prometheus.scrape_configs)
      expect(authorization.credentials_file).toBe(of('api').environment?.METRICS_TOKEN_FILE);
    expect(of('prometheus').secrets).toEqual(['metrics_token']);
  });

  it.each(Object.entries(secrets))('should have told how the secret %s is made', (_name, { file }) => {
    expect(operations.includes(`> ${file.replace('./', '')}\n`)).toBe(true);
  });

  it('should name only files that are there', () => {
    const mounted = Object.values(services).flatMap(({ volumes = [] }) =>
      volumes.flatMap((volume) => /^(\.\/docker\/[^:]+):/.exec(volume)?.[1] ?? []),
    );
    expect(mounted).toHaveLength(2);
    for (const file of mounted) expect(existsSync(file)).toBe(true);
  });
});
