import { z } from 'zod';
import { LinliError, parse, requirePermission, type Scope } from '../../kernel/index.ts';
import { view } from '../../table/index.ts';
import { requireCard } from '../cards/holder-operations.ts';
import { toldList } from '../lists/list-operations.ts';
import type { Signer } from '../lists/making-operations.ts';
import { ListLine, type PointsList, type PointsListDetail } from '../lists/points-list.ts';
import { declineList, signList } from '../lists/signing-operations.ts';
import { Reason } from '../points/points-input.ts';
import { giftOfCard, giveFromCard, planOfGift, signerFor } from './gift-operations.ts';
import { GiftInput, GiftPlan, PlanGiftInput } from './gift-plan.ts';

/** What the office sees of a gift before it is posted: who gets what, too. */
export const NamedGiftPlan = GiftPlan.extend({ lines: z.array(ListLine.omit({ account: true })) });
export type NamedGiftPlan = z.infer<typeof NamedGiftPlan>;

export async function previewCardGift(
  scope: Scope,
  cardId: string,
  input: z.input<typeof PlanGiftInput>,
): Promise<NamedGiftPlan> {
  requirePermission(scope, 'timebank:write');
  await requireCard(scope, cardId);
  return view(NamedGiftPlan, await planOfGift(scope, cardId, parse(PlanGiftInput, input)));
}

/** A holder signs at the desk, where they have no account of their own: by their id in the register. */
const SignerId = z.string().max(60);

export const DeskGiftInput = GiftInput.extend({ signer: SignerId.optional() });

/** A gift out of a card, asked for at the desk: by one of its holders where it takes two signatures. */
export async function giveCardGift(
  scope: Scope,
  cardId: string,
  input: z.input<typeof DeskGiftInput> & { key: string },
): Promise<PointsList> {
  requirePermission(scope, 'timebank:write');
  const { signer, ...asked } = parse(DeskGiftInput, input);
  await requireCard(scope, cardId);
  const asker = signer === undefined ? undefined : await atDesk(scope, cardId, signer);
  return giveFromCard(scope, cardId, input.key, asked, asker);
}

const atDesk = (scope: Scope, cardId: string, signer: string): Promise<Signer> =>
  signerFor(scope, cardId, signer, new LinliError('invalid', 'notACardHolder', { field: 'signer' }));

export const DeskSignInput = z.object({ signer: SignerId });
export const DeskDeclineInput = DeskSignInput.extend({ reason: Reason });

/** The second signature, given at the desk. */
export async function signCardGift(
  scope: Scope,
  listId: string,
  input: z.input<typeof DeskSignInput>,
): Promise<PointsListDetail> {
  requirePermission(scope, 'timebank:write');
  const { signer } = parse(DeskSignInput, input);
  const list = await giftOfCard(scope, listId);
  return toldList(scope, await signList(scope, list, await atDesk(scope, list.source, signer)));
}

/** A gift that a holder declines, or takes back, at the desk. */
export async function declineCardGift(
  scope: Scope,
  listId: string,
  input: z.input<typeof DeskDeclineInput>,
): Promise<PointsListDetail> {
  requirePermission(scope, 'timebank:write');
  const { signer, reason } = parse(DeskDeclineInput, input);
  const list = await giftOfCard(scope, listId);
  return toldList(scope, await declineList(scope, list, await atDesk(scope, list.source, signer), reason));
}
