import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Language, notFound, requirePermission, type Scope } from '../kernel/index.ts';
import { type Files, importFileKey } from './files.ts';
import { sayFinding } from './findings.ts';
import { findingsName, readFindings } from './job/findings-file.ts';
import { activeSheets } from './job/sheet-rows.ts';
import { openWorkbook, type RejectedRows, type SheetMapping, writeRejects } from './ledger-files/index.ts';
import { getImport } from './operations.ts';

/**
 * The rejected rows of one uploaded file, as the same workbook with a column that says why: to be mended and sent again.
 * `not_found` when preflight rejected nothing of it.
 */
export async function rejectedRows(
  scope: Scope,
  files: Files,
  input: { importId: string; fileId: string },
  language: Language,
): Promise<{ name: string; bytes: Uint8Array }> {
  requirePermission(scope, 'importing:read');
  const found = await getImport(scope, input.importId);
  const file = found.files.find(({ id }) => id === input.fileId);
  if (file === undefined || file.erased === true) throw notFound('importFile');
  const sheets = activeSheets(found.sheets).filter((sheet) => sheet.fileId === file.id);
  // A file that was refused has none, and could not be opened now either.
  if (sheets.length === 0) throw notFound('rejectedRow');

  const workbook = await openWorkbook(
    await files.localPath(importFileKey(scope.tenantId, found.id, file.id)),
    file.name,
  );
  const rejected: RejectedRows[] = [];
  for (const sheet of sheets) {
    const opened = workbook.sheets.find(({ name }) => name === sheet.name);
    const reasons = await reasonsByRow(scope, files, found.id, sheet.id, language);
    if (opened !== undefined && reasons.size > 0)
      rejected.push({ sheet: opened, mapping: sheet.mapping as SheetMapping, reasons });
  }
  if (rejected.length === 0) throw notFound('rejectedRow');
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), writeRejects(stream, rejected)]);
  return {
    name: file.name.replace(/\.\w+$/, '') + (language === 'zh-CN' ? '-退回.xlsx' : '-rejected.xlsx'),
    bytes,
  };
}

async function reasonsByRow(
  scope: Scope,
  files: Files,
  importId: string,
  sheetId: string,
  language: Language,
): Promise<Map<number, string[]>> {
  const reasons = new Map<number, string[]>();
  const key = importFileKey(scope.tenantId, importId, findingsName(sheetId));
  if (!(await files.exists(key))) return reasons;
  for (const kept of readFindings(await files.read(key))) {
    const { severity, row, message } = sayFinding(kept, language);
    if (severity === 'problem' && row !== undefined) reasons.set(row, [...(reasons.get(row) ?? []), message]);
  }
  return reasons;
}
