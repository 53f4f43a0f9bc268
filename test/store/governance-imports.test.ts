import { listMeetings, listOffices, listOpinions } from '@linli/core/governance';
import { type ImportDetail, listFindings, requestRun, requestUndo } from '@linli/core/importing';
import { report } from '@linli/core/reporting';
import { describe, expect, test } from 'vitest';
import { countRows } from '../bench/count-rows.ts';
import {
  csv,
  imported,
  preflighted,
  type TestCommunity,
  testCommunities,
  work,
} from '../support/community.ts';

const aCommunity = testCommunities('governance');

const courtyards = csv('院落.csv', [
  '院落名称,详细地址,户数',
  '桂香院,东环路379号,67',
  '花园颐院,东环路355号,50',
]);

const election = (term: string, day: string, ...winners: string[]) =>
  csv(`桂香院第${term}届换届选举结果.csv`, [
    `桂香院第${term}届院落管理委员会换届选举结果公示,,,,`,
    `${day === '' ? '' : `公示时间：${day}`}，发出选票48张,,,,`,
    '姓名,政治面貌,得票数,当选情况,职务',
    ...winners.map((name) => `${name},中共党员,40,当选,委员`),
    '曹子,群众,9,未当选,',
  ]);

const firstTerm = election('一', '2015.3.1', '王芳', '李强', '陈静');
const secondTerm = election('二', '2018-03-01', '王芳', '赵敏');

describe('a second term', () => {
  const committeeOn = async ({ scope }: TestCommunity, asOf: string) =>
    (await report(scope, { community: { slug: 'x', name: 'X' }, asOf })).courtyard['桂香院']
      ?.committeeMembers;

  test('ends the first on the day it was elected, whichever result comes in first', async () => {
    const inOrder = await aCommunity();
    await imported(inOrder, 'courtyards', [courtyards]);
    await imported(inOrder, 'first-term', [firstTerm]);
    await imported(inOrder, 'second-term', [secondTerm]);
    const backwards = await aCommunity();
    await imported(backwards, 'courtyards', [courtyards]);
    await imported(backwards, 'second-term', [secondTerm]);
    await imported(backwards, 'first-term', [firstTerm]);
    const together = await aCommunity();
    await imported(together, 'together', [secondTerm, firstTerm, courtyards]);

    for (const community of [inOrder, backwards, together]) {
      await countRows(community.scope.table, community.scope.tenantId);
      expect(await committeeOn(community, '2015-02-28')).toBe(0);
      expect(await committeeOn(community, '2018-02-28')).toBe(3);
      expect(await committeeOn(community, '2018-03-01')).toBe(2);
    }
  });

  test('leaves the first result unchanged when it comes again', async () => {
    const community = await aCommunity();
    await imported(community, 'both', [courtyards, firstTerm]);
    await imported(community, 'second-term', [secondTerm]);

    const again = await imported(community, 'first-again', [firstTerm]);

    expect(again.sheets[0]).toMatchObject({ inserted: 0, updated: 0, unchanged: 4 });
  });

  test('taken back, puts the first committee into office again', async () => {
    const community = await aCommunity();
    await imported(community, 'both', [courtyards, firstTerm]);
    const { id } = await imported(community, 'second-term', [secondTerm]);

    await requestUndo(community.scope, id);
    await work(community, id);

    const { items } = await listOffices(community.scope, {});
    expect(items.map(({ term, endedByTerm }) => [term, endedByTerm])).toEqual([
      [1, undefined],
      [1, undefined],
      [1, undefined],
    ]);
  });

  test('without a day has always been in office', async () => {
    const community = await aCommunity();
    await imported(community, 'both', [courtyards, firstTerm, election('二', '', '王芳', '赵敏')]);
    await countRows(community.scope.table, community.scope.tenantId);

    expect(await committeeOn(community, '2016-01-01')).toBe(2);
  });
});

const meetings = (...rows: string[]) =>
  csv('会议记录.csv', ['会议编号,日期,形式,院落,主持人,参加人数,议题', ...rows]);
const opinions = (...rows: string[]) =>
  csv('居民意见建议台账.csv', ['序号,会议编号,提出人,意见建议,类别,办理情况,责任单位,办结日期', ...rows]);

