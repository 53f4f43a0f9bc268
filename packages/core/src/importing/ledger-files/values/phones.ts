import { maskDigitsIn } from '../../../kernel/index.ts';
import { plain } from './plain-text.ts';
import { doubted, taken, unread, type ValueStyle } from './reading.ts';

/** Digits only: 199-0100-0000, +86 199 0100 0000, 028-8301 2345. Of several numbers the first is taken, with a doubt. */
export const phone: ValueStyle<string> = {
  mask: maskDigitsIn,
  read({ text }) {
    const numbers = plain(text)
      .split(/[;,、/\n]|或/)
      .map(digitsOf)
      .filter((digits) => digits !== '');
    const first = numbers[0];
    if (first === undefined || !isPhone(first)) return unread('phoneUnreadable');
    return numbers.length > 1 ? doubted(first, 'severalPhones') : taken(first);
  },
};

const digitsOf = (text: string): string =>
  text
    .replace(/^(电话|手机|联系电话|tel)[:.]?/i, '')
    .replace(/[\s().\-–—_]/g, '')
    .replace(/^(\+86|0086|86(?=1\d{10}$))/, '');

/** A mobile of 11 digits, or a landline with or without its area code. */
const isPhone = (digits: string): boolean =>
  /^1[3-9]\d{9}$/.test(digits) ||
  /^0\d{2,3}[2-9]\d{6,7}$/.test(digits) ||
  /^[2-9]\d{6,7}$/.test(digits) ||
  /^[48]00\d{7}$/.test(digits);
