import type { Keeper, StoredSession } from '@linli/core/identity';
import { allows, type Grant, type Language, PERMISSIONS, type Permission } from '@linli/core/kernel';
import { Communities } from '@linli/core/tenancy';

/** What somebody can let a token do, and where: for the form that makes one. */
export async function tokenOffer({ districtId, table }: Keeper, session: StoredSession, language: Language) {
  const grants = session.grants as Grant[];
  const word = language === 'zh-CN' ? 0 : 1;
  const permissions = (Object.keys(PERMISSIONS) as Permission[])
    .filter(
      (permission) => permission !== 'public:read' && grants.some(({ role }) => allows(role, permission)),
    )
    .map((permission) => ({ permission, name: PERMISSIONS[permission][word] }));
  const all = await table.all(Communities, Communities.query.bySlug({ districtId }));
  const ofDistrict = grants.some(({ tenantId }) => tenantId === '*');
  const places = all
    .filter(({ tenantId }) => ofDistrict || grants.some((grant) => grant.tenantId === tenantId))
    .map(({ tenantId, name }) => ({ tenantId, name }));
  const everywhere = { tenantId: '*', name: language === 'zh-CN' ? '全区' : 'The whole district' };
  return { permissions, places: ofDistrict ? [everywhere, ...places] : places };
}
