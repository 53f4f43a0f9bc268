import {
  columnLetters,
  columnNumber,
  MAX_CELL_CHARACTERS,
  MAX_COLUMNS,
  MAX_ROWS,
  type Range,
} from '../../../spreadsheet/references.ts';
import { RefusedFileError } from '../refusals.ts';
import { type CellTables, cellOf, type StoredCell } from './cell-values.ts';
import { MergeFiller } from './merge-filler.ts';
import type { Cell, SheetRow } from './sheet.ts';
import { parseXml, type XmlHandlers } from './xml-events.ts';

/** The rows of a worksheet part, streamed; rows without any value are left out. */
export async function* readSheetRows(
  bytes: AsyncIterable<Buffer>,
  part: string,
  tables: CellTables,
  merges: readonly Range[],
): AsyncGenerator<SheetRow> {
  const filler = new MergeFiller(merges);
  const collector = new RowCollector(tables);
  for await (const _ of parseXml(bytes, part, collector.handlers)) {
    for (const row of collector.take()) {
      const cells = filler.fill(row.number, row.cells);
      if (cells.length > 0) yield { number: row.number, cells };
    }
  }
}

type CollectedRow = { number: number; cells: Cell[] };

// The only attributes that matter; looked up one by one because there are millions of cells.
const REFERENCE = /\sr\s*=\s*["']([A-Z]{0,4}\d{1,9})["']/;
const TYPE = /\st\s*=\s*["'](\w+)["']/;
const STYLE = /\ss\s*=\s*["'](\d+)["']/;

class RowCollector {
  readonly handlers: XmlHandlers;
  readonly #tables: CellTables;
  #ready: CollectedRow[] = [];
  #row: CollectedRow = { number: 0, cells: [] };
  #cell: StoredCell | undefined;
  #column = 0;
  #reading = false;
  #phonetic = false;

  constructor(tables: CellTables) {
    this.#tables = tables;
    this.handlers = {
      open: (name, attributes) => this.#open(name, attributes),
      text: (text) => this.#text(text),
      close: (name) => this.#close(name),
    };
  }

  take(): CollectedRow[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  #open(name: string, attributes: string): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') this.#reading = this.#cell !== undefined;
    else if (name === 't') this.#reading = this.#cell?.type === 'inlineStr' && !this.#phonetic;
    else if (name === 'rPh') this.#phonetic = true;
    else if (name === 'row') this.#openRow(attributes);
  }

  #openRow(attributes: string): void {
    const r = REFERENCE.exec(attributes)?.[1];
    const number = r === undefined ? this.#row.number + 1 : Number(r);
    if (!(number > this.#row.number)) throw new RefusedFileError('brokenXml', { part: String(r) });
    if (number > MAX_ROWS) throw new RefusedFileError('tooManyRows', { limit: MAX_ROWS });
    this.#row = { number, cells: [] };
    this.#column = 0;
  }

  #openCell(attributes: string): void {
    const r = REFERENCE.exec(attributes)?.[1];
    const column = r === undefined ? this.#column + 1 : columnNumber(r);
    if (column > MAX_COLUMNS)
      throw new RefusedFileError('tooManyColumns', { limit: MAX_COLUMNS, row: this.#row.number });
    if (column <= this.#column) throw new RefusedFileError('brokenXml', { part: r ?? '' });
    this.#column = column;
    const ref = r ?? `${columnLetters(column)}${this.#row.number}`;
    const type = TYPE.exec(attributes)?.[1] ?? 'n';
    this.#cell = { ref, column, type, style: Number(STYLE.exec(attributes)?.[1] ?? 0), value: '' };
  }

  #text(text: string): void {
    if (!this.#reading || this.#cell === undefined) return;
    this.#cell.value += text;
    if (this.#cell.value.length > MAX_CELL_CHARACTERS) {
      throw new RefusedFileError('cellTooLong', { part: this.#cell.ref, limit: MAX_CELL_CHARACTERS });
    }
  }

  #close(name: string): void {
    if (name === 'v' || name === 't') this.#reading = false;
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 'row') this.#ready.push(this.#row);
    else if (name === 'c' && this.#cell !== undefined) {
      const cell = cellOf(this.#cell, this.#tables);
      if (cell !== undefined) this.#row.cells.push(cell);
      this.#cell = undefined;
    }
  }
}
