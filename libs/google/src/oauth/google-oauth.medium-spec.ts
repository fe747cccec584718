import type { RequestListener } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { testConfig } from '@app/testing/test-config';
import { useStand } from '@app/testing/use-stand';
import { GoogleEndpoints } from '../google-endpoints';
import { GoogleUnavailable, GoogleUnreachable, IdentityNotVerified } from '../google.errors';
import { GoogleOAuth } from './google-oauth';

const TOKENS = JSON.stringify({ access_token: 'ya29.new', expires_in: 3600, scope: 'a' });

const stumble: RequestListener = (_request, response) => response.writeHead(503).end();
const hangUp: RequestListener = (request) => request.socket.destroy();
const answer: RequestListener = (_request, response) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(TOKENS);

describe(GoogleOAuth, () => {
  const google = useStand();
  let oauth: GoogleOAuth;

  beforeEach(() => {
    google.requests.splice(0);
    const config = testConfig({
      GOOGLE_CLIENT_ID: 'ours',
      GOOGLE_CLIENT_SECRET: 'hidden',
      GOOGLE_ROOT_URL: google.url(''),
    });
    oauth = new GoogleOAuth(config, new GoogleEndpoints(config), { now: () => new Date() });
  });

  it.each([
    ['is cut off', hangUp, GoogleUnreachable],
    ['is an error', stumble, GoogleUnavailable],
  ])('should renew a token by one question, also where the answer %s', async (_case, trouble, told) => {
    google.answer = trouble;
    await expect(oauth.refreshAccess('1//refresh', null)).rejects.toThrow(told);
    expect(google.requests).toHaveLength(1);
  });

  it('should be patient with a code, which nobody else could show again', async () => {
    google.answer = (request, response) => (google.requests.length < 3 ? stumble : answer)(request, response);
    await expect(oauth.exchange('4/code', 'verifier')).resolves.toMatchObject({ accessToken: 'ya29.new' });
    expect(google.requests).toHaveLength(3);
  });

  describe('who somebody is', () => {
    const HOUR_MS = 3_600_000;

    afterEach(() => jest.restoreAllMocks());

    /** A key of Google's: how it is published, and what is signed with it. */
    const newKey = async (kid: string) => {
      const { privateKey, publicKey } = await generateKeyPair('RS256');
      const published = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256' }] });
      const publish: RequestListener = (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(published);
      const token = await new SignJWT({ nonce: 'of this attempt' })
        .setProtectedHeader({ alg: 'RS256', kid })
        .setIssuer('https://accounts.google.com')
        .setAudience('ours')
        .setSubject(kid)
        .setExpirationTime(Math.floor(Date.now() / 1000) + 600)
        .sign(privateKey);
      return { publish, identify: () => oauth.identify(token, 'of this attempt') };
    };

    it.each([
      ['nobody answers', hangUp],
      ['Google stumbles', stumble],
      ['something else answers', answer],
    ])('should not be called untrue while %s where the keys are', async (_case, trouble) => {
      const key = await newKey('first');
      google.answer = trouble;
      await expect(key.identify()).rejects.toThrow(GoogleUnavailable);
      google.answer = key.publish;
      await expect(key.identify()).resolves.toMatchObject({ sub: 'first' });
    });

    it('should be told by a new key, also after the clock of this host was put back', async () => {
      const [first, second] = [await newKey('first'), await newKey('second')];
      google.answer = first.publish;
      jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 24 * HOUR_MS);
      await expect(first.identify()).resolves.toMatchObject({ sub: 'first' });
      jest.restoreAllMocks();
      google.answer = second.publish;
      await expect(second.identify()).resolves.toMatchObject({ sub: 'second' });
    });

    it('should be untrue by a key that Google does not have, which is asked for once', async () => {
      const [first, forged] = [await newKey('first'), await newKey('forged')];
      google.answer = first.publish;
      for (const key of [forged, forged, forged])
        await expect(key.identify()).rejects.toThrow(IdentityNotVerified);
      expect(google.requests).toHaveLength(2);
      await expect(first.identify()).resolves.toMatchObject({ sub: 'first' });
    });
  });
});
