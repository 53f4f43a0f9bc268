import type { Month, Scope } from '../kernel/index.ts';
import { Persons } from './entities.ts';
import type { StoredPerson } from './stored-person.ts';

/**
 * How somebody lives, as far as the register knows: no more than what an order of need goes by. `hardship`: what the household
 * survey wrote down for them speaks of disability, grave illness, or relief for the poor. The words themselves stay here.
 */
export type Living = { bornIn?: Month | undefined; livesAlone: boolean; hardship: boolean };

const HARDSHIP = /残疾|失能|失智|瘫痪|卧床|低保|特困|五保|重病|大病|失独|困难/;

/**
 * How each of these persons lives; those who are not in the register, or were erased, are left out. Reads the persons, a
 * hundred a round trip, and the residents of every courtyard that one of them is surveyed in, once.
 */
export async function livingOf(
  { table, tenantId }: Scope,
  personIds: readonly string[],
): Promise<Map<string, Living>> {
  const found = (await table.getMany(
    personIds.map((id) => ({ entity: Persons, operation: Persons.get({ tenantId, id }) })),
  )) as (StoredPerson | undefined)[];
  const persons = found.filter((person) => person !== undefined && person.erased !== true) as StoredPerson[];
  const surveyed = persons.flatMap(({ householdId, courtyardId }) =>
    householdId === undefined ? [] : (courtyardId ?? []),
  );
  const sizes = new Map<string, number>();
  for (const listedIn of new Set(surveyed))
    for await (const { householdId } of table.each(
      Persons,
      Persons.query.ofCourtyard({ tenantId, listedIn }),
    ))
      if (householdId !== undefined) sizes.set(householdId, (sizes.get(householdId) ?? 0) + 1);
  return new Map(
    persons.map(({ id, bornIn, need, householdId }) => [
      id,
      {
        bornIn,
        livesAlone: householdId !== undefined && sizes.get(householdId) === 1,
        hardship: HARDSHIP.test(need ?? ''),
      },
    ]),
  );
}
