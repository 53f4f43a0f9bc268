import type { ImportDetail } from './import-types.ts';

export type RejectedFile = { name: string; rows: number; href: string };

/** The files that have rows which stayed out, and where each is given back with its reasons. `api` is the import's own. */
export const rejectedFiles = ({ files, sheets }: ImportDetail, api: string): RejectedFile[] =>
  files
    .map(({ id, name }) => ({ name, rows: rejectedOf(sheets, id), href: `${api}/files/${id}/rejects` }))
    .filter(({ rows }) => rows > 0);

const rejectedOf = (sheets: ImportDetail['sheets'], fileId: string): number =>
  sheets
    .filter((sheet) => sheet.fileId === fileId && !sheet.ignore)
    .reduce((sum, { rowsRejected }) => sum + rowsRejected, 0);
