import { MAX_ROWS, type Range, rangeOf } from '../../../spreadsheet/references.ts';
import { RefusedFileError } from '../refusals.ts';

export type SheetScan = { readonly merges: readonly Range[]; readonly rowsWithValues: number };

const MAX_MERGES = 300_000;
/** Longer than any tag these patterns look for, so that none is missed at the seam of two chunks. */
const SEAM = 512;
/** A legal cell is 32,767 characters; escaped and in UTF-8 it stays below this. */
const MAX_BYTES_WITHOUT_A_TAG = 400_000;

/**
 * A first, cheap pass over a sheet. Merged ranges stand after the rows in the file, and rows can only be filled from them
 * when they are known before. It looks for tags in the raw bytes instead of parsing: the second pass parses and refuses.
 */
export async function scanSheet(bytes: AsyncIterable<Buffer>, part: string): Promise<SheetScan> {
  const merges: Range[] = [];
  let rowsWithValues = 0;
  let rows = 0;
  let rowIsCounted = true;
  let carried = '';
  let withoutTag = 0;
  const tags = /<(?:\w+:)?(?:(row)(?=[\s/>])|(v|is)>|mergeCell\s[^>]*?ref="([^"]*)"[^>]*>)/g;

  for await (const chunk of bytes) {
    const fresh = chunk.toString('latin1');
    withoutTag = fresh.includes('<') ? fresh.length - fresh.lastIndexOf('<') : withoutTag + fresh.length;
    if (withoutTag > MAX_BYTES_WITHOUT_A_TAG) throw new RefusedFileError('cellTooLong', { part });
    const text = carried + fresh;
    tags.lastIndex = 0;
    let consumed = 0;
    for (let tag = tags.exec(text); tag !== null; tag = tags.exec(text)) {
      consumed = tags.lastIndex;
      if (tag[1] !== undefined) {
        rowIsCounted = false;
        rows += 1;
      } else if (tag[2] !== undefined) {
        if (!rowIsCounted) rowsWithValues += 1;
        rowIsCounted = true;
      } else {
        addMerge(merges, tag[3] ?? '');
      }
    }
    if (rows > MAX_ROWS) throw new RefusedFileError('tooManyRows', { limit: MAX_ROWS });
    carried = text.slice(Math.max(consumed, text.length - SEAM));
  }
  merges.sort((one, other) => one.top - other.top || one.left - other.left);
  return { merges, rowsWithValues };
}

function addMerge(merges: Range[], reference: string): void {
  const range = rangeOf(reference);
  if (range === undefined) return;
  if (merges.length >= MAX_MERGES) throw new RefusedFileError('tooManyMerges', { limit: MAX_MERGES });
  merges.push(range);
}
