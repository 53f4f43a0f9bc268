import { Hono } from 'hono';
import { log } from './log.ts';

/** A container looks at the table this often at most, however often it is asked. */
const KEPT_MS = 5_000;

/**
 * `/healthz`: the function answers. `/readyz`: it reaches the table too, 503 when it does not. `read` is any one cheap
 * read; its answer is kept for seconds, so that asking a thousand times costs no more than asking once.
 */
export function health(read: () => Promise<unknown>, nowMs: () => number = Date.now) {
  let known = { until: Number.NEGATIVE_INFINITY, table: Promise.resolve(false) };
  const table = () => {
    if (nowMs() >= known.until) known = { until: nowMs() + KEPT_MS, table: succeeds(read) };
    return known.table;
  };
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      const ready = await table();
      return c.json({ table: ready }, ready ? 200 : 503);
    });
}

const succeeds = (read: () => Promise<unknown>): Promise<boolean> =>
  read().then(
    () => true,
    (error: Error) => {
      log({ level: 'error', event: 'readyz', error: error.stack });
      return false;
    },
  );
