import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (
  secret: string,
  salt: Buffer,
  length: number,
  cost: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>;

/** As costly as a password's: six digits are few, and only the cost and the limit of tries stand before them. */
const COST = { N: 16384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 };
const LENGTH = 64;

export const newPin = (): string => String(randomInt(1_000_000)).padStart(6, '0');

export async function pinHash(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${(await derive(pin, salt, LENGTH, COST)).toString('hex')}`;
}

/** Somebody's, for whom nobody is known under the number: the work is the same. */
export const NOBODYS_PIN = `${'00'.repeat(16)}:${'00'.repeat(LENGTH)}`;

export async function pinMatches(pin: string, hash: string): Promise<boolean> {
  const [salt = '', expected = ''] = hash.split(':');
  const found = await derive(pin, Buffer.from(salt, 'hex'), LENGTH, COST);
  return timingSafeEqual(found, Buffer.from(expected, 'hex'));
}

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
