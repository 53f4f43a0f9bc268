import { setTimeout as sleep } from 'node:timers/promises';
import { oneOf } from '../random.ts';
import { COMMUNITY, ISSUED } from './time-bank.ts';

type Transfer = { key: string; from: string; to: string; points: number; entryId?: string };
type Entry = { id: string; postings: { account: string; amount: number }[] };

/** How often somebody asks who gets no answer, or is told to wait. */
const TRIES_AT_THE_END = 200;

/** The desks of a time bank, that move points through the API and remember what was acknowledged. */
export class Desk {
  readonly #token: string;
  readonly #transfers: Transfer[] = [];
  origin: string;
  sent = 0;

  constructor(origin: string, token: string) {
    this.origin = origin;
    this.#token = token;
  }

  get acknowledged(): number {
    return this.#transfers.filter(({ entryId }) => entryId !== undefined).length;
  }

  /** What a request of the API answers; undefined when no answer came, or one that says to try again. */
  async ask<T>(
    method: string,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<{ status: number; said: T } | undefined> {
    try {
      const answer = await fetch(`${this.origin}/api/v1/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.#token}`,
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      });
      if (answer.status === 429 || answer.status >= 500) return undefined;
      return { status: answer.status, said: (await answer.json()) as T };
    } catch {
      return undefined;
    }
  }

  /** The answer, however often it takes to get one. Throws for a refusal. */
  async get<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
    for (let n = 0; n < TRIES_AT_THE_END; n++) {
      const answer = await this.ask<T>(method, path, body, key);
      if (answer === undefined) await sleep(100);
      else if (answer.status < 400) return answer.said;
      else throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.said)}`);
    }
    throw new Error(`${method} ${path}: no answer`);
  }

  /** So many clients that move points until they are stopped; what is under way then is not waited for by a try more. */
  load(clients: number, volunteers: readonly string[], random: () => number) {
    let stopped = false;
    const client = async () => {
      while (!stopped) {
        const from = oneOf(volunteers, random);
        const to = oneOf(
          volunteers.filter((one) => one !== from),
          random,
        );
        const transfer: Transfer = { key: `transfer-${this.#transfers.length}`, from, to, points: 1 };
        this.#transfers.push(transfer);
        await this.#send(transfer);
        if (transfer.entryId === undefined) await sleep(50);
      }
    };
    const ended = Promise.all(Array.from({ length: clients }, client));
    return {
      ended,
      stop: () => {
        stopped = true;
      },
    };
  }

  async #send(transfer: Transfer): Promise<void> {
    this.sent++;
    const { key, entryId: _, ...asked } = transfer;
    const path = `communities/${COMMUNITY}/timebank/points-entries/transfers`;
    const answer = await this.ask<{ id: string }>('POST', path, { ...asked, reason: '慰问' }, key);
    if (answer?.status === 201) transfer.entryId = answer.said.id;
  }

  /** What is wrong with the books once everything is quiet. */
  async wrong(volunteers: readonly string[]): Promise<string[]> {
    const failures: string[] = [];
    const base = `communities/${COMMUNITY}`;
    const before = await this.#entries();
    for (const { key, entryId } of this.#transfers)
      if (entryId !== undefined && !before.has(entryId))
        failures.push(`${key} was acknowledged as ${entryId} and is lost`);
    for (const transfer of this.#transfers) {
      const first = transfer.entryId;
      for (let n = 0; n < TRIES_AT_THE_END && (transfer.entryId === undefined || n === 0); n++) {
        await this.#send(transfer);
        if (transfer.entryId === undefined) await sleep(100);
      }
      if (transfer.entryId === undefined) failures.push(`${transfer.key} does not go through`);
      if (first !== undefined && transfer.entryId !== first)
        failures.push(`${transfer.key} was answered ${first} and then ${transfer.entryId}`);
    }
    const after = await this.#entries();
    const known = new Set(this.#transfers.map(({ entryId }) => entryId));
    const strangers = [...after.values()].filter(
      ({ id, postings }) => postings[0]?.account !== 'issuance' && !known.has(id),
    );
    for (const { id } of strangers) failures.push(`${id} is in the books and nobody asked for it`);
    for (const { id, postings } of after.values())
      if (postings.reduce((sum, { amount }) => sum + amount, 0) !== 0)
        failures.push(`${id} is half an entry`);
    failures.push(...(await this.#balances(volunteers)));
    const { matches } = await this.#whenQuiet(() =>
      this.get<{ matches: boolean }>('GET', `${base}/reporting/verify`),
    );
    if (!matches) failures.push('verify finds counters or balances that do not match');
    return failures;
  }

  /** Every account holds what was issued to it and moved, and its passbook is printed to the end. */
  async #balances(volunteers: readonly string[]): Promise<string[]> {
    const failures: string[] = [];
    for (const holder of volunteers) {
      const expected = this.#transfers.reduce(
        (sum, { from, to, points }) => sum + (to === holder ? points : 0) - (from === holder ? points : 0),
        ISSUED,
      );
      const path = `communities/${COMMUNITY}/timebank/passbooks/${holder}?limit=1`;
      const { account, unprinted } = await this.#whenPrinted(path);
      if (account.pointsBalance !== expected)
        failures.push(`${holder} has ${account.pointsBalance} points of ${expected}`);
      if (unprinted > 0) failures.push(`${unprinted} lines of ${holder} are not printed`);
    }
    return failures;
  }

  async #whenPrinted(path: string) {
    type Passbook = { account: { pointsBalance: number }; unprinted: number };
    let passbook = await this.get<Passbook>('GET', path);
    for (let n = 0; n < 100 && passbook.unprinted > 0; n++) {
      await sleep(100);
      passbook = await this.get<Passbook>('GET', path);
    }
    return passbook;
  }

  /** The stream is a moment behind. */
  async #whenQuiet<T extends { matches: boolean }>(ask: () => Promise<T>): Promise<T> {
    let answer = await ask();
    for (let n = 0; n < 50 && !answer.matches; n++) {
      await sleep(200);
      answer = await ask();
    }
    return answer;
  }

  async #entries(): Promise<Map<string, Entry>> {
    const entries = new Map<string, Entry>();
    let cursor = '';
    do {
      const query = `limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const path = `communities/${COMMUNITY}/timebank/points-entries?${query}`;
      const page = await this.get<{ items: Entry[]; next?: string }>('GET', path);
      for (const entry of page.items) entries.set(entry.id, entry);
      cursor = page.next ?? '';
    } while (cursor !== '');
    return entries;
  }
}
