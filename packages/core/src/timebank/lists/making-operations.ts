import { idFrom, LinliError, plainDateOf, type Scope } from '../../kernel/index.ts';
import { contentHash, provenance, view, type Write, write } from '../../table/index.ts';
import { OpenHolds } from '../entities.ts';
import { type Asked, entryIdOf, postEntry } from '../points/entry-operations.ts';
import { type Holder, heldPostingOf, postingOf } from '../points/holder.ts';
import { promisedBeside } from '../points/transfer-operations.ts';
import { ruleOfToday } from '../rules/rule-operations.ts';
import { refusalToGive } from '../rules/spending.ts';
import { OpenLists, PointsListParts, PointsLists } from './entities.ts';
import { ISSUANCE, type ListLine, PointsList, partIdOf, partsOf, totalOf } from './points-list.ts';

/** A person who signs for a card, by their id in the register and their name of then. */
export type Signer = { personId: string; name: string };

/** What is to be posted. Without a `source` it comes out of the community's hand; `waits` until a second holder has signed. */
export type ListDraft = {
  source: Holder | undefined;
  kind: PointsList['kind'];
  reason: string;
  lines: readonly ListLine[];
  group?: string | undefined;
  asker?: Signer | undefined;
  waits?: boolean;
};

/** So long can a second holder take before what was put aside is free again. */
const SIGN_WITHIN_DAYS = 14;
const DAY_MS = 24 * 3600_000;

const listIdOf = ({ tenantId }: Scope, key: string): string => idFrom('pointsList', tenantId, key);

/** The list that this request made before; undefined when it made none. Throws `conflict` when it asked for something else. */
export async function madeBefore(scope: Scope, { key, asked }: Asked): Promise<PointsList | undefined> {
  const { table, tenantId } = scope;
  const operation = PointsLists.get({ tenantId, id: listIdOf(scope, key) });
  const stored = await table.get(PointsLists, operation, { consistent: true });
  if (stored === undefined) return undefined;
  if (stored.askedHash !== contentHash({ asked })) throw keyReused();
  return view(PointsList, stored);
}

const keyReused = () => new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });

/**
 * Writes a list down with all of its lines and puts its points aside in the same commit, so that what is posted part by part
 * later cannot run short on the way. Out of the community's hand nothing is put aside; the year's limit is counted at once.
 * Throws `limit_exceeded` where the giver, or the year, has not enough.
 */
export async function makeList(scope: Scope, request: Asked, draft: ListDraft): Promise<PointsList> {
  const { source, kind, reason, lines, group, asker, waits = false } = draft;
  const { tenantId, now } = scope;
  const id = listIdOf(scope, request.key);
  const on = plainDateOf(now);
  const total = totalOf(lines);
  const parts = partsOf(lines);
  const rule = await ruleOfToday(scope);
  const promised = source === undefined ? promisedBeside(scope, rule, total, 'text') : undefined;
  const list = {
    ...{ id, source: source?.ownerId ?? ISSUANCE, sourceName: source?.name, kind, on, reason, group },
    ...{ lines: lines.length, total, parts: parts.length },
  };
  const holdKey = `list ${id} hold`;
  const holdUntil = new Date(Date.parse(now) + SIGN_WITHIN_DAYS * DAY_MS).toISOString();
  const held = source === undefined ? {} : { holdId: entryIdOf(scope, holdKey), holdUntil };
  const created = PointsLists.create({
    ...{ ...list, ...held, ...provenance(scope) },
    ...{ state: waits ? 'asked' : 'posting', partsPosted: 0, countedIn: promised?.period },
    ...{ asker: asker?.personId, asked: { at: now, by: asker?.name ?? scope.actor.name } },
    askedHash: contentHash({ asked: request.asked }),
  });
  const taken = keyReused();
  const made: Write[] = [
    write(created, taken),
    ...parts.map((part, i) =>
      write(PointsListParts.create({ tenantId, id: partIdOf(id, i), lines: part }), taken),
    ),
    ...(waits ? [] : [write(OpenLists.create({ tenantId, id }), taken)]),
  ];
  try {
    if (source === undefined) await scope.table.commit([...made, ...(promised?.beside ?? [])]);
    else {
      const givings = [{ holder: source, points: total, field: 'text', signed: true as const }];
      const refusal = refusalToGive(rule, kind === 'gift' ? 'gift' : 'transfer', givings);
      if (refusal !== undefined) throw refusal;
      const postings = [postingOf(source, -total), heldPostingOf(source, total)];
      const opened = write(OpenHolds.create({ tenantId, id: held.holdId ?? '', holdUntil }), taken);
      const beside = [...made, opened];
      const hold = { kind: 'hold', reason, postings, holdUntil, listId: id } as const;
      await postEntry(scope, { key: holdKey, asked: request.asked }, hold, { beside });
    }
  } catch (error) {
    if (error !== taken) throw error;
  }
  // Two may send the same request at once: both are answered with the list that was made.
  return (await madeBefore(scope, request)) as PointsList;
}
