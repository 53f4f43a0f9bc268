import { describe, expect, it } from 'vitest';
import { tallyVolunteer } from '../../../packages/core/src/timebank/index.ts';
import { isMinorOn, isTooYoungOn } from '../../../packages/core/src/timebank/volunteers/guardian.ts';
import { tidied } from '../../../packages/core/src/timebank/volunteers/profile.ts';
import {
  isTrained,
  nextStates,
  requireServing,
  requireStep,
} from '../../../packages/core/src/timebank/volunteers/standing.ts';
import { numbersAfter } from '../../../packages/core/src/timebank/volunteers/volunteer-no.ts';

const reason = (act: () => unknown) => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { reason: string }).reason;
  }
};

describe('where a volunteer stands', () => {
  it('is at work for one whom a ledger brought, until a first step', () => {
    expect(nextStates({})).toEqual(['paused', 'left']);
  });

  it('leads back to work from a pause, and from having left only by way of the training', () => {
    expect(reason(() => requireStep({ state: 'paused', training: 'trained' }, 'active'))).toBeUndefined();
    expect(reason(() => requireStep({ state: 'left', training: 'trained' }, 'active'))).toBe('stepNotOpen');
    expect(reason(() => requireStep({ state: 'left' }, 'training'))).toBeUndefined();
  });

  it('leads into work only after a training', () => {
    const untrained = { state: 'training', training: 'pending' } as const;

    expect(reason(() => requireStep(untrained, 'active'))).toBe('notTrained');
    expect(reason(() => requireStep({ ...untrained, trainedMinutes: 90 }, 'active'))).toBeUndefined();
  });

  it('takes a ledger that says nothing of trainings at its word', () => {
    expect(isTrained({})).toBe(true);
    expect(isTrained({ training: 'pending' })).toBe(false);
  });

  it('lets services be recorded until the day of the pause and not from then on', () => {
    const paused = { state: 'paused', stateSince: '2019-05-01' } as const;

    expect(reason(() => requireServing(paused, '2019-04-30'))).toBeUndefined();
    expect(reason(() => requireServing(paused, '2019-05-01'))).toBe('volunteerPaused');
    expect(reason(() => requireServing({ ...paused, state: 'left' }, '2019-05-02'))).toBe('volunteerLeft');
    expect(reason(() => requireServing({ ...paused, state: 'training' }, '2019-05-02'))).toBe(
      'volunteerInTraining',
    );
    expect(reason(() => requireServing({}, '2019-05-02'))).toBeUndefined();
  });

  it('counts a volunteer from the day of registration to the day on which they left', () => {
    const volunteer = { id: 'vol_1', personId: 'prs_1', volunteerNo: 'DH1', name: '王芳' };
    const left = { registeredOn: '2019-01-05', state: 'left', stateSince: '2019-05-01' } as const;

    const counted = tallyVolunteer({ ...volunteer, ...left, partyMember: true });

    expect(counted.map(({ metric, by, on }) => [metric, by, on])).toEqual([
      ['volunteers', 1, '2019-01-05'],
      ['partyVolunteers', 1, '2019-01-05'],
      ['volunteers', -1, '2019-05-01'],
      ['partyVolunteers', -1, '2019-05-01'],
    ]);
  });
});

describe('the age of who wants to serve', () => {
  it('is told by the month of birth, and that month over', () => {
    expect(isMinorOn('2001-05', '2019-04-30')).toBe(true);
    expect(isMinorOn('2001-05', '2019-05-31')).toBe(true);
    expect(isMinorOn('2001-05', '2019-06-01')).toBe(false);
  });

  it('is too little under eight', () => {
    expect(isTooYoungOn('2011-05', '2019-05-31')).toBe(true);
    expect(isTooYoungOn('2011-05', '2019-06-01')).toBe(false);
  });
});

describe('volunteer numbers', () => {
  it('go on in the form of the greatest that was given', () => {
    expect(numbersAfter('DH0128', 2)).toEqual(['DH0129', 'DH0130']);
    expect(numbersAfter('DH9', 2)).toEqual(['DH10', 'DH11']);
    expect(numbersAfter('2019-099', 1)).toEqual(['2019-100']);
  });

  it('begin with one where none was given, or the greatest ends without a digit', () => {
    expect(numbersAfter(undefined, 2)).toEqual(['0001', '0002']);
    expect(numbersAfter('甲', 1)).toEqual(['甲0001']);
  });
});

describe('what a volunteer can do', () => {
  it('says each thing once, and the week in its order', () => {
    const said = tidied({ skills: ['理发', '理发'], availability: ['sun-evening', 'mon-morning'] });

    expect(said).toEqual({ skills: ['理发'], availability: ['mon-morning', 'sun-evening'] });
  });
});
