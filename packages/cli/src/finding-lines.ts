import type { Finding, FindingKind } from './import.ts';
import { say } from './language.ts';

/** The findings of a sheet: one by one what keeps rows out and what is to be checked, one line for what is routine. */
export const findingLines = (kinds: readonly FindingKind[]): string[] =>
  kinds.flatMap((kind) => (kind.routine ? [routineLine(kind)] : eachLine(kind)));

// The message names its cell or row itself.
function eachLine({ severity, count, first }: FindingKind): string[] {
  const mark = severity === 'problem' ? '✗' : '!';
  const shown = first.map(({ message }) => `    ${mark} ${message}`);
  const more = count - first.length;
  return more > 0
    ? [...shown, `    ${mark} ${say(`……同样的还有 ${more} 处`, `… and ${more} more of this kind`)}`]
    : shown;
}

function routineLine({ count, first: [example] }: FindingKind): string {
  const message = example?.message ?? '';
  return `    · ${
    count === 1 ? message : say(`${count} 处同样的提醒，如 ${message}`, `${count} notes such as ${message}`)
  }`;
}

const TOTALS = new Set(['controlTotalDiffers', 'controlTotalWithGaps']);

/** The totals stated in a sheet that its rows do not come to. */
export const wrongTotals = (kinds: readonly FindingKind[]): Finding[] =>
  kinds.filter(({ code }) => TOTALS.has(code)).flatMap(({ first }) => first);

export const isWrongTotal = ({ code }: Pick<FindingKind, 'code'>): boolean => TOTALS.has(code);
