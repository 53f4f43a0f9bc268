import fc from 'fast-check';
import { type Battery, type Found, type Size, say } from '../battery.ts';
import { AnswerRules } from './answer.ts';
import { type DrawnRequest, requestsOf } from './drawn-request.ts';
import { KnownIds } from './known-ids.ts';
import { PLANTED } from './planted.ts';
import { requestOf } from './send.ts';
import { ORIGIN, openWorld, type World } from './world.ts';

const SHORT = 10_000;
const LONG = 200_000;
/** Requests that follow each other, so that one works on what the one before made, changed or took away. */
const IN_A_ROW = { minLength: 1, maxLength: 8 };
const DRAWN_AT_ONCE = 50;

/** Every endpoint of the OpenAPI document and of signing in, asked everything that nobody should ask. */
export const fuzz: Battery = { name: 'fuzz', run, planted: PLANTED };

async function run({ long, seeds, firstSeed }: Size): Promise<Found> {
  const world = await openWorld();
  try {
    const run = new FuzzRun(world);
    for (let seed = firstSeed; seed < firstSeed + seeds; seed++) await run.from(seed, long ? LONG : SHORT);
    return run.found();
  } finally {
    await world.close();
  }
}

class FuzzRun {
  readonly #world: World;
  readonly #known = new KnownIds();
  readonly #rules = new AnswerRules();
  readonly #failures: string[] = [];
  readonly #statuses = new Map<number, number>();
  readonly #succeeded = new Set<string>();
  #tried = 0;

  constructor(world: World) {
    this.#world = world;
  }

  async from(seed: number, requests: number): Promise<void> {
    await this.#lookAround();
    const rows = this.#rowsOfRequests();
    const until = this.#tried + requests;
    for (let draw = 0; this.#tried < until; draw++)
      for (const row of fc.sample(rows, { seed: seed * 1_000_003 + draw, numRuns: DRAWN_AT_ONCE }))
        for (const drawn of row) await this.#try(drawn, seed);
  }

  found(): Found {
    const all = this.#world.operations.length;
    // Of what is never answered well, nothing was shown but that it refuses.
    const refusedOnly = this.#world.operations.map(named).filter((name) => !this.#succeeded.has(name));
    if (refusedOnly.length > 0) say(`never answered well: ${refusedOnly.join(', ')}`);
    return {
      tried: this.#tried,
      failures: this.#failures,
      counts: {
        operations: all,
        answeredWell: this.#succeeded.size,
        ...Object.fromEntries([...this.#statuses].sort().map(([status, n]) => [`status${status}`, n])),
      },
    };
  }

  /** Every list once, as somebody would who knows the place: ids that are right make the rest of it go deep. */
  async #lookAround(): Promise<void> {
    const [slug = ''] = this.#world.slugs;
    const headers = { authorization: `Bearer ${await this.#world.tokenOf('operator')}` };
    for (const { method, template } of this.#world.operations) {
      const path = template.replace('{community}', slug);
      if (method !== 'GET' || path.includes('{')) continue;
      const answer = await this.#world.ask(new Request(`${ORIGIN}${path}`, { headers }));
      if (answer.ok) this.#known.learn(await answer.json(), template);
    }
  }

  #rowsOfRequests(): fc.Arbitrary<DrawnRequest[]> {
    const { operations } = this.#world;
    const lists = operations.filter(({ method }) => method === 'GET');
    // Lists tell the ids that everything else is asked with.
    const one = fc.oneof(
      { weight: 3, arbitrary: fc.oneof(...operations.map((each) => requestsOf(each, this.#world))) },
      { weight: 1, arbitrary: fc.oneof(...lists.map((each) => requestsOf(each, this.#world))) },
    );
    return fc.array(one, IN_A_ROW);
  }

  async #try(drawn: DrawnRequest, seed: number): Promise<void> {
    const token = drawn.person && (await this.#world.tokenOf(drawn.person));
    const request = requestOf(drawn, token, this.#known);
    if (request === undefined) return;
    this.#tried++;
    if (this.#tried % 10_000 === 0) say(`${this.#tried} requests, ${this.#failures.length} failures`);
    const line = `seed ${seed}, request ${this.#tried}: ${request.method} ${request.url.slice(0, 300)} ${bodyIn(drawn)}`;
    const answer = await this.#world.ask(request);
    const text = await answer.text();
    const json = parsed(text);
    this.#statuses.set(answer.status, (this.#statuses.get(answer.status) ?? 0) + 1);
    const [bug] = this.#world.bugs();
    const wrong =
      this.#rules.wrongIn(drawn.operation, answer, text, json) ??
      (bug === undefined ? undefined : 'logged a bug');
    if (wrong !== undefined)
      this.#failures.push(`${line}: ${wrong}${bug === undefined ? '' : ` (${bug.slice(0, 600)})`}`);
    if (!answer.ok) return;
    this.#succeeded.add(named(drawn.operation));
    this.#known.learn(json, drawn.operation.template);
    const key = request.headers.get('idempotency-key');
    if (key !== null && answer.status === 201) this.#known.used(key);
    if (answer.status === 202) await this.#work(request.url);
  }

  /** What was asked to be done later is done now, so that the next request finds it done. */
  async #work(url: string): Promise<void> {
    const [, slug, importId] = /communities\/([^/]+)\/importing\/imports\/([^/]+)\//.exec(url) ?? [];
    if (slug === undefined || importId === undefined) return;
    try {
      await this.#world.work(slug, importId);
    } catch (error) {
      this.#failures.push(`the work after ${url}: ${(error as Error).stack?.slice(0, 600)}`);
    }
  }
}

const named = ({ method, template }: DrawnRequest['operation']) => `${method} ${template}`;

const bodyIn = ({ body }: DrawnRequest): string => JSON.stringify(body).slice(0, 300);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
