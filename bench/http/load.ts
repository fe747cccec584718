import autocannon from 'autocannon';

export interface Asked {
  url: string;
  headers?: Record<string, string>;
  /** Makes a POST of it; a new one for each request. */
  body?: () => unknown;
  connections: number;
}

export interface Answered {
  total: number;
  perSecond: number;
  p99Ms: number;
}

/** Asks as fast as answers come, for some seconds. @throws Error where any answer is none of 2xx */
export async function load(
  { url, headers = {}, body, connections }: Asked,
  seconds: number,
): Promise<Answered> {
  const { pathname, search } = new URL(url);
  const request: autocannon.Request = { path: pathname + search, headers };
  if (body)
    Object.assign(request, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      setupRequest: (asked: autocannon.Request) => ({ ...asked, body: JSON.stringify(body()) }),
    });
  const result = await autocannon({ url, connections, duration: seconds, requests: [request] });
  if (result.non2xx + result.errors > 0)
    throw new Error(`${url}: ${JSON.stringify(result.statusCodeStats)}, ${String(result.errors)} errors`);
  return { total: result.requests.total, perSecond: result.requests.average, p99Ms: result.latency.p99 };
}
