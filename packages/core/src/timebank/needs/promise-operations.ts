import type { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { LinliError, parse, requireCourtyards, requirePermission, type Scope } from '../../kernel/index.ts';
import { write } from '../../table/index.ts';
import { NeedPromiseSettings } from './entities.ts';
import { DEFAULT_PROMISES, NeedPromises } from './promise.ts';

const SETTINGS = 'needPromises';

/** Within how many working days needs are answered, for whoever answers them. */
export async function getNeedPromises(scope: Scope): Promise<NeedPromises> {
  requireCourtyards(scope, 'timebank:read');
  return storedPromises(scope);
}

export async function storedPromises({ table, tenantId }: Scope): Promise<NeedPromises> {
  const stored = await table.get(NeedPromiseSettings, NeedPromiseSettings.get({ tenantId, id: SETTINGS }));
  return stored === undefined ? DEFAULT_PROMISES : NeedPromises.parse(stored);
}

/** Sets them for all that is asked from now on: what was promised stays promised. */
export async function setNeedPromises(
  scope: Scope,
  input: z.input<typeof NeedPromises>,
): Promise<NeedPromises> {
  requirePermission(scope, 'timebank:write');
  const { tenantId, table } = scope;
  const after = parse(NeedPromises, input);
  const before = await storedPromises(scope);
  await table.commit([
    write(
      NeedPromiseSettings.upsert({ tenantId, id: SETTINGS, ...after }),
      new LinliError('unavailable', 'tooBusy'),
    ),
    recordChange(scope, { action: 'change', noun: 'needPromises', id: SETTINGS, before, after }),
  ]);
  return after;
}
