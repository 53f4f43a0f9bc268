/// <reference path="./yauzl.d.ts" />
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { RefusedFileError } from '../refusals.ts';

const MiB = 1024 * 1024;
const MAX_ENTRIES = 4_000;
const MAX_PART_BYTES = 1_024 * MiB;
const MAX_PACKAGE_BYTES = 1_536 * MiB;
/** Spreadsheet XML packs about 10 to 40 times; deflate cannot exceed 1032. */
const MAX_RATIO = 200;
/** Small parts may pack well without being an attack. */
const RATIO_COUNTS_FROM_BYTES = 8 * MiB;

/** A zip archive whose parts are streamed under size limits that are checked while inflating. */
export class ZipPackage {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  static async open(source: string | Buffer): Promise<ZipPackage> {
    const zip = await openArchive(source);
    try {
      return new ZipPackage(zip, await listEntries(zip));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  get names(): IterableIterator<string> {
    return this.#entries.keys();
  }

  /** The part's own spelling for a path that may differ in case, as some writers produce. */
  find(path: string): string | undefined {
    if (this.#entries.has(path)) return path;
    const wanted = path.toLowerCase();
    for (const name of this.#entries.keys()) if (name.toLowerCase() === wanted) return name;
    return undefined;
  }

  /** The inflated bytes of one part; throws `zipBomb` as soon as a limit is passed, whatever the headers claim. */
  async *bytes(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new RefusedFileError('brokenArchive', { part: name });
    const stream = await this.#zip.openReadStreamPromise(entry).catch((error) => refuseArchive(error, name));
    let inflated = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        inflated += chunk.length;
        refuseBomb(inflated, entry, name);
        yield chunk;
      }
    } catch (error) {
      refuseArchive(error, name);
    } finally {
      stream.destroy();
    }
  }

  close(): void {
    this.#zip.close();
  }
}

async function openArchive(source: string | Buffer): Promise<ZipFile> {
  const options = { autoClose: false };
  const opening =
    typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options);
  return opening.catch((error) => refuseArchive(error, ''));
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw new RefusedFileError('zipBomb', { limit: MAX_ENTRIES });
  const entries = new Map<string, Entry>();
  let claimed = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new RefusedFileError('encryptedFile');
      claimed += entry.uncompressedSize;
      // Honest headers are refused at once; dishonest ones are caught by counting in `bytes`.
      refuseBomb(entry.uncompressedSize, entry, entry.fileName);
      if (claimed > MAX_PACKAGE_BYTES)
        throw new RefusedFileError('zipBomb', { limit: MAX_PACKAGE_BYTES / MiB });
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    refuseArchive(error, '');
  }
  return entries;
}

function refuseBomb(inflated: number, entry: Entry, part: string): void {
  const tooLarge = inflated > MAX_PART_BYTES;
  const tooDense = inflated > RATIO_COUNTS_FROM_BYTES && inflated > entry.compressedSize * MAX_RATIO;
  if (tooLarge || tooDense) throw new RefusedFileError('zipBomb', { part, limit: MAX_PART_BYTES / MiB });
}

/** yauzl checks that a part inflates to exactly the size its header claims: more bytes than claimed is an attack. */
function refuseArchive(error: unknown, part: string): never {
  if (error instanceof RefusedFileError) throw error;
  const lied = error instanceof Error && /too many bytes/.test(error.message);
  throw new RefusedFileError(lied ? 'zipBomb' : 'brokenArchive', { part }, error);
}
