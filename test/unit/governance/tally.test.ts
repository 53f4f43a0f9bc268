import {
  amongElections,
  type Office,
  type Opinion,
  tallyMeeting,
  tallyOffice,
  tallyOpinion,
} from '@linli/core/governance';
import type { Contribution } from '@linli/core/kernel';
import { expect, test } from 'vitest';

const ofCommunity = (contributions: Contribution[]) =>
  contributions
    .filter(({ scope }) => scope === 'community')
    .map(({ metric, by, on }) => `${metric} ${by} ${on}`);

const opinion: Opinion = {
  id: 'opn_1',
  courtyardId: 'cyd_1',
  anonymous: true,
  text: '车辆乱停，请尽快处理',
  status: 'open',
  raisedOn: '2018-05-10',
};

test.each(['open', 'inProgress'] as const)('an opinion that is %s counts, and is not settled', (status) => {
  expect(ofCommunity(tallyOpinion({ ...opinion, status }))).toEqual(['opinions 1 2018-05-10']);
});

test.each(['answered', 'resolved'] as const)(
  'an opinion that is %s is settled from the day it was closed',
  (status) => {
    expect(ofCommunity(tallyOpinion({ ...opinion, status, closedOn: '2018-06-24' }))).toEqual([
      'opinions 1 2018-05-10',
      'opinionsSettled 1 2018-06-24',
    ]);
  },
);

test('where the register does not say when it was closed, an opinion is settled from the day it was raised', () => {
  expect(ofCommunity(tallyOpinion({ ...opinion, status: 'answered' }))).toEqual([
    'opinions 1 2018-05-10',
    'opinionsSettled 1 2018-05-10',
  ]);
});

test('an opinion of no courtyard counts for the community alone', () => {
  expect(tallyOpinion({ ...opinion, courtyardId: undefined }).map(({ scope }) => scope)).toEqual([
    'community',
  ]);
});

test('a meeting counts with those who came', () => {
  const meeting = { id: 'mtg_1', meetingNo: 'HY01', heldOn: '2018-01-25', courtyardId: 'cyd_1' };

  expect(ofCommunity(tallyMeeting({ ...meeting, attendees: 36 }))).toEqual([
    'meetings 1 2018-01-25',
    'meetingAttendees 36 2018-01-25',
  ]);
  expect(ofCommunity(tallyMeeting(meeting))).toEqual(['meetings 1 2018-01-25']);
});

test('a committee member counts, and a party member among them twice', () => {
  const office = { id: 'ofc_1', courtyardId: 'cyd_1', personName: '陈贵强', post: '主任', term: 2 };

  expect(ofCommunity(tallyOffice({ ...office, partyMember: true }))).toEqual([
    'committeeMembers 1 undefined',
    'committeePartyMembers 1 undefined',
  ]);
  expect(ofCommunity(tallyOffice({ ...office, partyMember: false }))).toEqual([
    'committeeMembers 1 undefined',
  ]);
});

const office: Office = {
  id: 'ofc_1',
  courtyardId: 'cyd_1',
  personName: '陈贵强',
  post: '主任',
  partyMember: false,
  term: 1,
  since: '2015-03-01',
};

test('an office counts from the day it was won until the day the next term was elected', () => {
  const ended = amongElections(office, [
    { term: 1, declaredOn: '2015-03-01' },
    { term: 3, declaredOn: '2021-03-01' },
    { term: 2, declaredOn: '2018-03-01' },
  ]);

  expect(ended).toMatchObject({ endedByTerm: 2, endedOn: '2018-03-01' });
  expect(ofCommunity(tallyOffice(ended))).toEqual([
    'committeeMembers 1 2015-03-01',
    'committeeMembers -1 2018-03-01',
  ]);
});

test('an office of the last term is held, whatever was said of it before', () => {
  const last = amongElections({ ...office, endedByTerm: 2, endedOn: '2018-03-01' }, [{ term: 1 }]);

  expect(last).toEqual(office);
  expect(ofCommunity(tallyOffice(last))).toEqual(['committeeMembers 1 2015-03-01']);
});

test('a committee whose election states no day counts always, and the one before it never', () => {
  expect(tallyOffice(amongElections(office, [{ term: 2 }]))).toEqual([]);
});

test('an office that ended before it began counts on no day', () => {
  expect(tallyOffice(amongElections(office, [{ term: 2, declaredOn: '2014-01-01' }]))).toEqual([]);
});
