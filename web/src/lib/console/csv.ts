import type { Cell } from './cell.ts';

/** Excel reads a file as UTF-8 only when it begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** One line of a CSV file (RFC 4180). */
export const csvLine = (cells: readonly Pick<Cell, 'text' | 'number'>[]): string =>
  `${cells.map(csvField).join(',')}\r\n`;

function csvField({ text, number }: Pick<Cell, 'text' | 'number'>): string {
  // A number without its grouping commas can be added up again; a text that Excel would run as a formula cannot run.
  const safe = number ? text.replaceAll(',', '') : /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
