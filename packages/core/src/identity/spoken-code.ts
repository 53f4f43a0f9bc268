import { randomInt } from 'node:crypto';
import { tokenHashOf } from './session.ts';

// Without letters and digits that look alike, because it is read out on the telephone. Twelve of 30 are 58 bits.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz2345678';
const LENGTH = 12;

/** A new code for one person to tell another, in three groups of four: `abcd-efgh-jkmn`. Shown once, stored as its hash only. */
export function newSpokenCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** The hash a code is kept under, however it was typed: capitals, spaces and dashes do not matter. `purpose`: good for no other. */
export const spokenCodeHash = (purpose: string, typed: string): string =>
  tokenHashOf(`${purpose} ${typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')}`);
