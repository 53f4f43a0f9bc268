import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import { LinliError, notFound, parse, readIdNumber, requireCourtyards, type Scope } from '../kernel/index.ts';
import { view } from '../table/index.ts';
import { IdMarks } from './entities.ts';
import { Person } from './person.ts';
import { idMarkOf, type MasterKey } from './seal.ts';
import { openSeals } from './seals.ts';
import { requirePerson } from './stored-person.ts';

export const FindInput = z.object({ idNumber: z.string().trim().min(15).max(30) });

/**
 * The person of an ID number, masked like any other; found by its keyed hash. Sent in a body, as an address would keep the
 * number in logs and histories. The person can see who looked. `invalid` when the number is none, by its check digit.
 */
export async function findByIdNumber(
  scope: Scope,
  masterKey: MasterKey,
  input: z.input<typeof FindInput>,
): Promise<Person> {
  const courtyards = requireCourtyards(scope, 'courtyard:read');
  const read = readIdNumber(parse(FindInput, input).idNumber);
  if (typeof read === 'string') throw new LinliError('invalid', 'idNumberWrong', { field: 'idNumber' });
  const { tenantId, table } = scope;
  const seals = await openSeals(scope, masterKey);
  for (const sealed of seals.everySealOf(read.number)) {
    const mark = await table.get(IdMarks, IdMarks.get({ tenantId, id: idMarkOf(tenantId, sealed) }));
    if (mark === undefined) continue;
    const person = await requirePerson(scope, courtyards, mark.personId);
    // Like a look at what is masked: whoever knows a number learns here whose it is.
    await table.commit([recordChange(scope, { action: 'find', noun: 'person', id: person.id })]);
    return view(Person, person);
  }
  throw notFound('person');
}
