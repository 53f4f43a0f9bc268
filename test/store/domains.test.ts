import {
  draftCourtyard,
  draftHousehold,
  draftPerson,
  getCourtyard,
  getHousehold,
  getPerson,
  listCourtyards,
  listHouseholds,
  listPersons,
  type Person,
  publicCourtyard,
} from '@linli/core/courtyard';
import {
  draftElection,
  draftMeeting,
  draftOffice,
  draftOpinion,
  getElection,
  listElections,
  listMeetings,
  listOpinions,
  type Opinion,
  publicGovernance,
} from '@linli/core/governance';
import { draftOrganisation, publicOrganisations } from '@linli/core/incubation';
import { IN_JOB, type Page, type Scope, SYSTEM, VISITOR } from '@linli/core/kernel';
import { draftCourse, draftRoom, publicClasses } from '@linli/core/learning';
import { draftUnit, listUnits, publicUnits } from '@linli/core/partners';
import { draftFundEntry, getFundEntry, listFundEntries, listFunds, publicFund } from '@linli/core/renewal';
import type { Draft, DraftSource } from '@linli/core/table';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestTable, type Engine, startEngine, type TestTable, tenantTable } from '../support/engine.ts';

const TENANT = 'tnt_donghuan';
const NOW = '2019-04-30T02:00:00.000Z';

let engine: Engine;
let made: TestTable;
let office: Scope;
let visitor: Scope;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  made = await createTestTable(engine.endpoint);
  office = scopeOf(TENANT);
  visitor = { ...office, actor: VISITOR };
});

const scopeOf = (tenantId: string): Scope => ({
  tenantId,
  actor: SYSTEM,
  now: NOW,
  requestId: 'req_1',
  from: IN_JOB,
  table: tenantTable(made, tenantId),
});

const at: DraftSource = {
  tenantId: TENANT,
  importId: 'imp_1',
  source: 'test',
  row: 1,
  now: NOW,
  by: 'system',
};

const stored = (...drafts: Draft[]) => office.table.insertMany(drafts.map(({ insert }) => insert));

const courtyard = (position: number, id = `cyd_${position}`) =>
  draftCourtyard(
    { id, name: `${position}号院`, position, hasBranch: true, hasStation: false, note: '内部备注' },
    at,
  );

const person = (id: string, fields: Partial<Person> = {}): Person => ({
  id,
  name: id,
  retired: false,
  ...fields,
});

/** Every item of a list, two at a time. */
async function pagedThrough<T>(list: (page: { limit: number; cursor?: string }) => Promise<Page<T>>) {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 2, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}

test('courtyards come in the order of their position, page after page', async () => {
  await stored(courtyard(15), courtyard(2), courtyard(9), courtyard(100), courtyard(1));

  const all = await pagedThrough((page) => listCourtyards(office, page));

  expect(all.map(({ position }) => position)).toEqual([1, 2, 9, 15, 100]);
});

test("a visitor reads a courtyard without the office's note, and no list of the console", async () => {
  await stored(courtyard(1));

  expect(await publicCourtyard(visitor, 'cyd_1')).toEqual({
    id: 'cyd_1',
    name: '1号院',
    position: 1,
    hasBranch: true,
    hasStation: false,
  });
  await expect(listCourtyards(visitor, {})).rejects.toMatchObject({ code: 'unauthenticated' });
});

test("another community's courtyard looks as if it were not there", async () => {
  await stored(courtyard(1));

  await expect(getCourtyard(scopeOf('tnt_other'), 'cyd_1')).rejects.toMatchObject({ code: 'not_found' });
  expect(await listCourtyards(scopeOf('tnt_other'), {})).toEqual({ items: [] });
});

