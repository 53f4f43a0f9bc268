import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mapping, PAGE, page, standard, wrongIn } from '../../../scripts/asvs/trace-table.ts';

describe('the trace table of security requirements', () => {
  it('says something of every requirement of levels 1 and 2, and of no other', () => {
    const wanted = standard().requirements.map(({ id }) => id);

    expect(wanted.length).toBe(253);
    expect(Object.keys(mapping())).toEqual(wanted);
  });

  it('names only tests that there are', () => {
    const named = Object.values(mapping()).flatMap((trace) => ('shown' in trace ? trace.shown : []));

    expect(named.map(wrongIn).filter((wrong) => wrong !== undefined)).toEqual([]);
    expect(wrongIn('test/unit/security/asvs.test.ts: no test of that '.concat('name'))).toContain(
      'no such test',
    );
  });

  it('gives a test or a reason of more than a word', () => {
    const bare = Object.entries(mapping()).filter(([, trace]) =>
      'shown' in trace ? trace.shown.length === 0 : Object.values(trace).join('').length < 15,
    );

    expect(bare).toEqual([]);
  });

  it('is what `npm run asvs` makes of it', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(page());
  });
});
