import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import { maskNumbersIn, notFound, parse, requirePermission, type Scope } from '../kernel/index.ts';
import { Units } from './entities.ts';

export const RevealUnitInput = z.object({ reason: z.string().trim().min(2).max(120) });

/** The phone of the person to call, whole; absent where none is known. */
export const RevealedUnit = z.object({ phone: z.string().optional() });
export type RevealedUnit = z.infer<typeof RevealedUnit>;

/** Shows the phone that is masked. The record of who looked, and why, is committed before anything is shown. */
export async function revealUnit(
  scope: Scope,
  id: string,
  input: z.input<typeof RevealUnitInput>,
): Promise<RevealedUnit> {
  requirePermission(scope, 'personal:reveal');
  const { reason } = parse(RevealUnitInput, input);
  const { tenantId, table } = scope;
  const unit = await table.get(Units, Units.get({ tenantId, id }));
  if (unit === undefined) throw notFound('unit');
  const after = { fields: ['phone'] };
  await table.commit([
    recordChange(scope, { action: 'reveal', noun: 'unit', id, reason: maskNumbersIn(reason), after }),
  ]);
  return unit.phone === undefined ? {} : { phone: unit.phone };
}
