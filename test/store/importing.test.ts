import { readdirSync } from 'node:fs';
import {
  addFile,
  correctMapping,
  createImport,
  type FindingCode,
  getImport,
  type ImportDetail,
  listFindings,
  listImports,
  rejectedRows,
  requestRun,
  requestUndo,
  runImportJob,
} from '@linli/core/importing';
import { getMemberAccount, listServiceRecords, listVolunteers } from '@linli/core/timebank';
import { describe, expect, test } from 'vitest';
import {
  csv,
  demoLedgers,
  imported,
  preflighted,
  type TestCommunity,
  testCommunities,
  work,
} from '../support/community.ts';
import { testMasterKey } from '../support/master-key.ts';

const aCommunity = testCommunities('importing');

const courtyards = csv('院落.csv', ['院落名称,详细地址,户数', '桂香院,东环路379号,67']);
const volunteers = csv('志愿者.csv', [
  '志愿者编号,姓名,手机号码,所在院落,注册时间',
  'DH0001,王芳,199-0100-0001,桂香院,2018.1.1',
  'DH0002,李强,199-0100-0002,桂香院,2018.1.1',
]);
const records = (...lines: string[]) =>
  csv('服务记录.csv', ['序号,服务日期,服务项目,服务类别,志愿者编号,志愿者姓名,服务时长,服务人数', ...lines]);
const catalogue = csv('兑换目录.csv', [
  '“时间银行”积分兑换目录',
  '1小时服务=10积分',
  '名称,类型,所需积分,库存',
  '雨伞,实物,50,20',
]);

const base = [courtyards, volunteers, catalogue];

const accountOf = async ({ scope }: TestCommunity, volunteerNo: string) => {
  const { items } = await listVolunteers(scope, {});
  const volunteer = items.find((each) => each.volunteerNo === volunteerNo);
  return getMemberAccount(scope, volunteer?.id ?? '');
};

describe('what an import brought', () => {
  test('is found by number or name, and imports are listed the newest first', async () => {
    const community = await aCommunity();
    const later = { ...community, scope: { ...community.scope, now: '2019-05-11T02:00:00.000Z' } };
    const { id: first } = await imported(community, 'the-first', base);
    const { id: second } = await preflighted(later, 'the-second', [catalogue]);

    const { scope } = community;
    const namesOf = async (request: Parameters<typeof listVolunteers>[1]) =>
      (await listVolunteers(scope, request)).items.map(({ volunteerNo, name }) => `${volunteerNo} ${name}`);

    expect(await namesOf({})).toEqual(['DH0001 王芳', 'DH0002 李强']);
    expect(await namesOf({ order: 'name' })).toEqual(['DH0002 李强', 'DH0001 王芳']);
    expect(await namesOf({ search: 'DH0002' })).toEqual(['DH0002 李强']);
    expect(await namesOf({ search: '王' })).toEqual(['DH0001 王芳']);
    expect((await listImports(scope, {})).items.map(({ id }) => id)).toEqual([second, first]);
  });
});

