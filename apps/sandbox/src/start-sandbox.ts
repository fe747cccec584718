import formBody from '@fastify/formbody';
import type { ProcessRunner } from '@app/process';
import Fastify from 'fastify';
import { serveControl } from './control';
import { Faults } from './faults';
import { ClassroomServer } from './google/classroom';
import { DriveServer } from './google/drive';
import { GoogleApiError } from './google/google-error';
import { OAuthServer } from './google/oauth';
import { Tokens } from './google/tokens';
import { serveYoutube } from './google/youtube';
import type { Throttle } from './media/send-media';
import { SampleMedia } from './media/sample-media';
import { serveWeb } from './media/web';
import { CLIPS, escolaAurora } from './school/aurora';
import type { School } from './school/school';

export interface SandboxOptions {
  port: number;
  /** Where the made videos are kept. */
  mediaDirectory: string;
  processes: ProcessRunner;
  ffmpeg: string;
  /** Signs tokens; the same secret keeps them valid over restarts. */
  secret: string;
  throttle: Throttle;
}

export interface Sandbox {
  origin: string;
  school: School;
  tokens: Tokens;
  faults: Faults;
  throttle: Throttle;
  /** Files under /media/, by name. */
  web: Map<string, string>;
  close(): Promise<void>;
}

/** Starts the stand-in for Google and for the web that lessons link to. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { throttle, mediaDirectory } = options;
  const app = Fastify({ routerOptions: { maxParamLength: 512 }, forceCloseConnections: true });
  const tokens = await Tokens.create(options.secret);
  const faults = new Faults(tokens);
  const studio = new SampleMedia(mediaDirectory, options.processes, options.ffmpeg);
  const clips = await studio.clips(CLIPS);
  const clip = (name: string) => clips.get(name) ?? '';
  const hls = await studio.hls('debate', clip('debate'));
  const dash = await studio.dash('palestra', clip('museu'));
  await studio.ladder('alturas', clip('aula-1'), 'hls');
  await studio.ladder('alturas', clip('aula-1'), 'dash');
  const web = new Map([...clips].map(([name, path]) => [`${name}.mp4`, path]));
  web.set('mapa.jpg', await studio.thumbnail(clip('mapa'))).set('mapa.pt.vtt', await studio.subtitles());

  faults.watch(app);
  await app.register(formBody);
  app.setErrorHandler((error: Error & { validation?: unknown }, _request, reply) => {
    if (error.validation) return reply.status(400).send({ error: error.message });
    if (!(error instanceof GoogleApiError))
      return reply.status(500).send({ error: { code: 500, message: String(error) } });
    if (error.retryAfterSeconds !== undefined) void reply.header('retry-after', error.retryAfterSeconds);
    return reply.status(error.status).send(error.body());
  });
  const school: School = { people: [], courses: [], files: [], youtube: new Map() };
  new OAuthServer(school, tokens).serve(app);
  new ClassroomServer(school, tokens).serve(app);
  new DriveServer(school, tokens, throttle).serve(app);
  serveControl(app, { faults, tokens, school });
  serveYoutube(app, school);
  serveWeb(app, { directory: mediaDirectory, files: web, throttle });
  await app.listen({ port: options.port, host: '127.0.0.1' });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  const origin = `http://127.0.0.1:${String(port)}`;
  Object.assign(school, escolaAurora({ clips, origin, hls, dash }));
  return { origin, school, tokens, faults, throttle, web, close: () => app.close() };
}
