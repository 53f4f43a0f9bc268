/** Whoever was erased is numbered behind every number that was ever given. */
export const AFTER_EVERY_NUMBER = '（';

const FIRST = '0001';

/**
 * The numbers that follow the greatest one given, in its own form: DH0128 → DH0129, DH0130, …; a series of four digits
 * where none was given yet, or the greatest does not end with a digit.
 */
export function numbersAfter(greatest: string | undefined, count: number): string[] {
  const [, prefix = '', digits = ''] = /^(.*?)(\d{1,12})$/.exec(greatest ?? '') ?? [];
  if (digits === '') return Array.from({ length: count }, (_, i) => numberOf(`${greatest ?? ''}`, FIRST, i));
  return Array.from({ length: count }, (_, i) => numberOf(prefix, digits, i + 1));
}

const numberOf = (prefix: string, digits: string, more: number): string =>
  `${prefix}${String(Number(digits) + more).padStart(digits.length, '0')}`;
