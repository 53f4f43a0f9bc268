import { LinliError } from '../kernel/index.ts';
import { openWorkbook, RefusedFileError } from './ledger-files/index.ts';

/** More rows than any list that is pasted; who reads it says what is too many. */
const ROWS = 2000;

/**
 * The first sheet of a small workbook as text, a row a line with tabs between the cells, read by the readers of the ledgers.
 * Throws `invalid` for a file that cannot be read.
 */
export async function listInFile(bytes: Buffer, name: string): Promise<string> {
  try {
    const workbook = await openWorkbook(bytes, name);
    try {
      const lines: string[] = [];
      for await (const { cells } of workbook.sheets[0]?.rows() ?? []) {
        lines.push(cells.map(({ text }) => text.replaceAll(/\s+/g, '')).join('\t'));
        if (lines.length === ROWS) break;
      }
      return lines.join('\n');
    } finally {
      workbook.close();
    }
  } catch (error) {
    if (!(error instanceof RefusedFileError)) throw error;
    throw new LinliError('invalid', 'listFileUnreadable', { field: 'file', params: { name }, cause: error });
  }
}
