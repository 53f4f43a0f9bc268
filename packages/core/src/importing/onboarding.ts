import type { Scope } from '../kernel/index.ts';
import { Imports } from './entities.ts';

/** The slug of the community whose onboarding waits for this import, if any does. */
export async function onboardedBy(
  { table, tenantId }: Pick<Scope, 'table' | 'tenantId'>,
  importId: string,
): Promise<string | undefined> {
  return (await table.get(Imports, Imports.get({ tenantId, id: importId })))?.onboards;
}
