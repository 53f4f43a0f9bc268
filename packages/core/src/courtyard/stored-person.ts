import type { EntityItem } from 'electrodb';
import { type Courtyards, notFound, requireWithin, type Scope } from '../kernel/index.ts';
import { Persons } from './entities.ts';

export type StoredPerson = EntityItem<typeof Persons>;

/** A person as kept, for operations that hand nothing of it out unmasked; `not_found` beyond the courtyards one may reach. */
export async function requirePerson(
  { table, tenantId }: Scope,
  courtyards: Courtyards,
  id: string,
): Promise<StoredPerson> {
  const person = await table.get(Persons, Persons.get({ tenantId, id }), { consistent: true });
  if (person === undefined) throw notFound('person');
  requireWithin(courtyards, person.courtyardId, 'person');
  return person;
}
