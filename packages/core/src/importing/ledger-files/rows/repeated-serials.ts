import type { SheetMapping } from '../recognising/sheet-mapping.ts';
import { NO_SURROUNDINGS } from '../values/reading.ts';
import { code } from '../values/words.ts';
import { cellIn, type Sheet } from '../workbook/sheet.ts';
import { planReading } from './reading-plan.ts';
import { kindOfRow } from './row-kinds.ts';

/** Ledgers known by their running numbers are read once before: a number used twice identifies no row. */
export async function repeatedSerials(sheet: Sheet, mapping: SheetMapping): Promise<ReadonlySet<string>> {
  const repeated = new Set<string>();
  const plan = planReading(mapping);
  const serial = plan.fields.find(({ key }) => key === 'serial')?.column ?? 0;
  if (serial === 0 || plan.ledger.identify({}, {}).by !== 'serial') return repeated;
  const met = new Set<string>();
  for await (const row of sheet.rows()) {
    const cell = cellIn(row, serial);
    if (plan.headings.takes(row) || cell === undefined || kindOfRow(row, plan) !== 'data') continue;
    const number = code.read(cell, NO_SURROUNDINGS);
    if (!number.ok) continue;
    if (met.has(number.value)) repeated.add(number.value);
    met.add(number.value);
  }
  return repeated;
}
