import { LinliError, type Scope } from '../kernel/index.ts';
import { type Write, write } from '../table/index.ts';
import { IdMarks, Persons } from './entities.ts';
import { rememberErased } from './erasures.ts';
import { listingOf } from './listing.ts';
import { idMarkOf } from './seal.ts';
import type { StoredPerson } from './stored-person.ts';

/** The household of who was erased: nobody's, so that a resident still counts and no neighbour shows who it was. */
const NO_LONGER_SAID = 'erased';

/**
 * Marks a person as being erased, once, with the salt of the ids that what is left will have. It goes with the person's
 * record: then nobody can tell whose the rest was. In one commit with `alongside`, which is written each time.
 */
export async function beginErasing(
  scope: Scope,
  person: StoredPerson,
  salt: string,
  alongside: readonly Write[],
): Promise<string> {
  const { tenantId, table } = scope;
  if (person.erasingAs !== undefined) {
    await table.commit(alongside);
    return person.erasingAs;
  }
  const begun = Persons.patch({ tenantId, id: person.id })
    .set({ erasingAs: salt })
    .where(({ erasingAs }, { notExists }) => notExists(erasingAs));
  await table.commit([write(begun, changed()), ...alongside]);
  return salt;
}

/**
 * Puts in a person's place what the totals need and nothing else: that somebody of that courtyard counts as a resident, and
 * as a party member, from that day. The last step of an erasure, in one commit with `alongside`.
 */
export async function anonymisePerson(
  scope: Scope,
  person: StoredPerson,
  to: { id: string; name: string },
  alongside: readonly Write[],
): Promise<void> {
  const { tenantId, table } = scope;
  const { courtyardId, householdId, politics, retired, knownSince, idNumber, origin } = person;
  const left = {
    ...to,
    tenantId,
    courtyardId,
    ...(householdId === undefined ? {} : { householdId: NO_LONGER_SAID, knownSince }),
    ...(politics === 'partyMember' ? { politics, retired } : { retired: false }),
    erased: true,
    createdAt: person.createdAt,
    createdBy: person.createdBy,
    ...(origin === undefined ? {} : { origin }),
  };
  const mark = idNumber === undefined ? undefined : idMarkOf(tenantId, idNumber);
  await table.commit([
    write(Persons.create({ ...left, ...listingOf(left) }), changed()),
    write(Persons.remove({ tenantId, id: person.id }), changed()),
    ...(mark === undefined ? [] : [write(IdMarks.delete({ tenantId, id: mark }), changed())]),
    rememberErased(scope, person.id),
    ...alongside,
  ]);
}

const changed = () => new LinliError('conflict', 'alreadyChanged');
