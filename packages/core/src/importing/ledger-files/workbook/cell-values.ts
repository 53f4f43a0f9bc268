import { dateOfSerial, timeOfSerial } from '../../../spreadsheet/serial-dates.ts';
import { RefusedFileError } from '../refusals.ts';
import type { NumberMeaning } from './number-formats.ts';
import type { Cell } from './sheet.ts';

/** What the cells of one workbook refer to. */
export type CellTables = {
  readonly strings: readonly string[];
  readonly styles: readonly NumberMeaning[];
  readonly since1904: boolean;
};

export type StoredCell = { ref: string; column: number; type: string; style: number; value: string };

/** Turns what is stored into what a person sees; undefined when that is nothing. */
export function cellOf(stored: StoredCell, tables: CellTables): Cell | undefined {
  const { ref, column, type, value } = stored;
  if (value === '') return undefined;
  switch (type) {
    case 's':
      return textCell(ref, column, sharedString(tables, value, ref));
    case 'str':
    case 'inlineStr':
    case 'e':
      return textCell(ref, column, value);
    case 'b':
      return { ref, column, text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE' };
    case 'd':
      return { ref, column, text: value.slice(0, 10), date: value.slice(0, 10) };
    default:
      return numberCell(stored, tables);
  }
}

function textCell(ref: string, column: number, text: string): Cell | undefined {
  // Two escapes can make one sign; half of one is no text that could be kept.
  const read = text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, unescaped).toWellFormed() : text;
  return read.trim() === '' ? undefined : { ref, column, text: read };
}

const unescaped = (_: string, code: string): string => String.fromCharCode(Number.parseInt(code, 16));

function sharedString(tables: CellTables, index: string, ref: string): string {
  const text = tables.strings[Number(index)];
  if (text === undefined) throw new RefusedFileError('brokenXml', { part: ref });
  return text;
}

function numberCell({ ref, column, style, value }: StoredCell, tables: CellTables): Cell | undefined {
  const stored = Number(value);
  if (!Number.isFinite(stored)) return textCell(ref, column, value);
  const meaning = tables.styles[style] ?? 'number';
  if (meaning === 'time' && stored >= 0) return { ref, column, text: timeOfSerial(stored) };
  const date = meaning === 'date' ? dateOfSerial(stored, tables.since1904) : undefined;
  if (date !== undefined) return { ref, column, text: date, date };
  // Spreadsheets show 15 digits; what is beyond is the noise of binary fractions (1746.8000000000002).
  const number = Number.isSafeInteger(stored) ? stored : Number(stored.toPrecision(15));
  return { ref, column, text: plainDigits(number), number };
}

const plainDigits = (number: number): string =>
  Math.abs(number) >= 1e21
    ? BigInt(number).toString()
    : /e/.test(String(number))
      ? number.toFixed(15)
      : String(number);
