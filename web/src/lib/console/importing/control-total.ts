import { count, hours, yuan } from '../cell.ts';

/** A control total as the ledger writes it: the reader counts money in fen and time in minutes, people do not. */
export function controlTotalNumber(field: string, total: number): string {
  if (field.endsWith('Fen')) return yuan(total).text;
  if (field.endsWith('Minutes')) return hours(total).text;
  return count(total).text;
}
