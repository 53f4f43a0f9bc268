import { maskNumbersIn } from '../../../kernel/index.ts';
import type { Finding, FindingCode } from '../findings.ts';
import type { Params } from '../refusals.ts';
import { isDash, isFormulaError } from '../values/plain-text.ts';
import type { Surroundings } from '../values/reading.ts';
import { type Cell, cellIn, type SheetRow } from '../workbook/sheet.ts';
import { type PlannedField, type ReadingPlan, refIn } from './reading-plan.ts';

export type FieldsRead = {
  readonly fields: Record<string, unknown>;
  readonly problems: Finding[];
  readonly warnings: Finding[];
};

/** Reads the fields of one data row. What cannot be read is a finding that names the cell; nothing is thrown. */
export function readFields(row: SheetRow, plan: ReadingPlan): FieldsRead {
  const read: FieldsRead = { fields: {}, problems: [], warnings: [] };
  const written: Record<string, string | undefined> = {};
  for (const planned of plan.fields) {
    const cell = planned.column === 0 ? undefined : cellIn(row, planned.column);
    const blank = cell === undefined || (planned.field.style.keepsDashes !== true && isDash(cell.text));
    if (blank) takeBlank(planned, row.number, plan, read);
    else {
      written[planned.key] = cell.text.trim();
      takeCell(planned, cell, row.number, plan, read);
    }
  }
  needOneOfEach(row.number, plan, read, written);
  if (plan.ledger.derive !== undefined) Object.assign(read.fields, plan.ledger.derive(read.fields, written));
  return read;
}

function takeCell(planned: PlannedField, cell: Cell, row: number, plan: ReadingPlan, read: FieldsRead): void {
  const { key, field, column } = planned;
  const note = (code: FindingCode, severity: Finding['severity'], params: Params = {}): Finding => ({
    code,
    severity,
    row,
    ref: cell.ref,
    heading: plan.headings.nameOf(planned),
    field: key,
    raw: (field.style.mask ?? maskNumbersIn)(cell.text),
    params,
  });
  if (isFormulaError(cell.text)) {
    read.problems.push(note('formulaError', 'problem'));
    return;
  }
  const surroundings: Surroundings = { heading: plan.headings.wordsOf(column), notes: plan.headings.notes };
  const reading = field.style.read(cell, surroundings);
  if (!reading.ok) {
    const lenient = field.lenient === true && !field.required;
    if (lenient) read.warnings.push(note(reading.reason, 'warning', reading.params));
    else read.problems.push(note(reading.reason, 'problem', reading.params));
    return;
  }
  if (reading.value !== undefined) read.fields[key] = reading.value;
  if (reading.doubt !== undefined) read.warnings.push(note(reading.doubt, 'warning'));
}

function takeBlank(planned: PlannedField, row: number, plan: ReadingPlan, read: FieldsRead): void {
  const { key, field, column } = planned;
  const ofSheet = field.orFact === undefined ? undefined : plan.mapping.facts[field.orFact];
  if (ofSheet !== undefined) read.fields[key] = ofSheet;
  else if (column > 0 && field.style.whenBlank !== undefined) read.fields[key] = field.style.whenBlank;
  else if (field.required) read.problems.push(missing(planned, row, plan));
}

function missing(planned: PlannedField, row: number, plan: ReadingPlan): Finding {
  const { key, field, column } = planned;
  const heading = plan.headings.nameOf(planned);
  const fact = field.orFact === undefined ? undefined : plan.ledger.facts[field.orFact];
  const place = column === 0 ? { row } : { row, ref: refIn(planned, row) };
  if (fact !== undefined && column === 0) {
    return {
      code: 'factMissing',
      severity: 'problem',
      ...place,
      field: key,
      params: { fact: fact.label.zh, factEn: fact.label.en },
    };
  }
  if (column === 0)
    return {
      code: 'requiredColumnMissing',
      severity: 'problem',
      row,
      field: key,
      params: { column: heading },
    };
  return { code: 'fieldMissing', severity: 'problem', ...place, heading, field: key, params: {} };
}

/** A field that is there but unreadable has its own problem: it is not missing as well. */
function needOneOfEach(
  row: number,
  plan: ReadingPlan,
  read: FieldsRead,
  written: Readonly<Record<string, string | undefined>>,
): void {
  for (const group of plan.ledger.needsOneOf ?? []) {
    if (group.some((key) => read.fields[key] !== undefined || written[key] !== undefined)) continue;
    const names = plan.fields
      .filter(({ key }) => group.includes(key))
      .map((planned) => plan.headings.nameOf(planned));
    read.problems.push({
      code: 'oneOfMissing',
      severity: 'problem',
      row,
      params: { headings: names.join('、') },
    });
  }
}
