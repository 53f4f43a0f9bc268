/** Facts that are numbers; the rest are words. */
export const NUMERIC_FACTS: ReadonlySet<string> = new Set([
  'term',
  'eligibleHouseholds',
  'presentHouseholds',
  'ballotsIssued',
  'ballotsReturned',
  'ballotsValid',
  'pointsPerHour',
]);