test('households come by number, and those of one courtyard alone when it is named', async () => {
  const household = (courtyardId: string, householdNo: string) =>
    draftHousehold({ id: `hsh_${courtyardId}_${householdNo}`, courtyardId, householdNo }, at);
  await stored(
    household('cyd_1', '10'),
    household('cyd_1', '9'),
    household('cyd_2', '1'),
    household('cyd_1', '100'),
  );

  const ofOne = await pagedThrough((page) => listHouseholds(office, { ...page, courtyardId: 'cyd_1' }));

  expect(ofOne.map(({ householdNo }) => householdNo)).toEqual(['9', '10', '100']);
  expect((await listHouseholds(office, {})).items).toHaveLength(4);
});

test('a household shows who lives in it, and nobody of next door', async () => {
  await stored(
    draftHousehold({ id: 'hsh_1', courtyardId: 'cyd_1', householdNo: '1' }, at),
    draftPerson(person('prs_1', { courtyardId: 'cyd_1', householdId: 'hsh_1' }), at),
    draftPerson(person('prs_2', { courtyardId: 'cyd_1', householdId: 'hsh_1' }), at),
    draftPerson(person('prs_3', { courtyardId: 'cyd_1', householdId: 'hsh_2' }), at),
    draftPerson(person('prs_4', { courtyardId: 'cyd_1' }), at),
  );

  const { residents } = await getHousehold(office, 'hsh_1');

  expect(residents.map(({ id }) => id)).toEqual(['prs_1', 'prs_2']);
});

test('persons are found by the beginning of their name across the community', async () => {
  await stored(
    draftPerson(person('prs_1', { name: '王芳', courtyardId: 'cyd_1' }), at),
    draftPerson(person('prs_2', { name: '王强' }), at),
    draftPerson(person('prs_3', { name: '小王' }), at),
  );

  const found = await listPersons(office, { search: '王' });

  expect(found.items.map(({ name }) => name).sort()).toEqual(['王强', '王芳'].sort());
});

test('a person who leaves a courtyard is no longer listed there', async () => {
  const living = draftPerson(person('prs_1', { courtyardId: 'cyd_1', householdId: 'hsh_1' }), at);
  await stored(living);
  const moved = draftPerson(person('prs_1'), at);

  await office.table.commit([moved.amend({ importId: at.importId, hash: living.hash })]);

  expect(await listPersons(office, { courtyardId: 'cyd_1' })).toEqual({ items: [] });
  expect(await getPerson(office, 'prs_1')).toEqual(person('prs_1'));
});

test("a person's age is that of today in Shanghai", async () => {
  await stored(draftPerson(person('prs_1', { bornIn: '1942-05' }), at));
  const mayDayInShanghai = { ...office, now: '2019-04-30T17:00:00.000Z' };

  expect((await getPerson(office, 'prs_1')).age).toBe(76);
  expect((await getPerson(mayDayInShanghai, 'prs_1')).age).toBe(77);
});

const meeting = (id: string, heldOn: string, courtyardId = 'cyd_1') =>
  draftMeeting({ id, meetingNo: id, heldOn, courtyardId, form: 'eveningTalk', attendees: 20 }, at);

const opinion = (id: string, raisedOn: string, fields: Partial<Opinion> = {}) =>
  draftOpinion(
    { id, raisedOn, text: '路灯不亮', speaker: '林淑', anonymous: false, status: 'open', ...fields },
    at,
  );

test('meetings come newest first, and those of one courtyard alone when it is named', async () => {
  await stored(
    meeting('mtg_1', '2018-01-25'),
    meeting('mtg_2', '2018-11-21'),
    meeting('mtg_3', '2018-05-10', 'cyd_2'),
  );

  expect((await listMeetings(office, {})).items.map(({ id }) => id)).toEqual(['mtg_2', 'mtg_3', 'mtg_1']);
  expect((await listMeetings(office, { courtyardId: 'cyd_1' })).items.map(({ id }) => id)).toEqual([
    'mtg_2',
    'mtg_1',
  ]);
  const oldestFirst = await listMeetings(office, { order: 'asc', until: '2018-05-10' });
  expect(oldestFirst.items.map(({ id }) => id)).toEqual(['mtg_1', 'mtg_3']);
});

