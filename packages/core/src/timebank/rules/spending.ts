import { LinliError, type PlainDate } from '../../kernel/index.ts';
import type { Holder } from '../points/holder.ts';
import { givingOn, type Quota } from './quota.ts';
import type { CARD_DEEDS, PointsRule } from './rule.ts';

/**
 * Why an account cannot spend, that is have points redeemed or put aside: the rule in force keeps it from it, or two of its
 * holders have to sign.
 */
export function refusalToSpend(
  rule: PointsRule | undefined,
  { ownerKind, signatures }: Holder,
  field: string,
): LinliError | undefined {
  if (signatures === 2) return new LinliError('invalid', 'needsTwoSignatures', { field });
  const { spenders } = rule ?? {};
  return spenders === undefined || spenders.includes(ownerKind)
    ? undefined
    : new LinliError('invalid', 'mayNotSpend', { field });
}

/** What somebody is about to give away; `field` is where a form asked for how much. `signed` where its holders sign for it. */
export type Giving = { holder: Holder; points: number; field: string; signed?: true };

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
  for (const { holder, points, field, signed } of givings) {
    if (holder.signatures === 2 && signed === undefined)
      return new LinliError('invalid', 'needsTwoSignatures', { field });
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
