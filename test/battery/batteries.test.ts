import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BATTERIES } from './batteries.ts';
import { expectNothing } from './expect-nothing.ts';
import { ledger } from './ledger/ledger.ts';

describe('the batteries, in the size that CI has time for', () => {
  it('are each called for by a name of their own', () => {
    const names = BATTERIES.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('mutants');
  });

  it.each(BATTERIES.flatMap(({ name, planted }) => planted.map((bug) => ({ ...bug, battery: name }))))(
    '$battery can be shown to fail: “$name” has its place in the sources',
    ({ file, find }) => {
      // What is built stands there once the site is.
      expect(readFileSync(join(import.meta.dirname, '../..', file), 'utf8').split(find)).toHaveLength(2);
    },
  );

  // The longest has a file of its own, so that it runs beside the others.
  it.each(BATTERIES.filter((one) => one !== ledger))('$name finds nothing', expectNothing);
});
