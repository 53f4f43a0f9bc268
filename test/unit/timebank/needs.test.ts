import { answerBy, isMatch, type NeededNow } from '@linli/core/timebank';
import { describe, expect, it } from 'vitest';

const PROMISES = { ordinary: 3, soon: 1, urgent: 0 };

describe('an answer is promised', () => {
  it.each([
    ['on the day itself for what is urgent', '2019-05-10', 'urgent', '2019-05-10'],
    ['on Monday for what is urgent at a weekend', '2019-05-11', 'urgent', '2019-05-13'],
    ['on Monday from a Friday for what is soon', '2019-05-10', 'soon', '2019-05-13'],
    ['within three working days else', '2019-05-09', 'ordinary', '2019-05-14'],
  ] as const)('%s', (_, today, urgency, by) => {
    expect(answerBy(today, urgency, PROMISES)).toBe(by);
  });
});

describe('a need is one for a volunteer', () => {
  // A Sunday.
  const need: NeededNow = {
    ...{ id: 'ned_1', category: 'haircut', courtyardId: 'cyd_1', urgency: 'ordinary' },
    ...{ answerBy: '2019-05-14', wishedOn: '2019-05-12', wishedPart: 'morning' },
  };

  it.each([
    ['who is good at it', { skills: ['理发'] }, true],
    ['whose ledger says that they are', { skill: '美发' }, true],
    ['of the same courtyard', { courtyardId: 'cyd_1' }, true],
    ['who has time then', { skills: ['理发'], availability: ['sun-morning'] }, true],
    [
      'and not for one who has time at other hours',
      { skills: ['理发'], availability: ['sun-evening'] },
      false,
    ],
    ['and not for one of elsewhere who does other things', { courtyardId: 'cyd_2', skills: ['书法'] }, false],
  ] as const)('%s', (_, helper, fits) => {
    expect(isMatch(helper as unknown as Parameters<typeof isMatch>[0], need)).toBe(fits);
  });
});
