import {
  type Language,
  notFound,
  type PageRequest,
  pageLimit,
  requirePermission,
  type Scope,
} from '../kernel/index.ts';
import { cursorInvalid } from '../table/index.ts';
import { type Files, importFileKey } from './files.ts';
import {
  byUrgency,
  type Finding,
  type FindingCode,
  type FindingKind,
  type FindingsPage,
  isRoutine,
} from './finding.ts';
import type { ImportSheet } from './import.ts';
import { findingsName, type KeptFinding, readFindings } from './job/findings-file.ts';
import { landingSentence } from './landing/findings.ts';
import { messageEn, messageZh } from './ledger-files/index.ts';
import { sheetsOf } from './operations.ts';

/** How many of each kind are shown beside its count. */
const FIRST_OF_A_KIND = 5;

type Wanted = { severity?: Finding['severity']; code?: FindingCode; routine?: boolean };

/**
 * What preflight found on one sheet, said in the reader's language: what keeps rows out first, then what is to be
 * checked, then the routine, each in the order of the rows. Costs one query and one read of the sheet's findings file.
 */
export async function listFindings(
  scope: Scope,
  files: Files,
  input: PageRequest & Wanted & { importId: string; sheetId: string },
  language: Language,
): Promise<FindingsPage> {
  requirePermission(scope, 'importing:read');
  const sheet = (await sheetsOf(scope, input.importId)).find(({ id }) => id === input.sheetId);
  if (sheet === undefined) throw notFound('importSheet');
  const key = importFileKey(scope.tenantId, input.importId, findingsName(sheet.id));
  if (!(await files.exists(key))) return { items: [], kinds: [] };

  const kept = readFindings(await files.read(key));
  const kinds = kindsOf(sheet, kept, language);
  const listed = kept
    .filter(({ finding }) => isWanted(finding, input))
    .sort((a, b) => byUrgency(a.finding, b.finding));
  const from = placeIn(input.cursor);
  const items = listed.slice(from, from + pageLimit(input)).map((finding) => sayFinding(finding, language));
  const next = from + items.length;
  return next < listed.length ? { items, kinds, next: String(next) } : { items, kinds };
}

/** A findings' cursor is how many have been shown. */
function placeIn(cursor = '0'): number {
  if (!/^\d{1,9}$/.test(cursor)) throw cursorInvalid();
  return Number(cursor);
}

const isWanted = (finding: KeptFinding['finding'], { severity, code, routine }: Wanted): boolean =>
  (severity === undefined || finding.severity === severity) &&
  (code === undefined || finding.code === code) &&
  (routine === undefined || isRoutine(finding) === routine);

/** The counts are the sheet's own, as more may have been counted than kept. */
const kindsOf = (sheet: ImportSheet, kept: readonly KeptFinding[], language: Language): FindingKind[] =>
  sheet.found.map((counted) => ({
    ...counted,
    first: kept
      .filter(({ finding }) => finding.severity === counted.severity && finding.code === counted.code)
      .slice(0, FIRST_OF_A_KIND)
      .map((finding) => sayFinding(finding, language)),
  }));

export function sayFinding(kept: KeptFinding, language: Language): Finding {
  const { sheetId } = kept;
  if (kept.from === 'file') {
    const { severity, code, row, ref: cell } = kept.finding;
    const message = language === 'zh-CN' ? messageZh(kept.finding) : messageEn(kept.finding);
    return {
      severity,
      code,
      sheetId,
      message,
      ...(row === undefined ? {} : { row }),
      ...(cell === undefined ? {} : { cell }),
    };
  }
  const { row, ref, heading = '' } = kept;
  const { severity, code, params } = kept.finding;
  const place = ref ?? (language === 'zh-CN' ? `第 ${row} 行` : `Row ${row}`);
  const sentence = landingSentence(code, { heading, ...params }, language);
  const message = `${place}${language === 'zh-CN' ? '：' : ': '}${sentence}`;
  return { severity, code, sheetId, row, message, ...(ref === undefined ? {} : { cell: ref }) };
}