test('opinions are listed by status, newest first', async () => {
  await stored(
    opinion('opn_1', '2018-01-25'),
    opinion('opn_2', '2018-03-01', { status: 'resolved' }),
    opinion('opn_3', '2018-02-01'),
  );

  const open = await pagedThrough((page) => listOpinions(office, { ...page, status: 'open' }));

  expect(open.map(({ id }) => id)).toEqual(['opn_3', 'opn_1']);
});

test('a meeting shows what was raised at it, not what another meeting of that day heard', async () => {
  await stored(
    meeting('mtg_1', '2018-05-10'),
    meeting('mtg_2', '2018-05-10', 'cyd_2'),
    opinion('opn_1', '2018-05-10', { meetingId: 'mtg_1' }),
    opinion('opn_2', '2018-05-10', { meetingId: 'mtg_2' }),
    opinion('opn_3', '2018-05-11', { meetingId: 'mtg_1' }),
  );

  const raised = await listOpinions(office, { meetingId: 'mtg_1' });

  expect(raised.items.map(({ id }) => id)).toEqual(['opn_1']);
});

const election = (id: string, term: number, courtyardId = 'cyd_1') =>
  draftElection(
    {
      id,
      courtyardId,
      term,
      ballotsIssued: 48,
      ballotsReturned: 48,
      ballotsValid: 47,
      candidates: [
        { name: '曹子', votes: 9, elected: false },
        { name: '陈贵强', politics: 'partyMember', votes: 46, elected: true, post: '主任' },
      ],
    },
    at,
  );

test('an election shows its candidates by votes; a list of elections does without them', async () => {
  await stored(election('elc_1', 1), election('elc_2', 2), election('elc_3', 9, 'cyd_2'));

  const { items } = await listElections(office, { courtyardId: 'cyd_1' });
  const detail = await getElection(office, 'elc_2');

  expect(items.map(({ id }) => id)).toEqual(['elc_2', 'elc_1']);
  expect(items[0]).not.toHaveProperty('candidates');
  expect(detail.candidates.map(({ name }) => name)).toEqual(['陈贵强', '曹子']);
  expect(detail.valid).toBe(true);
});

test("a courtyard's board shows the latest committee, the last election and the last five meetings, and never who spoke", async () => {
  const days = ['2018-01-01', '2018-02-01', '2018-03-01', '2018-04-01', '2018-05-01', '2018-06-01'];
  const seat = (id: string, post: string, term: number, courtyardId = 'cyd_1') =>
    draftOffice({ id, courtyardId, personName: id, post, partyMember: true, term }, at);
  await stored(
    ...days.map((day, i) => meeting(`mtg_${i}`, day)),
    ...days.map((day, i) => opinion(`opn_${i}`, day, { meetingId: `mtg_${i}` })),
    seat('ofc_1', '委员', 2),
    seat('ofc_2', '主任', 2),
    seat('ofc_3', '主任', 1),
    seat('ofc_4', '主任', 3, 'cyd_2'),
    election('elc_1', 1),
    election('elc_2', 2),
  );

  const board = await publicGovernance(visitor, 'cyd_1');

  expect(board.committee.map(({ personName }) => personName)).toEqual(['ofc_2', 'ofc_1']);
  expect(board.election).toMatchObject({ id: 'elc_2', valid: true });
  expect(board.meetings.map(({ id }) => id)).toEqual(['mtg_5', 'mtg_4', 'mtg_3', 'mtg_2', 'mtg_1']);
  expect(board.opinions.map(({ id }) => id)).toEqual(['opn_5', 'opn_4', 'opn_3', 'opn_2', 'opn_1']);
  expect(JSON.stringify(board)).not.toContain('林淑');
});

test('a courtyard that keeps no records yet has an empty board', async () => {
  expect(await publicGovernance(visitor, 'cyd_1')).toEqual({ committee: [], meetings: [], opinions: [] });
  expect(await publicFund(visitor, 'cyd_1')).toBeUndefined();
});

