import { maskDigitsIn, readIdNumber } from '../../../kernel/index.ts';
import { plain } from './plain-text.ts';
import { taken, unread, type ValueStyle } from './reading.ts';

/** How offices head the column. */
export const ID_NUMBER_WORDS = [
  '身份证号',
  '公民身份号码',
  '身份证',
  '身份证号码',
  '身份号码',
  '公民身份证号',
  '证件号码',
  '居民身份证号',
  '身份证件号',
];

/** A citizen's ID number of 18 digits, or of the 15 of old, checked by its birthday and its check digit. */
export const idNumber: ValueStyle<string> = {
  mask: maskDigitsIn,
  read({ text }) {
    const read = readIdNumber(plain(text));
    return typeof read === 'string' ? unread(read) : taken(read.number);
  },
};
