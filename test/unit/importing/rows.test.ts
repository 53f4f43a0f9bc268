import { describe, expect, it } from 'vitest';
import {
  messageEn,
  messageZh,
  openWorkbook,
  readRows,
  SeenKeys,
} from '../../../packages/core/src/importing/ledger-files/index.ts';
import { RECORDS, readOne, type Table, xlsxOf } from './support/sheets.ts';

const withRow = (at: number, row: readonly (string | number)[]): Table =>
  RECORDS.map((old, index) => (index === at ? row : old));
const records = async (table: Table) => readOne(await xlsxOf({ 服务记录: table }));

const SURVEY: Table = [
  ['花园颐院入户摸底调查表'],
  ['户号', '门牌号', '户主姓名', '姓名', '政治面貌', '组织关系所在', '出生年月'],
  [1, '1栋101', '陈贵强', '陈贵强', '党员', '本社区党委', '1942-11'],
  ['', '', '', '傅佳芳', '中共党员', '未落实', '1953.07'],
  [2, '1栋102', '曾玉光', '曾玉光', '民盟盟员', '', '老人'],
];

const FUND: Table = [
  ['花园颐院院落改造微基金收支明细'],
  ['单位：元'],
  ['日期', '摘要', '收入', '支出', '结余', '经手人'],
  ['2018.3.10', '居民自筹', '1,000.00', '', 1000, '院委会'],
  ['2018.4.2', '购买花苗', '', 865.5, 134.5, '院委会'],
  ['2018.5.2', '购买花土', '', 34.5, 100, '院委会'],
  ['合计', '', 1000, 900, 100, ''],
];

describe('a row that cannot be read', () => {
  it('is rejected with its cell, its reason and what to do', async () => {
    const sheet = await records(
      withRow(4, [2, '2018.3.15', '门前三包', '环境治理', 'DH0200', '董秀杰', '一会儿', '', 2, '']),
    );
    expect(sheet.accepted).toHaveLength(2);
    const [problem] = sheet.problems;
    expect(problem).toMatchObject({
      code: 'durationUnreadable',
      severity: 'problem',
      row: 5,
      ref: 'G5',
      heading: '服务时长',
      raw: '一会儿',
      field: 'durationMinutes',
    });
    expect(problem && messageZh(problem)).toBe('G5：服务时长「一会儿」读不出时长。写成 1.5小时 或 90分钟。');
    expect(problem && messageEn(problem)).toBe(
      'G5: 服务时长 “一会儿” is no duration that can be read. Write 1.5小时 or 90分钟.',
    );
  });

  it('names what is missing, and one of several that would do', async () => {
    const sheet = await records(withRow(4, [2, '', '门前三包', '', '', '', '1h', '', '', '']));
    expect(sheet.problems.map(messageZh)).toEqual([
      'B5：服务日期没有填。补上内容；这一行若不需要，请删去。',
      '第 5 行：志愿者编号、志愿者姓名都没有填，至少要填一项。',
    ]);
  });

  it('names the column when the whole sheet has none', async () => {
    const sheet = await records(RECORDS.map((row, index) => (index < 2 ? row : row.toSpliced(1, 1))));

    expect(new Set(sheet.problems.map(messageZh))).toContain(
      '第 4 行：没有找到“服务日期”一列。在“核对识别”一步里指定是哪一列，或补上这一列再传一次。',
    );
  });

  it('does not take the error of a formula for a word', async () => {
    const sheet = await records(withRow(4, [2, '2018.3.15', '#REF!', '', 'DH0200', '', '1h', '', '', '']));
    expect(sheet.problems).toMatchObject([{ code: 'formulaError', ref: 'C5' }]);
  });

  it('keeps what matters less out with a warning', async () => {
    const sheet = await readOne(await xlsxOf({ 入户: SURVEY }));
    expect(sheet.rejected).toEqual([]);
    expect(sheet.rows[2]?.warnings).toMatchObject([
      { code: 'monthUnreadable', severity: 'warning', ref: 'G5', raw: '老人' },
    ]);
    expect(sheet.rows[2]?.fields).not.toHaveProperty('bornIn');
  });
});

