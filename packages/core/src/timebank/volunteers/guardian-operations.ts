import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { LinliError, type Month, parse, plainDateOf, requireOther, type Scope } from '../../kernel/index.ts';
import { provenance, type Write, write } from '../../table/index.ts';
import { GuardianConsents } from './entities.ts';
import { GUARDIAN_RELATIONS, GUARDIAN_WAYS, GuardianConsent, isMinorOn, isTooYoungOn } from './guardian.ts';
import { viewRecorded } from './recorded.ts';

export const GuardianInput = z.object({
  guardianName: z.string().trim().min(2).max(30),
  relation: z.enum(GUARDIAN_RELATIONS),
  way: z.enum(GUARDIAN_WAYS),
  givenOn: z.iso.date(),
});

/** Puts down what a person's guardian said; said anew it stands in place of what they said before. */
export async function recordGuardianConsent(
  scope: Scope,
  personId: string,
  input: z.input<typeof GuardianInput>,
): Promise<GuardianConsent> {
  const { tenantId, table, now } = scope;
  const said = parse(GuardianInput, input);
  requireOther(scope, personId);
  if (said.givenOn > plainDateOf(now)) throw new LinliError('invalid', 'dateInFuture', { field: 'givenOn' });
  const before = await guardianConsentOf(scope, personId);
  const record = { ...said, ...provenance(scope), id: personId };
  await table.commit([
    write(GuardianConsents.upsert(record), new LinliError('conflict', 'alreadyChanged')),
    recordChange(scope, {
      ...{ action: 'consent', noun: 'person', id: personId },
      before: { guardianConsent: before && wordsOf(before) },
      after: { guardianConsent: wordsOf(said) },
    }),
  ]);
  return viewRecorded(GuardianConsent, { ...record, tenantId });
}

/** Takes a guardian's word back: from then on the minor is neither accepted nor taken back into work. */
export async function removeGuardianConsent(scope: Scope, personId: string): Promise<void> {
  const { tenantId, table } = scope;
  requireOther(scope, personId);
  const before = await guardianConsentOf(scope, personId);
  if (before === undefined) return;
  await table.commit([
    write(GuardianConsents.remove({ tenantId, id: personId }), new LinliError('conflict', 'alreadyChanged')),
    recordChange(scope, {
      ...{ action: 'withdraw', noun: 'person', id: personId },
      before: { guardianConsent: wordsOf(before) },
    }),
  ]);
}

const wordsOf = ({ relation, way, givenOn }: z.infer<typeof GuardianInput>) => ({ relation, way, givenOn });

export async function guardianConsentOf(
  { table, tenantId }: Scope,
  personId: string,
): Promise<GuardianConsent | undefined> {
  const operation = GuardianConsents.get({ tenantId, id: personId });
  const stored = await table.get(GuardianConsents, operation, { consistent: true });
  return stored && viewRecorded(GuardianConsent, stored);
}

/**
 * What a commit that accepts or activates somebody needs beside it: for a minor, that their guardian's consent is there
 * at that very moment. Throws `invalid` for who is too young to be a volunteer at all. Whose age nobody knows came by a
 * ledger, and is taken at its word.
 */
export function guardianWrites(
  { tenantId, now }: Scope,
  personId: string,
  bornIn: Month | undefined,
): Write[] {
  const on = plainDateOf(now);
  if (bornIn === undefined || !isMinorOn(bornIn, on)) return [];
  if (isTooYoungOn(bornIn, on)) throw new LinliError('invalid', 'tooYoung', { field: 'bornIn' });
  const relied = GuardianConsents.patch({ tenantId, id: personId }).set({ reliedOn: on });
  return [write(relied, new LinliError('conflict', 'guardianConsentMissing', { field: 'guardianName' }))];
}
