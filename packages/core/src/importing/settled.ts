import { LinliError } from '../kernel/index.ts';
import type { ImportDetail } from './import.ts';

/**
 * Refuses to go on while somebody has yet to say what becomes of a file or a sheet: what cannot be read is taken away or
 * sent anew, what nobody recognised is named or left out. So nothing of what was sent stays out without a word.
 */
export function mustBeSettled({ files, sheets }: ImportDetail): void {
  const unreadable = files.find(({ refusal }) => refusal !== undefined);
  if (unreadable !== undefined)
    throw new LinliError('invalid', 'importFileUnreadable', {
      field: 'file',
      params: { name: unreadable.name },
    });
  const unknown = sheets.find(({ kind, ignore }) => kind === undefined && !ignore);
  if (unknown !== undefined)
    throw new LinliError('invalid', 'importSheetUnknown', {
      field: 'sheet',
      params: { file: unknown.fileName, sheet: unknown.name },
    });
  if (sheets.every(({ ignore }) => ignore)) throw new LinliError('invalid', 'importEmpty', { field: 'file' });
}