describe('how a sheet is read', () => {
  const strange = (name: string) => csv(name, ['院子的叫法,在哪儿,几家人', '桂香院,东环路379号,67']);
  const said = {
    kind: 'courtyards',
    headerRow: 1,
    columns: { A: 'name', B: 'address', C: 'reportedHouseholds' },
  } as const;

  test('is remembered for the next file with the same headings, once a person has said it', async () => {
    const { scope, files } = await aCommunity();
    const { id: importId } = await createImport(scope, { key: 'the-first-file' });
    const [unknown] = (await addFile(scope, files, importId, strange('一月.csv'))).sheets;
    expect(unknown?.kind).toBeUndefined();

    await correctMapping(scope, files, { importId, sheetId: unknown?.id ?? '', mapping: said });
    const { id: next } = await createImport(scope, { key: 'the-next-file' });
    const [known] = (await addFile(scope, files, next, strange('二月.csv'))).sheets;

    expect(known).toMatchObject({ kind: 'courtyards', mapping: { columns: said.columns }, ignore: false });
  });

  test('is refused for a row of headings with nothing below it', async () => {
    const { scope, files } = await aCommunity();
    const { id: importId } = await createImport(scope, { key: 'a-row-too-far' });
    const [sheet] = (await addFile(scope, files, importId, strange('一月.csv'))).sheets;
    const beyond = correctMapping(scope, files, {
      ...{ importId, sheetId: sheet?.id ?? '' },
      mapping: { ...said, headerRow: 99 },
    });

    await expect(beyond).rejects.toMatchObject({ reason: 'headerRowEmpty', field: 'headerRow' });
  });

  test('holds no file open, whatever was sent', async () => {
    const { scope, files } = await aCommunity();
    const { id: importId } = await createImport(scope, { key: 'many-files' });
    const ledger = (await demoLedgers('01'))[0];
    const openFiles = () => readdirSync('/proc/self/fd').length;
    if (ledger === undefined) throw new Error('The demo community has a first ledger');
    await addFile(scope, files, importId, ledger);
    const before = openFiles();

    for (let at = 0; at < 10; at++) await addFile(scope, files, importId, { ...ledger, name: `${at}.xlsx` });

    expect(openFiles()).toBeLessThan(before + 5);
  });
});

describe('the twelve ledgers of the demo community', () => {
  test('come in without a hand-made mapping and without a rejected row, and again change nothing', async () => {
    const community = await aCommunity();
    const ledgers = await demoLedgers();

    const first = await imported(community, 'first-import', ledgers);

    expect(first.state).toBe('done');
    expect(first.sheets).toHaveLength(16);
    expect(first.sheets.flatMap(({ controlTotals }) => controlTotals).every(({ matches }) => matches)).toBe(
      true,
    );
    expect(sum(first.sheets, 'rowsRejected')).toBe(0);
    expect(sum(first.sheets, 'inserted')).toBe(3485);

    const second = await imported(community, 'second-import', ledgers.reverse());

    expect(second.state).toBe('done');
    expect(sum(second.sheets, 'unchanged')).toBe(3485);
    expect(sum(second.sheets, 'inserted') + sum(second.sheets, 'updated')).toBe(0);
  }, 180_000);
});

const sum = (sheets: readonly object[], field: string) =>
  sheets.reduce((total, sheet) => total + Number((sheet as Record<string, number>)[field]), 0);

const found = (
  { scope, files }: TestCommunity,
  importId: string,
  sheetId = '',
  filter: { code?: FindingCode; routine?: boolean } = {},
) => listFindings(scope, files, { importId, sheetId, ...filter }, 'zh-CN');

