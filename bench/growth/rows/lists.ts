import { getRow, type Row } from '../row';

const goalMs = 100;

const list = (what: string, query: string, by: 'key' | 'person' = 'key'): Row =>
  getRow(`GET /downloads, ${what}`, `/downloads?limit=20${query}`, { by, goalMs });

export const lists: Row[] = [
  list('all of a tenant', ''),
  list('the 1,000th page', '&offset=20000'),
  list('a person’s own', '', 'person'),
  list('failed', '&status=failed'),
  list('queued', '&status=queued'),
  list('of a course', '&course_id=course-7'),
  list('by words that many titles have', '&q=aula'),
  list('by words that few titles have', '&q=waits%20for%20nobody'),
  list('last changed first', '&sort=-updated_at'),
  list('by title', '&sort=title'),
  list('urgent first', '&sort=-priority'),
  getRow('GET /batch-downloads', '/batch-downloads?limit=20', { goalMs }),
];
