import { z } from 'zod';
import { getOwnPerson } from '../../courtyard/index.ts';
import { notFound, type PageRequest, parse, requirePermission, type Scope } from '../../kernel/index.ts';
import { view, viewPage } from '../../table/index.ts';
import { Card } from '../card.ts';
import { holderIdOf } from '../cards/card-holder.ts';
import { CardHolders } from '../cards/entities.ts';
import { requireCard } from '../cards/holder-operations.ts';
import { Accounts, Cards, PassbookLines } from '../entities.ts';
import { storedListsOf, toldList } from '../lists/list-operations.ts';
import type { Signer } from '../lists/making-operations.ts';
import { PointsList, PointsListDetail } from '../lists/points-list.ts';
import { declineList, signList } from '../lists/signing-operations.ts';
import { linesOf, PassbookLine } from '../points/passbook.ts';
import { Reason } from '../points/points-input.ts';
import { giftOfCard, giveFromCard, planOfGift } from './gift-operations.ts';
import { GiftInput, GiftPlan, PlanGiftInput } from './gift-plan.ts';

/** A card as its holders are told of it. */
const OwnCardHead = Card.pick({ id: true, cardNo: true, holder: true, signatures: true });
export const OwnCards = z.object({ items: z.array(OwnCardHead) });

/** A gift as its sponsor is told of it: how many and how much, and of whom it came; never to whom. */
export const OwnGift = PointsListDetail.omit({
  source: true,
  sourceName: true,
  parts: true,
  partsPosted: true,
}).extend({
  /** Whoever looks asked for it, so that another has to sign. */
  own: z.boolean(),
});
export type OwnGift = z.infer<typeof OwnGift>;

/** A line of the card's passbook without the other side: a gift to one would name them. */
export const OwnCardLine = PassbookLine.omit({
  other: true,
  sourceId: true,
  minutes: true,
  minutesAfter: true,
});

/** A card to whoever holds it: what is on it, its lines, newest first, and its newest gifts. */
export const OwnCard = OwnCardHead.extend({
  pointsBalance: z.number().int(),
  pointsHeld: z.number().int(),
  gifts: z.array(OwnGift),
  lines: z.array(OwnCardLine),
  next: z.string().optional(),
});
export type OwnCard = z.infer<typeof OwnCard>;

/** The cards of whoever asks. */
export async function listOwnCards(scope: Scope): Promise<z.infer<typeof OwnCards>> {
  requirePermission(scope, 'timebank:own');
  const person = await getOwnPerson(scope);
  const { table, tenantId } = scope;
  const all = await table.all(CardHolders, CardHolders.query.ofPerson({ tenantId, personId: person.id }));
  const held = all.filter(({ removed }) => removed === undefined);
  const cards = await table.getMany(
    held.map(({ cardId }) => ({ entity: Cards, operation: Cards.get({ tenantId, id: cardId }) })),
  );
  return view(OwnCards, { items: cards.filter((card) => card !== undefined) });
}

/** Whoever asks, as a holder of this card. Throws `not_found` for everybody else, as for a card that is not there. */
async function requireOwnCard(scope: Scope, cardId: string): Promise<Signer> {
  requirePermission(scope, 'timebank:own');
  const { id: personId, name } = await getOwnPerson(scope);
  const { table, tenantId } = scope;
  const key = CardHolders.get({ tenantId, id: holderIdOf(cardId, personId) });
  const holder = await table.get(CardHolders, key, { consistent: true });
  if (holder === undefined || holder.removed !== undefined) throw notFound('card');
  return { personId, name };
}

const GIFTS_SHOWN = 10;
const LINES_SHOWN = 20;

/** One's card with a page of its passbook. */
export async function getOwnCard(scope: Scope, cardId: string, request: PageRequest = {}): Promise<OwnCard> {
  const { personId } = await requireOwnCard(scope, cardId);
  const { table, tenantId } = scope;
  const card = await requireCard(scope, cardId);
  const ofAccount = PassbookLines.query.byId({ tenantId }).begins({ id: linesOf(card.accountId) });
  const [account, page, gifts] = await Promise.all([
    table.get(Accounts, Accounts.get({ tenantId, id: card.accountId }), { consistent: true }),
    table.page(PassbookLines, ofAccount, { order: 'desc', limit: LINES_SHOWN, ...request }),
    ownGifts(scope, cardId, personId),
  ]);
  const { items: lines, next } = viewPage(PassbookLine, page);
  return view(OwnCard, {
    ...card,
    pointsBalance: account?.pointsBalance ?? 0,
    pointsHeld: account?.pointsHeld ?? 0,
    ...{ gifts, lines, next },
  });
}

async function ownGifts(scope: Scope, cardId: string, personId: string) {
  const { items } = await storedListsOf(scope, cardId, { limit: GIFTS_SHOWN });
  return items.map((list) => ({ ...toldList(scope, list), own: list.asker === personId }));
}

/** What a gift out of one's card would come to, in numbers. */
export async function previewOwnGift(
  scope: Scope,
  cardId: string,
  input: z.input<typeof PlanGiftInput>,
): Promise<GiftPlan> {
  await requireOwnCard(scope, cardId);
  return view(GiftPlan, await planOfGift(scope, cardId, parse(PlanGiftInput, input)));
}

/** A gift out of one's card: asked for where it takes two signatures, else posted. */
export async function giveOwnGift(
  scope: Scope,
  cardId: string,
  input: z.input<typeof GiftInput> & { key: string },
): Promise<z.infer<typeof MadeGift>> {
  const signer = await requireOwnCard(scope, cardId);
  const list = await giveFromCard(scope, cardId, input.key, parse(GiftInput, input), signer);
  return view(MadeGift, list);
}

/** A gift as it was made. */
export const MadeGift = PointsList.omit({ source: true, sourceName: true, parts: true });

/** Signs for a gift that another holder of the card asked for. */
export async function signOwnGift(scope: Scope, listId: string): Promise<OwnGift> {
  const { list, signer } = await requireOwnGift(scope, listId);
  return told(scope, await signList(scope, list, signer), signer);
}

export const DeclineGiftInput = z.object({ reason: Reason });

/** Declines a gift that another holder asked for, or takes one's own back. */
export async function declineOwnGift(
  scope: Scope,
  listId: string,
  input: z.input<typeof DeclineGiftInput>,
): Promise<OwnGift> {
  const { list, signer } = await requireOwnGift(scope, listId);
  const { reason } = parse(DeclineGiftInput, input);
  return told(scope, await declineList(scope, list, signer, reason), signer);
}

async function requireOwnGift(scope: Scope, listId: string) {
  requirePermission(scope, 'timebank:own');
  const list = await giftOfCard(scope, listId);
  return { list, signer: await requireOwnCard(scope, list.source) };
}

const told = (scope: Scope, list: Awaited<ReturnType<typeof giftOfCard>>, { personId }: Signer): OwnGift =>
  view(OwnGift, { ...toldList(scope, list), own: list.asker === personId });
