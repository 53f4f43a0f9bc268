import { comparableHeading } from '../recognising/headings.ts';
import type { SheetRow } from '../workbook/sheet.ts';
import type { ReadingPlan } from './reading-plan.ts';

export type RowKind = 'data' | 'blank' | 'heading' | 'subtotal' | 'total' | 'footnote';

const TOTAL = /^(全年|累计|院落|社区|总)?(合计|总计|共计|总数|汇总|总合计)(数|人数|金额|元)?$/;
const SUBTOTAL = /^((本页|本月|本季度?|本年)(小计|合计|共计)|小计)(数|人数|金额|元)?$/;
const FOOTNOTE =
  /^(备注|说明|注|附注|填表说明|填表人|制表人?|填报人|审核人?|负责人签字|经办人签字|签字|单位负责人|盖章|填表日期|制表日期|联系电话)[:：]/;
const CELLS_THAT_MAY_SAY_TOTAL = 3;

/** What a row below the headings is. Only `data` rows become rows of the ledger. */
export function kindOfRow(row: SheetRow, plan: ReadingPlan): RowKind {
  for (const cell of row.cells.slice(0, CELLS_THAT_MAY_SAY_TOTAL)) {
    if (cell.text.length > 12 || !/[计总汇]/.test(cell.text)) continue;
    const words = comparableHeading(cell.text);
    if (SUBTOTAL.test(words)) return 'subtotal';
    if (TOTAL.test(words)) return 'total';
  }
  const first = row.cells[0]?.text ?? '';
  if (/[:：]/.test(first) && FOOTNOTE.test(first.trim())) return 'footnote';
  if (plan.headings.areRepeatedIn(row)) return 'heading';
  return row.cells.some((cell) => cell.filled !== true && plan.telling.has(cell.column)) ? 'data' : 'blank';
}
