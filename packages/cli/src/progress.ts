const WIDTH = 28;

/** A bar on a terminal; elsewhere a line when the words change, so that a log stays readable. Always on stderr. */
export class ProgressBar {
  #words = '';
  #drawn = false;

  show(words: string, done = 0, total = 0): void {
    if (process.stderr.isTTY) {
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const filled = Math.round(share * WIDTH);
      const bar = total > 0 ? ` ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total}` : ' …';
      process.stderr.write(`\r\u001b[2K${words}${bar}`);
      this.#drawn = true;
    } else if (words !== this.#words) process.stderr.write(`${words}\n`);
    this.#words = words;
  }

  /** Leaves the line free for what is printed next. */
  clear(): void {
    if (this.#drawn) process.stderr.write('\r\u001b[2K');
    this.#drawn = false;
    this.#words = '';
  }
}
