import { statSync } from 'node:fs';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder that can be made what it was. Files that came since stay: nothing asks for them by name. */
export class KeptFolder {
  readonly #folder: string;
  readonly #copy: string;
  #seen = '';

  constructor(folder: string) {
    this.#folder = folder;
    this.#copy = `${folder}-copy`;
  }

  async keep(): Promise<void> {
    await cp(this.#folder, this.#copy, { recursive: true });
    this.#seen = await this.#look();
  }

  /** Copies only when something was touched: it takes longer than most requests, of which few touch a file. */
  async restore(): Promise<void> {
    if ((await this.#look()) === this.#seen) return;
    await cp(this.#copy, this.#folder, { recursive: true });
    this.#seen = await this.#look();
  }

  async remove(): Promise<void> {
    await rm(this.#copy, { recursive: true, force: true });
  }

  async #look(): Promise<string> {
    const names = await readdir(this.#folder, { recursive: true });
    return names
      .map((name) => {
        const { size, mtimeMs, ino } = statSync(join(this.#folder, name));
        return `${name} ${size} ${mtimeMs} ${ino}`;
      })
      .sort()
      .join('\n');
  }
}
