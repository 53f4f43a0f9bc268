import { m } from '#lib/paraglide/messages.js';
import { count, duration, yuan } from '../cell.ts';
import type { Sheet } from './import-types.ts';

export type ControlTotal = Sheet['controlTotals'][number];

/** What a total comes to; where it does not agree with its rows, both numbers, and why that may be. */
export function controlTotalFigures({ field, stated, computed, unread, matches }: ControlTotal): string {
  const says = controlTotalNumber(field, stated);
  if (matches) return says;
  const differs = m.console_total_differs({ stated: says, computed: controlTotalNumber(field, computed) });
  return unread === 0 ? differs : differs + m.console_cells_unread({ count: String(unread) });
}

/** A control total in the ledger's own units: the reader counts money in fen and time in minutes, people do not. */
function controlTotalNumber(field: string, total: number): string {
  if (field.endsWith('Fen')) return m.console_yuan({ yuan: yuan(total).text });
  if (field.endsWith('Minutes')) return duration(total).text;
  return count(total).text;
}
