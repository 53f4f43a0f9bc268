import { said } from '#lib/words.ts';
import { type Kept, keep, keptIn, type Sent, sendKept } from './kept.ts';

const AGAIN_MS = 20_000;

/** What a page keeps on this telephone until the server has it: pressed, kept, sent, and sent again while there is no network. */
export class Keeper {
  readonly #key: string;
  readonly #address: string;
  readonly #beside: object;
  readonly #sent: () => Promise<void>;
  #sending = false;
  kept = $state<Kept[]>([]);
  state = $state<Sent['state']>('sent');
  refused = $state<string[]>([]);
  /** Whether something that waited has been sent since. */
  caughtUp = $state(false);

  constructor(options: { key: string; address: string; beside?: object; sent(): Promise<void> }) {
    this.#key = options.key;
    this.#address = options.address;
    this.#beside = options.beside ?? {};
    this.#sent = options.sent;
  }

  /** Goes on with what an earlier visit left, and whenever the network comes back; returns how to stop. */
  start(): () => void {
    const send = () => void this.send();
    if (keptIn(this.#key).length > 0) this.state = 'offline';
    send();
    const timer = setInterval(send, AGAIN_MS);
    window.addEventListener('online', send);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', send);
    };
  }

  async press(one: Omit<Kept, 'id' | 'at'>): Promise<void> {
    this.refused = [];
    keep(this.#key, one);
    await this.send();
  }

  isKept(what: Kept['what'], volunteerId?: string): Kept | undefined {
    return this.kept.find((one) => one.what === what && one.volunteerId === volunteerId);
  }

  async send(): Promise<void> {
    this.kept = keptIn(this.#key);
    if (this.#sending || this.kept.length === 0) return;
    this.#sending = true;
    const waited = this.state === 'offline';
    try {
      const { state, outcomes } = await sendKept(this.#key, this.#address, this.#beside);
      this.state = state;
      this.refused = [...this.refused, ...outcomes.flatMap(({ refusal }) => said(refusal) ?? [])];
      if (outcomes.length > 0) {
        this.caughtUp = waited;
        await this.#sent();
      }
    } finally {
      this.#sending = false;
      this.kept = keptIn(this.#key);
    }
    // Pressed while the others were on their way.
    if (this.state === 'sent' && this.kept.length > 0) await this.send();
  }
}
