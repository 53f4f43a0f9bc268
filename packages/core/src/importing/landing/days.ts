import { type Instant, type PlainDate, plainDateOf } from '../../kernel/index.ts';
import type { LedgerKind, RowOf, SheetFactsOf } from '../ledger-files/index.ts';
import type { LandingFinding } from './landing.ts';

/**
 * The day of each ledger that must have come before it is recorded: what has not happened earns nothing and counts for
 * nothing. A course is announced ahead and is not here.
 */
const HAPPENED_ON: { readonly [K in LedgerKind]?: keyof RowOf<K> & string } = {
  volunteers: 'registeredOn',
  cards: 'openedOn',
  meetings: 'heldOn',
  opinions: 'closedOn',
  fundEntries: 'enteredOn',
  serviceRecords: 'servedOn',
};

type Row = { kind: LedgerKind; fields: object; facts: SheetFactsOf<'election'> | object };

/** The problem of a row that speaks of a day after today, if it does. */
export function dayYetToCome({ kind, fields, facts }: Row, now: Instant): LandingFinding | undefined {
  const today = plainDateOf(now);
  const field = HAPPENED_ON[kind];
  const date = field === undefined ? undefined : (fields as Record<string, PlainDate | undefined>)[field];
  if (date !== undefined && date > today)
    return { severity: 'problem', code: 'dayYetToCome', field, params: { date } };
  // The day of an election stands above the table, not in a column of it.
  const held = 'declaredOn' in facts ? facts.declaredOn : undefined;
  return held !== undefined && held > today
    ? { severity: 'problem', code: 'electionYetToCome', params: { date: held } }
    : undefined;
}
