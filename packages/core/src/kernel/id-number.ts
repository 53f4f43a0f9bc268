import type { Month, PlainDate } from './clock.ts';

/** What a citizen's ID number says (GB 11643-1999): the number itself in 18 characters, the day of birth, and the sex. */
export type IdNumber = { number: string; bornOn: PlainDate; bornIn: Month; gender: 'female' | 'male' };

/** What is wrong with one: not 18 (or 15) characters of the right kind, a birthday that is none, or a check digit that differs. */
export const ID_NUMBER_FAULTS = ['idNumberForm', 'idNumberBirthday', 'idNumberCheckDigit'] as const;
export type IdNumberFault = (typeof ID_NUMBER_FAULTS)[number];

/** Numbers of the first generation have 15 digits: no century, no check digit. They are read as the 18 they became. */
export function readIdNumber(written: string): IdNumber | IdNumberFault {
  const text = written
    .normalize('NFKC')
    .replace(/[\s'-]/g, '')
    .toUpperCase();
  const number = /^\d{15}$/.test(text) ? ofSecondGeneration(text) : text;
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return 'idNumberForm';
  const bornOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(bornOn)) return 'idNumberBirthday';
  if (number.at(17) !== checkDigitOf(number)) return 'idNumberCheckDigit';
  // The last digit of the order number is odd for men.
  const gender = Number(number.at(16)) % 2 === 1 ? 'male' : 'female';
  return { number, bornOn, bornIn: bornOn.slice(0, 7), gender };
}

const ofSecondGeneration = (old: string): string => {
  const body = `${old.slice(0, 6)}19${old.slice(6)}`;
  return body + checkDigitOf(body);
};

// ISO 7064, MOD 11-2: weights are powers of two modulo eleven.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

const checkDigitOf = (number: string): string =>
  CHECK_DIGITS.charAt(WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(number.charAt(i)), 0) % 11);

const isDay = (date: PlainDate): boolean => {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) && date >= '1850-01-01';
};
