import { randomInt } from 'node:crypto';

export const newPin = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** Eight digits in two groups, the last one checking the others, so that a slip of the pen is told from a wrong PIN. */
export function newCardNumber(): string {
  const digits = String(randomInt(1_000_000, 10_000_000));
  return digits + checkDigit(digits);
}

export const isCardNumber = (digits: string): boolean =>
  /^\d{8}$/.test(digits) && checkDigit(digits.slice(0, 7)) === digits[7];

/** Luhn's: finds every single wrong digit and nearly every two that changed places. */
function checkDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
