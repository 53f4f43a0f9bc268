import type { Finding, FindingCode } from './findings.ts';
import type { Params, RefusalCode, RefusedFileError } from './refusals.ts';
import { VALUE_REASONS } from './values/reading.ts';

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
    '看不出年份，照原样保留。需要年份时写成 80年代 或 1985年。',
    'names no year and is kept as written. Write 80年代 or 1985年 if a year is needed.',
  ],
  durationUnreadable: [
    '读不出时长。写成 1.5小时 或 90分钟。',
    'is no duration that can be read. Write 1.5小时 or 90分钟.',
  ],
  durationNotPositive: [
    '不大于 0。服务时长要大于 0，写成 1.5小时 或 90分钟；这次服务若没有做，请删去这一行。',
    'is not more than 0. A service takes time: write 1.5小时 or 90分钟, or delete the row if it did not take place.',
  ],
  durationNotWholeMinutes: [
    '不是整分钟。改成整分钟，如 20分钟。',
    'does not come to whole minutes. Write whole minutes, like 20分钟.',
  ],
  durationOutOfRange: [
    '合 {duration}，一次服务最多 24 小时。如果写的是分钟，请加上单位，如 90分钟；如果是几次合在一起，请分开写。',
    'comes to {duration}; one service lasts 24 hours at most. If it counts minutes, write the unit, like 90分钟; if it is several services, give each its row.',
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
  numberNotWhole: [
    '应是不小于 0 的整数。核对后改成整数，如 50。',
    'should be a whole number, not negative. Check it and write one, like 50.',
  ],
  yesNoUnreadable: ['看不出是或否。写“是”或“否”。', 'says neither yes nor no. Write 是 or 否.'],
  phoneUnreadable: [
    '不像电话号码。写 11 位手机号，或带区号的座机。',
    'is no phone number. Write 11 digits, or a landline with its area code.',
  ],
  severalPhones: [
    '有几个号码，取第一个。其余的请写到备注。',
    'holds several numbers; the first is taken. Put the others into the note.',
  ],
  idNumberForm: [
    '不是 18 位身份证号。核对后重填；单元格要设为文本，否则 Excel 会把末几位变成 0。',
    'is no ID number of 18 characters. Check it; the cell must be text, or Excel turns its last digits to 0.',
  ],
  idNumberBirthday: [
    '第 7 到 14 位不是一个日期。核对身份证号。',
    'has no date in its characters 7 to 14. Check the number.',
  ],
  idNumberCheckDigit: [
    '末位校验码对不上，有一位写错了。对照身份证核对。',
    'has a check digit that does not fit: some digit is wrong. Compare it with the card.',
  ],
  choiceUnknown: [
    '不在可选的词里。改成其中之一：{choices}。',
    'is none of the known words. Write one of: {choices}.',
  ],
  politicsUnknown: [
    '不是认识的政治面貌，这一行照常导入，按“其他”记入。写错了请改成：中共党员、共青团员、群众。',
    'is no political status that is known; the row goes in, and it is taken as “other”. If it is a slip, write 中共党员, 共青团员 or 群众.',
  ],
  scheduleUnreadable: [
    '读不出上课时间，照原样保留，课程表里排不出课次。写成 每周三 14:00-16:00。',
    'names no time that can be read and is kept as written, without sessions. Write 每周三 14:00-16:00.',
  ],
  textTooLong: ['太长了。请缩短到 {max} 个字以内。', 'is too long. Shorten it to {max} characters at most.'],
  formulaError: [
    '是出错的公式。改正公式，或直接填写内容。',
    'is a formula that failed. Mend the formula, or write the value.',
  ],
  unknownColumn: [
    '这一列没有对应的栏目，不会导入。需要时在“核对识别”一步里指定。',
    'is a column without a known meaning and is not imported. Assign it in the step “Recognised” if it is needed.',
  ],
  controlTotalUnreadable: [
    '合计读不出来，没有核对。要核对的话，请改成数字再传一次。',
    'is a total that cannot be read, so it was not checked. Write a number and send it again to have it checked.',
  ],
  controlTotalDiffers: [
    '写的合计是 {stated}，各行相加是 {computed}。核对这一列，或改正合计。',
    'states a total of {stated}, but its rows come to {computed}. Check the column or mend the total.',
  ],
  controlTotalWithGaps: [
    '写的合计是 {stated}，各行相加是 {computed}，有 {unread} 格有问题、没有算进去。先改好那几格，再核对合计。',
    'states a total of {stated}, but its rows come to {computed} without {unread} cells that have a problem. Mend those first, then check the total.',
  ],
  balanceDiffers: [
    '写的是 {stated}，按上一行推算应为 {computed}。核对这一行的收入、支出和结余。',
    'says {stated}; from the row before it should be {computed}. Check income, spending and balance of this row.',
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
  oneOfMissing: [
    '{headings}都没有填，至少要填一项。',
    'none of {headings} is filled in; at least one is needed.',
  ],
  factMissing: [
    '这张表没有写明{fact}。把它写进标题再传一次，或在“核对识别”一步里填写。',
    'the sheet does not say its {factEn}. Put it into the title and send it again, or fill it in in the step “Recognised”.',
  ],
  duplicateRow: [
    '与“{sheet}”第 {earlier} 行重复（{identity}），只收前面那一行。删去其中一行，或改正编号、名称。',
    'repeats row {earlier} of “{sheet}” ({identity}); only the earlier is taken. Delete one of them, or mend the number or name.',
  ],
  serialRepeated: [
    '序号 {serial} 用了不止一次，照常导入。以后改了这一行再传，会当成新的一行；请重新编号。',
    'the number {serial} is used more than once; taken all the same. Changed and sent again the row would count as a new one: better number the rows anew.',
  ],
  rowSaidAgain: [
    '和前面的一行每一格都相同，也没有序号。照常导入，各算一次；如果是同一件事写了两遍，请删去一行。',
    'says in every cell what an earlier row says, and has no number. Both are taken and both count; if it is one thing written twice, delete one of them.',
  ],
  filledFromAbove: [
    '{heading}空着，沿用上面的“{value}”。',
    '{heading} is blank; “{value}” from above is used.',
  ],
};

const ABOUT_A_SHEET: Partial<Record<FindingCode, Sentence>> = {
  requiredColumnMissing: [
    '没有找到“{column}”一列。在“核对识别”一步里指定是哪一列，或补上这一列再传一次。',
    'there is no column for “{column}”. Assign it in the step “Recognised”, or add the column and send it again.',
  ],
  factMissing: ABOUT_A_ROW.factMissing as Sentence,
  moreBallotsReturnedThanIssued: [
    '收回选票 {returned} 张，多于发出的 {issued} 张。真是这样，选举按规定无效；请核对表头说明里的数字。',
    '{returned} ballots came back, more than the {issued} issued. The election would be void: check the numbers above the table.',
  ],
  moreValidBallotsThanReturned: [
    '有效票 {valid} 张，多于收回的 {returned} 张。请核对表头说明里的数字。',
    '{valid} valid ballots are more than the {returned} returned. Check the numbers above the table.',
  ],
  morePresentThanEligible: [
    '实到 {present} 户，多于应到的 {eligible} 户。请核对表头说明里的数字。',
    '{present} households present are more than the {eligible} eligible. Check the numbers above the table.',
  ],
};

const REFUSALS: Record<RefusalCode, Sentence> = {
  emptyFile: ['文件是空的。请重新导出后上传。', 'The file is empty. Export it again and upload it.'],
  notASpreadsheet: [
    '这是 {found} 文件，不是 Excel 工作簿或 CSV 文件。请上传台账本身，格式为 .xlsx 或 .csv。',
    'This is a {found} file, no Excel workbook or CSV file. Upload the ledger itself as .xlsx or .csv.',
  ],
  packedFile: [
    '这是压缩包或 Word 一类的文件，不是 Excel 工作簿。压缩包请先解压，再上传里面的 .xlsx 或 .csv。',
    'This is an archive, or a document such as Word writes, no Excel workbook. Unpack an archive and upload the .xlsx or .csv inside.',
  ],
  binaryWorkbook: [
    '这是 .xlsb 工作簿，不能接收。请用 Excel 打开，另存为 .xlsx 后上传。',
    'This is an .xlsb workbook, which is not accepted. Open it in Excel and save it as .xlsx.',
  ],
  unknownFormat: [
    '这个文件不是 Excel 工作簿，也不是 CSV。请用 Excel 或 WPS 打开看看是不是台账，另存为 .xlsx 后上传。',
    'This is neither an Excel workbook nor a CSV file. Open it in Excel, see whether it is a ledger, and save it as .xlsx.',
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
    '文件已损坏，打不开。请用 Excel 打开并另存一份再上传；Excel 也打不开，请找原件。',
    'The file is damaged. Open it in Excel and save it anew; if Excel cannot open it either, look for the original.',
  ],
  brokenXml: [
    '文件内容已损坏（位置：{part}）。请用 Excel 打开并另存一份再上传。',
    'The file’s content is damaged (at {part}). Open it in Excel, save it anew and upload that.',
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
    '文件里有正常台账不会有的内容，为安全起见不能接收。请用 Excel 打开，重新另存一份再上传。',
    'The file declares entities, which no ledger needs, and is not accepted. Open it in Excel, save it anew and upload that.',
  ],
  cellTooLong: [
    '有单元格的内容过长（位置：{part}），一格最多 32767 个字。请缩短后再上传。',
    'A cell is too long (at {part}): at most 32,767 characters. Shorten it and upload again.',
  ],
  tooManyColumns: [
    '第 {row} 行超过 {limit} 列，不像台账。请删去右边多余的列再上传。',
    'Row {row} has more than {limit} columns: no ordinary ledger. Delete the columns that are not needed and upload again.',
  ],
  tooManyRows: ['超过 {limit} 行。请拆成几个文件。', 'More than {limit} rows. Split the file.'],
  tooManySheets: ['工作表超过 {limit} 张。请拆成几个文件。', 'More than {limit} sheets. Split the file.'],
  tooManyMerges: [
    '合并单元格过多，超过 {limit} 处。请取消合并后上传。',
    'More than {limit} merged ranges. Unmerge them and upload again.',
  ],
  tooMuchText: ['文字总量过大。请拆成几个文件。', 'There is too much text in one file. Split it.'],
  nothingToRead: [
    '这个文件里没有可以读的表：每张表都是空的，或者是隐藏的。请打开看看是不是选错了文件；要导入隐藏的表，请先取消隐藏。',
    'There is no sheet to read in this file: each is empty or hidden. See whether it is the right file; to import a hidden sheet, unhide it first.',
  ],
};

/** `G15：服务时长「一会儿」读不出来。写成 1.5小时 或 90分钟。` */
export const messageZh = (finding: Finding): string => said(finding, 0);

/** `G15: 服务时长 “一会儿” cannot be read. Write 1.5小时 or 90分钟.` */
export const messageEn = (finding: Finding): string => said(finding, 1);

/** Whoever reads it later may read another language than whoever sent the file. */
export const refusalInEach = ({ code, params }: Pick<RefusedFileError, 'code' | 'params'>) => ({
  'zh-CN': filled(REFUSALS[code][0], params),
  en: filled(REFUSALS[code][1], params),
});

function said(finding: Finding, language: 0 | 1): string {
  const { code, ref, row, heading = '', raw, params } = finding;
  const zh = language === 0;
  const aboutCell = ABOUT_A_CELL[code];
  const aboutRow = row === undefined ? undefined : ABOUT_A_ROW[code];
  const place = ref ?? (row === undefined ? '' : zh ? `第 ${row} 行` : `Row ${row}`);
  const where = place === '' ? '' : zh ? `${place}：` : `${place}: `;
  if (aboutCell !== undefined) {
    const quoted = raw === undefined ? '' : zh ? `「${shortened(raw)}」` : ` “${shortened(raw)}”`;
    const sentence = filled(aboutCell[language], params);
    return `${where}${heading}${quoted}${zh ? '' : ' '}${sentence}${isLeftOut(finding) ? LEFT_OUT[language] : ''}`;
  }
  const sentence = aboutRow ?? ABOUT_A_SHEET[code] ?? [code, code];
  return `${where}${filled(sentence[language], { heading, ...params })}`;
}

/** A value that could not be read and is not needed: its row goes in without it. */
const LEFT_OUT: Sentence = ['这一行照常导入，只是这一格空着。', ' The row goes in without it.'];

const isLeftOut = ({ code, severity }: Finding): boolean =>
  severity === 'warning' && UNREAD.has(code) && !KEPT.has(code);

const UNREAD: ReadonlySet<FindingCode> = new Set<FindingCode>(VALUE_REASONS);
/** What is odd about a value that was taken all the same. */
const KEPT: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'decadeUnreadable',
  'scheduleUnreadable',
  'severalPhones',
  'politicsUnknown',
]);

/** A cell may hold thousands of characters; a sentence may not. */
const shortened = (raw: string): string => (raw.length > 40 ? `${raw.slice(0, 40)}…` : raw);

const filled = (template: string, params: Params): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