describe('a meeting whose day is corrected', () => {
  const heard = opinions(
    '1,HY01,林淑,路灯不亮,设施,已答复,社区,',
    '2,HY01,匿名,车辆乱停,秩序,待处理,社区,',
    '3,HY02,梁文,楼道堆物,秩序,待处理,社区,',
  );
  const held = (day: string) => [
    `HY01,${day},坝坝会,桂香院,董世,36,换届`,
    'HY02,2018-01-25,坝坝会,桂香院,程丽,20,停车',
  ];
  const daysOf = async ({ scope }: TestCommunity) =>
    (await listOpinions(scope, {})).items.map(({ serial, raisedOn }) => `${serial} ${raisedOn}`).sort();

  const corrected = async () => {
    const community = await aCommunity();
    await imported(community, 'wrong', [courtyards, meetings(...held('2018-01-25')), heard]);
    const correction = await imported(community, 'right', [meetings(...held('2018-02-03'))]);
    return { community, correction };
  };

  test('takes along the opinions raised at it, and no others of that day', async () => {
    const { community } = await corrected();

    expect(await daysOf(community)).toEqual(['1 2018-02-03', '2 2018-02-03', '3 2018-01-25']);
    const { items } = await listMeetings(community.scope, {});
    const first = items.find(({ meetingNo }) => meetingNo === 'HY01');
    expect((await listOpinions(community.scope, { meetingId: first?.id ?? '' })).items).toHaveLength(2);
  });

  test('leaves them as their own rows say when those come again', async () => {
    const { community } = await corrected();

    const again = await imported(community, 'again', [heard]);

    expect(again.sheets[0]).toMatchObject({ inserted: 0, updated: 0, unchanged: 3 });
  });

  test('taken back, takes them back too', async () => {
    const { community, correction } = await corrected();

    await requestUndo(community.scope, correction.id);
    expect(await work(community, correction.id)).toMatchObject({ state: 'undone' });

    expect(await daysOf(community)).toEqual(['1 2018-01-25', '2 2018-01-25', '3 2018-01-25']);
  });

  test('says beforehand what a file with both does', async () => {
    const community = await aCommunity();
    await imported(community, 'wrong', [courtyards, meetings(...held('2018-01-25')), heard]);

    const checked = await preflighted(community, 'right', [meetings(...held('2018-02-03')), heard]);
    await requestRun(community.scope, checked.id);
    const done = await work(community, checked.id);

    const countsOf = ({ sheets }: ImportDetail) =>
      sheets.map(({ kind, updated, unchanged }) => `${kind} ${updated} ${unchanged}`).sort();
    expect(countsOf(checked)).toEqual(['meetings 1 1', 'opinions 2 1']);
    expect(countsOf(done)).toEqual(countsOf(checked));
    expect(await daysOf(community)).toEqual(['1 2018-02-03', '2 2018-02-03', '3 2018-01-25']);
  });
});

describe('a number that meetings of two courtyards have', () => {
  const ofBoth = meetings(
    'HY01,2018-01-25,坝坝会,桂香院,董世,36,换届',
    'HY01,2018-05-10,坝坝会,花园颐院,程丽,20,停车',
    'HY02,2018-06-10,坝坝会,花园颐院,程丽,20,停车',
  );
  const ofCourtyard = (...rows: string[]) =>
    csv('居民意见建议台账.csv', ['序号,院落,会议编号,提出人,意见建议,办理情况,责任单位', ...rows]);

  const problemsOf = async ({ scope, files }: TestCommunity, { id, sheets }: ImportDetail) => {
    const sheetId = sheets.find(({ kind }) => kind === 'opinions')?.id ?? '';
    const asked = { importId: id, sheetId, severity: 'problem' as const };
    const { items } = await listFindings(scope, files, asked, 'zh-CN');
    return items.map(({ message }) => message);
  };

  test('means the one of the courtyard that the opinion names', async () => {
    const community = await aCommunity();
    const done = await imported(community, 'named', [
      courtyards,
      ofBoth,
      ofCourtyard('1,桂香院,HY01,林淑,路灯不亮,待处理,社区', '2,花园颐院,HY01,梁文,车辆乱停,待处理,社区'),
    ]);

    expect(done.sheets.every(({ rowsRejected }) => rowsRejected === 0)).toBe(true);
    const { items } = await listOpinions(community.scope, {});
    expect(items.map(({ serial, raisedOn }) => [serial, raisedOn])).toEqual([
      ['2', '2018-05-10'],
      ['1', '2018-01-25'],
    ]);
  });

  test('is asked about when the opinion names none, and one that only one courtyard has is not', async () => {
    const community = await aCommunity();
    const checked = await preflighted(community, 'unnamed', [
      courtyards,
      ofBoth,
      opinions('1,HY01,林淑,路灯不亮,设施,待处理,社区,', '2,HY02,梁文,车辆乱停,秩序,待处理,社区,'),
    ]);

    expect(await problemsOf(community, checked)).toEqual([
      expect.stringMatching(/^B2：有 2 个院落.*“HY01”.*院落/),
    ]);
  });

  test('is not found in a courtyard that has no such meeting', async () => {
    const community = await aCommunity();
    const checked = await preflighted(community, 'other', [
      courtyards,
      ofBoth,
      ofCourtyard('1,桂香院,HY02,林淑,路灯不亮,待处理,社区', '2,云水院,HY02,林淑,路灯不亮,待处理,社区'),
    ]);

    expect(await problemsOf(community, checked)).toEqual([
      expect.stringContaining('HY02'),
      expect.stringContaining('云水院'),
    ]);
  });

  test('may come from the title of the register', async () => {
    const community = await aCommunity();
    const register = csv('花园颐院意见建议台账.csv', [
      '花园颐院坝坝会意见建议台账,,,,',
      '序号,会议编号,提出人,意见建议,办理情况',
      '1,HY01,林淑,路灯不亮,待处理',
    ]);
    await imported(community, 'titled', [courtyards, ofBoth, register]);

    expect((await listOpinions(community.scope, {})).items).toMatchObject([{ raisedOn: '2018-05-10' }]);
  });
});
