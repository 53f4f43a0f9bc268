import type { ControlTotal, Finding } from '../findings.ts';
import { isDash } from '../values/plain-text.ts';
import { cellIn, type SheetRow } from '../workbook/sheet.ts';
import type { PlannedField, ReadingPlan } from './reading-plan.ts';

type Stated = {
  planned: PlannedField;
  ref: string;
  row: number;
  stated: number;
  isSubtotal: boolean;
  sum: Sum;
};
/** `unread` counts the cells of the column that could not be read, whose numbers are in neither sum. */
type Sum = { all: number; section: number; unread: number };

/** Adds up the columns that totals rows speak of, and compares. Rows that are rejected count too: they are in the file. */
export class ControlTotals {
  readonly #plan: ReadingPlan;
  readonly #fields: readonly PlannedField[];
  readonly #sums = new Map<string, Sum>();
  readonly #stated: Stated[] = [];
  readonly #unreadable: Finding[] = [];

  constructor(plan: ReadingPlan) {
    this.#plan = plan;
    this.#fields = plan.fields.filter(({ field, column }) => field.control !== undefined && column > 0);
    for (const { key } of this.#fields) this.#sums.set(key, { all: 0, section: 0, unread: 0 });
  }

  addRow(values: Readonly<Record<string, unknown>>, problems: readonly Finding[]): void {
    for (const { key, field } of this.#fields) {
      const value = values[key];
      const sum = this.#sums.get(key);
      if (sum === undefined) continue;
      if (problems.some(({ field, raw }) => field === key && raw !== undefined)) sum.unread += 1;
      if (typeof value !== 'number') continue;
      const last = field.control === 'last';
      sum.all = last ? value : added(sum.all, value);
      sum.section = last ? value : added(sum.section, value);
    }
  }

  takeTotals(row: SheetRow, isSubtotal: boolean): void {
    for (const planned of this.#fields) {
      const cell = cellIn(row, planned.column);
      const sum = this.#sums.get(planned.key);
      if (cell === undefined || sum === undefined || isDash(cell.text)) continue;
      const { style } = planned.field;
      const surroundings = {
        heading: this.#plan.headings.wordsOf(planned.column),
        notes: this.#plan.headings.notes,
      };
      const reading = (style.readTotal ?? style.read)(cell, surroundings);
      const place = { ref: cell.ref, row: row.number };
      if (reading.ok && typeof reading.value === 'number') {
        this.#stated.push({ planned, ...place, stated: reading.value, isSubtotal, sum: { ...sum } });
      } else if (!saysTotal(cell.text)) {
        const heading = this.#plan.headings.nameOf(planned);
        this.#unreadable.push({
          code: 'controlTotalUnreadable',
          severity: 'warning',
          ...place,
          heading,
          raw: cell.text,
          params: {},
        });
      }
      if (planned.field.control === 'sum') sum.section = 0;
    }
  }

  /** After the last row: a total may stand above its rows. */
  compare(): { totals: ControlTotal[]; findings: Finding[] } {
    const totals = this.#stated.map((stated) => this.#compared(stated));
    const differing = totals.filter(({ matches }) => !matches).map((total) => this.#finding(total));
    return { totals, findings: [...differing, ...this.#unreadable] };
  }

  #compared({ planned, ref, row, stated, isSubtotal, sum }: Stated): ControlTotal {
    const all = this.#sums.get(planned.key)?.all ?? 0;
    const possible = isSubtotal ? [sum.section, sum.all] : [all, sum.all, sum.section];
    const nearest = isSubtotal ? sum.section : sum.all === 0 ? all : sum.all;
    const matches = possible.includes(stated);
    return {
      field: planned.key,
      heading: this.#plan.headings.nameOf(planned),
      ref,
      row,
      stated,
      computed: matches ? stated : nearest,
      unread: this.#sums.get(planned.key)?.unread ?? 0,
      matches,
    };
  }

  #finding({ field, heading, ref, row, stated, computed, unread }: ControlTotal): Finding {
    const show = this.#plan.ledger.fields[field]?.style.show ?? String;
    return {
      code: unread === 0 ? 'controlTotalDiffers' : 'controlTotalWithGaps',
      severity: 'warning',
      row,
      ref,
      heading,
      field,
      params: { stated: show(stated), computed: show(computed), unread },
    };
  }
}

/** Square metres may have decimals; all other columns are whole numbers and stay exact. */
const added = (sum: number, value: number): number => Math.round((sum + value) * 1e6) / 1e6;

/** A label merged across its row reaches into columns of numbers. */
const saysTotal = (text: string): boolean => /[合总小共]\s*计|汇总/.test(text);
