import { LinliError, type PlainDate } from '../../kernel/index.ts';
import type { Holder } from '../points/holder.ts';
import { givingOn, type Quota } from './quota.ts';
import type { CARD_DEEDS, PointsRule } from './rule.ts';

/** Why a rule keeps an account from spending: from having points redeemed, or from putting them aside. */
export function refusalToSpend(
  rule: PointsRule | undefined,
  { ownerKind }: Holder,
  field: string,
): LinliError | undefined {
  const { spenders } = rule ?? {};
  return spenders === undefined || spenders.includes(ownerKind)
    ? undefined
    : new LinliError('invalid', 'mayNotSpend', { field });
}

/** What somebody is about to give away; `field` is where a form asked for how much. */
export type Giving = { holder: Holder; points: number; field: string };

/**
 * Why a rule keeps an account from giving, or undefined: a collective card may not, or a person passes on more at once
 * than they can. The limits are of persons; a card gives for a collective, whose own rules it follows.
 */
export function refusalToGive(
  rule: PointsRule | undefined,
  kind: (typeof CARD_DEEDS)[number],
  givings: readonly Giving[],
): LinliError | undefined {
  const { cardsMay, transferMost = Number.POSITIVE_INFINITY } = rule ?? {};
  for (const { holder, points, field } of givings) {
    const ofPerson = holder.ownerKind === 'member';
    if (!ofPerson && cardsMay !== undefined && !cardsMay.includes(kind))
      return new LinliError('invalid', 'cardMayNotGive', { field: 'kind' });
    if (ofPerson && points > transferMost)
      return new LinliError('invalid', 'transferTooMuch', { field, params: { max: transferMost } });
  }
  return undefined;
}

/** What each of these persons can still give today, where the rule limits it, with how much they are about to. */
export const quotasToGive = (
  rule: PointsRule | undefined,
  givings: readonly Giving[],
  today: PlainDate,
): (Giving & { quota: Quota })[] =>
  givings.flatMap((giving) => {
    const { accountId, ownerKind } = giving.holder;
    const quota = rule && ownerKind === 'member' ? givingOn(rule, accountId, today) : undefined;
    return quota === undefined ? [] : [{ ...giving, quota }];
  });
