import { LinliError, requirePermission, type Scope } from '../../kernel/index.ts';
import { write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { FinderFills, Finders } from './entities.ts';
import { currentFinders } from './finder-operations.ts';

/** Named after what finders are made of: another kind of them asks for another fill. */
const FILL = 'initials-tail';
const PAGE = 100;
const PAGES_A_ROUND = 10;

/**
 * Fills in what volunteers are found by who were registered before there were finders, a thousand a round, from where the
 * last round stopped; one read where all are done. What is there already is left alone, so that it may be cut off, be
 * repeated and overlap, also with the stream. For the round of jobs. Answers how many volunteers it went through.
 */
export async function fillFinders(scope: Scope): Promise<number> {
  requirePermission(scope, 'timebank:write');
  const { table, tenantId, now } = scope;
  const key = { tenantId, id: FILL };
  const fill = await table.get(FinderFills, FinderFills.get(key), { consistent: true });
  if (fill?.doneAt !== undefined) return 0;
  let after = fill?.after ?? '';
  let seen = 0;
  for (let pages = 0; pages < PAGES_A_ROUND; pages++) {
    const rest = Volunteers.query.byId({ tenantId }).gt({ id: after });
    const { items, next } = await table.page(Volunteers, rest, { limit: PAGE });
    const finders = await currentFinders(
      scope,
      items.map(({ id }) => id),
    );
    await table.insertMany(finders.map(({ id }) => Finders.create({ tenantId, id })));
    seen += items.length;
    after = items.at(-1)?.id ?? after;
    const stands = next === undefined ? { after, doneAt: now } : { after };
    await table.commit([
      write(FinderFills.upsert({ ...key, ...stands }), new LinliError('conflict', 'alreadyChanged')),
    ]);
    if (next === undefined) break;
  }
  return seen;
}
