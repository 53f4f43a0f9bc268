import { type WrittenCell, type WrittenRow, xlsxParts } from './xlsx-writer.ts';
import { zipOf } from './zip-writer.ts';

/** One table as it is written down, row after row, each with its cells from the first column on. */
export type WrittenTable = {
  readonly name: string;
  readonly rows: AsyncIterable<readonly Omit<WrittenCell, 'column'>[]>;
};

/** An Excel file of these tables, a sheet each, as it is written: none of it is held, however long the tables are. */
export const workbookOf = (tables: readonly WrittenTable[]): AsyncGenerator<Uint8Array> =>
  zipOf(xlsxParts(tables.map(({ name, rows }) => ({ name: sheetName(name), rows: numbered(rows) }))));

/** A name without what Excel does not take in one, at its longest of 31 characters. */
export const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, '').slice(0, 31);

async function* numbered(rows: WrittenTable['rows']): AsyncGenerator<WrittenRow> {
  let number = 0;
  for await (const cells of rows) {
    number += 1;
    const placed = cells.map((cell, index) => ({ ...cell, column: index + 1 }));
    yield { number, cells: placed.filter(({ text }) => text !== '') };
  }
}
