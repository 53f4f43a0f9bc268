import { LinliError, type Month, type Scope } from '../kernel/index.ts';
import { type Write, write } from '../table/index.ts';
import { Persons } from './entities.ts';

/** Says of a person when they were born, where the register did not know. `YYYY-MM`. */
export const sayBornIn = ({ tenantId }: Scope, personId: string, bornIn: Month): Write =>
  write(
    Persons.patch({ tenantId, id: personId })
      .set({ bornIn })
      .where((person, { notExists }) => notExists(person.bornIn)),
    new LinliError('conflict', 'alreadyChanged'),
  );

/** For a decision that goes by somebody's age; undefined where the register does not know it, or them. */
export async function bornInOf({ tenantId, table }: Scope, personId: string): Promise<Month | undefined> {
  const person = await table.get(Persons, Persons.get({ tenantId, id: personId }), { consistent: true });
  return person?.bornIn;
}
