import { AppConfig } from '@app/config';
import { StartupError } from '@app/kernel';
import type { RatePolicy } from '@app/limits';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { API_PREFIX, canonicalUrl } from '../bare-paths';
import { isAlwaysAnswered } from './limited-routes';

const WINDOW_SECONDS = 60;

/** The limits of single routes that RATE_LIMITS sets. Each names a route that there is, or the api does not start. */
@Injectable()
export class RouteLimits implements OnApplicationBootstrap {
  private readonly routes = new Set<string>();
  private readonly limits: { key: string; policy: RatePolicy }[];

  constructor(config: AppConfig) {
    this.limits = config.limits.routes.map(({ method, path, perMinute: limit }) => {
      const route = canonicalUrl(path.replace(/(.)\/$/, '$1')).replaceAll(/\{(\w+)\}/g, ':$1');
      const name = `${method} ${documented(route)}`;
      return { key: `${method} ${route}`, policy: { name, limit, windowSeconds: WINDOW_SECONDS } };
    });
  }

  /** Told of every route when it is made. */
  noteRoute(methods: string | string[], route: string): void {
    for (const method of [methods].flat()) this.routes.add(`${method} ${route}`);
  }

  /** Asked when all routes are made. @throws StartupError naming every entry that is not right */
  onApplicationBootstrap(): void {
    const keys = this.limits.map(({ key }) => key);
    const problems = this.limits.flatMap(({ key, policy: { name } }, index) => {
      if (!key.includes(` ${API_PREFIX}/`) || !this.routes.has(key)) return [`there is no route ${name}`];
      if (isAlwaysAnswered(key.slice(key.indexOf(' ') + 1))) return [`${name} is always answered`];
      return keys.indexOf(key) === index ? [] : [`${name} has two limits`];
    });
    if (problems.length === 0) return;
    throw new StartupError(
      `The environment is not right:\n${problems.map((problem) => `  - RATE_LIMITS: ${problem}`).join('\n')}`,
    );
  }

  /** @param route its pattern */
  policyOf(method: string, route: string | undefined): RatePolicy | undefined {
    if (this.limits.length === 0) return undefined;
    const key = `${method === 'HEAD' ? 'GET' : method} ${route ?? ''}`;
    return this.limits.find((limit) => limit.key === key)?.policy;
  }

  policies(): RatePolicy[] {
    return this.limits.map(({ policy }) => policy);
  }
}

/** `/api/v1/downloads/:id` as people write it: `/downloads/{id}`. */
function documented(route: string): string {
  const bare = route.startsWith(`${API_PREFIX}/`) ? route.slice(API_PREFIX.length) : route;
  return bare.replaceAll(/:(\w+)/g, '{$1}');
}
