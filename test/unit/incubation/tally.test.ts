import { type Organisation, tallyOrganisation } from '@linli/core/incubation';
import { expect, test } from 'vitest';

const team: Organisation = {
  id: 'org_1',
  name: '坝坝舞队',
  position: 3,
  kind: 'team',
  foundedOn: '2017-05-11',
  stage: 'mature',
};
const metrics = (organisation: Organisation) => tallyOrganisation(organisation).map(({ metric }) => metric);

test('a mature team is one team and one mature, both from the day it was founded', () => {
  expect(tallyOrganisation(team)).toEqual([
    { scope: 'community', metric: 'selfOrganised', by: 1, on: '2017-05-11' },
    { scope: 'community', metric: 'mature', by: 1, on: '2017-05-11' },
  ]);
});

test.each(['preparing', 'admitted', 'incubating', 'growing', undefined] as const)(
  'a team at the stage %s is not mature yet',
  (stage) => {
    expect(metrics({ ...team, stage })).toEqual(['selfOrganised']);
  },
);

test('a graduated social organisation is no team, and mature no more', () => {
  expect(metrics({ ...team, kind: 'socialOrganisation', stage: 'graduated', rating: '3A' })).toEqual([
    'socialOrganisations',
  ]);
});
