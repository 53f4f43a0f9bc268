import type { z } from 'zod';
import { courtyardNames } from '../../courtyard/index.ts';
import { LinliError, notFound, type Scope } from '../../kernel/index.ts';
import type { CardHolder } from '../cards/card-holder.ts';
import { presentHolders } from '../cards/holder-operations.ts';
import { madeBefore, makeList, type Signer } from '../lists/making-operations.ts';
import { type PointsList, totalOf } from '../lists/points-list.ts';
import { carryOnList, type StoredList, storedList } from '../lists/posting-operations.ts';
import type { Holder } from '../points/holder.ts';
import { findHolders } from '../points/holder-operations.ts';
import { ruleOfToday } from '../rules/rule-operations.ts';
import { refusalToGive } from '../rules/spending.ts';
import type { GiftGroup, GiftInput, GiftPlan, PlanGiftInput } from './gift-plan.ts';
import { type Chosen, chooseRecipients } from './group-operations.ts';

/** What a gift out of a card would come to, without a name: the sponsor is told how many there are, and no more. */
export async function planOfGift(
  scope: Scope,
  cardId: string,
  input: z.output<typeof PlanGiftInput>,
): Promise<GiftPlan & { lines: Chosen['lines'] }> {
  const { inGroup, lines } = await chosenFor(scope, cardId, input);
  return { inGroup, people: lines.length, total: totalOf(lines), lines };
}

async function chosenFor(
  scope: Scope,
  cardId: string,
  { group, shares }: z.output<typeof PlanGiftInput>,
): Promise<Chosen> {
  const holders = await presentHolders(scope, cardId);
  const deciding = holders.map(({ personId }) => personId);
  return chooseRecipients(scope, group, shares, [...deciding, scope.actor.personId ?? '']);
}

/**
 * Gives points out of a card to a group, the neediest first. With two signatures the points are put aside until another holder
 * has signed; with one they are posted at once. The same key again answers with the same list, whoever is in the group by then.
 * Throws `conflict` when the group is not any more what was shown.
 */
export async function giveFromCard(
  scope: Scope,
  cardId: string,
  key: string,
  asked: z.output<typeof GiftInput>,
  asker: Signer | undefined,
): Promise<PointsList> {
  const request = { key, asked: { gift: cardId, by: asker?.personId, ...asked } };
  const before = await madeBefore(scope, request);
  if (before !== undefined) return before;
  const [[source], rule] = await Promise.all([
    findHolders(scope, 'all', [cardId]) as Promise<[Holder]>,
    ruleOfToday(scope),
  ]);
  const waits = source.signatures === 2;
  if (waits && asker === undefined) throw new LinliError('invalid', 'notACardHolder', { field: 'signer' });
  const { points } = asked.shares;
  const refusal = refusalToGive(rule, 'gift', [{ holder: source, points, field: 'points', signed: true }]);
  if (refusal !== undefined) throw refusal;
  const { lines } = await chosenFor(scope, cardId, asked);
  const [people, total] = [lines.length, totalOf(lines)];
  if (people !== asked.people || total !== asked.total)
    throw new LinliError('conflict', 'groupChanged', { field: 'total', params: { people, total } });
  const { group, reason } = asked;
  const said = await groupInWords(scope, group);
  const list = await makeList(scope, request, {
    ...{ source, kind: 'gift', reason, lines, group: said, asker, waits },
  });
  if (!waits) await carryOnList(scope, list.id);
  return list;
}

/** Whom it was for, as it reads on the list for ever after: courtyards may change their names. */
async function groupInWords(
  scope: Scope,
  { courtyardId, ageFrom, partyBadge, skill }: GiftGroup,
): Promise<string> {
  const courtyard = courtyardId && (await courtyardNames(scope)).get(courtyardId);
  if (courtyardId !== undefined && courtyard === undefined) throw notFound('courtyard');
  return [
    courtyard ?? '全社区',
    ...(ageFrom === undefined ? [] : [`${ageFrom} 岁以上`]),
    ...(partyBadge === true ? ['亮明身份的党员'] : []),
    ...(skill === undefined ? [] : [skill]),
  ].join(' · ');
}

/** The person as a holder who can sign for this card now; `refusal` otherwise. */
export async function signerFor(
  scope: Scope,
  cardId: string,
  personId: string | undefined,
  refusal: LinliError,
): Promise<Signer> {
  const holders = await presentHolders(scope, cardId);
  const holder = holders.find((one: CardHolder) => one.personId === personId);
  if (holder === undefined) throw refusal;
  return { personId: holder.personId, name: holder.name };
}

/** A list that is a card's gift. */
export async function giftOfCard(scope: Scope, id: string): Promise<StoredList> {
  const list = await storedList(scope, id);
  if (!list.source.startsWith('crd_') || list.group === undefined) throw notFound('pointsList');
  return list;
}
