import type { Finding, FindingCode } from './findings.ts';
import type { Params, RefusalCode, RefusedFileError } from './refusals.ts';

type Sentence = readonly [zh: string, en: string];

/**
 * What is wrong and what to do, in both languages. `{name}` comes from the parameters. The place and the raw text are
 * put in front by `said`, so that every sentence names its cell.
 */
const ABOUT_A_CELL: Partial<Record<FindingCode, Sentence>> = {
  dateUnreadable: [
    '读不出日期。写成 2019-04-12 或 2019年4月12日。',
    'is no date that can be read. Write 2019-04-12 or 2019年4月12日.',
  ],
  dateWithoutDay: [
    '没有写到哪一日。补上日，写成 2019-04-12。',
    'does not say which day. Add the day: 2019-04-12.',
  ],
  dateImpossible: ['这一天不存在。核对月份和日。', 'is a day that does not exist. Check month and day.'],
  monthUnreadable: [
    '读不出年月。写成 1953-07 或 1953年7月。',
    'is no month that can be read. Write 1953-07 or 1953年7月.',
  ],
  monthMissing: [
    '只有年份。补上月份，写成 {year}-07 这样。',
    'is only a year. Add the month, like {year}-07.',
  ],
  monthAmbiguous: [
    '分不清是 1 月还是 10 月。把单元格设为文本，写成 {year}-01 或 {year}-10。',
    'may be January or October. Make the cell text and write {year}-01 or {year}-10.',
  ],
  decadeUnreadable: [
    '看不出年份，按原文保留。需要年份时写成 80年代 或 1985年。',
    'names no year and is kept as written. Write 80年代 or 1985年 if a year is needed.',
  ],
  durationUnreadable: ['读不出来。写成 1.5小时 或 90分钟。', 'cannot be read. Write 1.5小时 or 90分钟.'],
  durationNotWholeMinutes: [
    '不是整分钟。改成整分钟，如 20分钟。',
    'does not come to whole minutes. Write whole minutes, like 20分钟.',
  ],
  durationOutOfRange: [
    '合 {duration}，一次服务应在 1 分钟到 24 小时之间。若是分钟，写成 90分钟。',
    'comes to {duration}; one service lasts between 1 minute and 24 hours. If it counts minutes, write 90分钟.',
  ],
  moneyUnreadable: [
    '读不出金额。写成 1234.50 或 ￥1,234.50。',
    'is no amount that can be read. Write 1234.50 or ￥1,234.50.',
  ],
  moneyTooFine: [
    '不到一分的零头无法入账。改成最多两位小数。',
    'has a fraction of a fen. Write at most two decimals.',
  ],
  numberUnreadable: [
    '读不出数字。只写数字，如 50。',
    'is no number that can be read. Write only the number, like 50.',
  ],
  numberNotWhole: ['应是不小于 0 的整数。', 'should be a whole number, not negative.'],
  yesNoUnreadable: ['看不出是或否。写“是”或“否”。', 'says neither yes nor no. Write 是 or 否.'],
  phoneUnreadable: [
    '不像电话号码。写 11 位手机号，或带区号的座机。',
    'is no phone number. Write 11 digits, or a landline with its area code.',
  ],
  severalPhones: [
    '有几个号码，取第一个。其余的请写到备注。',
    'holds several numbers; the first is taken. Put the others into the note.',
  ],
  choiceUnknown: [
    '不在可选的词里。改成其中之一：{choices}。',
    'is none of the known words. Write one of: {choices}.',
  ],
  scheduleUnreadable: [
    '读不出上课时间，按原文保留。写成 每周三 14:00-16:00。',
    'names no time that can be read and is kept as written. Write 每周三 14:00-16:00.',
  ],
  textTooLong: ['太长了。最多 {max} 个字。', 'is too long: at most {max} characters.'],
  formulaError: [
    '是出错的公式。改正公式，或直接填写内容。',
    'is a formula that failed. Mend the formula, or write the value.',
  ],
  unknownColumn: [
    '这一列没有对应的栏目，不会导入。需要时在对应表里指定。',
    'is a column without a known meaning and is not imported. Assign it in the mapping if it is needed.',
  ],
  controlTotalUnreadable: [
    '合计读不出来，没有核对。',
    'is a total that cannot be read, so it was not checked.',
  ],
  controlTotalDiffers: [
    '写的合计是 {stated}，各行相加是 {computed}。核对这一列，或改正合计。',
    'states a total of {stated}, but its rows come to {computed}. Check the column or mend the total.',
  ],
  balanceDiffers: [
    '写的结余是 {stated}，按上一行推算应为 {computed}。核对这一行的收入、支出和结余。',
    'states a balance of {stated}; from the row before it should be {computed}. Check income, spending and balance of this row.',
  ],
  moreVotesThanValidBallots: [
    '得票多于有效票（{valid} 张）。核对票数。',
    'is more than the valid ballots ({valid}). Check the count.',
  ],
};

