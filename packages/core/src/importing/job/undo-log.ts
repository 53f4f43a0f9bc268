import type { Stored } from '../../table/index.ts';
import { type Files, importFileKey } from '../files.ts';

/** What a record said before an import amended it, with the name of its noun and the hash of what the import made of it. */
export type Before = Stored & { noun: string; after: string };

/** The file of an import's undo log. */
export const UNDO_LOG_NAME = 'amended.jsonl';

/** Beside the uploaded files: every record an import amended, as it was, so that undo can put it back. */
export class UndoLog {
  readonly #files: Files;
  readonly #key: string;

  constructor(files: Files, tenantId: string, importId: string) {
    this.#files = files;
    this.#key = importFileKey(tenantId, importId, UNDO_LOG_NAME);
  }

  /** Written before the amendments themselves. Of a record amended twice the first note counts, and what it last became. */
  async append(records: readonly Before[]): Promise<void> {
    const noted = new Map((await this.read()).map((record) => [nameOf(record), record]));
    for (const record of records) {
      const first = noted.get(nameOf(record)) ?? record;
      noted.set(nameOf(record), { ...first, after: record.after });
    }
    const lines = [...noted.values()].map((record) => JSON.stringify(record));
    await this.#files.write(this.#key, Buffer.from(lines.join('\n')));
  }

  async read(): Promise<Before[]> {
    if (!(await this.#files.exists(this.#key))) return [];
    return Buffer.from(await this.#files.read(this.#key))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Before);
  }
}

const nameOf = ({ noun, id }: Before): string => `${noun} ${id}`;
