import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import {
  columnLetters,
  MAX_CELL_CHARACTERS,
  MAX_COLUMNS,
  MAX_ROWS,
} from '../../../spreadsheet/references.ts';
import { RefusedFileError } from '../refusals.ts';
import { type CsvEncoding, decodedText, detectEncoding } from './csv-encoding.ts';
import type { Cell, Sheet, SheetRow, Workbook } from './sheet.ts';

const MAX_RECORD_CHARACTERS = 4_000_000;
const DELIMITERS = [',', ';', '\t'] as const;

/** Opens delimiter-separated text as a workbook of one sheet. */
export async function openCsv(source: string | Buffer, fileName: string): Promise<Workbook> {
  const chunks = () => chunksOf(source);
  const encoding = await detectEncoding(chunks);
  const delimiter = await detectDelimiter(decodedText(chunks(), encoding));
  let counting: Promise<number> | undefined;
  const rows = () => readRecords(chunks(), encoding, delimiter);
  const sheet: Sheet = {
    name: fileName.replace(/\.[^.]*$/, ''),
    hidden: false,
    format: 'csv',
    fileName,
    rows,
    countRows: () => {
      counting ??= count(rows());
      return counting;
    },
  };
  return { fileName, format: 'csv', sheets: [sheet], close: () => {} };
}

async function* chunksOf(source: string | Buffer): AsyncGenerator<Buffer> {
  if (typeof source !== 'string') yield source;
  else yield* createReadStream(source) as AsyncIterable<Buffer>;
}

/** The delimiter that splits the first lines most often; quoted text does not count. */
async function detectDelimiter(text: AsyncIterable<string>): Promise<string> {
  let head = '';
  for await (const piece of text) {
    head += piece;
    if (head.length > 20_000) break;
  }
  const bare = head.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

async function* readRecords(
  chunks: AsyncIterable<Buffer>,
  encoding: CsvEncoding,
  delimiter: string,
): AsyncGenerator<SheetRow> {
  const text = Readable.from(decodedText(chunks, encoding));
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  text.on('error', (error) => parser.destroy(error));
  let number = 0;
  try {
    for await (const record of text.pipe(parser) as AsyncIterable<string[]>) {
      number += 1;
      if (number > MAX_ROWS) throw new RefusedFileError('tooManyRows', { limit: MAX_ROWS });
      const cells = cellsOf(record, number);
      if (cells.length > 0) yield { number, cells };
    }
  } catch (error) {
    refuseCsv(error, number + 1);
  } finally {
    text.destroy();
    parser.destroy();
  }
}

function cellsOf(record: readonly string[], row: number): Cell[] {
  if (record.length > MAX_COLUMNS) throw new RefusedFileError('tooManyColumns', { limit: MAX_COLUMNS, row });
  const cells: Cell[] = [];
  record.forEach((text, index) => {
    if (text.trim() === '') return;
    const ref = `${columnLetters(index + 1)}${row}`;
    if (text.length > MAX_CELL_CHARACTERS)
      throw new RefusedFileError('cellTooLong', { part: ref, limit: MAX_CELL_CHARACTERS });
    // Excel exports a text that looks like a number as ="0123".
    const plain = /^="(.*)"$/.exec(text)?.[1] ?? text;
    if (plain.trim() !== '') cells.push({ ref, column: index + 1, text: plain });
  });
  return cells;
}

function refuseCsv(error: unknown, row: number): never {
  if (!(error instanceof CsvError)) throw error;
  const tooLong = error.code === 'CSV_MAX_RECORD_SIZE';
  throw new RefusedFileError(tooLong ? 'cellTooLong' : 'brokenCsv', { row, part: String(row) }, error);
}

async function count(rows: AsyncIterable<unknown>): Promise<number> {
  let number = 0;
  for await (const _ of rows) number += 1;
  return number;
}
