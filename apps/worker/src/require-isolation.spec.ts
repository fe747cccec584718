import type { AppConfig } from '@app/config';
import type { Isolation, ToolLauncher } from '@app/process';
import { Logger } from '@nestjs/common';
import { RequireIsolation } from './require-isolation';

const ALL = { secrets: true, processes: true, network: true, proxyOnly: true };

describe(RequireIsolation, () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  function start(kind: Isolation['kind'], config: Partial<AppConfig>): Promise<void> {
    const isolation: Isolation = { kind, ...ALL, detail: 'namespaces: bwrap is missing' };
    const tools = { isolation: () => Promise.resolve(isolation) } as ToolLauncher;
    return new RequireIsolation(tools, config as AppConfig).onModuleInit();
  }

  it('should not start in production without isolation, and say why and what to do', async () => {
    const refused = start('none', { production: true, allowsTestSettings: false });
    await expect(refused).rejects.toThrow(/bwrap is missing[^]*bubblewrap and socat/);
  });

  it.each<[Isolation['kind'], Partial<AppConfig>]>([
    ['namespaces', { production: true, allowsTestSettings: false }],
    ['user', { production: true, allowsTestSettings: false }],
    ['none', { production: true, allowsTestSettings: true }],
    ['none', { production: false, allowsTestSettings: false }],
  ])('should start with isolation %s and %j', async (kind, config) => {
    await expect(start(kind, config)).resolves.toBeUndefined();
  });
});
