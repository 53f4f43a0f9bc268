import { electionIsValid, tallyElection } from '@linli/core/governance';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('an election with as many ballots back as were given out is valid', () => {
  expect(electionIsValid({ ballotsIssued: 48, ballotsReturned: 48, ballotsValid: 47 })).toBe(true);
});

test('an election is void as soon as one ballot too many comes back', () => {
  expect(electionIsValid({ ballotsIssued: 48, ballotsReturned: 49, ballotsValid: 47 })).toBe(false);
});

test('no more ballots can be valid than came back', () => {
  expect(electionIsValid({ ballotsIssued: 48, ballotsReturned: 40, ballotsValid: 41 })).toBe(false);
});

test('a count that the result leaves out voids nothing', () => {
  expect(electionIsValid({ ballotsIssued: 48 })).toBe(true);
  expect(electionIsValid({ ballotsReturned: 48, ballotsValid: 48 })).toBe(true);
});

test('valid ≤ returned ≤ issued is all the rule asks', () => {
  const count = fc.nat({ max: 500 });
  fc.assert(
    fc.property(count, count, count, (ballotsIssued, ballotsReturned, ballotsValid) => {
      const sorted = ballotsValid <= ballotsReturned && ballotsReturned <= ballotsIssued;
      expect(electionIsValid({ ballotsIssued, ballotsReturned, ballotsValid })).toBe(sorted);
    }),
  );
});

test('an election counts from the day its result was declared', () => {
  const election = { id: 'elc_1', courtyardId: 'cyd_1', term: 2, declaredOn: '2018-06-01', candidates: [] };
  expect(tallyElection(election)).toEqual([
    { scope: 'community', metric: 'elections', by: 1, on: '2018-06-01' },
    { scope: 'cyd_1', metric: 'elections', by: 1, on: '2018-06-01' },
  ]);
});
