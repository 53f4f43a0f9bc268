import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import { maskNumbersIn, parse, requireCourtyards, type Scope } from '../kernel/index.ts';
import type { MasterKey } from './seal.ts';
import { openSeals } from './seals.ts';
import { requirePerson } from './stored-person.ts';

export const REVEALED_FIELDS = ['phone', 'idNumber'] as const;

export const RevealInput = z.object({
  fields: z.array(z.enum(REVEALED_FIELDS)).min(1).max(REVEALED_FIELDS.length),
  reason: z.string().trim().min(2).max(120),
});

/** The fields asked for, whole; one that is not known is absent. */
export const Revealed = z.object({ phone: z.string().optional(), idNumber: z.string().optional() });
export type Revealed = z.infer<typeof Revealed>;

/**
 * Shows what is masked. The record of who looked, and why, is committed before anything is shown; the person can see it.
 * A look that the record could not be written of shows nothing.
 */
export async function revealPerson(
  scope: Scope,
  master: MasterKey,
  id: string,
  input: z.input<typeof RevealInput>,
): Promise<Revealed> {
  const courtyards = requireCourtyards(scope, 'personal:reveal');
  const { fields, reason } = parse(RevealInput, input);
  const person = await requirePerson(scope, courtyards, id);

  const look = {
    action: 'reveal',
    noun: 'person',
    id,
    reason: maskNumbersIn(reason),
    after: { fields },
  } as const;
  await scope.table.commit([recordChange(scope, look)]);
  return {
    ...(fields.includes('phone') && person.phone !== undefined ? { phone: person.phone } : {}),
    ...(fields.includes('idNumber') && person.idNumber !== undefined
      ? { idNumber: (await openSeals(scope, master)).open(person.idNumber) }
      : {}),
  };
}
