import { maskNumbersIn } from '../../../kernel/index.ts';
import { columnLetters } from '../../../spreadsheet/references.ts';
import type { ControlTotal, Finding } from '../findings.ts';
import type { LedgerKind, RowOf } from '../ledgers/ledgers.ts';
import type { SheetMapping } from '../recognising/sheet-mapping.ts';
import { sourceKeyOf } from '../recognising/source-identity.ts';
import type { Cell, Sheet, SheetRow } from '../workbook/sheet.ts';
import { ControlTotals } from './control-totals.ts';
import { fillDown } from './fill-down.ts';
import { readFields } from './read-fields.ts';
import { planReading, type ReadingPlan } from './reading-plan.ts';
import { repeatedSerials } from './repeated-serials.ts';
import { RowKeys } from './row-keys.ts';
import { kindOfRow } from './row-kinds.ts';
import { SeenKeys } from './seen-keys.ts';
import { checksOf } from './sheet-checks.ts';

/** One data row. `raw` holds every cell as written, by column letters, columns without a meaning included. */
export type LedgerRow<Kind extends LedgerKind = LedgerKind> = {
  readonly rowNumber: number;
  readonly problems: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly raw: Readonly<Record<string, string>>;
} & (
  | { readonly accepted: true; readonly key: string; readonly fields: RowOf<Kind> }
  | { readonly accepted: false; readonly key: string | undefined; readonly fields: Partial<RowOf<Kind>> }
);

export type ReadingOutcome = {
  readonly rowsRead: number;
  readonly rowsRejected: number;
  readonly controlTotals: readonly ControlTotal[];
  /** About the sheet as a whole; findings about single rows come with the rows. */
  readonly findings: readonly Finding[];
};

export type LedgerReading<Kind extends LedgerKind> = AsyncIterable<LedgerRow<Kind>> & {
  readonly sourceKey: string;
  /** What the whole sheet came to. Complete once all rows were taken. */
  outcome(): ReadingOutcome;
};

/**
 * Reads the rows of one sheet as its mapping says. Streams: memory does not grow with the rows but for a short hash
 * each, which finds duplicates.
 *
 * @param seen hand the same to all sheets of an import, and duplicates between sheets are found too
 */
export function readRows<Kind extends LedgerKind>(
  sheet: Sheet,
  mapping: SheetMapping & { readonly kind: Kind },
  seen: SeenKeys = new SeenKeys(),
): LedgerReading<Kind> {
  const sourceKey = sourceKeyOf(mapping.kind, mapping.sourceLabel);
  let outcome: ReadingOutcome = { rowsRead: 0, rowsRejected: 0, controlTotals: [], findings: [] };

  async function* rows(): AsyncGenerator<LedgerRow<Kind>> {
    const plan = planReading(mapping);
    const keys = new RowKeys(mapping.kind, sourceKey, await repeatedSerials(sheet, mapping));
    const totals = new ControlTotals(plan);
    const checks = checksOf(plan);
    const complete = fillDown(plan);
    let rowsRead = 0;
    let rowsRejected = 0;
    for await (const row of sheet.rows()) {
      if (plan.headings.takes(row)) continue;
      const kind = kindOfRow(row, plan);
      if (kind === 'total' || kind === 'subtotal') totals.takeTotals(row, kind === 'subtotal');
      if (kind !== 'data') continue;
      const filled = complete(row);
      const read = readRow(filled.row, filled.carried, plan, keys, { seen, sheet: sheet.name });
      totals.addRow(read.fields, read.problems);
      for (const check of checks) check.row(row.number, read.fields);
      rowsRead += 1;
      if (!read.accepted) rowsRejected += 1;
      yield read as unknown as LedgerRow<Kind>;
    }
    const compared = totals.compare();
    const findings = [...compared.findings, ...checks.flatMap((check) => check.findings())];
    outcome = { rowsRead, rowsRejected, controlTotals: compared.totals, findings };
  }

  return { sourceKey, outcome: () => outcome, [Symbol.asyncIterator]: rows };
}

type RowRead = Omit<LedgerRow, 'fields' | 'key' | 'accepted'> & {
  accepted: boolean;
  key: string | undefined;
  fields: Record<string, unknown>;
};

function readRow(
  row: SheetRow,
  carried: readonly Cell[],
  plan: ReadingPlan,
  keys: RowKeys,
  place: { seen: SeenKeys; sheet: string },
): RowRead {
  const { fields, problems, warnings } = readFields(row, plan);
  const identity = plan.ledger.identify(fields, plan.mapping.facts);
  const { number } = row;
  problems.push(...factsNeeded(plan, number));
  const key = keys.keyOf(identity, problems.length === 0);
  if (key !== undefined && problems.length === 0) {
    const earlier = place.seen.firstSeen(key, { row: number, sheet: place.sheet });
    if (earlier !== undefined) problems.push(duplicate(number, earlier, key));
  }
  if (keys.lastWasAgain && !keys.isRepeated(identity))
    warnings.push({ code: 'rowSaidAgain', severity: 'warning', row: number, params: {} });
  if (keys.isRepeated(identity))
    warnings.push({
      code: 'serialRepeated',
      severity: 'warning',
      row: number,
      params: { serial: String(fields.serial) },
    });
  const [first] = carried;
  if (first !== undefined) warnings.push(filledFromAbove(first, number, plan));
  const raw: Record<string, string> = {};
  for (const cell of row.cells) raw[columnLetters(cell.column)] = cell.text;
  return { rowNumber: number, accepted: problems.length === 0, key, fields, problems, warnings, raw };
}

/** Without a fact that its rows depend on, no row of the sheet can be taken: the person is asked for the fact. */
function factsNeeded({ ledger, mapping }: ReadingPlan, row: number): Finding[] {
  return Object.entries(ledger.facts)
    .filter(([key, fact]) => fact.required === true && mapping.facts[key] === undefined)
    .map(([field, { label }]) => ({
      code: 'factMissing',
      severity: 'problem',
      row,
      field,
      params: { fact: label.zh, factEn: label.en },
    }));
}

function duplicate(row: number, earlier: { row: number; sheet: string }, key: string): Finding {
  const identity = key.split('/').slice(1).map(decodeURIComponent).join(' · ');
  return {
    code: 'duplicateRow',
    severity: 'problem',
    row,
    params: { earlier: earlier.row, sheet: earlier.sheet, identity: maskNumbersIn(identity) },
  };
}

function filledFromAbove(cell: Cell, row: number, plan: ReadingPlan): Finding {
  const planned = plan.fields.find(({ column }) => column === cell.column);
  const heading = planned === undefined ? '' : plan.headings.nameOf(planned);
  return {
    code: 'filledFromAbove',
    severity: 'warning',
    row,
    ref: cell.ref,
    heading,
    params: { value: maskNumbersIn(cell.text) },
  };
}
