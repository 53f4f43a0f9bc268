import { m } from '#lib/paraglide/messages.js';
import { count, duration, yuan } from '../cell.ts';

/** A control total in the ledger's own units: the reader counts money in fen and time in minutes, people do not. */
export function controlTotalNumber(field: string, total: number): string {
  if (field.endsWith('Fen')) return m.console_yuan({ yuan: yuan(total).text });
  if (field.endsWith('Minutes')) return duration(total).text;
  return count(total).text;
}