describe('preflight', () => {
  test('names the cell of a record whose volunteer is not in the roster, and what to do', async () => {
    const community = await aCommunity();
    const checked = await preflighted(community, 'unknown-volunteer', [
      ...base,
      records('1,2018-03-01,理发,便民,DH0001,王芳,1.5h,1', '2,2018-03-02,理发,便民,DH9999,某人,1h,1'),
    ]);

    const sheet = checked.sheets.find(({ kind }) => kind === 'serviceRecords');
    const findings = await listFindings(
      community.scope,
      community.files,
      { importId: checked.id, sheetId: sheet?.id ?? '' },
      'zh-CN',
    );

    expect(sheet).toMatchObject({ rowsReady: 1, rowsRejected: 1 });
    expect(findings.items).toEqual([
      expect.objectContaining({
        severity: 'problem',
        cell: 'E3',
        message: expect.stringMatching(/^E3：.*DH9999.*先登记这位志愿者/),
      }),
    ]);
  });

  test('keeps a service of a day yet to come out, and names the cell', async () => {
    const community = await aCommunity();
    const checked = await preflighted(community, 'future', [
      ...base,
      records('1,2019-05-10,理发,便民,DH0001,王芳,1h,1', '2,2031-01-01,理发,便民,DH0001,王芳,1h,1'),
    ]);

    const sheet = checked.sheets.find(({ kind }) => kind === 'serviceRecords');
    const asked = { importId: checked.id, sheetId: sheet?.id ?? '', severity: 'problem' as const };
    const { items } = await listFindings(community.scope, community.files, asked, 'zh-CN');

    expect(sheet).toMatchObject({ rowsReady: 1, rowsRejected: 1 });
    expect(items.map(({ message }) => message)).toEqual([
      'B3：服务日期 2031-01-01 还没有到。请核对年月日；还没有发生的，等发生了再填。',
    ]);
  });

  test.each([
    [
      'volunteers',
      'D2',
      '志愿者登记表.csv',
      '志愿者编号,姓名,所在院落,注册时间',
      'DH0003,赵梅,桂香院,2031.1.1',
    ],
    ['cards', 'D2', '储蓄卡台账.csv', '卡号,卡类型,单位名称,办卡日期', 'K1,单位,某中学党支部,2031-01-01'],
    [
      'meetings',
      'B2',
      '坝坝会记录.csv',
      '会议编号,日期,形式,院落,参加人数,议题',
      'HY01,2031-01-01,坝坝会,桂香院,12,停车',
    ],
    ['opinions', 'D2', '意见建议台账.csv', '序号,提出人,意见建议,办结日期', '1,王芳,修路灯,2031-01-01'],
    [
      'fundEntries',
      'A2',
      '桂香院微基金收支明细.csv',
      '日期,摘要,收入,支出,结余',
      '2031-01-01,居民自筹,100,,100',
    ],
  ])('keeps %s of a day yet to come out, and names the cell', async (kind, cell, name, heading, row) => {
    const community = await aCommunity();

    const checked = await preflighted(community, `future-${kind}`, [courtyards, csv(name, [heading, row])]);

    const sheet = checked.sheets.find((each) => each.kind === kind);
    const { kinds } = await found(community, checked.id, sheet?.id);
    expect(kinds.filter(({ severity }) => severity === 'problem')).toEqual([
      expect.objectContaining({ code: 'dayYetToCome', count: 1, first: [expect.objectContaining({ cell })] }),
    ]);
  });

  test('takes a course that is announced for a day yet to come', async () => {
    const community = await aCommunity();
    const heading = '课程名称,类别,授课老师,教室,上课时间,开课日期,结课日期,名额';
    const course = csv('课程表.csv', [
      heading,
      '书法班,文化,王老师,画室,每周三 9:00-11:00,2031-03-01,2031-06-30,20',
    ]);

    const checked = await preflighted(community, 'future-course', [course]);

    expect(checked.sheets[0]).toMatchObject({ kind: 'courses', rowsReady: 1, rowsRejected: 0 });
  });

  test('says first what keeps rows out and what must be checked, and counts the routine by kind', async () => {
    const community = await aCommunity();
    const early = Array.from({ length: 30 }, (_, i) => `${i + 1},2017-03-01,理发,便民,DH0001,王芳,1h,1`);
    const checked = await preflighted(community, 'urgency', [
      ...base,
      records(
        ...early,
        '31,2018-03-01,理发,便民,DH0002,李三,1h,1',
        '32,2018-03-01,理发,便民,DH0002,李强,-3小时,1',
        '合计,,,,,,40小时,32',
      ),
    ]);

    const sheet = checked.sheets.find(({ kind }) => kind === 'serviceRecords');
    const page = await found(community, checked.id, sheet?.id);
    const routine = await found(community, checked.id, sheet?.id, { routine: true });

    const counts = [
      { severity: 'problem', code: 'durationNotPositive', routine: false, count: 1 },
      { severity: 'warning', code: 'volunteerNameDiffers', routine: false, count: 1 },
      { severity: 'warning', code: 'controlTotalWithGaps', routine: false, count: 1 },
      { severity: 'warning', code: 'servedBeforeRegistration', routine: true, count: 30 },
    ];
    expect(sheet?.found).toEqual(counts);
    expect(page.kinds).toMatchObject(counts);
    expect(page.kinds.map(({ first }) => first.length)).toEqual([1, 1, 1, 5]);
    expect(page.items.slice(0, 4).map(({ code, cell }) => [code, cell])).toEqual([
      ['durationNotPositive', 'G33'],
      ['volunteerNameDiffers', 'F32'],
      ['controlTotalWithGaps', 'G34'],
      ['servedBeforeRegistration', 'B2'],
    ]);
    expect(routine.items.every(({ code }) => code === 'servedBeforeRegistration')).toBe(true);
  });

  test('asks when a telephone number belongs to somebody registered under another name', async () => {
    const community = await aCommunity();
    const survey = csv('桂香院入户摸底表.csv', [
      '户号,门牌号,户主姓名,姓名,性别,政治面貌,手机号码',
      '1,1栋101,王建国,王建国,男,群众,199-0100-0001',
    ]);
    const checked = await preflighted(community, 'one-number', [courtyards, survey, volunteers]);

    const sheet = checked.sheets.find(({ kind }) => kind === 'volunteers');
    const { items } = await found(community, checked.id, sheet?.id, { code: 'personNameDiffers' });

    expect(items.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^B2：号码相同的人已经登记为“王建国”，这里写的是“王芳”.*如果是两个人，请改正号码。$/,
      ),
    ]);
  });

  test('says what two ledgers differ about in words, not in codes', async () => {
    const community = await aCommunity();
    const survey = csv('桂香院入户摸底表.csv', [
      '户号,门牌号,户主姓名,姓名,性别,政治面貌,手机号码',
      '1,1栋101,王芳,王芳,女,党员,199-0100-0001',
    ]);
    const roster = csv('志愿者.csv', [
      '志愿者编号,姓名,性别,手机号码,政治面貌,所在院落,注册时间',
      'DH0001,王芳,男,199-0100-0001,群众,桂香院,2018.1.1',
    ]);
    const checked = await preflighted(community, 'differs', [courtyards, survey, roster]);

    const sheet = checked.sheets.find(({ kind }) => kind === 'volunteers');
    const { items } = await found(community, checked.id, sheet?.id, { code: 'personDiffers' });

    expect(items.map(({ message }) => message.split('。')[0])).toEqual([
      'C2：“王芳”的性别在别的台账里是“女”，这里是“男”',
      'E2：“王芳”的政治面貌在别的台账里是“中共党员”，这里是“群众”',
    ]);
  });

  test('takes a sheet whose notes above the table run on', async () => {
    const community = await aCommunity();
    const notes = '填写要求：每次服务当天登记，由志愿者本人签字确认。'.repeat(20);
    const heading = '院落名称,详细地址,户数';
    const ledger = csv('院落.csv', ['院落台账', notes, heading, '桂香院,东环路379号,67']);

    const checked = await preflighted(community, 'long-notes', [ledger]);

    expect(checked.sheets[0]).toMatchObject({ kind: 'courtyards', rowsReady: 1 });
  });

  test('writes nothing to the community', async () => {
    const community = await aCommunity();
    await preflighted(community, 'only-preflight', [
      ...base,
      records('1,2018-03-01,理发,便民,DH0001,王芳,1.5h,1'),
    ]);

    expect((await listVolunteers(community.scope, {})).items).toEqual([]);
    expect((await listServiceRecords(community.scope, {})).items).toEqual([]);
  });
});

