import { MAX_CELL_CHARACTERS } from '../../../spreadsheet/references.ts';
import { RefusedFileError } from '../refusals.ts';
import { readXml } from './xml-events.ts';

/** The table of strings is the one part that is held in memory: 32 million characters keep it within 64 MiB. */
const MAX_TOTAL_CHARACTERS = 32_000_000;

/** Texts of a workbook in the order its cells refer to them. Rich text is joined; phonetic hints are left out. */
export async function readSharedStrings(bytes: AsyncIterable<Buffer>, part: string): Promise<string[]> {
  const strings: string[] = [];
  let current = '';
  let total = 0;
  let inText = false;
  let phonetic = false;
  await readXml(bytes, part, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = !phonetic;
    },
    text(text) {
      if (!inText) return;
      current += text;
      if (current.length > MAX_CELL_CHARACTERS) throw new RefusedFileError('cellTooLong', { part });
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        total += current.length + 8;
        if (total > MAX_TOTAL_CHARACTERS)
          throw new RefusedFileError('tooMuchText', { limit: MAX_TOTAL_CHARACTERS });
        strings.push(detached(current));
      }
    },
  });
  return strings;
}

/** A copy: otherwise V8 keeps the chunk alive that a short text was cut from. */
const detached = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');
