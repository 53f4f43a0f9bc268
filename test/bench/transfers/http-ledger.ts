import { Agent, request } from 'node:http';
import type { Answer, Balance, Entry, Ledger, Transfer } from './ledger.ts';
import type { Served } from './served.ts';

/** A ledger behind HTTP, over connections that are kept. The three have the same routes, so that one script loads them all. */
export class HttpLedger implements Ledger {
  readonly name: string;
  readonly card: string;
  readonly volunteers: readonly string[];
  readonly opening: number;
  readonly #base: string;
  readonly #token: string;
  readonly #agent: Agent;

  constructor(name: string, { base, token, card, volunteers, opening }: Served, clients: number) {
    this.name = name;
    this.card = card;
    this.volunteers = volunteers;
    this.opening = opening;
    this.#base = base;
    this.#token = token;
    this.#agent = new Agent({ keepAlive: true, maxSockets: clients });
  }

  post({ key, ...transfer }: Transfer): Promise<Answer> {
    return this.#ask('POST', '/points-entries/transfers', key, { ...transfer, reason: '春节慰问' });
  }

  async balanceOf(holder: string): Promise<Balance> {
    return (await this.#get<{ account: Balance }>(`/passbooks/${holder}?limit=1`)).account;
  }

  async *journal(): AsyncGenerator<Entry> {
    let cursor = '';
    do {
      const after = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const page = await this.#get<{ items: Entry[]; next?: string }>(`/points-entries?limit=100${after}`);
      yield* page.items;
      cursor = page.next ?? '';
    } while (cursor !== '');
  }

  close(): void {
    this.#agent.destroy();
  }

  async #get<T>(path: string): Promise<T> {
    const { status, text } = await this.#ask('GET', path);
    if (status !== 200) throw new Error(`${this.name} answered ${path}: ${status} ${text}`);
    return JSON.parse(text) as T;
  }

  #ask(method: string, path: string, key?: string, body?: object): Promise<Answer> {
    const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    return new Promise((resolve, reject) => {
      const asked = request(
        `${this.#base}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${this.#token}`,
            ...(key === undefined ? {} : { 'idempotency-key': key }),
            ...(content === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': content.byteLength }),
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
          });
          response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
          response.once('error', reject);
        },
      );
      asked.once('error', reject);
      asked.end(content);
    });
  }
}
