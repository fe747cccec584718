import { checkAnswer } from './contract';
import { until } from './until';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

interface Call {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface DownloadBody {
  id: string;
  status: string;
  phase: string | null;
  progress_percent: number;
  downloaded_bytes: number;
  file_path: string | null;
  file_size_bytes: number | null;
  sha256: string | null;
  source: string;
  title: string | null;
  error_code: string | null;
  error_message: string | null;
  hint: string | null;
  retry_count: number;
  batch_download_id: string | null;
  video_metadata: Record<string, unknown> | null;
  warnings: { code: string; message: string }[];
  waiting_for: { code: string; message: string; until: string | null } | null;
}

export interface BatchBody {
  job_id: string;
  status: string;
  total: number | null;
  completed: number;
  failed: number;
  cancelled: number;
  blocked: number;
  skipped: number;
  blocked_videos: { title: string | null; code: string | null; reason: string | null }[];
}

const FINAL = new Set(['completed', 'failed', 'cancelled']);

/** Calls the API as a machine does: JSON and a bearer token. */
export class Client {
  constructor(
    readonly origin: string,
    readonly token: string,
  ) {}

  async call<T = Record<string, unknown>>(
    path: string,
    { method = 'GET', body, headers = {} }: Call = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.origin + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.token === '' ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await textOf(response);
    checkAnswer({ method, path, status: response.status, headers: response.headers, text });
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: (json && text !== '' ? JSON.parse(text) : text) as T,
    };
  }

  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.call<T>(path);
  }

  post<T = Record<string, unknown>>(
    path: string,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return this.call<T>(path, { method: 'POST', body, headers });
  }

  delete(path: string): Promise<Answer> {
    return this.call(path, { method: 'DELETE' });
  }

  /** Connects an account of the sandbox like a person with a browser. @param untick scopes that are not allowed */
  async connect(email: string, untick: string[] = []): Promise<number> {
    const { body } = await this.post<{ url: string }>('/credentials/connect', { login_hint: email });
    return this.finishConnect(body.url, untick);
  }

  /** Opens a one-time link, agrees, comes back. */
  async finishConnect(link: string, untick: string[] = []): Promise<number> {
    const { back, cookie } = await consent(link, untick, { token: this.token });
    const finished = await fetch(back, { headers: { cookie, accept: 'application/json' } });
    const answer = (await finished.json()) as { credential_id?: number; detail?: string };
    if (answer.credential_id === undefined) throw new Error(answer.detail);
    return answer.credential_id;
  }

  async download(id: string): Promise<DownloadBody> {
    return (await this.get<DownloadBody>(`/downloads/${id}`)).body;
  }

  /** Waits until a download ended. */
  ended(id: string, timeoutMs = 90_000): Promise<DownloadBody> {
    return until(async () => {
      const download = await this.download(id);
      return FINAL.has(download.status) ? download : undefined;
    }, timeoutMs);
  }

  /** Waits until a batch ended. */
  batchEnded(id: string, timeoutMs = 120_000): Promise<BatchBody> {
    return until(async () => {
      const { body } = await this.get<BatchBody>(`/batch-downloads/${id}`);
      return ['pending', 'in_progress'].includes(body.status) ? undefined : body;
    }, timeoutMs);
  }
}

/** A stream of events may never end: of it, what came first. */
async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  const reader = response.body?.getReader();
  const first = (await reader?.read())?.value as Uint8Array | undefined;
  await reader?.cancel();
  return new TextDecoder().decode(first);
}

/** Follows a one-time link to Google, by its page where it asks first. @param token of the person who opens it */
export async function openLink(link: string, token = ''): Promise<{ googleUrl: string; cookie: string }> {
  const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
  const opened = await fetch(link, { redirect: 'manual', headers });
  if (opened.status !== 200)
    return { googleUrl: opened.headers.get('location') ?? '', cookie: cookieOf(opened) };
  const proof = / name="proof" value="([^"]*)"/.exec(await opened.text())?.[1] ?? '';
  const agreed = await fetch(link, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headers, cookie: cookieOf(opened) },
    body: new URLSearchParams({ proof, decision: 'allow' }),
  });
  return { googleUrl: agreed.headers.get('location') ?? '', cookie: cookieOf(agreed) };
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

/**
 * The consent page answered with “Allow”: where the browser is sent back, and the cookie that our link has set.
 * @param account Google's id of the one to choose, instead of the one that is chosen already
 */
export async function consent(
  link: string,
  untick: string[] = [],
  { account, token }: { account?: string; token?: string } = {},
): Promise<{ back: string; cookie: string }> {
  const { googleUrl, cookie } = await openLink(link, token);
  const page = await fetch(googleUrl);
  const form = new URLSearchParams({ decision: 'allow' });
  for (const [tag] of (await page.text()).matchAll(/<input [^>]+>/g)) {
    const attribute = (name: string) =>
      (new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&amp;', '&');
    const isOther = account !== undefined && attribute('type') === 'radio';
    const isChosen = isOther ? attribute('value') === account : tag.includes(' checked');
    const chosen = attribute('type') === 'hidden' || isChosen;
    const unticked = untick.some((scope) => attribute('value').includes(scope));
    if (chosen && !(attribute('name') === 'granted' && unticked))
      form.append(attribute('name'), attribute('value'));
  }
  const decided = await fetch(new URL('/o/oauth2/v2/auth/decision', page.url), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return { back: decided.headers.get('location') ?? '', cookie };
}
