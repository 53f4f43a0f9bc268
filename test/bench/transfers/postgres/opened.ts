import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { HOLDERS, OPENING } from '../opening.ts';
import type { Served } from '../served.ts';

const CARD = 'card';
const VOLUNTEERS = Array.from({ length: HOLDERS }, (_, n) => `volunteer-${n}`);
const TOKEN = 'a token of the bench that nobody else knows';

/** How a token is kept: whoever reads the table cannot use one. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The id of the entry that is posted under a client's key. */
export const entryIdOf = (key: string): string =>
  `ent_${createHash('sha256').update(key).digest('hex').slice(0, 26)}`;

/** Makes the tables (and what `more` adds to them), the holders with their points, and somebody's token. */
export async function openAccounts(address: string, more = ''): Promise<Omit<Served, 'base'>> {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(readFileSync(join(import.meta.dirname, 'schema.sql'), 'utf8'));
    await client.query(more);
    const holders = [CARD, ...VOLUNTEERS];
    await client.query(`insert into accounts (id, name, guarded) values ('issuance', '东环路社区', false)`);
    await client.query(
      `insert into accounts (id, name, balance, line_count) select id, id, $2, 1 from unnest($1::text[]) as id`,
      [holders, OPENING],
    );
    await client.query(`update accounts set balance = $1, line_count = $2 where id = 'issuance'`, [
      -holders.length * OPENING,
      holders.length,
    ]);
    await client.query(
      `insert into entries select 'issue-' || id, 'issue', current_date, '超市赞助', '', 'bench', now()
       from unnest($1::text[]) as id`,
      [holders],
    );
    await client.query(
      `insert into postings
       select 'issue-' || id, 0, 'issuance', '东环路社区', -$2::integer from unnest($1::text[]) as id
       union all select 'issue-' || id, 1, id, id, $2 from unnest($1::text[]) as id`,
      [holders, OPENING],
    );
    await client.query(
      `insert into tokens values ($1, '王敏（柜台）', '{timebank:read,timebank:write}', now() + interval '1 day')`,
      [hashOf(TOKEN)],
    );
    // Plans follow what the tables hold.
    await client.query('analyze');
  } finally {
    await client.end();
  }
  return { token: TOKEN, card: CARD, volunteers: VOLUNTEERS, opening: OPENING };
}
