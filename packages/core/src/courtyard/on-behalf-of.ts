import { type Courtyards, isWithin, LinliError, requireOther, type Scope } from '../kernel/index.ts';
import { Persons } from './entities.ts';

/**
 * For whom somebody acts at the desk (代办): a person of the community within the courtyards that they reach, and not
 * themselves. One out of reach is refused exactly as one who is not there. One read, and none where nobody is named.
 */
export async function requireOnBehalfOf(
  scope: Scope,
  reached: Courtyards,
  personId: string | undefined,
): Promise<void> {
  if (personId === undefined) return;
  requireOther(scope, personId);
  const { tenantId, table } = scope;
  const person = await table.get(Persons, Persons.get({ tenantId, id: personId }));
  if (person === undefined || !isWithin(reached, person.courtyardId))
    throw new LinliError('invalid', 'personUnknown', { field: 'onBehalfOf' });
}

/** What they are called, for the record's page; undefined when they are gone or out of reach. */
export async function nameOnBehalfOf(
  { tenantId, table }: Scope,
  reached: Courtyards,
  personId: string,
): Promise<string | undefined> {
  const person = await table.get(Persons, Persons.get({ tenantId, id: personId }));
  return person !== undefined && isWithin(reached, person.courtyardId) ? person.name : undefined;
}
