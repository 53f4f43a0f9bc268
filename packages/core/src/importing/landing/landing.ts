import type { Draft, DraftSource } from '../../table/index.ts';
import type { LedgerKind, RowOf, SheetFactsOf } from '../ledger-files/index.ts';
import type { World } from '../world.ts';
import type { LandingCode } from './findings.ts';

/** What is odd about a row once it is held against what the community already has. A problem rejects the row. */
export type LandingFinding = {
  severity: 'problem' | 'warning';
  code: LandingCode;
  /** The field of the row, so that the finding can name the cell. */
  field?: string;
  params: Record<string, string | number>;
};

export type Landed = { drafts: Draft[]; findings: LandingFinding[] };

/** One row of a known ledger, with the facts of its sheet and its natural identity. */
export type LandingRow<K extends LedgerKind> = {
  key: string;
  fields: RowOf<K>;
  facts: SheetFactsOf<K>;
};

/** Turns a row into the records it becomes. Pure but for reading `world`; writes nothing. */
export type Landing<K extends LedgerKind> = (row: LandingRow<K>, world: World, at: DraftSource) => Landed;

/** The place of a row in its ledger: its running number where it has one, else its row in the sheet. */
export const positionOf = (serial: string | undefined, row: number): number =>
  serial !== undefined && /^\d{1,5}$/.test(serial) ? Number(serial) : row;

/** What a ledger becomes only once all its rows have been read: the election that its candidates stood in. */
export type SheetEnd<K extends LedgerKind> = (
  facts: SheetFactsOf<K>,
  world: World,
  at: DraftSource,
) => Draft[];

export const problem = (code: LandingCode, field: string, params: LandingFinding['params'] = {}): Landed => ({
  drafts: [],
  findings: [{ severity: 'problem', code, field, params }],
});

export const warning = (
  code: LandingCode,
  field: string,
  params: LandingFinding['params'] = {},
): LandingFinding => ({ severity: 'warning', code, field, params });

export const landed = (drafts: Draft[], findings: LandingFinding[] = []): Landed => ({ drafts, findings });
