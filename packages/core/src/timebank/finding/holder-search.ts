import { z } from 'zod';
import { TAIL_DIGITS } from '../../courtyard/index.ts';
import { internal, masked } from '../../kernel/index.ts';
import { Account } from '../account.ts';
import { Card } from '../card.ts';
import { isOrderCode } from '../orders/order.ts';
import { Volunteer } from '../volunteer.ts';
import { holderOfScanCode } from './scan-code.ts';

/** Who holds an account, as the desk tells them apart: their name, and the number of the volunteer or of the card. */
export const FoundHolder = Volunteer.pick({ id: true, name: true, courtyardId: true }).extend({
  number: Volunteer.shape.volunteerNo,
  ownerKind: Account.shape.ownerKind,
  /** The order that they came for, where its code was typed. */
  orderId: internal(z.string().optional()),
});
export type FoundHolder = z.infer<typeof FoundHolder>;

/** In which ways what was typed may name somebody. */
export type HolderSearch = Partial<
  Record<'scanned' | 'order' | 'number' | 'name' | 'initials' | 'tail', string>
>;

const TAIL = new RegExp(`^\\d{${TAIL_DIGITS}}$`);

/**
 * 王 is how a name begins, wf how the initials of one do, DH00 how a number does, 5678 the end of a phone or the beginning
 * of a number; six digits the code of
 * an order or the beginning of a number; and 43 digits in a row, which a scanner reads off a card, are one holder's alone.
 */
export function holderSearch(typed: string): HolderSearch {
  const scanned = holderOfScanCode(typed);
  if (scanned !== undefined) return { scanned };
  if (TAIL.test(typed)) return { number: typed, tail: typed };
  if (isOrderCode(typed)) return { order: typed, number: typed };
  if (/\d/.test(typed)) return { number: typed };
  if (/^[a-z]+$/i.test(typed))
    return { name: typed, initials: typed.toLowerCase(), number: typed.toUpperCase() };
  return { name: typed };
}

export function foundVolunteer(item: unknown): FoundHolder {
  const volunteer = Volunteer.parse(item);
  return seen({ ...volunteer, number: volunteer.volunteerNo, ownerKind: 'member' });
}

export function foundCard(item: unknown): FoundHolder {
  const { id, cardNo: number, cardType: ownerKind, holder: name, courtyardId } = Card.parse(item);
  return seen({ id, name, courtyardId, number, ownerKind });
}

const seen = (holder: FoundHolder): FoundHolder => masked(FoundHolder, FoundHolder.parse(holder));
