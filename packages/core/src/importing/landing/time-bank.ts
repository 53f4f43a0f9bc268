import { idFrom } from '../../kernel/index.ts';
import {
  cardAccountId,
  draftCard,
  draftCatalogueItem,
  draftPointsRule,
  openingRule,
} from '../../timebank/index.ts';
import { type Landing, landed, problem } from './landing.ts';

export const landCard: Landing<'cards'> = ({ fields }, world, at) => {
  const courtyardId = fields.cardType === 'courtyard' ? world.courtyards.get(fields.holder) : undefined;
  if (fields.cardType === 'courtyard' && courtyardId === undefined)
    return problem('courtyardUnknown', 'holder', { name: fields.holder });
  const id = idFrom('card', world.tenantId, fields.cardNo);
  return landed([
    draftCard({ ...fields, id, courtyardId, accountId: cardAccountId(world.tenantId, id) }, at),
  ]);
};

/** A line of the redemption catalogue; its heading may also state the community's rate (1小时服务=10积分). */
export const landCatalogueItem: Landing<'catalogue'> = ({ fields, facts }, world, at) => {
  const item = draftCatalogueItem(
    { ...fields, id: idFrom('catalogueItem', world.tenantId, fields.name) },
    at,
  );
  const { pointsPerHour } = facts;
  const opening = openingRule(world.tenantId);
  const stated = pointsPerHour === undefined ? undefined : { ...opening, pointsPerHour };
  return landed(stated === undefined ? [item] : [draftPointsRule(stated, { ...at, row: 1 }), item]);
};