const fundEntry = (enteredOn: string, position: number, balanceFen: number) =>
  draftFundEntry(
    {
      id: `fnd_${position}`,
      courtyardId: 'cyd_2',
      enteredOn,
      position,
      summary: '购买花苗',
      incomeFen: 0,
      spendingFen: 100,
      balanceFen,
      handler: '院委会',
    },
    at,
  );

test("a fund's balance is that of its last line, also among lines of one day", async () => {
  await stored(
    courtyard(1),
    courtyard(2),
    fundEntry('2018-03-18', 9, 400),
    fundEntry('2018-03-18', 10, 300),
    fundEntry('2018-03-01', 11, 500),
  );

  expect(await listFunds(office, {})).toEqual({
    items: [{ courtyardId: 'cyd_2', courtyardName: '2号院', balanceFen: 300, latestOn: '2018-03-18' }],
  });
  const { items } = await listFundEntries(office, { courtyardId: 'cyd_2' });
  expect(items.map(({ balanceFen }) => balanceFen)).toEqual([300, 400, 500]);
  const oldest = await listFundEntries(office, { courtyardId: 'cyd_2', order: 'asc', limit: 1 });
  expect(oldest.items).toEqual([await getFundEntry(office, 'fnd_11')]);
  await expect(getFundEntry(office, 'fnd_12')).rejects.toMatchObject({ code: 'not_found' });
});

test('the published fund names no handler', async () => {
  await stored(fundEntry('2018-03-18', 9, 400));

  const fund = await publicFund(visitor, 'cyd_2');

  expect(fund).toMatchObject({ balanceFen: 400, latestOn: '2018-03-18' });
  expect(fund?.entries[0]).not.toHaveProperty('handler');
});

test("the classes' board shows the coming week, and years later the last term without sessions", async () => {
  await stored(
    draftRoom({ id: 'rom_1', name: '茶艺室', position: 1, keeper: '李秀珍' }, at),
    draftCourse(
      {
        id: 'crs_1',
        name: '茶艺',
        roomId: 'rom_1',
        roomName: '茶艺室',
        slots: [{ weekday: 7, from: '14:00', to: '15:30' }],
        startsOn: '2019-03-04',
        endsOn: '2019-06-28',
      },
      at,
    ),
  );

  const then = await publicClasses(visitor);
  const now = await publicClasses({ ...visitor, now: '2026-11-23T02:00:00.000Z' });

  expect(then.week).toEqual({ from: '2019-04-30', to: '2019-05-06' });
  expect(then.sessions).toEqual([
    {
      courseId: 'crs_1',
      courseName: '茶艺',
      roomName: '茶艺室',
      on: '2019-05-05',
      from: '14:00',
      to: '15:30',
    },
  ]);
  expect(then.rooms).toEqual([{ id: 'rom_1', name: '茶艺室', position: 1 }]);
  expect(now).toMatchObject({ running: false, sessions: [], courses: [{ name: '茶艺' }] });
});

test('the public list of units has no one to call; the console has', async () => {
  await stored(
    draftUnit(
      { id: 'unt_1', position: 1, name: '供电所', contact: '袁世子', phone: '19901004816', need: '共建活动' },
      at,
    ),
  );

  expect(await publicUnits(visitor, {})).toEqual({
    items: [{ id: 'unt_1', position: 1, name: '供电所', need: '共建活动' }],
  });
  expect((await listUnits(office, {})).items[0]).toMatchObject({ contact: '袁世子', phone: '199****4816' });
});

test('organisations are public in their order', async () => {
  const team = (position: number) =>
    draftOrganisation({ id: `org_${position}`, name: `${position}队`, position, kind: 'team' }, at);
  await stored(team(12), team(3));

  const { items } = await publicOrganisations(visitor, {});

  expect(items.map(({ position }) => position)).toEqual([3, 12]);
});