describe('keys', () => {
  it('of the survey are courtyard, household and name, also where the household is carried down', async () => {
    const sheet = await readOne(await xlsxOf({ 入户: SURVEY }));
    expect(sheet.rows.map(({ key }) => key)).toEqual([
      'householdSurvey/花园颐院/1/陈贵强',
      'householdSurvey/花园颐院/1/傅佳芳',
      'householdSurvey/花园颐院/2/曾玉光',
    ]);
    expect(sheet.rows[1]?.fields).toMatchObject({
      door: '1栋101',
      head: '陈贵强',
      partyRelation: 'unsettled',
      partyRelationText: '未落实',
    });
    expect(sheet.rows[1]?.warnings.map(({ code }) => code)).toEqual(['filledFromAbove']);
  });

  it('stay the same when the file is read again, and when a row is corrected', async () => {
    const before = await records(RECORDS);
    const after = await records(
      withRow(4, [
        2,
        '2018.3.15',
        '门前三包',
        '环境治理',
        'DH0200',
        '董秀杰',
        '120分钟',
        '院落公共空间',
        2,
        '网格员',
      ]),
    );
    expect(after.rows.map(({ key }) => key)).toEqual(before.rows.map(({ key }) => key));
  });

  it('fall back to the content where a running number is used twice', async () => {
    const twice = withRow(4, [
      1,
      '2018.3.15',
      '门前三包',
      '环境治理',
      'DH0200',
      '董秀杰',
      '90分钟',
      '院落公共空间',
      2,
      '网格员',
    ]);
    const sheet = await records(twice);
    expect(sheet.rejected).toEqual([]);
    expect(sheet.rows.map(({ key }) => key?.split('/')[2])).toEqual(['content', 'content', 'no']);
    expect(sheet.rows.map(({ warnings }) => warnings.length)).toEqual([1, 1, 0]);
    expect((await records(twice)).rows.map(({ key }) => key)).toEqual(sheet.rows.map(({ key }) => key));
  });

  it('count rows of the same content', async () => {
    const same = ['2019-04-12', '义务理发', '1h', 'DH0001'];
    const sheet = await records([['服务日期', '服务项目', '服务时长', '志愿者编号'], same, same]);
    expect(sheet.rows.map(({ key }) => key?.split('/').at(-1))).toEqual(['1', '2']);
    expect(sheet.rejected).toEqual([]);
  });
});

describe('duplicates', () => {
  const roster = (second: string): Table => [
    ['志愿者编号', '姓名', '注册时间'],
    ['DH0001', '陈贵强', '2018-01-01'],
    [second, '傅佳芳', '2018-01-02'],
  ];

  it('are a problem of the later row, which names the earlier', async () => {
    const sheet = await readOne(await xlsxOf({ 志愿者: roster('dh0001') }));
    expect(sheet.problems.map(messageZh)).toEqual([
      '第 3 行：与“志愿者”第 2 行重复（DH0001），只收前面那一行。删去其中一行，或改正编号、名称。',
    ]);
  });

  it('are found between sheets when they share what was seen', async () => {
    const seen = new SeenKeys();
    const read = async (name: string) => {
      const source = await xlsxOf({ [name]: roster('DH0002') });
      const { mapping } = await readOne(source);
      const sheet = (await openWorkbook(source, 'x.xlsx')).sheets[0];
      const problems = [];
      if (sheet !== undefined)
        for await (const row of readRows(sheet, mapping, seen)) problems.push(...row.problems);
      return problems;
    };
    expect(await read('一队')).toEqual([]);
    expect(await read('二队')).toMatchObject([
      { code: 'duplicateRow', params: { earlier: 2, sheet: '一队' } },
      { code: 'duplicateRow' },
    ]);
  });
});

describe('control totals', () => {
  it('that match are reported as matching, and their row is no record', async () => {
    const sheet = await records(RECORDS);
    expect(sheet.outcome).toMatchObject({ rowsRead: 3, rowsRejected: 0, findings: [] });
    expect(sheet.outcome.controlTotals).toMatchObject([
      { field: 'durationMinutes', ref: 'G7', stated: 180, computed: 180, matches: true },
      { field: 'peopleServed', stated: 4, computed: 4, matches: true },
    ]);
  });

  it('that do not match are a finding', async () => {
    const sheet = await records(withRow(6, ['合 计', '', '', '', '', '', '3.5小时', '', '四', '']));
    expect(sheet.outcome.findings.map(messageZh)).toEqual([
      'G7：服务时长写的合计是 3小时30分钟，各行相加是 3小时。核对这一列，或改正合计。',
      'I7：服务人数「四」合计读不出来，没有核对。要核对的话，请改成数字再传一次。',
    ]);
  });

  it('say how many cells are missing from the sum because they cannot be read', async () => {
    const sheet = await records(
      withRow(4, [2, '2018.3.15', '门前三包', '环境治理', 'DH0200', '董秀杰', '一会儿', '', 2, '']),
    );

    expect(sheet.outcome.controlTotals[0]).toMatchObject({ stated: 180, computed: 90, unread: 1 });
    expect(sheet.outcome.findings.map(messageZh)).toEqual([
      'G7：服务时长写的合计是 3小时，各行相加是 1小时30分钟，有 1 格有问题、没有算进去。先改好那几格，再核对合计。',
    ]);
  });

  it('of sections count their own rows, and may stand above them', async () => {
    const row = (n: number, people: number) => [n, '2019-04-12', '义诊', 'DH0001', '1h', people];
    const sheet = await records([
      ['服务记录'],
      ['序号', '服务日期', '服务项目', '志愿者编号', '服务时长', '服务人数'],
      ['总计', '', '', '', '3小时', 6],
      row(1, 1),
      ['小计', '', '', '', '', 1],
      row(2, 2),
      row(3, 3),
      ['小计', '', '', '', '', 5],
    ]);
    expect(
      sheet.outcome.controlTotals.map(({ stated, computed, matches }) => [stated, computed, matches]),
    ).toEqual([
      [180, 180, true],
      [6, 6, true],
      [1, 1, true],
      [5, 5, true],
    ]);
  });

  it('forms with printed numbers, repeated headings and footnotes give no rows', async () => {
    const heading = RECORDS[2] ?? [];
    const sheet = await records([
      ...RECORDS.slice(0, 4),
      heading,
      [7],
      [8],
      ['填表人：赵桂梅'],
      ['备注：以上均已核实'],
    ]);
    expect(sheet.outcome).toMatchObject({ rowsRead: 1, rowsRejected: 0 });
  });
});

