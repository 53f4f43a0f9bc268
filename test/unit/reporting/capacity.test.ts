import { describe, expect, test } from 'vitest';
import {
  indexWriteUnits,
  itemBytes,
  readUnits,
  writeUnits,
} from '../../../packages/core/src/table/capacity.ts';

const KB = 1024;

/** An item of exactly so many bytes: the name `a` is one of them. */
const ofBytes = (bytes: number, rest: Record<string, unknown> = {}) => ({
  ...rest,
  a: 'x'.repeat(bytes - 1 - itemBytes(rest)),
});

describe('item sizes as the developer guide gives them', () => {
  test.each([
    ['a string is the UTF-8 bytes of name and value', { name: '邻里' }, 4 + 6],
    ['a number is a byte for two significant digits, and one more', { n: 12345 }, 1 + 3 + 1],
    ['leading and trailing zeroes of a number do not count', { n: 1200 }, 1 + 1 + 1],
    ['zeroes behind the point do not count either', { n: 0.0045 }, 1 + 1 + 1],
    ['a minus sign is a byte', { n: -7 }, 1 + 1 + 1 + 1],
    ['null and booleans are one byte', { a: null, b: true }, 2 + 2],
    ['a binary is its raw bytes', { a: new Uint8Array(10) }, 1 + 10],
    ['an empty list or map costs three bytes', { a: [], b: {} }, 4 + 4],
    [
      'each element of a list or map costs one more',
      { a: ['xy'], b: { c: 'd' } },
      1 + 3 + 1 + 2 + (1 + 3 + 1 + 2),
    ],
    ['what is absent is not stored', { a: undefined }, 0],
  ])('%s', (_, item, bytes) => {
    expect(itemBytes(item)).toBe(bytes);
  });

  test('a value without a published size is refused, not guessed', () => {
    expect(() => itemBytes({ a: new Date() })).toThrow('No published size');
  });
});

describe('read units', () => {
  test('an item of 3.5 KB costs one unit read strongly, half eventually, two in a transaction', () => {
    expect([
      readUnits(3.5 * KB, 'strong'),
      readUnits(3.5 * KB, 'eventual'),
      readUnits(3.5 * KB, 'transactional'),
    ]).toEqual([1, 0.5, 2]);
  });

  test('a query of ten items of 40.8 KB together is rounded up once, to 44 KB', () => {
    expect(readUnits(40.8 * KB, 'strong')).toBe(11);
    expect(readUnits(40.8 * KB, 'eventual')).toBe(5.5);
  });

  test('finding nothing costs one block', () => {
    expect(readUnits(0, 'eventual')).toBe(0.5);
  });
});

describe('write units', () => {
  test('an item of 1.5 KB costs two, and four in a transaction', () => {
    const item = ofBytes(1.5 * KB);
    expect([writeUnits(undefined, item, false), writeUnits(undefined, item, true)]).toEqual([2, 4]);
  });

  test('the larger of before and after counts, also when the item goes away', () => {
    expect(writeUnits(ofBytes(3 * KB), ofBytes(100), false)).toBe(3);
    expect(writeUnits(ofBytes(3 * KB), undefined, false)).toBe(3);
  });

  test('deleting what is not there costs one', () => {
    expect(writeUnits(undefined, undefined, false)).toBe(1);
  });
});

describe('index write units', () => {
  const plain = { pk: 'p', sk: 's' };
  const listed = { ...plain, gsi1pk: 'g', gsi1sk: '1' };

  test.each([
    ['an item outside every index costs nothing', undefined, plain, 0],
    ['a new entry is one write', undefined, listed, 1],
    ['an entry that appears by an update is one write', plain, listed, 1],
    ['an entry that goes away is one write', listed, plain, 1],
    ['a deleted item takes its entry with it', listed, undefined, 1],
    ['a changed key is a delete and a put', listed, { ...listed, gsi1sk: '2' }, 2],
    ['another attribute that changes is one write', listed, { ...listed, name: 'x' }, 1],
    ['an update that changes nothing costs the index nothing', listed, { ...listed }, 0],
    ['every index counts', undefined, { ...listed, gsi2pk: 'g', gsi2sk: '1' }, 2],
    ['an entry of 1.5 KB costs two', undefined, ofBytes(1.5 * KB, listed), 2],
  ])('%s', (_, before, after, units) => {
    expect(indexWriteUnits(before, after)).toBe(units);
  });
});
