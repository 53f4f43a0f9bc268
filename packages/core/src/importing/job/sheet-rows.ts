import type { Scope } from '../../kernel/index.ts';
import type { DraftSource } from '../../table/index.ts';
import { type Files, importFileKey } from '../files.ts';
import type { ImportSheet } from '../import.ts';
import { LANDING_ORDER } from '../landing/plan.ts';
import {
  isReasonHeading,
  type LedgerKind,
  type LedgerReading,
  openWorkbook,
  readRows,
  type SheetMapping,
} from '../ledger-files/index.ts';

export type ActiveSheet = ImportSheet & Required<Pick<ImportSheet, 'kind' | 'mapping' | 'sourceKey'>>;

/**
 * The sheets an import will write, in the order in which their rows may refer to each other. Of one ledger the rows that
 * were given back come first, so that the rows they mend are known when the first file is read.
 */
export function activeSheets(sheets: readonly ImportSheet[]): ActiveSheet[] {
  return sheets
    .filter((sheet): sheet is ActiveSheet => sheet.kind !== undefined && !sheet.ignore)
    .sort(
      (a, b) =>
        LANDING_ORDER.indexOf(a.kind) - LANDING_ORDER.indexOf(b.kind) ||
        Number(isGivenBack(b)) - Number(isGivenBack(a)),
    );
}

/** A sheet of rows that were given back: it has the column that says why. */
export const isGivenBack = ({ columns }: Pick<ImportSheet, 'columns'>): boolean =>
  columns.some(({ heading }) => isReasonHeading(heading));

/** Opens the rows of a sheet from the beginning: every pass streams the file again, so memory stays flat. */
export async function readSheet(
  scope: Scope,
  files: Files,
  sheet: ActiveSheet,
): Promise<LedgerReading<LedgerKind>> {
  const path = await files.localPath(importFileKey(scope.tenantId, sheet.importId, sheet.fileId));
  const workbook = await openWorkbook(path, sheet.fileName);
  const found = workbook.sheets.find(({ name }) => name === sheet.name);
  if (found === undefined) throw new Error(`Sheet ${sheet.id} is gone from its file`);
  return readRows(found, sheet.mapping as SheetMapping);
}

export const sourceOf = (scope: Scope, sheet: ActiveSheet, row: number): DraftSource => ({
  tenantId: scope.tenantId,
  importId: sheet.importId,
  source: sheet.sourceKey,
  row,
  now: scope.now,
  by: scope.actor.id,
});
