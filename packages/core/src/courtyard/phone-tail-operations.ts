import type { Scope } from '../kernel/index.ts';
import { Persons } from './entities.ts';
import { phoneTailOf } from './phone-tail.ts';
import type { StoredPerson } from './stored-person.ts';

/**
 * Of each of these persons who is in the register and was not erased, the last digits of their phone, or undefined where
 * none is known. For the stream: read consistently, a hundred a round trip.
 */
export async function phoneTails(
  { table, tenantId }: Pick<Scope, 'table' | 'tenantId'>,
  personIds: readonly string[],
): Promise<Map<string, string | undefined>> {
  const found = await table.getMany(
    personIds.map((id) => ({ entity: Persons, operation: Persons.get({ tenantId, id }) })),
    { consistent: true },
  );
  return new Map(
    (found as (StoredPerson | undefined)[]).flatMap((person) =>
      person === undefined || person.erased === true ? [] : [[person.id, phoneTailOf(person.phone)] as const],
    ),
  );
}
