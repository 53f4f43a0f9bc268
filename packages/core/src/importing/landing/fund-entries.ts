import { idFrom } from '../../kernel/index.ts';
import { draftFundEntry } from '../../renewal/index.ts';
import { type Landing, landed, problem } from './landing.ts';

export const landFundEntry: Landing<'fundEntries'> = ({ key, fields, facts }, world, at) => {
  if (facts.courtyard === undefined) return problem('courtyardMissing', 'courtyard');
  const courtyardId = world.courtyards.get(facts.courtyard);
  if (courtyardId === undefined) return problem('courtyardUnknown', 'courtyard', { name: facts.courtyard });
  const { incomeFen = 0, spendingFen = 0, ...rest } = fields;
  const balanceFen = fields.balanceFen ?? world.fundBalanceOf(courtyardId) + incomeFen - spendingFen;
  world.noteFundBalance(courtyardId, balanceFen);
  return landed([
    draftFundEntry(
      {
        ...rest,
        id: idFrom('fundEntry', world.tenantId, key),
        courtyardId,
        position: at.row,
        incomeFen,
        spendingFen,
        balanceFen,
      },
      at,
    ),
  ]);
};
