import { expect, test } from 'vitest';
import { randomFrom } from '../battery/random.ts';
import { Contestant } from '../bench/transfers/contestant.ts';
import type { Answer, Ledger, Transfer } from '../bench/transfers/ledger.ts';
import { transfersOf } from '../bench/transfers/plan.ts';

const OPENING = 1000;
const LOAD = { clients: 8, seconds: 60 };

type Posted = { asked: string; answer: Answer };

/** A ledger in memory that keeps the rules, with `break` for one that does not. */
class Memory implements Ledger {
  readonly name = 'memory';
  readonly card = 'card';
  readonly volunteers = ['a', 'b', 'c'];
  readonly opening = OPENING;
  readonly posted = new Map<string, Posted>();
  readonly #accounts = new Map(
    ['card', 'a', 'b', 'c'].map((id) => [id, { pointsBalance: OPENING, lineCount: 1 }]),
  );

  async post({ key, ...transfer }: Transfer): Promise<Answer> {
    const asked = JSON.stringify(transfer);
    const before = this.posted.get(key);
    if (before !== undefined) return this.again(before, asked, transfer);
    if (!this.mayGive(transfer)) return { status: 422, text: 'too low' };
    this.move(transfer);
    const answer = { status: 201, text: `${key} ${asked}` };
    this.posted.set(key, { asked, answer });
    return answer;
  }

  again(before: Posted, asked: string, _transfer: Omit<Transfer, 'key'>): Answer {
    return before.asked === asked ? before.answer : { status: 409, text: 'another' };
  }

  mayGive({ from, points }: Omit<Transfer, 'key'>): boolean {
    return this.#of(from).pointsBalance >= points;
  }

  move({ from, to, points }: Omit<Transfer, 'key'>): void {
    for (const [holder, amount] of [[from, -points] as const, [to, points] as const]) {
      this.#of(holder).pointsBalance += amount;
      this.#of(holder).lineCount++;
    }
  }

  balanceOf = async (holder: string) => this.#of(holder);

  async *journal() {
    for (const [id, { asked }] of this.posted) {
      const { from, to, points } = JSON.parse(asked) as Transfer;
      const postings = [
        { account: from, amount: -points },
        { account: to, amount: points },
      ];
      yield { id, kind: 'transfer', postings };
    }
  }

  #of(holder: string) {
    return this.#accounts.get(holder) ?? { pointsBalance: 0, lineCount: 0 };
  }
}

const first = (transfers: Iterator<Transfer, never>, count: number) =>
  Array.from({ length: count }, () => transfers.next().value);

test('a spread load gives from anybody to anybody else, a hot one out of the card alone, each under a key of its own', () => {
  const holders = { card: 'card', volunteers: ['a', 'b', 'c'] };
  const spread = first(transfersOf('spread', holders, '1', randomFrom(1)), 200);
  const hot = first(transfersOf('hot', holders, '2', randomFrom(1)), 200);

  expect(new Set([...spread, ...hot].map(({ key }) => key)).size).toBe(400);
  expect(new Set(spread.map(({ from }) => from))).toEqual(new Set(['a', 'b', 'c']));
  expect(spread.filter(({ from, to }) => from === to)).toEqual([]);
  expect(new Set(hot.map(({ from }) => from))).toEqual(new Set(['card']));
});

test('a ledger that keeps the rules ends with the totals that were acknowledged', async () => {
  const ledger = new Memory();
  const contestant = new Contestant(ledger);
  await contestant.requireSameRules();
  for (const shape of ['spread', 'hot'] as const)
    await contestant.post(first(contestant.transfers(shape), 100).values(), LOAD);
  await contestant.requireRightTotals();

  expect(ledger.posted.size).toBe(201);
});

const rules = (ledger: Ledger) => new Contestant(ledger).requireSameRules();

test('a ledger that posts a key twice, forgets what it was for or lets an account go below zero is disqualified', async () => {
  class AnswersAnew extends Memory {
    override again(before: Posted): Answer {
      return { ...before.answer, text: 'done' };
    }
  }
  class ForgetsWhatFor extends Memory {
    override again = ({ answer }: Posted): Answer => answer;
  }
  class Overdraws extends Memory {
    override mayGive = () => true;
  }

  await expect(rules(new AnswersAnew())).rejects.toThrow('memory is disqualified: the same key again');
  await expect(rules(new ForgetsWhatFor())).rejects.toThrow('another transfer under a key is answered 201');
  await expect(rules(new Overdraws())).rejects.toThrow('an overdraft is answered 201');
});

test('a ledger that moves twice, or acknowledges what is in no journal, has wrong totals', async () => {
  class MovesAgain extends Memory {
    override again(before: Posted, asked: string, transfer: Omit<Transfer, 'key'>): Answer {
      if (before.asked === asked) this.move(transfer);
      return super.again(before, asked, transfer);
    }
  }
  class LosesSome extends Memory {
    override async post(transfer: Transfer): Promise<Answer> {
      const answer = await super.post(transfer);
      if (transfer.key.endsWith('7')) this.posted.delete(transfer.key);
      return answer;
    }
  }
  const afterALoad = async (ledger: Ledger) => {
    const contestant = new Contestant(ledger);
    await contestant.requireSameRules();
    await contestant.post(first(contestant.transfers('spread'), 20).values(), LOAD);
    return contestant.requireRightTotals();
  };

  await expect(afterALoad(new MovesAgain())).rejects.toThrow(/memory is disqualified: a has \d+ points/);
  await expect(afterALoad(new LosesSome())).rejects.toThrow('19 transfers of 21 that were acknowledged');
});

test('a load ends at the first answer that is no posting', async () => {
  class Refuses extends Memory {
    override post = async (): Promise<Answer> => ({ status: 503, text: 'busy' });
  }
  const contestant = new Contestant(new Refuses());
  const load = contestant.post(first(contestant.transfers('hot'), 5).values(), LOAD);

  await expect(load).rejects.toThrow('memory answered transfer-1-0: 503 busy');
});
