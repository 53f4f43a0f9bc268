import { LINES_LIMIT } from './points-list.ts';

/** One line as it was typed: whose number, how many points, and the name that stands beside it, if one does. */
export type TypedLine = { line: number; number: string; name?: string; points: number | undefined };

/** Between the cells of a line: a tab, a comma of either width, or blanks. */
const BETWEEN = /[\t,，;；]+|\s+/;

/**
 * The lines of a list as they are pasted out of a spreadsheet or typed: a number first, points last, and whatever stands
 * between them is the name. Numbered from one, so that a mistake can be found again; empty lines are none, and neither is
 * a heading, which has no digit in it.
 */
export function typedLines(text: string): { lines: TypedLine[]; tooMany: boolean } {
  const lines: TypedLine[] = [];
  for (const [i, row] of text.split(/\r?\n/).entries()) {
    const cells = row.normalize('NFKC').trim().split(BETWEEN).filter(Boolean);
    if (cells.length === 0 || (lines.length === 0 && !/\d/.test(row.normalize('NFKC')))) continue;
    if (lines.length === LINES_LIMIT) return { lines, tooMany: true };
    const [number = '', ...rest] = cells;
    const said = rest.at(-1) ?? '';
    const name = rest.slice(0, -1).join('');
    lines.push({
      ...{ line: i + 1, number, points: wholePoints(said) },
      ...(name === '' ? {} : { name }),
    });
  }
  return { lines, tooMany: false };
}

/** Digits alone, or followed by 分; a spreadsheet writes a whole number as `20.0` here and there. */
function wholePoints(said: string): number | undefined {
  const [, digits] = /^(\d{1,7})(?:\.0+)?分?$/.exec(said) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
