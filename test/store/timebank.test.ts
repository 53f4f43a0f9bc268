import {
  draftPointsRule,
  draftVolunteer,
  getMemberAccount,
  getServiceRecord,
  listServiceRecords,
  openingRule,
  postServiceRecord,
  reverseServiceRecord,
} from '@linli/core/timebank';
import { expect, test } from 'vitest';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('timebank');

const VOLUNTEER = 'vol_00000000000000000000000001';

/** A community with one volunteer and the opening rule. */
async function timeBank() {
  const { scope } = await aCommunity();
  const by = { tenantId: scope.tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
  const volunteer = {
    id: VOLUNTEER,
    personId: 'prs_1',
    volunteerNo: 'DH0001',
    name: '王芳',
    partyMember: true,
  };
  await scope.table.insertMany([
    draftVolunteer(volunteer, by).insert,
    draftPointsRule(openingRule(scope.tenantId), by).insert,
  ]);
  return scope;
}

const service = {
  volunteerId: VOLUNTEER,
  servedOn: '2019-04-12',
  item: '理发',
  category: '便民',
  durationMinutes: 90,
};

test('a service record posts its minutes and its points together', async () => {
  const scope = await timeBank();

  const record = await postServiceRecord(scope, { ...service, key: 'first-service' });

  expect(record).toMatchObject({ durationMinutes: 90, points: 15, volunteerNo: 'DH0001' });
  expect(await getServiceRecord(scope, record.id)).toEqual(record);
  expect(await getMemberAccount(scope, VOLUNTEER)).toMatchObject({ pointsBalance: 15, minutesServed: 90 });
});

test('the same key again answers with the same record and posts nothing', async () => {
  const scope = await timeBank();
  const first = await postServiceRecord(scope, { ...service, key: 'sent-twice' });

  const again = await Promise.all([
    postServiceRecord(scope, { ...service, key: 'sent-twice' }),
    postServiceRecord(scope, { ...service, key: 'sent-twice' }),
  ]);

  expect(again).toEqual([first, first]);
  expect(await getMemberAccount(scope, VOLUNTEER)).toMatchObject({ pointsBalance: 15, minutesServed: 90 });
});

test('a service is done for somebody: nobody served is refused beside its field', async () => {
  const scope = await timeBank();

  await expect(
    postServiceRecord(scope, { ...service, peopleServed: 0, key: 'for-nobody' }),
  ).rejects.toMatchObject({ code: 'invalid', field: 'peopleServed' });
});

test('another service under the same key is a conflict', async () => {
  const scope = await timeBank();
  await postServiceRecord(scope, { ...service, key: 'one-key' });

  await expect(
    postServiceRecord(scope, { ...service, durationMinutes: 60, key: 'one-key' }),
  ).rejects.toMatchObject({
    code: 'conflict',
    reason: 'keyReused',
  });
});

test('a reversal takes back the record and its points, once', async () => {
  const scope = await timeBank();
  const record = await postServiceRecord(scope, { ...service, key: 'to-reverse' });

  const outcomes = await Promise.allSettled([
    reverseServiceRecord(scope, record.id, { reason: '记错了人' }),
    reverseServiceRecord(scope, record.id, { reason: '记错了时长' }),
    reverseServiceRecord(scope, record.id, { reason: '没有去' }),
  ]);

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await getMemberAccount(scope, VOLUNTEER)).toMatchObject({ pointsBalance: 0, minutesServed: 0 });
  const { items } = await listServiceRecords(scope, {});
  expect(items.map(({ durationMinutes }) => durationMinutes).sort((a, b) => a - b)).toEqual([-90, 90]);
});

test('a reversal cannot itself be reversed', async () => {
  const scope = await timeBank();
  const record = await postServiceRecord(scope, { ...service, key: 'reversed' });
  const reversal = await reverseServiceRecord(scope, record.id, { reason: '记错了人' });

  await expect(reverseServiceRecord(scope, reversal.id, { reason: '记错了人' })).rejects.toMatchObject({
    reason: 'alreadyReversed',
  });
});

test('a service of tomorrow is refused, and the field is named', async () => {
  const scope = await timeBank();

  await expect(
    postServiceRecord(scope, { ...service, servedOn: '2019-05-11', key: 'tomorrow' }),
  ).rejects.toMatchObject({
    code: 'invalid',
    reason: 'dateInFuture',
    field: 'servedOn',
  });
});

test('a service posted in another community is not to be found in this one', async () => {
  const [here, there] = [await timeBank(), await timeBank()];
  const record = await postServiceRecord(there, { ...service, key: 'elsewhere' });

  await expect(getServiceRecord(here, record.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('records come in pages of a day and no cursor of another community is taken', async () => {
  const [here, there] = [await timeBank(), await timeBank()];
  for (const scope of [here, there])
    for (const day of ['10', '11', '12'])
      await postServiceRecord(scope, { ...service, servedOn: `2019-04-${day}`, key: `on-the-${day}` });

  const first = await listServiceRecords(here, { limit: 2 });
  const second = await listServiceRecords(here, { limit: 2, cursor: first.next as string });
  const until = await listServiceRecords(here, { until: '2019-04-11' });

  expect([...first.items, ...second.items].map(({ servedOn }) => servedOn)).toEqual([
    '2019-04-12',
    '2019-04-11',
    '2019-04-10',
  ]);
  expect(until.items).toHaveLength(2);
  await expect(listServiceRecords(there, { cursor: first.next as string })).rejects.toMatchObject({
    reason: 'cursorInvalid',
  });
});
