import type { LandingFinding } from '../landing/landing.ts';
import type { Finding as FileFinding } from '../ledger-files/index.ts';

/**
 * A finding as preflight keeps it: a code and its parameters, so that it can be said in the language of whoever reads it.
 * Kept beside the uploaded file, not in the table: preflight writes nothing there.
 */
export type KeptFinding = { sheetId: string } & (
  | { from: 'file'; finding: FileFinding }
  | { from: 'community'; row: number; ref?: string; finding: LandingFinding }
);

/** Warnings kept at most for one sheet; what is beyond is counted. A problem is always kept: its row needs its reason. */
const WARNINGS_KEPT = 5_000;

export class FindingsFile {
  readonly #lines: string[] = [];
  warnings = 0;

  keep(finding: KeptFinding): void {
    const warns = finding.finding.severity === 'warning';
    if (warns) this.warnings += 1;
    if (!warns || this.warnings <= WARNINGS_KEPT) this.#lines.push(JSON.stringify(finding));
  }

  bytes(): Uint8Array {
    return Buffer.from(this.#lines.join('\n'));
  }
}

export const readFindings = (bytes: Uint8Array): KeptFinding[] =>
  Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as KeptFinding);

export const findingsName = (sheetId: string) => `findings-${sheetId}.jsonl`;
