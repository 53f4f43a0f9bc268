import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import { LinliError, newId, requirePermission, type Scope } from '../kernel/index.ts';
import { contentHash, type Origin, type Write, write } from '../table/index.ts';
import { draftPerson } from './drafts.ts';
import { IdMarks, IdNumberKeys, Persons } from './entities.ts';
import { idMarkOf, keyIdOf, type MasterKey } from './seal.ts';
import { addKey, openSeals, type Seals } from './seals.ts';
import type { StoredPerson } from './stored-person.ts';

/** `more`: the same call again goes on. `sealed` counts the numbers of this call. */
export const KeyChange = z.object({ state: z.enum(['done', 'more']), sealed: z.number().int() });
export type KeyChange = z.infer<typeof KeyChange>;

/**
 * Gives a community a new key for its ID numbers, seals every number with it, and forgets the old keys. Cut off, the same
 * call goes on under the key it had made. Each number moves in one commit with the item that finds it. Not to be done
 * while an import runs: a number that moves under it makes the import stop with a conflict, and it can be resumed.
 */
export async function changeIdNumberKey(
  scope: Scope,
  masterKey: MasterKey,
  outOfTime: () => boolean,
): Promise<KeyChange> {
  requirePermission(scope, 'personal:keys');
  const { tenantId, table } = scope;
  const before = await openSeals(scope, masterKey);
  if (before.newest === undefined) return { state: 'done', sealed: 0 };
  if (before.keyIds.length === 1) await addKey(scope, masterKey, before);
  const seals = await openSeals(scope, masterKey);

  const cause = newId('audit', scope.now);
  await table.commit([recordKeyChange(scope, seals.newest?.keyId ?? '', cause)]);
  let sealed = 0;
  for await (const stored of draftPerson.stored(table, tenantId)) {
    const person = stored as unknown as StoredPerson;
    if (person.idNumber === undefined || keyIdOf(person.idNumber) === seals.newest?.keyId) continue;
    if (outOfTime()) return { state: 'more', sealed };
    await table.commit(movedTo(seals, tenantId, person, person.idNumber, cause));
    sealed++;
  }
  await forgetOldKeys(scope, seals);
  return { state: 'done', sealed };
}

function movedTo(
  seals: Seals,
  tenantId: string,
  person: StoredPerson,
  was: string,
  touchedBy: string,
): Write[] {
  const idNumber = seals.seal(seals.open(was));
  const { id, createdAt, createdBy } = person;
  const mark = { tenantId, id: idMarkOf(tenantId, idNumber), personId: id, createdAt, createdBy };
  const origin = originOf(person, idNumber);
  const patch = Persons.patch({ tenantId, id })
    .set({ idNumber, touchedBy, ...(origin && { origin }) })
    .where((kept, { eq }) => eq(kept.idNumber, was));
  return [
    write(patch, changed()),
    write(IdMarks.create({ ...mark, ...(person.origin && { origin: markOrigin(person) }) }), changed()),
    write(IdMarks.delete({ tenantId, id: idMarkOf(tenantId, was) }), changed()),
  ];
}

/** The hash of the row as it would be read now, so that the same row again changes nothing. */
function originOf(person: StoredPerson, idNumber: string): Origin | undefined {
  const { origin, ...kept } = person;
  if (origin === undefined || origin.hash !== contentHash(contentOf(kept))) return origin;
  return { ...origin, hash: contentHash(contentOf({ ...kept, idNumber })) };
}

const markOrigin = ({ id, origin }: StoredPerson): Origin => ({
  ...(origin as Origin),
  hash: contentHash({ personId: id }),
});

const contentOf = (person: Omit<StoredPerson, 'origin'>): Record<string, unknown> => {
  const {
    tenantId: _,
    id: __,
    createdAt: ___,
    createdBy: ____,
    made: _____,
    touchedBy: ______,
    ...content
  } = person;
  return content;
};

async function forgetOldKeys(scope: Scope, seals: Seals): Promise<void> {
  const { tenantId, table } = scope;
  const newest = seals.newest?.keyId ?? '';
  const old = seals.keyIds.filter((id) => id !== newest);
  if (old.length === 0) return;
  await table.commit([
    ...old.map((id) => write(IdNumberKeys.delete({ tenantId, id }), changed())),
    recordKeyChange(scope, newest),
  ]);
}

const recordKeyChange = (scope: Scope, keyId: string, recordedAs?: string) =>
  recordChange(scope, { action: 'setSecret', noun: 'person', id: keyId, about: scope.tenantId, recordedAs });

const changed = () => new LinliError('conflict', 'alreadyChanged');
