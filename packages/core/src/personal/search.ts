import { draftPerson, type MasterKey, openSeals, type StoredPerson } from '../courtyard/index.ts';
import type { PersonsAccount } from '../identity/index.ts';
import { idFrom, type Scope } from '../kernel/index.ts';
import { memberAccountId, volunteersOf } from '../timebank/index.ts';
import { ANONYMOUS, Traces } from './traces.ts';

/** A person's role in the time bank, and who it becomes. */
export type Role = {
  id: string;
  becomes: { id: string; personId: string; volunteerNo: string; name: string };
};

/**
 * How to find a person in whatever a community keeps, and what stands in their place. One query for the names of the
 * community, one for the person's volunteers. Anonymous ids are made with the salt: whoever forgets it can tell of none
 * whose it was.
 */
export async function searchFor(
  scope: Scope,
  masterKey: MasterKey,
  { person, accounts = [] }: { person: StoredPerson; accounts?: readonly PersonsAccount[] },
  salt: string,
): Promise<{ traces: Traces; roles: Role[]; anonymousId: string }> {
  const { tenantId, table } = scope;
  const otherNames = new Set<string>();
  for await (const other of draftPerson.stored(table, tenantId))
    if (other.id !== person.id) otherNames.add(String(other['name']));

  const anonymousId = idFrom('person', tenantId, 'erased', salt);
  const volunteers = await volunteersOf(scope, person);
  const roles = volunteers.map(({ id }): Role => {
    const anonymous = idFrom('volunteer', tenantId, 'erased', salt, id);
    const volunteerNo = `${ANONYMOUS}${anonymous.slice(-8)}`;
    return { id, becomes: { id: anonymous, personId: anonymousId, volunteerNo, name: ANONYMOUS } };
  });
  const ids = new Map([
    [person.id, anonymousId],
    ...accounts.map(({ id }) => [id, idFrom('user', tenantId, 'erased', salt, id)] as const),
  ]);
  volunteers.forEach(({ id, volunteerNo, accountId }, i) => {
    const becomes = roles[i]?.becomes as Role['becomes'];
    ids
      .set(id, becomes.id)
      .set(volunteerNo, becomes.volunteerNo)
      .set(accountId, memberAccountId(tenantId, becomes.id));
  });
  const phones = [person.phone, ...accounts.map(({ phone }) => phone)];
  const numbers = [...phones, await idNumberOf(scope, masterKey, person)].filter(
    (each) => each !== undefined,
  );
  return { traces: new Traces({ ids, name: person.name, numbers, otherNames }), roles, anonymousId };
}

export async function idNumberOf(
  scope: Scope,
  masterKey: MasterKey,
  { idNumber }: StoredPerson,
): Promise<string | undefined> {
  return idNumber === undefined ? undefined : (await openSeals(scope, masterKey)).open(idNumber);
}
