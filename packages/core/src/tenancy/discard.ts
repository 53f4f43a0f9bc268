import { recordChange } from '../audit/index.ts';
import { discardImports, type Files } from '../importing/index.ts';
import { type DistrictScope, LinliError, requirePermission, type Scope } from '../kernel/index.ts';
import { type Table, write } from '../table/index.ts';
import { Communities } from './entities.ts';

type Tenants = { tenantTable(tenantId: string): Table; files: Files };

/**
 * Takes a community away that never came further than a draft, with the ledgers that were uploaded for it, and frees its
 * slug. A slug without a community is as free as it was asked to be: the same call again succeeds. Conflict
 * `communityInUse` when it is being set up or live, `communityHasRecords` when ledgers were brought in.
 */
export async function discardCommunity(
  district: DistrictScope,
  tenants: Tenants,
  slug: string,
): Promise<void> {
  requirePermission(district, 'district:write');
  const { districtId, table } = district;
  const key = { districtId, slug };
  const found = await table.get(Communities, Communities.get(key), { consistent: true });
  if (found === undefined) return;
  const inUse = new LinliError('conflict', 'communityInUse', { params: { slug } });
  if (found.state !== 'draft') throw inUse;

  const { tenantId } = found;
  const scope: Scope = { ...district, tenantId, table: tenants.tenantTable(tenantId) };
  // The same community and still a draft, at the moment it goes: provisioning may have begun meanwhile.
  const leave = Communities.remove(key).where(
    (stored, { eq }) => `${eq(stored.state, 'draft')} AND ${eq(stored.tenantId, tenantId)}`,
  );
  const { name } = found;
  const gone = recordChange(district, {
    action: 'remove',
    noun: 'community',
    id: tenantId,
    before: { slug, name },
  });
  await discardImports(scope, tenants.files, () => table.commit([write(leave, inUse), gone]));
}
