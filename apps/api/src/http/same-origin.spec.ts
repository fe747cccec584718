import type { AppConfig } from '@app/config';
import type { FastifyRequest } from 'fastify';
import { CrossSiteRefused } from './request.errors';
import { SameOrigin } from './same-origin';
import type { SessionCookies } from './session-cookie';

describe(SameOrigin, () => {
  function demand(origin: string, secureCookies: boolean): () => void {
    const config = { http: { corsOrigins: [] }, security: { secureCookies } } as unknown as AppConfig;
    const request = { headers: { host: 'videos.school.example', origin } } as unknown as FastifyRequest;
    return () => new SameOrigin(config, {} as SessionCookies).demandOurs(request);
  }

  it('should not take a page that came by http where the service is reached by https', () => {
    expect(demand('http://videos.school.example', true)).toThrow(CrossSiteRefused);
    expect(demand('https://videos.school.example', true)).not.toThrow();
  });

  it('should take either where the service may be reached by http', () => {
    for (const scheme of ['http', 'https'])
      expect(demand(`${scheme}://videos.school.example`, false)).not.toThrow();
  });

  it.each(['https://evil.example', 'null', 'https://videos.school.example:8443'])(
    'should not take %s',
    (origin) => {
      expect(demand(origin, true)).toThrow(CrossSiteRefused);
    },
  );
});
