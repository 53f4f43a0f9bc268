import { AGE_BANDS, ageBandOn, ageOn } from '@linli/core/courtyard';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test.each([
  ['1942-11', '2018-10-31', 75],
  ['1942-11', '2018-11-01', 76],
  ['2018-03', '2018-03-31', 0],
])('someone born in %s is, on %s, %d years old', (bornIn, on, age) => {
  expect(ageOn(bornIn, on)).toBe(age);
});

test.each([
  ['2013-08', '2018-03-31', '0-6'],
  ['2011-03', '2018-03-31', '7-17'],
  ['2000-03', '2018-03-31', '18-59'],
  ['1958-03', '2018-03-31', '60-69'],
  ['1939-08', '2018-03-31', '70-79'],
  ['1938-03', '2018-03-31', '80+'],
])('someone born in %s is, on %s, in the band %s', (bornIn, on, band) => {
  expect(ageBandOn(bornIn, on)).toBe(band);
});

test('nobody has an age band before being born', () => {
  expect(ageBandOn('2018-04', '2018-03-31')).toBeUndefined();
});

test('nobody grows younger', () => {
  const month = fc
    .tuple(fc.integer({ min: 1900, max: 2018 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);
  fc.assert(
    fc.property(month, month, month, (bornIn, one, other) => {
      const [before, after] = [one, other].sort() as [string, string];
      const bands = [before, after].map((on) => AGE_BANDS.indexOf(ageBandOn(bornIn, `${on}-15`) ?? '0-6'));
      expect(bands[0]).toBeLessThanOrEqual(bands[1] as number);
    }),
  );
});
