import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  inspectWorkbook,
  LEDGER_KINDS,
  LEDGERS,
  openWorkbook,
} from '../../../packages/core/src/importing/ledger-files/index.ts';
import { courtyardBefore } from '../../../packages/core/src/importing/ledger-files/ledgers/sheet-facts.ts';
import { RECORDS, readOne, type Table, xlsxOf } from './support/sheets.ts';

const inspect = async (source: Buffer, name = '台账.xlsx', corrections = {}) => {
  const workbook = await openWorkbook(source, name);
  return inspectWorkbook(workbook, corrections);
};

const csvOf = (table: Table, delimiter = ',') =>
  table
    .map((row) =>
      row
        .map((value) =>
          /[",;\n\t]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value,
        )
        .join(delimiter),
    )
    .join('\r\n');

describe('recognising a sheet', () => {
  it('does not depend on the order of its columns', async () => {
    const width = RECORDS[2]?.length ?? 0;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...Array(width).keys()], { minLength: width }), async (order) => {
        const table = RECORDS.map((row) =>
          row.length === width ? order.map((column) => row[column] ?? '') : row,
        );
        const sheet = await readOne(await xlsxOf({ 服务记录: table }));
        expect(sheet.mapping.kind).toBe('serviceRecords');
        expect(sheet.accepted).toHaveLength(3);
        expect(sheet.rows.map(({ fields }) => fields.durationMinutes)).toEqual([60, 90, 30]);
      }),
      { numRuns: 20 },
    );
  });

  it('knows each ledger by its first words and by its other words, even without a title', async () => {
    for (const kind of LEDGER_KINDS) {
      for (const rank of [0, 1]) {
        const headings = Object.values(LEDGERS[kind].fields).map(
          ({ words }) => words[rank] ?? words[0] ?? '',
        );
        const named: Record<string, Table> =
          kind === 'cards' ? { 企业卡: [headings, ['x']] } : { Sheet1: [headings, ['x']] };
        const { sheets } = await inspect(await xlsxOf(named));
        expect(sheets[0], `${kind} by ${headings.join('、')}`).toMatchObject({ recognised: true, kind });
      }
    }
  });

  it.each(['入户摸底表（院落：东环苑）', '【院落名称：东环苑】入户摸底表', '院落:东环苑，2024 年'])(
    'reads the courtyard out of a title without the bracket around it: %s',
    (title) => {
      const context = { title, notes: [], sheetName: '', fileName: '' };
      expect(courtyardBefore(/入户/).read(context)).toBe('东环苑');
    },
  );

  it('reads renamed headings by their meaning', async () => {
    const renamed = RECORDS.map((row, index) =>
      index === 2
        ? [
            '编号',
            '活动日期',
            '服务内容',
            '服务类型',
            '志愿者证号',
            '志愿者',
            '服务小时数',
            '受益对象',
            '受益人次',
            '审核人',
          ]
        : row,
    );
    const sheet = await readOne(await xlsxOf({ Sheet1: renamed }));
    expect(sheet.inspection.unknownColumns).toEqual([]);
    expect(sheet.accepted).toHaveLength(3);
  });

  it('joins two heading rows that group their columns', async () => {
    const table = [
      ['某社区院落基本情况台账'],
      ['序号', '院落名称', '基本情况', '基本情况', '党员情况', '党员情况'],
      ['序号', '院落名称', '户数', '人口数', '党员数', '其中离退休党员'],
      [1, '桂香院', 67, 197, 10, 7],
    ];
    const sheet = await readOne(await xlsxOf({ 台账: table }));
    expect(sheet.mapping).toMatchObject({ kind: 'courtyards', headerRow: 3, headerRows: 2 });
    expect(sheet.rows[0]?.fields).toMatchObject({
      name: '桂香院',
      reportedHouseholds: 67,
      reportedPartyMembers: 10,
    });
  });

  it('shows columns it does not know instead of losing them', async () => {
    const table = RECORDS.map((row, index) =>
      index === 2 ? [...row, '天气'] : index > 2 && index < 6 ? [...row, '晴'] : row,
    );
    const sheet = await readOne(await xlsxOf({ 服务记录: table }));
    expect(sheet.inspection.unknownColumns).toEqual(['K']);
    expect(sheet.inspection.columns.at(-1)).toMatchObject({
      column: 'K',
      heading: '天气',
      field: null,
      samples: ['晴', '晴', '晴'],
    });
    expect(sheet.rows[0]?.raw.K).toBe('晴');
  });

  it('says when a sheet is no ledger, and why', async () => {
    const { sheets } = await inspect(
      await xlsxOf({
        食堂: [
          ['菜名', '单价', '辣度'],
          ['回锅肉', 28, '中'],
        ],
        空: [],
        说明: [['填表说明']],
      }),
    );
    expect(sheets.map((sheet) => (sheet.recognised ? sheet.kind : sheet.reason))).toEqual([
      'unlikeAnyLedger',
      'empty',
      'noHeadings',
    ]);
  });

  it('takes a person’s word over its own', async () => {
    const table = [['表'], ['日子', '谁', '多久', '编号'], ['2019-04-12', '赵桂梅', '2h', 'X1']];
    const columns = { A: 'servedOn', B: 'volunteerName', C: 'durationMinutes', D: 'ignore' };
    const sheet = await readOne(await xlsxOf({ 表: table }), '台账.xlsx', {
      kind: 'serviceRecords',
      headerRow: 2,
      columns,
      sourceLabel: '服务队自己的表',
    });
    expect(sheet.inspection).toMatchObject({
      recognised: true,
      kind: 'serviceRecords',
      confidence: 1,
      unknownColumns: [],
    });
    expect(sheet.accepted.map(({ fields }) => fields)).toEqual([
      { servedOn: '2019-04-12', volunteerName: '赵桂梅', durationMinutes: 120 },
    ]);
  });

  it('is plain data that can be stored', async () => {
    const inspection = await inspect(await xlsxOf({ 服务记录: RECORDS }));
    expect(JSON.parse(JSON.stringify(inspection))).toEqual(inspection);
  });

  it('names required columns and facts that are missing', async () => {
    const sheet = await readOne(
      await xlsxOf({
        Sheet1: [['微基金收支明细'], ['日期', '收入', '支出', '结余'], ['2019-01-01', 5, '', 5]],
      }),
    );
    expect(sheet.inspection.findings.map(({ code, field }) => [code, field])).toEqual([
      ['requiredColumnMissing', 'summary'],
      ['factMissing', 'courtyard'],
    ]);
  });
});

