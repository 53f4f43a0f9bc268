import { m } from '#lib/paraglide/messages.js';
import type { shelfLine } from './shelf-line.ts';

/** What it comes to, of what was chosen from the shelf, and why it cannot be had where that is known already. */
export function reviewOf(shelf: readonly ReturnType<typeof shelfLine>[], balance: number) {
  const lines = shelf.filter(({ quantity }) => quantity > 0);
  const total = lines.reduce((sum, { cost }) => sum + cost, 0);
  const short = lines.find(({ quantity, most }) => most !== undefined && quantity > most);
  const refused =
    short !== undefined
      ? m.desk_out_of({ name: short.name, left: String(short.most ?? 0) })
      : total > balance
        ? m.desk_too_little({ total: String(total), balance: String(balance) })
        : undefined;
  return { lines, total, after: balance - total, refused };
}
