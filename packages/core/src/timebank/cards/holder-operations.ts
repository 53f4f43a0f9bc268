import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { requirePerson } from '../../courtyard/index.ts';
import { LinliError, notFound, parse, requirePermission, type Scope } from '../../kernel/index.ts';
import { provenance, view, write } from '../../table/index.ts';
import { Card } from '../card.ts';
import { Cards } from '../entities.ts';
import { CardHolder, holderIdOf, holdersOf } from './card-holder.ts';
import { CardHolders } from './entities.ts';

export const HolderChangeInput = z.object({ reason: z.string().trim().min(2).max(120) });
export const SignaturesInput = z.object({ signatures: z.union([z.literal(1), z.literal(2)]) });

export async function requireCard({ table, tenantId }: Scope, id: string): Promise<Card> {
  const card = await table.get(Cards, Cards.get({ tenantId, id }), { consistent: true });
  if (card === undefined) throw notFound('card');
  return Card.parse(card);
}

/** Who has a card and who had it, in no order: a handful. */
export async function listCardHolders(scope: Scope, cardId: string): Promise<CardHolder[]> {
  requirePermission(scope, 'timebank:read');
  await requireCard(scope, cardId);
  return (await storedHolders(scope, cardId)).map((holder) => view(CardHolder, holder));
}

/** The same unmasked, for operations. */
async function storedHolders({ table, tenantId }: Scope, cardId: string): Promise<CardHolder[]> {
  const all = CardHolders.query.byId({ tenantId }).begins({ id: holdersOf(cardId) });
  return (await table.all(CardHolders, all)).map((holder) => CardHolder.parse(holder));
}

/** Those who can sign for a card now. */
export const presentHolders = async (scope: Scope, cardId: string): Promise<CardHolder[]> =>
  (await storedHolders(scope, cardId)).filter(({ removed }) => removed === undefined);

/**
 * Gives a person of the register the card, with a reason; whoever has it already keeps it, and is answered as they were
 * named. Whoever acts cannot name themselves.
 */
export async function nameCardHolder(
  scope: Scope,
  cardId: string,
  personId: string,
  input: z.input<typeof HolderChangeInput>,
): Promise<CardHolder> {
  requirePermission(scope, 'timebank:write');
  const { reason } = parse(HolderChangeInput, input);
  const [, person] = await Promise.all([requireCard(scope, cardId), requirePerson(scope, 'all', personId)]);
  if (scope.actor.personId === personId) throw new LinliError('forbidden', 'ownMatter');
  const { tenantId, table, now, actor } = scope;
  const id = holderIdOf(cardId, personId);
  const before = await table.get(CardHolders, CardHolders.get({ tenantId, id }), { consistent: true });
  if (before !== undefined && before.removed === undefined) return view(CardHolder, before);
  const named = { at: now, by: actor.name, reason };
  const holder = { cardId, personId, name: person.name, named };
  const changed = new LinliError('conflict', 'alreadyChanged');
  const again = CardHolders.patch({ tenantId, id })
    .set({ name: person.name, named })
    .remove(['removed'])
    .where((kept, { exists }) => exists(kept.removed));
  const made = before === undefined ? CardHolders.create({ ...holder, id, ...provenance(scope) }) : again;
  await table.commit([
    write(made, changed),
    recordChange(scope, { action: 'grant', noun: 'card', id: cardId, about: personId, reason }),
  ]);
  return view(CardHolder, holder);
}

/**
 * Takes the card from a person, with a reason; whoever has it no more is answered as it was taken. A card that wants two
 * signatures keeps two holders.
 */
export async function removeCardHolder(
  scope: Scope,
  cardId: string,
  personId: string,
  input: z.input<typeof HolderChangeInput>,
): Promise<CardHolder> {
  requirePermission(scope, 'timebank:write');
  const { reason } = parse(HolderChangeInput, input);
  const { tenantId, table, now, actor } = scope;
  const [card, holders] = await Promise.all([requireCard(scope, cardId), storedHolders(scope, cardId)]);
  const holder = holders.find((one) => one.personId === personId);
  if (holder === undefined) throw notFound('cardHolder');
  if (holder.removed !== undefined) return view(CardHolder, holder);
  const left = holders.filter(({ removed }) => removed === undefined).length - 1;
  if (card.signatures === 2 && left < 2) throw new LinliError('conflict', 'lastTwoHolders');
  const removed = { at: now, by: actor.name, reason };
  const taken = CardHolders.patch({ tenantId, id: holderIdOf(cardId, personId) })
    .set({ removed })
    .where((kept, { notExists }) => notExists(kept.removed));
  await table.commit([
    write(taken, new LinliError('conflict', 'alreadyChanged')),
    recordChange(scope, { action: 'remove', noun: 'card', id: cardId, about: personId, reason }),
  ]);
  return view(CardHolder, { ...holder, removed });
}

/** Says how many of its holders have to sign before points leave a card. Two need two holders. */
export async function setSignatures(
  scope: Scope,
  cardId: string,
  input: z.input<typeof SignaturesInput>,
): Promise<Card> {
  requirePermission(scope, 'timebank:write');
  const { signatures } = parse(SignaturesInput, input);
  const { tenantId, table } = scope;
  const [card, holders] = await Promise.all([requireCard(scope, cardId), presentHolders(scope, cardId)]);
  const wanted = signatures === 2 ? 2 : undefined;
  if (card.signatures === wanted) return view(Card, card);
  if (signatures === 2 && holders.length < 2) throw new LinliError('conflict', 'twoHoldersFirst');
  const patch = Cards.patch({ tenantId, id: cardId });
  const changed = signatures === 2 ? patch.set({ signatures }) : patch.remove(['signatures']);
  await table.commit([
    write(changed, notFound('card')),
    recordChange(scope, {
      ...{ action: 'change', noun: 'card', id: cardId },
      before: { signatures: card.signatures ?? 1 },
      after: { signatures },
    }),
  ]);
  return view(Card, { ...card, signatures: wanted });
}
