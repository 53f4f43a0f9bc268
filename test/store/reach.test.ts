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
} from '@linli/core/courtyard';
import {
  draftElection,
  draftMeeting,
  draftOffice,
  draftOpinion,
  getElection,
  getMeeting,
  getOffice,
  getOpinion,
  listElections,
  listMeetings,
  listOffices,
  listOpinions,
} from '@linli/core/governance';
import type { Actor, Page, Scope } from '@linli/core/kernel';
import { draftFundEntry, getFundEntry, listFundEntries, listFunds } from '@linli/core/renewal';
import type { Draft } from '@linli/core/table';
import {
  draftCard,
  draftPointsRule,
  draftServiceRecord,
  draftVolunteer,
  getCard,
  getMemberAccount,
  getServiceRecord,
  getVolunteer,
  listCards,
  listServiceRecords,
  listVolunteers,
  openingRule,
  postServiceRecord,
  reverseServiceRecord,
} from '@linli/core/timebank';
import { beforeAll, describe, expect, test } from 'vitest';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('reach');

/** Three of the community's courtyards are a grid worker's; the other two lie between and after them. */
const YARDS = ['cyd_1', 'cyd_2', 'cyd_3', 'cyd_4', 'cyd_5'];
const THEIRS = ['cyd_1', 'cyd_3', 'cyd_4'];
const OTHERS = ['cyd_2', 'cyd_5'];

let office: Scope;
let worker: Scope;

beforeAll(async () => {
  office = (await aCommunity()).scope;
  const by = {
    tenantId: office.tenantId,
    importId: 'imp_1',
    source: 's',
    row: 1,
    now: office.now,
    by: 'test',
  };
  const drafts = YARDS.flatMap((yard, i) => recordsOf(yard, i + 1, by));
  await office.table.insertMany(
    [...drafts, draftPointsRule(openingRule(office.tenantId), by)].map(({ insert }) => insert),
  );
  const actor: Actor = {
    kind: 'user',
    id: 'usr_worker',
    name: '周强',
    grants: [
      { role: 'gridWorker', tenantId: office.tenantId, courtyardIds: ['cyd_4', 'cyd_1'] },
      { role: 'gridWorker', tenantId: office.tenantId, courtyardIds: ['cyd_3'] },
    ],
  };
  worker = { ...office, actor };
});

/** Two of every noun, on two days of their own, all of one courtyard. */
function recordsOf(courtyardId: string, position: number, by: Parameters<typeof draftCourtyard>[1]): Draft[] {
  const of = <T extends object>(noun: string, make: (id: string, day: string) => T) =>
    [1, 2].map((i) => make(`${noun}_${position}${i}`, `2019-0${i}-0${position}`));
  return [
    draftCourtyard(
      { id: courtyardId, name: `${position}号院`, position, hasBranch: true, hasStation: false },
      by,
    ),
    ...of('hsh', (id) => draftHousehold({ id, courtyardId, householdNo: id.slice(-1) }, by)),
    ...of('prs', (id) =>
      draftPerson({ id, name: `张${id}`, retired: false, courtyardId, householdId: `hsh_${position}1` }, by),
    ),
    ...of('mtg', (id, heldOn) => draftMeeting({ id, meetingNo: id, heldOn, courtyardId }, by)),
    ...of('opn', (id, raisedOn) =>
      draftOpinion({ id, text: id, raisedOn, status: 'open', anonymous: false, courtyardId }, by),
    ),
    ...of('elc', (id) => draftElection({ id, courtyardId, term: Number(id.slice(-1)), candidates: [] }, by)),
    ...of('ofc', (id) =>
      draftOffice(
        { id, courtyardId, personName: id, post: '委员', partyMember: false, term: Number(id.slice(-1)) },
        by,
      ),
    ),
    ...of('fnd', (id, enteredOn) =>
      draftFundEntry(
        {
          id,
          courtyardId,
          enteredOn,
          position: 1,
          summary: id,
          incomeFen: 100,
          spendingFen: 0,
          balanceFen: 100,
        },
        by,
      ),
    ),
    ...of('vol', (id) =>
      draftVolunteer(
        {
          id,
          personId: id.replace('vol', 'prs'),
          volunteerNo: id,
          name: `李${id}`,
          partyMember: false,
          courtyardId,
        },
        by,
      ),
    ),
    ...of('rec', (id, servedOn) =>
      draftServiceRecord(
        {
          ...{ id, servedOn, courtyardId, item: '理发', category: '便民', durationMinutes: 60, points: 10 },
          ...{ volunteerId: `vol_${position}1`, volunteerNo: `vol_${position}1`, volunteerName: '李' },
          ...{ accountId: `acc_${position}1`, ruleId: 'rul_1', peopleServed: 1 },
        },
        by,
      ),
    ),
    ...of('crd', (id) =>
      draftCard({ id, cardNo: id, cardType: 'courtyard', holder: id, courtyardId, accountId: id }, by),
    ),
  ];
}