describe('the fund', () => {
  it('adds up row by row, in whole fen', async () => {
    const sheet = await readOne(await xlsxOf({ 微基金: FUND }));
    expect(sheet.rows.map(({ fields }) => fields.balanceFen)).toEqual([100_000, 13_450, 10_000]);
    expect(sheet.outcome.findings).toEqual([]);
    expect(sheet.outcome.controlTotals.map(({ computed }) => computed)).toEqual([100_000, 90_000, 10_000]);
  });

  it('names the one row whose balance is wrong', async () => {
    const wrong = FUND.map((row, index) =>
      index === 4 ? ['2018.4.2', '购买花苗', '', 865.5, 143.5, '院委会'] : row,
    );
    const { outcome } = await readOne(
      await xlsxOf({
        微基金: wrong
          .map((row, index) => (index === 5 ? ['2018.5.2', '购买花土', '', 34.5, 109, '院委会'] : row))
          .slice(0, 6),
      }),
    );
    expect(outcome.findings.map(messageZh)).toEqual([
      'E5：结余写的是 143.50元，按上一行推算应为 134.50元。核对这一行的收入、支出和结余。',
    ]);
  });

  it('names a balance that was mistyped once, where the rows after it go on from the right one', async () => {
    const mistyped = FUND.map((row, index) =>
      index === 4 ? ['2018.4.2', '购买花苗', '', 865.5, 314.5, '院委会'] : row,
    );

    const { outcome } = await readOne(await xlsxOf({ 微基金: mistyped }));

    expect(outcome.findings.map(({ code, ref }) => [code, ref])).toEqual([['balanceDiffers', 'E5']]);
  });

  it('may bring a balance forward', async () => {
    const forward = [
      ...FUND.slice(0, 3),
      ['2018.1.1', '上年结余', '', '', 500, ''],
      ['2018.3.10', '居民自筹', 1000, '', 1500, ''],
    ];
    const { outcome, accepted } = await readOne(await xlsxOf({ 微基金: forward }));
    expect(accepted).toHaveLength(2);
    expect(outcome.findings).toEqual([]);
  });
});

describe('an election', () => {
  const result = (note: string, votes: number): Table => [
    ['花园颐院第二届院落管理委员会换届选举结果公示'],
    [note],
    ['姓名', '政治面貌', '得票数', '当选情况', '职务'],
    ['陈贵强', '中共党员', votes, '当选', '主任'],
    ['曹子', '群众', 9, '未当选', ''],
  ];

  it('has no more ballots back than out, nor more votes than ballots', async () => {
    const { outcome, rows } = await readOne(
      await xlsxOf({ 选举: result('应到户数50户，实到48户，发出选票48张，收回49张，有效票47张', 48) }),
    );
    expect(outcome.findings.map(({ code, severity, ref }) => [code, severity, ref])).toEqual([
      ['moreBallotsReturnedThanIssued', 'warning', undefined],
      ['moreVotesThanValidBallots', 'warning', 'C4'],
    ]);
    expect(rows.map(({ fields }) => fields.elected)).toEqual([true, false]);
  });

  it('without a courtyard asks for it instead of guessing', async () => {
    const table = [['换届选举结果公示'], ...result('', 46).slice(2)];
    const asked = await readOne(await xlsxOf({ 选举: table }));
    expect(asked.accepted).toEqual([]);
    expect(asked.problems[0] && messageZh(asked.problems[0])).toBe(
      '第 3 行：这张表没有写明院落。把它写进标题再传一次，或在“核对识别”一步里填写。',
    );
    const told = await readOne(await xlsxOf({ 选举: table }), '台账.xlsx', {
      facts: { courtyard: '花园颐院', term: 2 },
    });
    expect(told.rows[0]?.key).toBe('election/花园颐院/2/陈贵强');
  });
});
