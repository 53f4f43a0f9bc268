import type { EntityItem } from 'electrodb';
import { LinliError, notFound, requirePermission, type Scope } from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import type { PointsPosting } from '../points/entry.ts';
import { postEntry, storedEntry } from '../points/entry-operations.ts';
import { closing } from '../points/hold-operations.ts';
import { OpenLists, PointsListParts, PointsLists } from './entities.ts';
import { ISSUANCE, ListLine, partIdOf, totalOf } from './points-list.ts';

export type StoredList = EntityItem<typeof PointsLists>;

export async function storedList({ table, tenantId }: Scope, id: string): Promise<StoredList> {
  const list = await table.get(PointsLists, PointsLists.get({ tenantId, id }), { consistent: true });
  if (list === undefined) throw notFound('pointsList');
  return list;
}

/** What a signature adds to the commit that posts the first part: its conditions and what it says. */
export type Signing = { list: Write; beside: readonly Write[] };

/**
 * Posts one part of a list: its entry, every account it moves and the list itself, all or none. The first part closes the
 * hold that put the points aside; where a second signature was waited for, `signing` is its write. The entry's id follows
 * from the list and the part, so that the same again changes nothing, however late.
 */
export async function postPart(scope: Scope, list: StoredList, part: number, signing?: Signing) {
  const { table, tenantId } = scope;
  const { id, sourceName, kind, reason, parts, holdId, countedIn } = list;
  const stored = await table.get(PointsListParts, PointsListParts.get({ tenantId, id: partIdOf(id, part) }), {
    consistent: true,
  });
  const lines = ListLine.array().parse(stored?.lines);
  const hold = holdId === undefined ? undefined : await storedEntry(scope, holdId);
  const sum = totalOf(lines);
  const giver: PointsPosting =
    hold === undefined
      ? { account: ISSUANCE, amount: -sum }
      : {
          account: accountIn(hold.postings as PointsPosting[]),
          part: 'held',
          amount: -sum,
          name: sourceName,
        };
  const postings = [giver, ...lines.map(({ account, name, points }) => ({ account, name, amount: points }))];
  const key = `list ${id} part ${part}`;
  const isFirst = part === 0 && hold !== undefined;
  await postEntry(
    scope,
    { key, asked: { list: id, part } },
    {
      ...{ kind, reason, postings, listId: id },
      ...(isFirst ? { closes: hold.id } : {}),
      ...(countedIn === undefined ? {} : { countedIn: [countedIn] }),
    },
    {
      owners: new Map(
        lines.map(({ account, holder, ownerKind }) => [account, { ownerId: holder, ownerKind }]),
      ),
      beside: [
        signing?.list ?? advanced(tenantId, list, part),
        ...(signing?.beside ?? []),
        ...openness(tenantId, { id, parts }, part, signing !== undefined),
        ...(isFirst ? closing(scope, hold, key) : []),
      ],
    },
  );
}

const accountIn = (postings: readonly PointsPosting[]): string =>
  postings.find(({ part }) => part === 'held')?.account ?? '';

/** How a list stands after one more of its parts. */
export const after = ({ parts }: Pick<StoredList, 'parts'>, part: number) => ({
  state: part + 1 === parts ? ('posted' as const) : ('posting' as const),
  partsPosted: part + 1,
});

function advanced(tenantId: string, list: StoredList, part: number): Write {
  const moved = PointsLists.patch({ tenantId, id: list.id })
    .set(after(list, part))
    .where(({ state, partsPosted }, { eq }) => `${eq(state, 'posting')} AND ${eq(partsPosted, part)}`);
  return write(moved, new LinliError('conflict', 'alreadyChanged'));
}

/** Whether it is among the open ones: it becomes one when it is signed, and is none any more after its last part. */
function openness(
  tenantId: string,
  { id, parts }: Pick<StoredList, 'id' | 'parts'>,
  part: number,
  signed: boolean,
): Write[] {
  const isLast = part + 1 === parts;
  if (signed === isLast) return [];
  const refusal = new LinliError('conflict', 'alreadyChanged');
  return [write(signed ? OpenLists.create({ tenantId, id }) : OpenLists.remove({ tenantId, id }), refusal)];
}

/**
 * Goes on with a list from where it stands, at most so many parts of it. Cut off at any point, the same again goes on; two
 * at once post each part once.
 */
export async function carryOnList(scope: Scope, id: string, most = PARTS_AT_ONCE): Promise<StoredList> {
  let list = await storedList(scope, id);
  for (let posted = 0; posted < most && list.state === 'posting'; posted++) {
    try {
      await postPart(scope, list, list.partsPosted);
    } catch (error) {
      // Another has posted this part at the same moment.
      if (!(error instanceof LinliError) || error.reason !== 'alreadyChanged') throw error;
    }
    list = await storedList(scope, id);
  }
  return list;
}

/** Twelve entries take a second or two: a list of a thousand lines is through in the request that made it. */
const PARTS_AT_ONCE = 12;

/** Goes on with every list that was begun and is not through, for a job. Answers with how many it had to. */
export async function carryOnLists(scope: Scope): Promise<number> {
  requirePermission(scope, 'timebank:write');
  const { table, tenantId } = scope;
  let count = 0;
  for await (const { id } of table.each(OpenLists, OpenLists.query.byId({ tenantId }), {
    consistent: true,
  })) {
    await carryOnList(scope, id);
    count++;
  }
  return count;
}