describe('points and minutes of an import', () => {
  test('reach the account once, at the rate in force, without rounding half hours away', async () => {
    const community = await aCommunity();
    await imported(community, 'points', [
      ...base,
      records('1,2018-03-01,理发,便民,DH0001,王芳,0.5 小时,1', '2,2018-03-02,理发,便民,DH0001,王芳,90分钟,2'),
    ]);

    expect(await accountOf(community, 'DH0001')).toMatchObject({ pointsBalance: 20, minutesServed: 120 });
  });

  test('are the same after a run that died in the middle and was begun again', async () => {
    const community = await aCommunity();
    const many = Array.from(
      { length: 1200 },
      (_, i) => `${i + 1},2018-03-01,理发,便民,DH000${(i % 2) + 1},,1h,1`,
    );
    const { id } = await preflighted(community, 'dies', [...base, records(...many)]);
    await requestRun(community.scope, id);

    const { scope, files, clock } = community;
    const { runImportJob } = await import('@linli/core/importing');
    expect(
      await runImportJob({ scope, files, masterKey: testMasterKey, clock, outOfTime: () => true }, id),
    ).toBe('more');
    expect((await getImport(scope, id)).state).toBe('running');
    const resumed = await work(community, id);

    expect(resumed.state).toBe('done');
    expect(await accountOf(community, 'DH0001')).toMatchObject({
      pointsBalance: 6000,
      minutesServed: 36_000,
    });
    expect(await accountOf(community, 'DH0002')).toMatchObject({
      pointsBalance: 6000,
      minutesServed: 36_000,
    });
  });
});

