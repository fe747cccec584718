import { setTimeout as sleep } from 'node:timers/promises';
import { getRow } from '../row';

/** The api keeps both answers for two seconds. */
const outdated = () => sleep(2_100);

export const monitoring = [
  getRow('GET /metrics', '/metrics', { by: 'scraper', goalMs: 200, samples: 7, prepare: outdated }),
  getRow('GET /health', '/health', { goalMs: 100, samples: 7, prepare: outdated }),
];
