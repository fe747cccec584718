// usage: BASE_URL=… API_KEY=… node download.mts <address of a video> <file>
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

interface Problem {
  code: string;
  detail: string;
  hint?: string;
}
interface Download {
  id: string;
  status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
  error_message: string | null;
}

const { BASE_URL = 'http://localhost:8001', API_KEY = '' } = process.env;
const [url = '', file = 'video.mp4'] = process.argv.slice(2);

async function call(path: string, body?: object): Promise<Response> {
  const response = await fetch(`${BASE_URL}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${API_KEY}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    body: body && JSON.stringify(body),
  });
  if (response.ok) return response;
  const { code, detail, hint = '' } = (await response.json()) as Problem;
  throw new Error(`${code}: ${detail} ${hint}`);
}

const checked = (await (await call('/security/validate', { url })).json()) as {
  valid: boolean;
  reasons: { message: string }[];
};
if (!checked.valid) throw new Error(checked.reasons.map(({ message }) => message).join(' '));

let download = (await (await call('/downloads', { url })).json()) as Download;
while (['queued', 'running'].includes(download.status)) {
  await delay(1000);
  download = (await (await call(`/downloads/${download.id}`)).json()) as Download;
}
if (download.status !== 'completed') throw new Error(download.error_message ?? download.status);

const { body } = await call(`/downloads/${download.id}/file`);
if (body) await finished(Readable.fromWeb(body).pipe(createWriteStream(file)));
console.log(file);
