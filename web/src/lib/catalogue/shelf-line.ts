import type { AnswerOf, Communities } from '#lib/console/rows.ts';
import { m } from '#lib/paraglide/messages.js';
import { quantityField } from './quantities.ts';

type Line = AnswerOf<Communities['timebank']['holders'][':id']['shelf']>['lines'][number];

/** One item as the form asks how many are wanted: what it is called there, and what is said of how many there are. */
export function shelfLine(line: Line, quantity: number) {
  const { id, name, points, most, note } = line;
  const cost = points * quantity;
  return { id, field: quantityField(id), name, points, most, note, said: saidOf(line), quantity, cost };
}

function saidOf({ type, stock, most, barred, monthlyLimit }: Line): string {
  if (barred === 'notForCourtyard') return m.desk_not_their_courtyard();
  if (barred === 'notRedemptionDay') return m.desk_not_today();
  if (type === 'goods' && stock === undefined) return m.desk_not_counted();
  if (most === 0 && monthlyLimit !== undefined && stock !== 0) return m.desk_limit_reached();
  const there = type === 'service' ? m.desk_service() : m.desk_left({ left: String(stock) });
  return most === undefined || most === stock
    ? there
    : [there, m.desk_most({ most: String(most) })].join(' · ');
}
