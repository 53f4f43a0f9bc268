import {
  LinliError,
  type PageRequest,
  pageLimit,
  plainDateOf,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { type StreamEvent, type Table, view, write } from '../../table/index.ts';
import { memberAccountId } from '../account.ts';
import { Accounts, Volunteers } from '../entities.ts';
import { StarCandidates, StarSearches, Stars } from './entities.ts';
import { earliestEnd } from './publicity.ts';
import { type Star, starIdOf } from './star.ts';
import { type StarCandidates as CandidatesPage, candidateOf, StarCandidate } from './star-candidate.ts';
import { STAR_HOURS, starDue } from './star-level.ts';

/** Three reads a row, and a hundred in one round trip. */
const ROWS_AT_MOST = 33;

/**
 * Whose star is due, the highest level first. Two round trips, however many volunteers there are. A page may be short:
 * the stream may not yet have taken off it whose star was granted a moment ago.
 */
export async function listStarCandidates(scope: Scope, request: PageRequest): Promise<CandidatesPage> {
  requirePermission(scope, 'timebank:read');
  const { tenantId, table } = scope;
  const query = StarCandidates.query.byDue({ tenantId }).gte({ due: 1 });
  const limit = Math.min(pageLimit(request), ROWS_AT_MOST);
  const { items, ...rest } = await table.page(StarCandidates, query, { ...request, limit, order: 'desc' });
  const found = await table.getMany(
    items.flatMap(({ id, due }) => [
      { entity: Volunteers, operation: Volunteers.get({ tenantId, id }) },
      { entity: Accounts, operation: Accounts.get({ tenantId, id: memberAccountId(tenantId, id) }) },
      { entity: Stars, operation: Stars.get({ tenantId, id: starIdOf(tenantId, id, due) }) },
    ]),
  );
  const candidates = items.flatMap(({ id, due }, i) => {
    const [volunteer, account, star] = found.slice(i * 3, i * 3 + 3) as [
      { name: string; volunteerNo: string; courtyardId?: string } | undefined,
      { minutesServed: number; star?: number } | undefined,
      Star | undefined,
    ];
    if (volunteer === undefined || account === undefined || starDue(account) !== due) return [];
    const { name, volunteerNo, courtyardId } = volunteer;
    const { minutesServed, star: has } = account;
    const stands = star === undefined ? {} : { state: star.state, roundId: star.roundId };
    const said = { volunteerId: id, volunteerNo, name, courtyardId, minutesServed, level: due, star: has };
    return [view(StarCandidate, { ...said, ...stands })];
  });
  return { ...rest, items: candidates, earliestEnd: earliestEnd.star(plainDateOf(scope.now)) };
}

/**
 * Writes down whose star has become due, or no longer is, by the accounts that moved in a batch of the stream. What it
 * writes follows from the account alone, and never takes the place of what a newer image said: the same batch again, or
 * batches in another order, come to the same.
 */
export async function findStarCandidates(
  tableOf: (tenantId: string) => Table,
  events: readonly StreamEvent[],
): Promise<void> {
  for (const { newImage, oldImage } of events) {
    if ((newImage ?? oldImage)?.['__edb_e__'] !== 'account') continue;
    const was = oldImage && candidateOf(oldImage);
    const is = newImage && candidateOf(newImage);
    const tenantId = String((newImage ?? oldImage)?.['tenantId']);
    if (is !== undefined && is.due !== (was?.due ?? 0)) await keep(tableOf(tenantId), tenantId, is);
    // An account goes when its owner's data are erased: nothing is left that says whose it was.
    if (newImage === undefined && was !== undefined) await forget(tableOf(tenantId), tenantId, was.id);
  }
}

type Derived = NonNullable<ReturnType<typeof candidateOf>>;

async function keep(table: Table, tenantId: string, { id, due, version }: Derived): Promise<void> {
  const newerThere = new LinliError('conflict', 'alreadyChanged');
  const said = StarCandidates.upsert({ tenantId, id, due, version }).where(
    (kept, { notExists, lt }) => `(${notExists(kept.version)} OR ${lt(kept.version, version)})`,
  );
  await table.commit([write(said, newerThere)]).catch((error: unknown) => {
    if (error !== newerThere) throw error;
  });
}

const forget = (table: Table, tenantId: string, id: string) =>
  table.commit([
    write(StarCandidates.delete({ tenantId, id }), new LinliError('conflict', 'alreadyChanged')),
  ]);

/**
 * Goes once through every account of a community that had hours before stars were looked for, or when other hours ask for
 * a star; one read where that was done. For the round of jobs, never for a page. Answers how many stars are due, or
 * undefined when nothing was to do. Cut off, the next round begins again, and what is written twice is the same.
 */
export async function searchStarCandidates(scope: Scope): Promise<number | undefined> {
  requirePermission(scope, 'timebank:write');
  const { table, tenantId, now } = scope;
  const key = { tenantId, id: STAR_HOURS.join('-') };
  if ((await table.get(StarSearches, StarSearches.get(key))) !== undefined) return undefined;
  let due = 0;
  for await (const account of table.each(Accounts, Accounts.query.byId({ tenantId }))) {
    const candidate = candidateOf(account);
    if (candidate === undefined || candidate.due === 0) continue;
    await keep(table, tenantId, candidate);
    due++;
  }
  await table.insertMany([StarSearches.create({ ...key, at: now })]);
  return due;
}
