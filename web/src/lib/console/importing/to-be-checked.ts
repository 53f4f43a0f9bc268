import { m } from '#lib/paraglide/messages.js';
import type { Sheet } from './import-types.ts';

/** The totals of a sheet that its rows do not come to. */
export const wrongTotalsOf = ({ controlTotals }: Sheet) => controlTotals.filter(({ matches }) => !matches);

/** What keeps no row out but may be wrong: findings that are neither a problem nor routine. */
export const checksOf = ({ found }: Sheet): number =>
  found
    .filter(({ severity, routine }) => severity === 'warning' && !routine)
    .reduce((sum, { count }) => sum + count, 0);

export const toBeChecked = (sheets: readonly Sheet[]): number =>
  sheets.reduce((sum, sheet) => sum + checksOf(sheet), 0);

/** The line on top also says when a total is wrong: nothing else on the page is as likely to mean a lost row. */
export function summaryWithTotals(summary: string, sheets: readonly Sheet[]): string {
  const wrong = sheets.flatMap(wrongTotalsOf).length;
  return wrong === 0
    ? summary
    : summary + m.console_summary_semicolon() + m.console_totals_differ({ count: String(wrong) });
}
