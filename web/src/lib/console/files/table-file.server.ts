import type { RequestEvent } from '@sveltejs/kit';
import { platformOf } from '#lib/server/api.ts';
import type { Cell } from '../cell.ts';
import { BYTE_ORDER_MARK, csvLine } from '../csv.ts';
import { fileCell } from './file-cell.ts';
import type { FileFormat } from './file-format.ts';

type Line = readonly Pick<Cell, 'text' | 'number'>[];

/** `title` is the file's name as people read it, `name` the same for what cannot read Chinese; neither has an ending. */
type TableFile = { title: string; name: string; lines: AsyncIterable<Line> };

const CONTENT_TYPES: Record<FileFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A table as a file, written as its lines are read: the file's size does not grow in memory. No cell can run as a formula. */
export function tableFile(
  event: RequestEvent,
  format: FileFormat,
  { title, name, lines }: TableFile,
): Response {
  const bytes = format === 'csv' ? csvOf(lines) : platformOf(event).workbook(title, cellsOf(lines));
  return new Response(streamOf(bytes), {
    headers: {
      'content-type': CONTENT_TYPES[format],
      'content-disposition': `attachment; filename="${name}.${format}"; filename*=UTF-8''${encodeURIComponent(`${title}.${format}`)}`,
      'cache-control': 'no-store',
    },
  });
}

async function* csvOf(lines: AsyncIterable<Line>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(BYTE_ORDER_MARK);
  for await (const line of lines) yield encoder.encode(csvLine(line));
}

async function* cellsOf(lines: AsyncIterable<Line>) {
  for await (const line of lines) yield line.map(fileCell);
}

/** Reads on only as fast as the person's connection takes it. */
function streamOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    // Whoever goes away in the middle leaves nothing open behind them.
    async cancel() {
      await source.return?.();
    },
  });
}