const ABOUT_A_ROW: Partial<Record<FindingCode, Sentence>> = {
  fieldMissing: [
    '{heading}没有填。补上内容；这一行若不需要，请删去。',
    '{heading} is missing. Fill it in, or delete the row if it is not needed.',
  ],
  oneOfMissing: ['{headings}至少要填一项。', 'at least one of {headings} must be filled in.'],
  factMissing: [
    '不知道这张表的{fact}。把它写进标题，或在对应表里填写。',
    'the sheet does not say its {factEn}. Put it into the title, or fill it in in the mapping.',
  ],
  duplicateRow: [
    '与“{sheet}”第 {earlier} 行重复（{identity}）。删去其中一行，或改正编号。',
    'repeats row {earlier} of “{sheet}” ({identity}). Delete one of them, or mend the number.',
  ],
  serialRepeated: [
    '序号 {serial} 用了不止一次，这一行按内容识别。建议重新编号。',
    'the number {serial} is used more than once; this row is told apart by its content. Better number the rows anew.',
  ],
  filledFromAbove: [
    '{heading}空着，沿用上面的“{value}”。',
    '{heading} is blank; “{value}” from above is used.',
  ],
};

const ABOUT_A_SHEET: Partial<Record<FindingCode, Sentence>> = {
  requiredColumnMissing: [
    '没有找到“{column}”一列。在对应表里指定是哪一列，或补上这一列。',
    'there is no column for “{column}”. Assign it in the mapping, or add the column.',
  ],
  factMissing: ABOUT_A_ROW.factMissing as Sentence,
  moreBallotsReturnedThanIssued: [
    '收回选票 {returned} 张，多于发出的 {issued} 张。按规定选举无效，请核对。',
    '{returned} ballots came back, more than the {issued} issued. The election would be void: please check.',
  ],
  moreValidBallotsThanReturned: [
    '有效票 {valid} 张，多于收回的 {returned} 张。请核对。',
    '{valid} valid ballots are more than the {returned} returned. Please check.',
  ],
  morePresentThanEligible: [
    '实到 {present} 户，多于应到的 {eligible} 户。请核对。',
    '{present} households present are more than the {eligible} eligible. Please check.',
  ],
};

