import { createHash } from 'node:crypto';
import { bareFileName, type SheetContext } from '../ledgers/sheet-facts.ts';
import { unspaced } from '../values/plain-text.ts';
import type { WorkbookFormat } from '../workbook/sheet.ts';

/** The line `writeRejects` adds when the sheet's own words would not give the same label again. */
const STATED_SOURCE = /^来源[:：](.+)$/;

const LONGEST_LABEL = 200;

export const statedSourceLine = (label: string): string => `来源：${label}`;

/** The label such a line states, or undefined when it is an ordinary line. */
export const statedSourceIn = (line: string): string | undefined => STATED_SOURCE.exec(unspaced(line))?.[1];

/**
 * What the office would call this source: its title, notes and sheet name, without what changes each time it is filled
 * in. The end of a period is dropped, its start is kept: a ledger that grows from month to month stays the same source,
 * while the sheets of single months remain different ones.
 */
export function sourceLabelOf(context: SheetContext, format: WorkbookFormat): string {
  if (context.statedSource !== undefined) return shortened(context.statedSource);
  const lines = [context.title, ...context.notes];
  const sheet = format === 'csv' || isGenericName(context.sheetName) ? '' : context.sheetName;
  const label = [...lines, sheet]
    .map(lasting)
    .filter((words) => words !== '')
    .join('·');
  // A file may be called `.csv`, or nothing but the day it was filled in.
  return shortened(label || lasting(bareFileName(context.fileName)) || unspaced(context.fileName));
}

/** Notes may run on for pages. What a long label loses stays in it as a digest: its end may be all that tells two apart. */
function shortened(label: string): string {
  if (label.length <= LONGEST_LABEL) return label;
  const digest = createHash('sha256').update(label).digest('hex').slice(0, 16);
  return `${label.slice(0, LONGEST_LABEL - 17)}…${digest}`;
}

/** Stable across uploads: the same ledger of the same source has the same key. 16 characters, letters and digits. */
export function sourceKeyOf(kind: string, label: string): string {
  return createHash('sha256')
    .update(`${kind}\n${unspaced(label)}`)
    .digest('hex')
    .slice(0, 16);
}

const isGenericName = (name: string): boolean => /^(sheet|工作表|表|worksheet)\s*\d*$/i.test(name.trim());

const DAY = String.raw`\d{4}[.\-/年]\d{1,2}(?:[.\-/月]\d{1,2}日?|月)?`;
const AS_OF = new RegExp(`截[至止到]+${DAY}(?:底|止)?`, 'g');
const FILLED_IN_ON = new RegExp(
  `(?:填报|制表|统计|上报|填表|报送|更新|打印|导出)(?:日期|时间)[:：]?${DAY}`,
  'g',
);
const PERIOD = new RegExp(`(${DAY})[-—–~至到]+(?:${DAY}|\\d{1,2}月(?:\\d{1,2}日)?)`, 'g');

const lasting = (line: string): string =>
  unspaced(line)
    .replace(AS_OF, '')
    .replace(FILLED_IN_ON, '')
    .replace(PERIOD, '$1起')
    .replace(/[·\s]+$/, '');
