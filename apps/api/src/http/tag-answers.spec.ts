import fastify from 'fastify';
import { tagAnswers } from './tag-answers';

describe(tagAnswers, () => {
  const app = fastify();
  tagAnswers(app);
  app.get('/json', () => ({ answer: 42 }));
  app.post('/json', () => ({ answer: 42 }));
  app.get('/text', () => 'forty-two');
  app.get('/wrong', (_request, reply) => reply.status(404).send({ answer: 42 }));
  app.get('/own', (_request, reply) => reply.header('etag', '"own"').send({ answer: 42 }));

  afterAll(() => app.close());

  const get = (url: string, ifNoneMatch?: string) =>
    app.inject({ url, headers: ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch } });

  it('should give JSON that is read a tag of its content', async () => {
    const [first, second] = [await get('/json'), await get('/json')];
    expect(first.headers.etag).toMatch(/^"[\w-]{27}"$/);
    expect(second.headers.etag).toBe(first.headers.etag);
    expect(first.json()).toEqual({ answer: 42 });
  });

  it.each(['{tag}', 'W/{tag}', '"other", {tag}', '*'])('should answer 304 to who has %s', async (sent) => {
    const { etag } = (await get('/json')).headers;
    const answer = await get('/json', sent.replace('{tag}', String(etag)));
    expect(answer).toMatchObject({ statusCode: 304, body: '' });
    expect(answer.headers).toMatchObject({ etag });
    expect(answer.headers['content-type']).toBeUndefined();
  });

  it('should answer HEAD like GET', async () => {
    const { etag } = (await get('/json')).headers;
    expect((await app.inject({ method: 'HEAD', url: '/json' })).headers.etag).toBe(etag);
    const known = { 'if-none-match': String(etag) };
    const answer = await app.inject({ method: 'HEAD', url: '/json', headers: known });
    expect(answer).toMatchObject({ statusCode: 304, body: '' });
  });

  it('should send what changed', async () => {
    expect(await get('/json', '"other"')).toMatchObject({ statusCode: 200, body: '{"answer":42}' });
  });

  it('should tag nothing else', async () => {
    const untagged = [
      await get('/text'),
      await get('/wrong', '*'),
      await app.inject({ method: 'POST', url: '/json' }),
    ];
    expect(untagged.map(({ headers }) => headers.etag)).toEqual([undefined, undefined, undefined]);
    expect((await get('/own')).headers.etag).toBe('"own"');
  });
});
