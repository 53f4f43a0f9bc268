import type { z } from 'zod';
import { LinliError, requirePermission, type Scope } from '../kernel/index.ts';
import { view } from '../table/index.ts';
import { Persons } from './entities.ts';
import { Person } from './person.ts';

/** What a resident is told of themselves. */
export const OwnPerson = Person.pick({ id: true, name: true, courtyardId: true });
export type OwnPerson = z.infer<typeof OwnPerson>;

/** The person who asks. Throws `forbidden` for an account that is linked to nobody of the register. */
export async function getOwnPerson(scope: Scope): Promise<OwnPerson> {
  requirePermission(scope, 'courtyard:own');
  const { personId } = scope.actor;
  const person =
    personId === undefined
      ? undefined
      : await scope.table.get(Persons, Persons.get({ tenantId: scope.tenantId, id: personId }));
  if (person === undefined) throw new LinliError('forbidden', 'notAPerson');
  return view(OwnPerson, person);
}
