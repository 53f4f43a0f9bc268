/** `perSecond` for as long as it lasts, and `atOnce` after a rest. */
export type Rate = { perSecond: number; atOnce: number };

type Bucket = { tokens: number; atMs: number };

/** More are never remembered; whoever was longest not seen is forgotten first, and then has a full bucket again. */
const REMEMBERED = 20_000;

/** A token bucket a name, in this process's memory: being asked writes nothing anywhere. */
export class TokenBuckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes one. Returns 0, or in how many whole seconds there will be one again; nothing is taken then. */
  take(name: string, nowMs: number): number {
    const { perSecond, atOnce } = this.#rate;
    const before = this.#buckets.get(name) ?? { tokens: atOnce, atMs: nowMs };
    const since = Math.max(0, nowMs - before.atMs) / 1000;
    const tokens = Math.min(atOnce, before.tokens + since * perSecond);
    this.#buckets.delete(name);
    this.#buckets.set(name, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: nowMs });
    if (this.#buckets.size > REMEMBERED) this.#forgetOldest();
    return tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  }

  // A Map keeps the order of setting, and every take sets anew.
  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