const REFUSALS: Record<RefusalCode, Sentence> = {
  emptyFile: ['文件是空的。请重新导出后上传。', 'The file is empty. Export it again and upload it.'],
  notASpreadsheet: [
    '这不是 Excel 工作簿或 CSV 文件（看起来是 {found}）。请另存为 .xlsx 或 .csv 后上传。',
    'This is no Excel workbook or CSV file (it looks like {found}). Save it as .xlsx or .csv.',
  ],
  encryptedOrOldFormat: [
    '文件加了密码，或者是旧版 .xls。请去掉密码并另存为 .xlsx。',
    'The file has a password or is an old .xls. Remove the password and save it as .xlsx.',
  ],
  encryptedFile: ['文件加了密码。请去掉密码后上传。', 'The file has a password. Remove it and upload again.'],
  macros: [
    '文件带有宏，不能接收。请另存为不带宏的 .xlsx。',
    'The file holds macros and is not accepted. Save it as .xlsx without macros.',
  ],
  zipBomb: [
    '文件解开后大得不正常，不能接收。请用 Excel 重新另存一份。',
    'The file unpacks to an abnormal size and is not accepted. Save it anew from Excel.',
  ],
  brokenArchive: [
    '文件已损坏，打不开。请用 Excel 打开并另存一份。',
    'The file is damaged. Open it in Excel and save it anew.',
  ],
  brokenXml: [
    '文件内容已损坏（{part}）。请用 Excel 打开并另存一份。',
    'The file’s content is damaged ({part}). Open it in Excel and save it anew.',
  ],
  brokenCsv: [
    '第 {row} 行的引号不成对，后面的内容读不出来。请检查这一行。',
    'The quotes in row {row} do not match, so what follows cannot be read. Check that row.',
  ],
  unknownEncoding: [
    '文字编码认不出来。请另存为 UTF-8 的 CSV，或 .xlsx。',
    'The text encoding is not known. Save it as UTF-8 CSV or as .xlsx.',
  ],
  declaresEntities: [
    '文件里有不该有的声明，可能是攻击，不能接收。请用 Excel 重新另存。',
    'The file declares entities, which may be an attack. Save it anew from Excel.',
  ],
  cellTooLong: [
    '有单元格的内容过长（{part}），一格最多 32767 个字。',
    'A cell is too long ({part}): at most 32,767 characters.',
  ],
  tooManyColumns: [
    '第 {row} 行超过 {limit} 列，不是正常的台账。',
    'Row {row} has more than {limit} columns: no ordinary ledger.',
  ],
  tooManyRows: ['超过 {limit} 行。请拆成几个文件。', 'More than {limit} rows. Split the file.'],
  tooManySheets: ['工作表超过 {limit} 张。请拆成几个文件。', 'More than {limit} sheets. Split the file.'],
  tooManyMerges: [
    '合并单元格过多，超过 {limit} 处。请取消合并后上传。',
    'More than {limit} merged ranges. Unmerge them and upload again.',
  ],
  tooMuchText: ['文字总量过大。请拆成几个文件。', 'There is too much text in one file. Split it.'],
};

/** `G15：服务时长「一会儿」读不出来。写成 1.5小时 或 90分钟。` */
export const messageZh = (finding: Finding): string => said(finding, 0);

/** `G15: 服务时长 “一会儿” cannot be read. Write 1.5小时 or 90分钟.` */
export const messageEn = (finding: Finding): string => said(finding, 1);

export const refusalZh = ({ code, params }: Pick<RefusedFileError, 'code' | 'params'>): string =>
  filled(REFUSALS[code][0], params);
export const refusalEn = ({ code, params }: Pick<RefusedFileError, 'code' | 'params'>): string =>
  filled(REFUSALS[code][1], params);

function said(finding: Finding, language: 0 | 1): string {
  const { code, ref, row, heading = '', raw, params } = finding;
  const zh = language === 0;
  const aboutCell = ABOUT_A_CELL[code];
  const aboutRow = row === undefined ? undefined : ABOUT_A_ROW[code];
  const place = ref ?? (row === undefined ? '' : zh ? `第 ${row} 行` : `Row ${row}`);
  const where = place === '' ? '' : zh ? `${place}：` : `${place}: `;
  if (aboutCell !== undefined) {
    const quoted = raw === undefined ? '' : zh ? `「${shortened(raw)}」` : ` “${shortened(raw)}”`;
    return `${where}${heading}${quoted}${zh ? '' : ' '}${filled(aboutCell[language], params)}`;
  }
  const sentence = aboutRow ?? ABOUT_A_SHEET[code] ?? [code, code];
  return `${where}${filled(sentence[language], { heading, ...params })}`;
}

/** A cell may hold thousands of characters; a sentence may not. */
const shortened = (raw: string): string => (raw.length > 40 ? `${raw.slice(0, 40)}…` : raw);

const filled = (template: string, params: Params): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