describe('a record that stands in two files of one import', () => {
  const rows = [
    '1,2018-03-01,理发,便民,DH0001,王芳,1h,1',
    '2,2018-03-02,理发,便民,DH0002,李强,1h,1',
  ] as const;
  const source = '来源：服务记录';
  const copied = (...lines: string[]) =>
    csv('服务记录-副本.csv', [
      source,
      '序号,服务日期,服务项目,服务类别,志愿者编号,志愿者姓名,服务时长,服务人数',
      ...lines,
    ]);

  test('moves its account once, and says where the other one stands', async () => {
    const community = await aCommunity();
    const done = await imported(community, 'twice', [...base, records(...rows), copied(...rows)]);
    const sheets = done.sheets.filter(({ kind }) => kind === 'serviceRecords');

    expect(done.state).toBe('done');
    expect(sheets.map(({ inserted, unchanged }) => inserted + unchanged)).toEqual([2, 2]);
    expect([sum(sheets, 'inserted'), sum(sheets, 'rowsRejected')]).toEqual([2, 0]);
    expect(await accountOf(community, 'DH0001')).toMatchObject({ pointsBalance: 10, minutesServed: 60 });
    expect(await accountOf(community, 'DH0002')).toMatchObject({ pointsBalance: 10, minutesServed: 60 });
    const second = sheets.find(({ unchanged }) => unchanged === 2);
    const { items } = await found(community, done.id, second?.id, { code: 'rowAgain' });
    expect(items.map(({ message }) => message)).toEqual([
      expect.stringMatching(/“服务记录.*csv”第 \d 行已经有同一条记录，只记一次。$/),
      expect.stringMatching(/“服务记录.*csv”第 \d 行已经有同一条记录，只记一次。$/),
    ]);
  });

  test('stays out where the two say different things', async () => {
    const community = await aCommunity();
    const other = '1,2018-03-01,理发,便民,DH0001,王芳,3h,1';
    const done = await imported(community, 'differs', [...base, records(...rows), copied(other)]);

    expect(sum(done.sheets, 'rowsRejected')).toBe(1);
    const minutes = (await accountOf(community, 'DH0001')).minutesServed;
    expect([60, 180]).toContain(minutes);
  });

  test('is taken from the file of mended rows where both could be taken', async () => {
    const community = await aCommunity();
    const mended = csv('服务记录-退回.csv', [
      source,
      '序号,服务日期,服务项目,服务类别,志愿者编号,志愿者姓名,服务时长,服务人数,退回原因',
      '1,2018-03-01,理发,便民,DH0001,王芳,2h,1,原第 2 行。',
    ]);
    await imported(community, 'mended-too', [...base, records(...rows), mended]);

    expect(await accountOf(community, 'DH0001')).toMatchObject({ pointsBalance: 20, minutesServed: 120 });
    expect(await accountOf(community, 'DH0002')).toMatchObject({ pointsBalance: 10, minutesServed: 60 });
  });
});