type Listing = (scope: Scope, page: { limit: number; cursor?: string }) => Promise<Page<{ id: string }>>;

/** All of a list, two rows a page at the most, by the cursors that it gives. */
async function pagedThrough(scope: Scope, list: Listing): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(scope, { limit: 2, ...(cursor !== undefined && { cursor }) });
    expect(page.items.length).toBeLessThanOrEqual(2);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
}

const idsIn = (noun: string, yards: readonly string[]) =>
  yards.flatMap((yard) => [1, 2].map((i) => `${noun}_${yard.slice(-1)}${i}`));

const LISTS: readonly [string, Listing][] = [
  ['hsh', listHouseholds],
  ['prs', listPersons],
  ['prs', (scope, page) => listPersons(scope, { ...page, search: '张' })],
  ['mtg', listMeetings],
  ['opn', listOpinions],
  ['elc', listElections],
  ['ofc', listOffices],
  ['vol', listVolunteers],
  ['vol', (scope, page) => listVolunteers(scope, { ...page, search: '李' })],
  ['rec', listServiceRecords],
  ['crd', listCards],
];

describe('a grid worker', () => {
  test.each(LISTS)(
    'finds what lies in their courtyards in a list (%s), each once, and nothing else',
    async (noun, list) => {
      const found = await pagedThrough(worker, list);

      expect(found.toSorted()).toEqual(idsIn(noun, THEIRS));
      expect((await pagedThrough(office, list)).toSorted()).toEqual(idsIn(noun, YARDS));
    },
  );

  test('finds their courtyards and funds', async () => {
    const courtyards = await pagedThrough(worker, listCourtyards);
    const { items: funds } = await listFunds(worker, {});

    expect(courtyards).toEqual(['cyd_1', 'cyd_3', 'cyd_4']);
    expect(funds.map(({ courtyardId }) => courtyardId)).toEqual(['cyd_1', 'cyd_3', 'cyd_4']);
  });

  test('reads the meetings of several courtyards by day, whichever comes first', async () => {
    const newest = await pagedThrough(worker, listMeetings);
    const until = await pagedThrough(worker, (scope, page) =>
      listMeetings(scope, { ...page, until: '2019-02-01' }),
    );

    expect(newest).toEqual(['mtg_42', 'mtg_32', 'mtg_12', 'mtg_41', 'mtg_31', 'mtg_11']);
    expect(until).toEqual(['mtg_12', 'mtg_41', 'mtg_31', 'mtg_11']);
    const oldest = await pagedThrough(worker, (scope, page) =>
      listMeetings(scope, { ...page, order: 'asc', until: '2019-02-03' }),
    );
    expect(oldest).toEqual(['mtg_11', 'mtg_31', 'mtg_41', 'mtg_12', 'mtg_32']);
  });

  const OF_ONE: readonly [string, (scope: Scope, courtyardId: string) => Promise<Page<{ id: string }>>][] = [
    ['hsh', (scope, courtyardId) => listHouseholds(scope, { courtyardId })],
    ['prs', (scope, courtyardId) => listPersons(scope, { courtyardId })],
    ['mtg', (scope, courtyardId) => listMeetings(scope, { courtyardId })],
    ['opn', (scope, courtyardId) => listOpinions(scope, { courtyardId })],
    ['elc', (scope, courtyardId) => listElections(scope, { courtyardId })],
    ['ofc', (scope, courtyardId) => listOffices(scope, { courtyardId })],
    ['fnd', (scope, courtyardId) => listFundEntries(scope, { courtyardId })],
  ];

  test.each(OF_ONE)('sees of another courtyard what they see of none (%s)', async (noun, list) => {
    const theirs = await list(worker, 'cyd_3');

    expect(theirs.items.map(({ id }) => id).toSorted()).toEqual(idsIn(noun, ['cyd_3']));
    expect(await list(worker, 'cyd_2')).toEqual(await list(worker, 'cyd_0'));
    expect((await list(office, 'cyd_2')).items).toHaveLength(2);
  });

  const DETAILS: readonly [string, (scope: Scope, id: string) => Promise<unknown>][] = [
    ['cyd', (scope, id) => getCourtyard(scope, id.slice(0, 5))],
    ['hsh', getHousehold],
    ['prs', getPerson],
    ['mtg', getMeeting],
    ['opn', getOpinion],
    ['elc', getElection],
    ['ofc', getOffice],
    ['fnd', getFundEntry],
    ['vol', getVolunteer],
    ['vol', getMemberAccount],
    ['rec', getServiceRecord],
    ['crd', getCard],
  ];

  test.each(DETAILS)('cannot tell what lies elsewhere from what is not there (%s)', async (noun, get) => {
    const missing = await get(worker, `${noun}_99`).catch((refusal: unknown) => refusal);

    await expect(get(worker, `${noun}_31`)).resolves.toBeDefined();
    for (const other of idsIn(noun, OTHERS)) await expect(get(worker, other)).rejects.toEqual(missing);
    expect(missing).toMatchObject({ code: 'not_found' });
  });

  const service = { servedOn: '2019-05-01', item: '理发', category: '便民', durationMinutes: 60 };

  test('records services of volunteers of their courtyards only', async () => {
    const posting = (volunteerId: string) =>
      postServiceRecord(worker, { ...service, volunteerId, key: `post-${volunteerId}` });

    await expect(posting('vol_32')).resolves.toMatchObject({ courtyardId: 'cyd_3' });
    await expect(posting('vol_22')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('takes back records of their courtyards only', async () => {
    const record = await postServiceRecord(office, { ...service, volunteerId: 'vol_51', key: 'of-another' });
    const own = await postServiceRecord(office, { ...service, volunteerId: 'vol_41', key: 'of-their-own' });

    await expect(reverseServiceRecord(worker, record.id, { reason: '记错了' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(reverseServiceRecord(worker, own.id, { reason: '记错了' })).resolves.toMatchObject({
      reverses: own.id,
    });
  });

  test('cannot go on where they never were: a cursor of another courtyard is none', async () => {
    const households = await listHouseholds(office, { courtyardId: 'cyd_2', limit: 1 });
    const meetings = await listMeetings(office, { limit: 1 });
    const refused = { code: 'invalid', reason: 'cursorInvalid' };

    const { next: behindHousehold = '' } = households;
    await expect(listHouseholds(worker, { cursor: behindHousehold })).rejects.toMatchObject(refused);
    const renamed = behindHousehold.replace('cyd_2', 'cyd_3');
    await expect(listHouseholds(worker, { cursor: renamed })).rejects.toMatchObject(refused);
    await expect(listMeetings(worker, { cursor: meetings.next ?? '' })).rejects.toMatchObject(refused);
  });
});
