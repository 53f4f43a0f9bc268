import { type Opinion, tallyMeeting, tallyOffice, tallyOpinion } from '@linli/core/governance';
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