describe('a corrected file', () => {
  test('reverses the record that was wrong, posts the right one, and says that one row changed', async () => {
    const community = await aCommunity();
    await imported(community, 'wrong', [
      ...base,
      records('1,2018-03-01,理发,便民,DH0001,王芳,1h,1', '2,2018-03-02,理发,便民,DH0002,李强,1h,1'),
    ]);

    const mended = records(
      '1,2018-03-01,理发,便民,DH0001,王芳,3h,1',
      '2,2018-03-02,理发,便民,DH0002,李强,1h,1',
    );
    const corrected = await imported(community, 'right', [mended]);
    const again = await imported(community, 'right-again', [mended]);

    expect(corrected.sheets[0]).toMatchObject({ inserted: 0, updated: 1, unchanged: 1 });
    expect(again.sheets[0]).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });
    expect(await accountOf(community, 'DH0001')).toMatchObject({ pointsBalance: 30, minutesServed: 180 });
    const { items } = await listServiceRecords(community.scope, {});
    const minutes = items.filter(({ volunteerNo }) => volunteerNo === 'DH0001').map((r) => r.durationMinutes);
    expect(minutes.sort((a, b) => a - b)).toEqual([-60, 60, 180]);
  });

  test('goes back to what it was when its import is undone, and the import before it can then be undone too', async () => {
    const community = await aCommunity();
    const wrong = '1,2018-03-01,理发,便民,DH0001,王芳,1h,1';
    const before = await imported(community, 'wrong', [...base, records(wrong)]);
    const right = await imported(community, 'right', [records('1,2018-04-02,理发,便民,DH0002,李强,3h,1')]);

    await requestUndo(community.scope, right.id);
    expect((await work(community, right.id)).state).toBe('undone');

    const { items } = await listServiceRecords(community.scope, {});
    expect(items).toMatchObject([{ servedOn: '2018-03-01', volunteerNo: 'DH0001', durationMinutes: 60 }]);
    expect(items[0]?.reversedBy).toBeUndefined();
    expect(await accountOf(community, 'DH0001')).toMatchObject({ pointsBalance: 10, minutesServed: 60 });
    expect(await accountOf(community, 'DH0002')).toMatchObject({ pointsBalance: 0, minutesServed: 0 });
    const again = await imported(community, 'wrong-again', [records(wrong)]);
    expect(again.sheets[0]).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });

    await requestUndo(community.scope, before.id);
    expect((await work(community, before.id)).state).toBe('undone');
    expect((await listServiceRecords(community.scope, {})).items).toEqual([]);
  });

  test('is not undone once a later ledger corrected the same row, whose undoing comes first', async () => {
    const community = await aCommunity();
    const served = (hours: string) => records(`1,2018-03-01,理发,便民,DH0001,王芳,${hours},1`);
    await imported(community, 'one', [...base, served('1h')]);
    const second = await imported(community, 'two', [served('2h')]);
    const third = await imported(community, 'three', [served('1.5h')]);

    await requestUndo(community.scope, second.id);
    const refused = await work(community, second.id);
    expect(refused).toMatchObject({
      state: 'done',
      failure: { en: expect.stringContaining('changed since') },
    });
    expect(await accountOf(community, 'DH0001')).toMatchObject({ minutesServed: 90 });

    for (const [{ id }, minutesServed] of [
      [third, 120],
      [second, 60],
    ] as const) {
      await requestUndo(community.scope, id);
      expect((await work(community, id)).state).toBe('undone');
      expect(await accountOf(community, 'DH0001')).toMatchObject({ minutesServed });
    }
  });

  test('may say what it said before, any number of times', async () => {
    const community = await aCommunity();
    const served = (hours: string) => records(`1,2018-03-01,理发,便民,DH0001,王芳,${hours},1`);
    await imported(community, 'first', [...base, served('1h')]);

    for (const [at, hours] of ['2h', '1h', '2h', '1h'].entries())
      expect((await imported(community, `turn-${at}`, [served(hours)])).sheets[0]).toMatchObject({
        updated: 1,
      });

    expect(await accountOf(community, 'DH0001')).toMatchObject({ pointsBalance: 10, minutesServed: 60 });
  });

  test('can be corrected a second time', async () => {
    const community = await aCommunity();
    await imported(community, 'one', [...base, records('1,2018-03-01,理发,便民,DH0001,王芳,1h,1')]);
    await imported(community, 'two', [records('1,2018-03-01,理发,便民,DH0001,王芳,2h,1')]);
    await imported(community, 'three', [records('1,2018-03-01,理发,便民,DH0001,王芳,1.5h,1')]);

    expect(await accountOf(community, 'DH0001')).toMatchObject({ pointsBalance: 15, minutesServed: 90 });
  });
});

