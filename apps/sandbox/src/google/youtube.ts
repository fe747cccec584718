import type { FastifyInstance } from 'fastify';
import type { School } from '../school/school';

/** YouTube's oEmbed: says in one answer whether a video exists. */
export function serveYoutube(app: FastifyInstance, school: School): void {
  app.get('/oembed', (request, reply) => {
    const { url = '' } = request.query as { url?: string };
    const id = URL.canParse(url) ? new URL(url).searchParams.get('v') : null;
    const video = id === null ? undefined : school.youtube.get(id);
    if (id === null || !video) return reply.status(404).type('text/plain').send('Not Found');
    return reply.send({
      title: video.title,
      author_name: 'Blender',
      type: 'video',
      height: 113,
      width: 200,
      version: '1.0',
      provider_name: 'YouTube',
      provider_url: 'https://www.youtube.com/',
      thumbnail_height: 360,
      thumbnail_width: 480,
      thumbnail_url: `https://i.ytimg.com/vi/${id}/hqdefault.jpg`,
      html: '<iframe></iframe>',
    });
  });
}
