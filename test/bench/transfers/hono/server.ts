import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve as listen } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { DatabaseError, Pool } from 'pg';
import { journalQuery, pageOf } from '../postgres/journal.ts';
import { entryIdOf, hashOf, openAccounts } from '../postgres/opened.ts';
import { Key, Refused, TransferInput } from '../postgres/requests.ts';
import { serve } from '../served.ts';

// The ledger as somebody writes it who wants it fast: all of a transfer in a function of the database, prepared once a
// connection, one round trip.

const [address = '', connections = ''] = process.argv.slice(2);
const posting = readFileSync(join(import.meta.dirname, 'post-transfer.sql'), 'utf8');
const opened = await openAccounts(address, posting);
const max = Number(connections);
const pool = new Pool({ connectionString: address, min: max, max, idleTimeoutMillis: 0 });

const tokenHashOf = (c: Context): string =>
  hashOf(/^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '');

const app = new Hono()
  .post('/timebank/points-entries/transfers', async (c) => {
    const key = Key.safeParse(c.req.header('idempotency-key'));
    const transfer = TransferInput.safeParse(await c.req.json());
    if (!key.success || !transfer.success) throw new Refused(400, 'The request is wrong');
    const { from, to, points, reason } = transfer.data;
    const asked = createHash('sha256').update(JSON.stringify(transfer.data)).digest('base64url');
    const { rows } = await pool.query({
      name: 'post_transfer',
      text: 'select post_transfer($1, $2, $3, $4, $5, $6, $7)::text as entry',
      values: [tokenHashOf(c), entryIdOf(key.data), from, to, points, reason, asked],
    });
    return c.body(rows[0].entry, 201, { 'content-type': 'application/json' });
  })
  .get('/timebank/passbooks/:id', async (c) => {
    await requireReader(c);
    const { rows } = await pool.query({
      name: 'account',
      text: 'select balance as "pointsBalance", line_count as "lineCount" from accounts where id = $1',
      values: [c.req.param('id')],
    });
    if (rows.length === 0) throw new Refused(404, 'No such account');
    return c.json({ account: rows[0] });
  })
  .get('/timebank/points-entries', async (c) => {
    await requireReader(c);
    const { rows } = await pool.query({ name: 'journal', ...journalQuery(c.req.query('cursor')) });
    return c.json(pageOf(rows));
  });

app.onError((error, c) => {
  const [, status] = (error instanceof DatabaseError && /^LN(4\d\d)$/.exec(error.code ?? '')) || [];
  const refused =
    status === undefined ? error : new Refused(Number(status) as Refused['status'], error.message);
  if (refused instanceof Refused) return c.json({ error: refused.message }, refused.status);
  const tooLow = error instanceof DatabaseError && error.constraint === 'balance_too_low';
  if (tooLow) return c.json({ error: 'The balance is too low' }, 422);
  process.stderr.write(`${error.stack}\n`);
  return c.json({ error: 'internal' }, 500);
});

async function requireReader(c: Context): Promise<void> {
  const { rows } = await pool.query({
    name: 'token',
    text: 'select permissions from tokens where hash = $1 and until > now()',
    values: [tokenHashOf(c)],
  });
  if (rows.length === 0) throw new Refused(401, 'Nobody is signed in');
  if (!rows[0].permissions.includes('timebank:read')) throw new Refused(403, 'Not permitted');
}

const server = listen({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  serve({ base: `http://127.0.0.1:${port}/timebank`, ...opened }, async () => {
    server.close();
    await pool.end();
  }),
);