describe('the rejected rows', () => {
  test('come back as a workbook that, mended and sent again, brings in only what was missing', async () => {
    const community = await aCommunity();
    const file = records(
      '1,2018-03-01,理发,便民,DH0001,王芳,1h,1',
      '2,2018-03-02,理发,便民,DH0002,李强,一会儿,1',
    );
    const first = await imported(community, 'rejects', [...base, file]);
    const fileId = first.files.find(({ name }) => name === '服务记录.csv')?.id ?? '';
    const { name, bytes } = await rejectedRows(
      community.scope,
      community.files,
      { importId: first.id, fileId },
      'zh-CN',
    );

    const again = await preflighted(community, 'rejects-sent-again', [{ name, bytes }]);

    expect(name).toBe('服务记录-退回.xlsx');
    expect(again.sheets[0]).toMatchObject({ kind: 'serviceRecords', rowsTotal: 1, rowsRejected: 1 });
    expect(again.sheets[0]?.sourceKey).toBe(
      first.sheets.find(({ kind }) => kind === 'serviceRecords')?.sourceKey,
    );
  });

  test('are not there for a file that could not be read: it is not opened again', async () => {
    const { scope, files } = await aCommunity();
    const { id: importId } = await createImport(scope, { key: 'refused' });
    const drawing = { name: '院落图.docx', bytes: Buffer.from('not a ledger') };
    const [kept] = (await addFile(scope, files, importId, drawing)).files;
    const asked = rejectedRows(scope, files, { importId, fileId: kept?.id ?? '' }, 'zh-CN');

    expect(kept?.refusal).toBeDefined();
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the rejected rows sent mended into the same import', () => {
  const file = records(
    '1,2018-03-01,理发,便民,DH0001,王芳,1h,1',
    '2,2018-03-02,理发,便民,DH0002,李强,一会儿,1',
    '3,2018-03-03,理发,便民,DH0002,李强,2031,1',
  );

  test('take the place of the rows of the first file, which no longer count as rejected', async () => {
    const community = await aCommunity();
    const source = '来源：服务记录';
    const givenBack = csv('服务记录-退回.csv', [
      source,
      '序号,服务日期,服务项目,服务类别,志愿者编号,志愿者姓名,服务时长,服务人数,退回原因',
      '2,2018-03-02,理发,便民,DH0002,李强,1h,1,原第 3 行。',
    ]);

    const checked = await preflighted(community, 'mended', [...base, file, givenBack]);
    await requestRun(community.scope, checked.id);
    const done = await work(community, checked.id);

    for (const { sheets } of [checked, done])
      expect(rowsOf(sheets)).toEqual({
        '服务记录.csv': { rowsTotal: 2, rowsReady: 1, rowsRejected: 1 },
        '服务记录-退回.csv': { rowsTotal: 1, rowsReady: 1, rowsRejected: 0 },
      });
    const first = checked.sheets.find(({ fileName }) => fileName === '服务记录.csv');
    const { items } = await found(community, checked.id, first?.id);
    expect(items.map(({ row }) => row)).toEqual([4]);
  });
});

const rowsOf = (sheets: ImportDetail['sheets']) =>
  Object.fromEntries(
    sheets
      .filter(({ kind }) => kind === 'serviceRecords')
      .map(({ fileName, rowsTotal, rowsReady, rowsRejected }) => [
        fileName,
        { rowsTotal, rowsReady, rowsRejected },
      ]),
  );

describe('undo', () => {
  test('takes back what the import put in, with its points', async () => {
    const community = await aCommunity();
    await imported(community, 'base', base);
    const { id } = await imported(community, 'to-undo', [records('1,2018-03-01,理发,便民,DH0001,王芳,1h,1')]);

    await requestUndo(community.scope, id);
    const undone = await work(community, id);

    expect(undone).toMatchObject({ state: 'undone' });
    expect((await listServiceRecords(community.scope, {})).items).toEqual([]);
    expect(await accountOf(community, 'DH0001')).toMatchObject({ pointsBalance: 0, minutesServed: 0 });
  });

  test('goes on where its time ran out', async () => {
    const community = await aCommunity();
    await imported(community, 'base', base);
    const rows = Array.from(
      { length: 1200 },
      (_, i) => `${i + 1},2018-03-01,理发,便民,DH000${1 + (i % 2)},,1h,1`,
    );
    const { id } = await imported(community, 'long', [records(...rows)]);
    await requestUndo(community.scope, id);
    const { scope, files, clock } = community;
    const turn = () =>
      runImportJob({ scope, files, masterKey: testMasterKey, clock, outOfTime: () => true }, id);

    expect(await turn()).toBe('more');
    expect((await listServiceRecords(scope, {})).items).not.toEqual([]);
    expect([await turn(), await turn()]).toEqual(['more', 'finished']);

    expect((await getImport(scope, id)).state).toBe('undone');
    expect((await listServiceRecords(scope, {})).items).toEqual([]);
    expect(await accountOf(community, 'DH0001')).toMatchObject({ pointsBalance: 0, minutesServed: 0 });
  });

  test('is refused while another import depends on it, and says on what', async () => {
    const community = await aCommunity();
    const { id } = await imported(community, 'base', base);
    await imported(community, 'depends', [records('1,2018-03-01,理发,便民,DH0001,王芳,1h,1')]);

    await requestUndo(community.scope, id);
    const refused = await work(community, id);

    expect(refused.state).toBe('done');
    expect(refused.failure).toEqual({
      'zh-CN': expect.stringMatching(/已有其他记录依赖这次导入/),
      en: expect.stringMatching(/^Other records depend on this import \([a-z ]+\)/),
    });
    expect((await listVolunteers(community.scope, {})).items).toHaveLength(2);
  });
});

test('a second import waits while a first holds the turn of the community', async () => {
  const community = await aCommunity();
  const first = await preflighted(community, 'holds', [...base]);
  const second = await preflighted(community, 'waits', [catalogue]);
  await requestRun(community.scope, first.id);
  const { scope, files, clock } = community;
  const { runImportJob } = await import('@linli/core/importing');
  const many = { scope, files, masterKey: testMasterKey, clock, outOfTime: () => true };
  await requestRun(scope, second.id);

  const [a, b] = await Promise.all([runImportJob(many, first.id), runImportJob(many, second.id)]);

  expect([a, b]).toContain('finished');
  expect((await createImport(scope, { key: 'holds' })).id).toBe(first.id);
});
