import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import {
  inspectWorkbook,
  messageZh,
  openWorkbook,
  REASON_HEADING,
  readRows,
  writeRejects,
} from '../../../packages/core/src/importing/ledger-files/index.ts';
import { ZipPackage } from '../../../packages/core/src/importing/ledger-files/workbook/zip-package.ts';
import { RECORDS, readOne, type Table, xlsxOf } from './support/sheets.ts';

const BROKEN: Table = [
  ...RECORDS.slice(0, 3),
  [1, '2019-04-12', '健康义诊', '健康', 'DH0097', '赵桂梅', '1小时', '社区儿童', 1, '院委会'],
  [2, '2018.3', '=cmd|calc', '环境治理', 'DH0200', '董秀杰', '一会儿', '@空间', 2, '网格员'],
  [3, '2018年4月19日', '花台维护', '环境治理', 'DH0510', '吴燕桂', 0.5, '社区儿童', 1, '网格员'],
  [4, '', '花台维护', '环境治理', 'DH0510', '吴燕桂', '1h', '社区儿童', 1, '网格员'],
  ['合计', '', '', '', '', '', '3小时', '', 5, ''],
];

async function rejectsOf(source: Buffer, name = '台账.xlsx'): Promise<Buffer> {
  const workbook = await openWorkbook(source, name);
  const { sheets } = await inspectWorkbook(workbook);
  const rejected = [];
  for (const [index, inspection] of sheets.entries()) {
    const sheet = workbook.sheets[index];
    if (!inspection.recognised || sheet === undefined) continue;
    const reasons = new Map<number, string[]>();
    for await (const row of readRows(sheet, inspection.mapping))
      if (!row.accepted) reasons.set(row.rowNumber, row.problems.map(messageZh));
    rejected.push({ sheet, mapping: inspection.mapping, reasons });
  }
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), writeRejects(out, rejected)]);
  return bytes;
}

/** The rows of a file as a table, so that a test can mend cells and write it again. */
async function tableOf(source: Buffer): Promise<(string | number)[][]> {
  const sheet = (await openWorkbook(source, 'x.xlsx')).sheets[0];
  const table: (string | number)[][] = [];
  if (sheet !== undefined) {
    for await (const { cells } of sheet.rows()) {
      const row: (string | number)[] = [];
      for (const { column, number, text } of cells) row[column - 1] = number ?? text;
      table.push(Array.from(row, (value) => value ?? ''));
    }
  }
  return table;
}

describe('the file of rejected rows', () => {
  it('holds title, note, headings and only the rejected rows, with the reason last', async () => {
    const table = await tableOf(await rejectsOf(await xlsxOf({ 服务记录: BROKEN })));
    expect(table.slice(0, 2)).toEqual([...RECORDS.slice(0, 2)]);
    expect(table[2]).toEqual([...(RECORDS[2] ?? []), REASON_HEADING]);
    expect(table.slice(3).map((row) => row.slice(0, 10))).toEqual([BROKEN[4], BROKEN[6]]);
    expect(table[3]?.[10]).toBe(
      '原第 5 行。B5：服务日期「2018.3」没有写到哪一日。补上日，写成 2019-04-12。 G5：服务时长「一会儿」读不出时长。写成 1.5小时 或 90分钟。',
    );
  });

  it('mended, comes back as the same source with the same keys', async () => {
    const original = await readOne(await xlsxOf({ 服务记录: BROKEN }), '04-服务记录.xlsx');
    const table = await tableOf(await rejectsOf(await xlsxOf({ 服务记录: BROKEN })));
    const mended = table.map((row, index) =>
      index === 3
        ? row.with(1, '2018.3.15').with(6, '90分钟')
        : index === 4
          ? row.with(1, '2018-05-01')
          : row,
    );
    const again = await readOne(await xlsxOf({ 服务记录: mended }), '退回.xlsx');
    expect(again.inspection).toMatchObject({
      recognised: true,
      unknownColumns: [],
      fingerprint: original.inspection.fingerprint,
    });
    expect(again.mapping.sourceLabel).toBe(original.mapping.sourceLabel);
    expect(again.rejected).toEqual([]);
    expect(again.rows.map(({ key }) => key)).toEqual([original.rows[1]?.key, original.rows[3]?.key]);
  });

  it('rejected again keeps one reason column', async () => {
    const once = await rejectsOf(await xlsxOf({ 服务记录: BROKEN }));
    const twice = await tableOf(await rejectsOf(once));
    expect(twice[2]?.filter((heading) => heading === REASON_HEADING)).toHaveLength(1);
    expect(twice).toHaveLength(5);
  });

  it('takes the household’s cells along, and the name of a file that had no title', async () => {
    const csv =
      '户号,门牌号,户主姓名,姓名,与户主关系,政治面貌,离退休\n1,1栋101,陈贵强,陈贵强,户主,党员,是\n,,,傅佳芳,配偶,群众,大概\n';
    const original = await readOne(Buffer.from(csv), '花园颐院入户摸底表.csv');
    const again = await readOne(await rejectsOf(Buffer.from(csv), '花园颐院入户摸底表.csv'), '退回.xlsx');
    expect(original.mapping.facts).toEqual({ courtyard: '花园颐院' });
    expect(again.inspection).toMatchObject({
      sourceKey: original.inspection.recognised && original.inspection.sourceKey,
    });
    expect(again.rows.map(({ key }) => key)).toEqual(['householdSurvey/花园颐院/1/傅佳芳']);
    expect(original.rows[1]?.key).toBe('householdSurvey/花园颐院/1/傅佳芳');
  });

  it('stores no formula, whatever a cell begins with', async () => {
    const bytes = await rejectsOf(await xlsxOf({ 服务记录: BROKEN }));
    const sheet = (await openWorkbook(bytes, 'x.xlsx')).sheets[0];
    const texts: string[] = [];
    if (sheet !== undefined)
      for await (const { cells } of sheet.rows()) texts.push(...cells.map(({ text }) => text));
    expect(texts).toContain('=cmd|calc');
    expect(texts).toContain('@空间');
    const zip = await ZipPackage.open(bytes);
    let xml = '';
    for await (const chunk of zip.bytes('xl/worksheets/sheet1.xml')) xml += chunk.toString();
    expect(xml).not.toContain('<f>');
    expect(xml).toContain('t="inlineStr" s="2"><is><t xml:space="preserve">=cmd|calc');
  });
});
