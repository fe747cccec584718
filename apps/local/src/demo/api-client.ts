import { StartupError } from '@app/kernel';

export interface ApiCourse {
  id: string;
  name: string;
  section: string | null;
  state: string;
  role: string;
  teachers: { name: string | null }[];
}

export interface ApiBatch {
  job_id: string;
  status: string;
  total: number | null;
  completed: number;
  failed: number;
  blocked_videos: { title: string | null; reason: string | null }[];
  error_message: string | null;
}

export interface ApiDownload {
  id: string;
  status: string;
  phase: string | null;
  progress_percent: number;
  downloaded_bytes: number;
  total_bytes: number | null;
  speed: number | null;
  title: string | null;
  file_path: string | null;
  file_size_bytes: number | null;
  sha256: string | null;
  error_message: string | null;
  started_at: string | null;
  completed_at: string | null;
  video_metadata: { duration_seconds: number | null; title: string | null } | null;
}

/** The REST API as a school's gateway calls it: with an API key. */
export class ApiClient {
  constructor(
    private readonly origin: string,
    private readonly apiKey: string,
  ) {}

  /** Connects an account as a person does: opens the link in a browser that keeps cookies, agrees on our page, then on Google's. */
  async connect(email: string): Promise<number> {
    const { url } = await this.post<{ url: string }>('/credentials/connect', { login_hint: email });
    const opened = await fetch(url);
    const agreed = await fetch(url, {
      method: 'POST',
      headers: { cookie: cookieOf(opened) },
      body: agreeingForm(await opened.text()),
      redirect: 'manual',
    });
    const cookie = cookieOf(agreed);
    const page = await fetch(agreed.headers.get('location') ?? '');
    const decided = await fetch(new URL('/o/oauth2/v2/auth/decision', page.url), {
      method: 'POST',
      body: agreeingForm(await page.text()),
      redirect: 'manual',
    });
    const back = decided.headers.get('location') ?? '';
    const finished = await fetch(back, { headers: { cookie, accept: 'application/json' } });
    const answer = (await finished.json()) as { credential_id?: number; detail?: string };
    if (answer.credential_id === undefined)
      throw new StartupError(answer.detail ?? 'The account could not be connected.');
    return answer.credential_id;
  }

  async courses(credentialId: number): Promise<ApiCourse[]> {
    return (await this.get<{ courses: ApiCourse[] }>(`/courses?credential_id=${String(credentialId)}`))
      .courses;
  }

  downloadAll(courseId: string, credentialId: number): Promise<ApiBatch> {
    return this.post(`/courses/${courseId}/download-all`, { credential_id: credentialId });
  }

  batch(id: string): Promise<ApiBatch> {
    return this.get(`/batch-downloads/${id}`);
  }

  async downloads(batchId: string): Promise<ApiDownload[]> {
    return (
      await this.get<{ downloads: ApiDownload[] }>(`/downloads?batch_id=${batchId}&sort=created_at&limit=500`)
    ).downloads;
  }

  private get<T>(path: string): Promise<T> {
    return this.call(path, {});
  }

  private post<T>(path: string, body: object): Promise<T> {
    return this.call(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  }

  private async call<T>(
    path: string,
    init: { method?: string; body?: string; headers?: Record<string, string> },
  ): Promise<T> {
    const headers = { authorization: `Bearer ${this.apiKey}`, ...init.headers };
    const response = await fetch(`${this.origin}/api/v1${path}`, { ...init, headers });
    const body = (await response.json()) as T & { detail?: string };
    if (!response.ok) throw new StartupError(`${path}: ${body.detail ?? String(response.status)}`);
    return body;
  }
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

/** What the browser would send when our page, or the sandbox's, is agreed to as it stands. */
function agreeingForm(html: string): URLSearchParams {
  const form = new URLSearchParams({ decision: 'allow' });
  for (const [tag] of html.matchAll(/<input [^>]+>/g)) {
    const attribute = (name: string) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
    const chosen = attribute('type') === 'hidden' || tag.includes(' checked');
    if (chosen) form.append(attribute('name'), attribute('value'));
  }
  return form;
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
