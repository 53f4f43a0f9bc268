/** What a spreadsheet can hold; anything beyond is damage or an attack. */
export const MAX_COLUMNS = 16_384;
export const MAX_ROWS = 1_048_576;
export const MAX_CELL_CHARACTERS = 32_767;

const A = 65;

/** 1 → `A`, 27 → `AA`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(A + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** `AA` → 27; 0 when there are no letters at the start. */
export function columnNumber(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - A + 1;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column;
}

export type Range = { top: number; left: number; bottom: number; right: number };

/** `A4:B6` → its corners, or undefined when it is no range. */
export function rangeOf(reference: string): Range | undefined {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (parts === null) return undefined;
  const [, left, top, right, bottom] = parts as unknown as [string, string, string, string, string];
  return { top: Number(top), left: columnNumber(left), bottom: Number(bottom), right: columnNumber(right) };
}
