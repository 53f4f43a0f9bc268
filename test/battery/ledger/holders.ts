import { draftPerson } from '@linli/core/courtyard';
import type { Scope } from '@linli/core/kernel';
import {
  draftCard,
  draftCatalogueItem,
  draftPointsRule,
  draftVolunteer,
  openingRule,
  setOrderTerms,
} from '@linli/core/timebank';

const idOf = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;

/** Few, so that they meet: what is worth trying happens between two who want the same points. */
export const VOLUNTEERS = [1, 2, 3, 4, 5].map((n) => idOf('vol', n));
export const CARDS = [1, 2].map((n) => idOf('crd', n));
export const HOLDERS = [...VOLUNTEERS, ...CARDS];

/** Goods, a few of each: what is worth trying happens over the last one. A service has no stock. */
export const ITEMS = [
  { id: idOf('itm', 1), name: '大米', type: 'goods' as const, points: 8, stock: 4 },
  { id: idOf('itm', 2), name: '牙膏', type: 'goods' as const, points: 3, stock: 7 },
  { id: idOf('itm', 3), name: '理发', type: 'service' as const, points: 5 },
];

/** Whom a volunteer of the simulation is in the register. */
export const personOf = (volunteerId: string) => {
  const n = VOLUNTEERS.indexOf(volunteerId);
  return { id: idOf('prs', n), name: `志愿者${n}` };
};

export const cardAccount = (n: number) => idOf('acc', n);

export async function addHolders(scope: Scope): Promise<void> {
  const { table, tenantId, now } = scope;
  const by = { tenantId, importId: 'imp_ledger', source: 's', row: 1, now, by: 'battery' };
  const persons = VOLUNTEERS.map((id) => draftPerson({ ...personOf(id), retired: false }, by));
  const volunteers = VOLUNTEERS.map((id, i) => {
    const { id: personId, name } = personOf(id);
    return draftVolunteer({ id, personId, volunteerNo: `DH${i}`, name, partyMember: false }, by);
  });
  const cards = CARDS.map((id, i) =>
    draftCard(
      { id, cardNo: `E${i}`, cardType: 'enterprise', holder: `企业${i}`, accountId: cardAccount(i) },
      by,
    ),
  );
  const items = ITEMS.map((item) => draftCatalogueItem(item, by));
  const all = [...persons, ...volunteers, ...cards, ...items, draftPointsRule(openingRule(tenantId), by)];
  await table.insertMany(all.map(({ insert }) => insert));
  // Short, so that some lapse.
  await setOrderTerms(scope, { keptDays: 1 });
}
