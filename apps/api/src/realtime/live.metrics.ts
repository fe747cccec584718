import { Counter, Gauge, Histogram, register } from 'prom-client';

type Made<T> = T | undefined;

function gauge<L extends string>(name: string, help: string, labelNames: L[]): Gauge<L> {
  return (register.getSingleMetric(name) as Made<Gauge<L>>) ?? new Gauge({ name, help, labelNames });
}

function counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
  return (register.getSingleMetric(name) as Made<Counter<L>>) ?? new Counter({ name, help, labelNames });
}

const LAG = 'cdl_live_lag_seconds';

/** Of this process, as everything about connections is. */
export const LIVE_METRICS = {
  open: gauge('cdl_live_connections', 'Open WebSockets and event streams', ['transport', 'kind']),
  opened: counter(
    'cdl_live_connections_total',
    'Those that were opened; resumed: with the id of a last message',
    ['transport', 'resumed'],
  ),
  closed: counter(
    'cdl_live_closed_total',
    'Those that ended, by reason (client: it went by itself) and the code of the close frame',
    ['transport', 'reason', 'code'],
  ),
  messages: counter('cdl_live_messages_total', 'Messages sent', ['transport']),
  coalesced: counter(
    'cdl_live_coalesced_total',
    'Messages not sent because a newer one came before the client had read',
    ['transport'],
  ),
  lag:
    (register.getSingleMetric(LAG) as Made<Histogram<'transport'>>) ??
    new Histogram({
      name: LAG,
      help: 'From the report of a worker to its message, by the clocks of both',
      labelNames: ['transport'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5],
    }),
};
