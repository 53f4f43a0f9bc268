import { RefusedFileError } from '../refusals.ts';

export type CsvEncoding = 'utf-8' | 'gb18030' | 'utf-16le';

/**
 * Finds how a text file is written by reading all of it once: a file whose first non-ASCII character stands far down
 * would be misjudged from its beginning. Chinese Excel writes GB18030 without saying so, or UTF-8 with a mark.
 */
export async function detectEncoding(chunks: () => AsyncIterable<Buffer>): Promise<CsvEncoding> {
  const first = await firstChunk(chunks);
  if (first === undefined) throw new RefusedFileError('emptyFile');
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    if (await decodesAs(encoding, chunks)) return encoding;
  }
  throw new RefusedFileError('unknownEncoding');
}

/** The text of the file in pieces; a byte order mark is dropped. */
export async function* decodedText(
  chunks: AsyncIterable<Buffer>,
  encoding: CsvEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function decodesAs(encoding: CsvEncoding, chunks: () => AsyncIterable<Buffer>): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of chunks()) {
      // A zero byte is in every program and picture, and in no ledger.
      if (chunk.includes(0)) throw new RefusedFileError('unknownFormat');
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof RefusedFileError) throw error;
    return false;
  }
}

async function firstChunk(chunks: () => AsyncIterable<Buffer>): Promise<Buffer | undefined> {
  for await (const chunk of chunks()) if (chunk.length > 0) return chunk;
  return undefined;
}
