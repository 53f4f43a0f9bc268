import type { Cell } from '../cell.ts';

/** A cell as a spreadsheet keeps it: what can be reckoned with as a number or a day, anything else as a text. */
export type FileCell = { text: string; number?: number; date?: string };

/** A number loses the commas that group it; what is marked as one and is none, such as a dash, stays a text. */
export function fileCell({ text, number }: Pick<Cell, 'text' | 'number'>): FileCell {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { text, date: text };
  const value = Number(text.replaceAll(',', ''));
  return number && text !== '' && Number.isFinite(value) ? { text, number: value } : { text };
}
