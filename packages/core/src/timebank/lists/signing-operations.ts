import { recordChange } from '../../audit/index.ts';
import { LinliError, type Scope } from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import type { PointsPosting } from '../points/entry.ts';
import { postEntry, storedEntry } from '../points/entry-operations.ts';
import { closing, freeAgain } from '../points/hold-operations.ts';
import { PointsLists } from './entities.ts';
import type { Signer } from './making-operations.ts';
import { after, carryOnList, postPart, type StoredList } from './posting-operations.ts';

/**
 * The second signature: the first part is posted in the very commit that demands that the list still waits, that its points
 * are still put aside, and that whoever signs is not who asked. Signed by the same person again it is answered as it stands.
 */
export async function signList(scope: Scope, list: StoredList, signer: Signer): Promise<StoredList> {
  if (!waits(list)) return alreadySigned(list, signer);
  const { tenantId, now } = scope;
  const { id, holdUntil = '' } = list;
  if (holdUntil <= now) throw new LinliError('conflict', 'listLapsed');
  if (list.asker === signer.personId) throw secondIsFirst();
  const refusal = new LinliError('conflict', 'alreadyChanged');
  const signed = { at: now, by: signer.name, personId: signer.personId };
  const moved = PointsLists.patch({ tenantId, id })
    .set({ ...after(list, 0), signed })
    .where(
      ({ state, asker, holdUntil: until }, { eq, ne, gt }) =>
        `${eq(state, 'asked')} AND ${ne(asker, signer.personId)} AND ${gt(until, now)}`,
    );
  await postPart(scope, list, 0, {
    list: write(moved, refusal),
    beside: [recordChange(scope, { action: 'approve', noun: 'pointsList', id, about: signer.personId })],
  });
  return carryOnList(scope, id);
}

const waits = ({ state }: StoredList): boolean => state === 'asked';

const secondIsFirst = () => new LinliError('forbidden', 'secondIsFirst');

function alreadySigned(list: StoredList, { personId }: Signer): StoredList {
  const { signed } = list as { signed?: { personId?: string } };
  if (signed?.personId === personId) return list;
  throw new LinliError('conflict', 'listDecided');
}

/** A list that is not to be posted: a second holder declines it, or who asked takes it back. The points are free again at once. */
export async function declineList(
  scope: Scope,
  list: StoredList,
  signer: Signer,
  reason: string,
): Promise<StoredList> {
  if (!waits(list)) {
    const { declined } = list as { declined?: { personId?: string } };
    if (declined?.personId === signer.personId) return list;
    throw new LinliError('conflict', 'listDecided');
  }
  const { tenantId, now, table } = scope;
  const { id, holdId = '', holdUntil = '' } = list;
  if (holdUntil <= now) throw new LinliError('conflict', 'listLapsed');
  const hold = await storedEntry(scope, holdId);
  const held = (hold.postings as PointsPosting[]).find(({ part }) => part === 'held') as PointsPosting;
  const key = `list ${id} declined`;
  const declined = { at: now, by: signer.name, personId: signer.personId, reason };
  const moved: Write = write(
    PointsLists.patch({ tenantId, id })
      .set({ state: 'declined', declined })
      .where(({ state }, { eq }) => eq(state, 'asked')),
    new LinliError('conflict', 'alreadyChanged'),
  );
  await postEntry(
    scope,
    { key, asked: { decline: id } },
    {
      ...{ kind: 'release', reason: hold.reason, closes: holdId, listId: id },
      postings: [{ ...held, amount: -held.amount }, freeAgain(held, held.amount)],
    },
    {
      beside: [
        moved,
        ...closing(scope, hold, key),
        recordChange(scope, {
          ...{ action: 'decline', noun: 'pointsList', id, reason, about: signer.personId },
        }),
      ],
    },
  );
  return (await table.get(PointsLists, PointsLists.get({ tenantId, id }), {
    consistent: true,
  })) as StoredList;
}
