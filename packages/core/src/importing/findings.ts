import {
  type Language,
  notFound,
  type Page,
  type PageRequest,
  pageLimit,
  requirePermission,
  type Scope,
} from '../kernel/index.ts';
import { type Files, importFileKey } from './files.ts';
import type { Finding } from './import.ts';
import { findingsName, type KeptFinding, readFindings } from './job/findings-file.ts';
import { landingSentence } from './landing/findings.ts';
import { messageEn, messageZh } from './ledger-files/index.ts';
import { sheetsOf } from './operations.ts';

/** What preflight found on one sheet, in the order of its rows, said in the reader's language. */
export async function listFindings(
  scope: Scope,
  files: Files,
  input: PageRequest & { importId: string; sheetId: string; severity?: Finding['severity'] },
  language: Language,
): Promise<Page<Finding>> {
  requirePermission(scope, 'importing:read');
  const sheet = (await sheetsOf(scope, input.importId)).find(({ id }) => id === input.sheetId);
  if (sheet === undefined) throw notFound('importSheet');
  const key = importFileKey(scope.tenantId, input.importId, findingsName(sheet.id));
  if (!(await files.exists(key))) return { items: [] };
  const { severity } = input;
  const kept = readFindings(await files.read(key)).filter(
    ({ finding }) => severity === undefined || finding.severity === severity,
  );
  const from = Number(input.cursor ?? 0) || 0;
  const items = kept.slice(from, from + pageLimit(input)).map((finding) => sayFinding(finding, language));
  const next = from + items.length;
  return next < kept.length ? { items, next: String(next) } : { items };
}

export function sayFinding(kept: KeptFinding, language: Language): Finding {
  const { sheetId } = kept;
  if (kept.from === 'file') {
    const { severity, row, ref: cell } = kept.finding;
    const message = language === 'zh-CN' ? messageZh(kept.finding) : messageEn(kept.finding);
    return {
      severity,
      sheetId,
      message,
      ...(row === undefined ? {} : { row }),
      ...(cell === undefined ? {} : { cell }),
    };
  }
  const { severity, code, params } = kept.finding;
  const place = kept.ref ?? (language === 'zh-CN' ? `第 ${kept.row} 行` : `Row ${kept.row}`);
  const message = `${place}${language === 'zh-CN' ? '：' : ': '}${landingSentence(code, params, language)}`;
  return { severity, sheetId, row: kept.row, message, ...(kept.ref === undefined ? {} : { cell: kept.ref }) };
}
