import { idFrom, type Scope } from '@linli/core/kernel';
import { cardAccountId, draftCard, draftVolunteer, issuePoints } from '@linli/core/timebank';
import { HOLDERS, OPENING } from '../opening.ts';

/** A card and volunteers of a community, each with points and so with a history. Volunteers that are there stay as they are. */
export async function openAccounts(scope: Scope) {
  const { tenantId, table, now } = scope;
  const by = { tenantId, importId: 'imp_bench', source: 'bench', row: 1, now, by: 'bench' };
  const card = idFrom('card', tenantId, 'bench');
  const accountId = cardAccountId(tenantId, card);
  const volunteers = Array.from({ length: HOLDERS }, (_, n) => idFrom('volunteer', tenantId, String(n)));
  await table.insertMany([
    draftCard({ id: card, cardNo: 'E1', cardType: 'enterprise', holder: '花园超市', accountId }, by).insert,
    ...volunteers.map((id, n) => {
      const personId = idFrom('person', tenantId, String(n));
      const volunteer = { id, personId, volunteerNo: `XD-${n}`, name: `志愿者${n}`, partyMember: false };
      return draftVolunteer(volunteer, by).insert;
    }),
  ]);
  for (const to of [card, ...volunteers])
    await issuePoints(scope, { key: `issue-${to}`, to, points: OPENING, reason: '超市赞助' });
  return { card, volunteers, opening: OPENING };
}
