import { plain, unspaced } from './plain-text.ts';
import { taken, unread, type ValueStyle } from './reading.ts';

const MAX_NAME = 200;
const MAX_TEXT = 4_000;

/** A name of a person, place or thing: full-width forms made narrow, spaces inside Chinese dropped (王　强 → 王强). */
export const name: ValueStyle<string> = {
  read({ text }) {
    const read = nameOf(text);
    return read.length > MAX_NAME ? unread('textTooLong', { max: MAX_NAME }) : taken(read);
  },
};

export const nameOf = (text: string): string =>
  plain(text)
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\p{Script=Han}·]) | (?=[\p{Script=Han}·])/gu, '');

/** Free words, kept as they were written but for the spaces around them. */
export const text: ValueStyle<string> = {
  read({ text: written }) {
    const read = written.replace(/\r\n?/g, '\n').trim();
    return read.length > MAX_TEXT ? unread('textTooLong', { max: MAX_TEXT }) : taken(read);
  },
};

/** A number or sign that identifies: DH0001, dh 0001 and ＤＨ０００１ are the same. */
export const code: ValueStyle<string> = {
  read({ text: written }) {
    const read = unspaced(written).toUpperCase();
    return read.length > MAX_NAME ? unread('textTooLong', { max: MAX_NAME }) : taken(read);
  },
};
