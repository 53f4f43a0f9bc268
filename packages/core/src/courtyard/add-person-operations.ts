import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import {
  idFrom,
  LinliError,
  notFound,
  parse,
  requireCourtyards,
  requireWithin,
  type Scope,
} from '../kernel/index.ts';
import { contentHash, provenance, view, write } from '../table/index.ts';
import { Courtyards, Persons } from './entities.ts';
import { listingOf } from './listing.ts';
import { Person } from './person.ts';

/** The least by which somebody is known who is in no ledger yet. */
export const AddPersonInput = z.object({
  name: z.string().trim().min(2).max(30),
  gender: z.enum(['female', 'male']).optional(),
  /** `YYYY-MM`. */
  bornIn: z
    .string()
    .regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/)
    .optional(),
  phone: z
    .string()
    .trim()
    .regex(/^[\d\s()（）+-]{7,20}$/)
    .optional(),
  courtyardId: z.string().max(60),
});

/**
 * Adds somebody to the register who is in no ledger: a person of a courtyard, of no household yet. Refused where the
 * register has somebody of that name in that courtyard, or of that name and phone. The same key again answers with the
 * same person.
 */
export async function addPerson(
  scope: Scope,
  input: z.input<typeof AddPersonInput> & { key: string },
): Promise<Person> {
  const within = requireCourtyards(scope, 'courtyard:write');
  const asked = parse(AddPersonInput, input);
  const { tenantId, table } = scope;
  requireWithin(within, asked.courtyardId, 'courtyard');
  const courtyard = await table.get(Courtyards, Courtyards.get({ tenantId, id: asked.courtyardId }));
  if (courtyard === undefined) throw notFound('courtyard');
  const id = idFrom('person', tenantId, 'entered', input.key);
  const askedHash = contentHash({ asked });
  const person = { ...asked, id, retired: false };
  const isThere = await wasEntered(scope, id, askedHash);
  if (isThere) return view(Person, person);
  await requireUnknown(scope, asked);
  const taken = keyReused();
  const stored = { ...person, ...listingOf(person), ...provenance(scope), askedHash };
  try {
    await table.commit([
      write(Persons.create(stored), taken),
      recordChange(scope, { action: 'create', noun: 'person', id, after: asked }),
    ]);
  } catch (error) {
    if (error !== taken || !(await wasEntered(scope, id, askedHash))) throw error;
  }
  return view(Person, person);
}

async function wasEntered({ table, tenantId }: Scope, id: string, askedHash: string): Promise<boolean> {
  const stored = await table.get(Persons, Persons.get({ tenantId, id }), { consistent: true });
  if (stored !== undefined && stored.askedHash !== askedHash) throw keyReused();
  return stored !== undefined;
}

const keyReused = () => new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });

/** Namesakes are few. */
async function requireUnknown(
  { table, tenantId }: Scope,
  { name, phone, courtyardId }: z.infer<typeof AddPersonInput>,
): Promise<void> {
  const namesakes = await table.all(Persons, Persons.query.byName({ tenantId }).begins({ name }));
  const known = namesakes.some(
    (person) =>
      person.name === name &&
      (person.courtyardId === courtyardId || (phone !== undefined && person.phone === phone)),
  );
  if (known) throw new LinliError('conflict', 'personThere', { field: 'name' });
}
