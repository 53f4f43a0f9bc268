import { type Person, tallyCourtyard, tallyHousehold, tallyPerson } from '@linli/core/courtyard';
import { expect, test } from 'vitest';

const resident: Person = {
  id: 'prs_1',
  name: '傅佳芳',
  courtyardId: 'cyd_1',
  householdId: 'hsh_1',
  politics: 'partyMember',
  retired: true,
  knownSince: '2018-03-31',
};

const figures = (person: Person) =>
  tallyPerson(person).map(({ scope, metric, by, on }) => `${scope} ${metric} ${by} ${on}`);

test('a retired party member counts as resident, as party member and as retired one, in the community and its courtyard', () => {
  expect(figures(resident)).toEqual([
    'community residents 1 2018-03-31',
    'cyd_1 residents 1 2018-03-31',
    'community partyMembers 1 2018-03-31',
    'cyd_1 partyMembers 1 2018-03-31',
    'community retiredPartyMembers 1 2018-03-31',
    'cyd_1 retiredPartyMembers 1 2018-03-31',
  ]);
});

test('someone retired who is not in the party counts as resident only', () => {
  expect(figures({ ...resident, politics: 'masses' })).toEqual([
    'community residents 1 2018-03-31',
    'cyd_1 residents 1 2018-03-31',
  ]);
});

test('a volunteer without a household is no resident, party member or not', () => {
  expect(figures({ ...resident, householdId: undefined })).toEqual([]);
});

test('a courtyard counts for the community from the first year it can have been built', () => {
  const courtyard = {
    id: 'cyd_1',
    name: '花园颐院',
    position: 1,
    builtText: '80年代',
    builtFrom: '1980-01-01',
    hasBranch: true,
    hasStation: true,
  };
  expect(tallyCourtyard(courtyard)).toEqual([
    { scope: 'community', metric: 'courtyards', by: 1, on: '1980-01-01' },
  ]);
});

test('a household counts from the day it was surveyed', () => {
  expect(
    tallyHousehold({ id: 'hsh_1', courtyardId: 'cyd_1', householdNo: '1', surveyedOn: '2018-03-31' }),
  ).toEqual([
    { scope: 'community', metric: 'households', by: 1, on: '2018-03-31' },
    { scope: 'cyd_1', metric: 'households', by: 1, on: '2018-03-31' },
  ]);
});
