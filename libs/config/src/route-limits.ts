import { makeExactValidator } from 'envalid';

export interface RouteLimit {
  method: string;
  /** As the documentation writes it, with or without what it begins with: `/downloads`, `/courses/{course_id}`. */
  path: string;
  perMinute: number;
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];
const PATH = /^\/[\w./{}-]{1,200}$/;
const MAX_PER_MINUTE = 1_000_000;
const MAX_ROUTES = 100;

/** `POST /downloads=30, GET /courses/{course_id}=120`. Whether there is such a route, the api finds out at its start. */
export const routeLimits = makeExactValidator<RouteLimit[]>((input: string) => {
  const items = input.split(',').filter((item) => item.trim() !== '');
  if (items.length > MAX_ROUTES) throw new TypeError(`must name at most ${String(MAX_ROUTES)} routes`);
  return items.map((item, index) => {
    const limit = parseLimit(item.trim());
    if (!limit)
      throw new TypeError(
        `entry ${String(index + 1)} must look like POST /downloads=30: ${METHODS.join(', ')}, a path, and requests a minute from 1 to ${String(MAX_PER_MINUTE)}`,
      );
    return limit;
  });
});

function parseLimit(item: string): RouteLimit | undefined {
  const [route = '', number = '', ...more] = item.split('=').map((part) => part.trim());
  const [method = '', path = '', ...rest] = route.split(' ').filter((word) => word !== '');
  const perMinute = /^\d{1,7}$/.test(number) ? Number(number) : 0;
  const isRight =
    METHODS.includes(method.toUpperCase()) && PATH.test(path) && more.length + rest.length === 0;
  if (!isRight || perMinute < 1 || perMinute > MAX_PER_MINUTE) return undefined;
  return { method: method.toUpperCase(), path, perMinute };
}
