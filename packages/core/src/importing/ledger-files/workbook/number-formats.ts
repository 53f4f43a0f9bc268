import type { XmlHandlers } from './xml-events.ts';
import { attributesOf } from './xml-text.ts';

/** What the number stored in a cell stands for. */
export type NumberMeaning = 'number' | 'date' | 'time';

const DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const TIMES = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]);

/** Built-in formats by number (ECMA-376 18.8.30, with the Chinese ones 27–36 and 50–58), others by their code. */
export function meaningOfFormat(id: number, code: string | undefined): NumberMeaning {
  if (code !== undefined) return meaningOfCode(code);
  if (DATES.has(id)) return 'date';
  return TIMES.has(id) ? 'time' : 'number';
}

function meaningOfCode(code: string): NumberMeaning {
  const elapsed = /\[(h+|m+|s+)\]/i.test(code);
  const bare = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general/gi, '');
  if (elapsed) return 'time';
  if (/[yd]|aaa/i.test(bare)) return 'date';
  if (/[hs]/i.test(bare)) return 'time';
  return /m/i.test(bare) ? 'date' : 'number';
}

/** Reads styles.xml: the meaning of each cell style, in the order cells refer to them. */
export function styleMeanings(): { handlers: XmlHandlers; meanings: NumberMeaning[] } {
  const codes = new Map<number, string>();
  const meanings: NumberMeaning[] = [];
  let inCellFormats = false;
  const handlers: XmlHandlers = {
    open(name, written) {
      if (name === 'cellXfs') inCellFormats = true;
      if (name !== 'numFmt' && name !== 'xf') return;
      const attributes = attributesOf(written);
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'xf' && inCellFormats) {
        const id = Number(attributes.numFmtId ?? 0);
        meanings.push(meaningOfFormat(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  };
  return { handlers, meanings };
}
