import { byUrgency, type FindingCount, isRoutine } from '../finding.ts';
import type { LandingFinding } from '../landing/landing.ts';
import type { Finding as FileFinding } from '../ledger-files/index.ts';

/**
 * A finding as preflight keeps it: a code and its parameters, so that it can be said in the language of whoever reads it.
 * Kept beside the uploaded file, not in the table: preflight writes nothing there. `heading` is its column's.
 */
export type KeptFinding = { sheetId: string } & (
  | { from: 'file'; finding: FileFinding }
  | { from: 'community'; row: number; ref?: string; heading?: string; finding: LandingFinding }
);

/** Warnings of one kind kept at most; what is beyond is counted. A problem is always kept: its row needs its reason. */
const KEPT_OF_A_KIND = 5_000;

export class FindingsFile {
  readonly #lines: string[] = [];
  readonly #counts = new Map<string, FindingCount>();

  keep(kept: KeptFinding): void {
    const { severity, code } = kept.finding;
    const kind = `${severity} ${code}`;
    const counted = this.#counts.get(kind) ?? {
      severity,
      code,
      routine: isRoutine({ severity, code }),
      count: 0,
    };
    counted.count += 1;
    this.#counts.set(kind, counted);
    if (severity === 'problem' || counted.count <= KEPT_OF_A_KIND) this.#lines.push(JSON.stringify(kept));
  }

  get warnings(): number {
    return this.found()
      .filter(({ severity }) => severity === 'warning')
      .reduce((sum, { count }) => sum + count, 0);
  }

  /** How many of each kind, the most urgent first. */
  found(): FindingCount[] {
    return [...this.#counts.values()].sort(byUrgency);
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
