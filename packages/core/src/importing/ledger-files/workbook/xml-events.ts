import { TextDecoder } from 'node:util';
import { RefusedFileError } from '../refusals.ts';
import { XmlTokens } from './xml-tokens.ts';

export type XmlHandlers = {
  /** `name` is the local name: writers differ in the prefix they choose. `attributes` are as written in the tag. */
  open?(name: string, attributes: string): void;
  text?(text: string): void;
  close?(name: string): void;
};

/** No legal cell, even with every character escaped, is longer; attribute lists are far shorter. */
const MAX_CHARACTERS_WITHOUT_A_TAG = 400_000;

/**
 * Parses a part as it inflates and calls the handlers. Yields after each chunk, so that a caller who collects rows can
 * hand them on and the stream waits for it. Refuses broken XML, and any document type: with it go entity bombs.
 */
export async function* parseXml(
  bytes: AsyncIterable<Buffer>,
  part: string,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const tokens = new XmlTokens(part, handlers);
  for await (const chunk of bytes) {
    tokens.write(decode(decoder, chunk, part));
    if (tokens.pending > MAX_CHARACTERS_WITHOUT_A_TAG) throw new RefusedFileError('cellTooLong', { part });
    yield;
  }
  tokens.end();
  yield;
}

/** The whole part at once, for the small ones. */
export async function readXml(
  bytes: AsyncIterable<Buffer>,
  part: string,
  handlers: XmlHandlers,
): Promise<void> {
  for await (const _ of parseXml(bytes, part, handlers));
}

function decode(decoder: TextDecoder, chunk: Buffer, part: string): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw new RefusedFileError('brokenXml', { part }, error);
  }
}
