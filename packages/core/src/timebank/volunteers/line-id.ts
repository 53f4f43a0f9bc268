const DIGITS = 5;

/** What is written of one volunteer line by line lies together, in its order: line 3 of `vol_1` is `vol_1.00003`. */
export const lineIdOf = (volunteerId: string, line: number): string =>
  `${volunteerId}.${String(line).padStart(DIGITS, '0')}`;

/** What comes before the number in the ids of a volunteer's lines. */
export const linesOf = (volunteerId: string): string => `${volunteerId}.`;