describe('the source of a sheet', () => {
  const keyOf = async (rows: Table, name = '台账.xlsx', sheet = 'Sheet1') => {
    const { sheets } = await inspect(await xlsxOf({ [sheet]: rows }), name);
    return sheets[0]?.recognised ? sheets[0].sourceKey : undefined;
  };
  const under = (note: string) => RECORDS.map((row, index) => (index === 1 ? [note] : row));

  it('stays the same when the ledger grows or the file is renamed', async () => {
    const key = await keyOf(RECORDS);
    expect(await keyOf(RECORDS, '服务记录（改）.xlsx')).toBe(key);
    expect(await keyOf(under('2018年1月—2019年5月'))).toBe(key);
    expect(await keyOf(under('2018年1月 — 2019年12月'))).toBe(key);
  });

  it('differs between the sheets of single months', async () => {
    const keys = [
      await keyOf(under('2019年4月')),
      await keyOf(under('2019年5月')),
      await keyOf(RECORDS, 'x.xlsx', '1月'),
      await keyOf(RECORDS, 'x.xlsx', '2月'),
    ];
    expect(new Set(keys).size).toBe(4);
  });

  it('has a label of bounded length, and differs by what stands at the end of notes that run on', async () => {
    const notes = '填写要求：每次服务当天登记，由志愿者本人签字确认。'.repeat(20);
    const read = async (sheet: string) => readOne(await xlsxOf({ [sheet]: under(notes) }));

    const [april, may] = [await read('四月'), await read('五月')];

    expect(april.mapping.sourceLabel.length).toBeLessThanOrEqual(200);
    expect(april.mapping.sourceLabel).not.toBe(may.mapping.sourceLabel);
  });
});

/** Node decodes GB18030 but does not encode it: the two-byte part of the table, turned round. */
const GB18030 = new Map<string, number[]>();
for (let lead = 0x81; lead <= 0xfe; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    const sign = new TextDecoder('gb18030').decode(Uint8Array.of(lead, trail));
    if (sign.length === 1 && sign !== '\ufffd') GB18030.set(sign, [lead, trail]);
  }
}

describe('delimiter-separated files', () => {
  const text = csvOf(RECORDS);
  const gb18030 = () =>
    Buffer.concat([...text].map((sign) => Buffer.from(GB18030.get(sign) ?? [sign.charCodeAt(0)])));

  it.each([
    ['UTF-8', () => Buffer.from(text)],
    ['UTF-8 with a mark', () => Buffer.from(`\ufeff${text}`)],
    ['GB18030', gb18030],
    ['semicolons', () => Buffer.from(csvOf(RECORDS, ';'))],
    ['tabs', () => Buffer.from(csvOf(RECORDS, '\t'))],
  ])('written as %s read like the workbook', async (_, bytes) => {
    const csv = await readOne(bytes(), '服务记录.csv');
    const xlsx = await readOne(await xlsxOf({ Sheet1: RECORDS }));
    expect(csv.rows.map(({ fields }) => fields)).toEqual(xlsx.rows.map(({ fields }) => fields));
    expect(csv.inspection).toMatchObject({
      recognised: true,
      sourceKey: xlsx.inspection.recognised && xlsx.inspection.sourceKey,
    });
    expect(csv.outcome.controlTotals.every(({ matches }) => matches)).toBe(true);
  });
});
