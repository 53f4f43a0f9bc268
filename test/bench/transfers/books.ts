import type { Balance, Ledger, Transfer } from './ledger.ts';

/** What a ledger's books must say after what it acknowledged: reckoned beside it, from nothing but the answers. */
export class Books {
  readonly #balances: Map<string, Balance>;
  transfers = 0;

  constructor({ card, volunteers, opening }: Pick<Ledger, 'card' | 'volunteers' | 'opening'>) {
    const opened = [card, ...volunteers].map(
      (holder) => [holder, { pointsBalance: opening, lineCount: 1 }] as const,
    );
    this.#balances = new Map(opened);
  }

  acknowledged({ from, to, points }: Transfer): void {
    this.transfers++;
    this.#move(from, -points);
    this.#move(to, points);
  }

  *[Symbol.iterator](): Generator<[holder: string, balance: Balance]> {
    yield* this.#balances;
  }

  #move(holder: string, points: number): void {
    const balance = this.#balances.get(holder);
    if (balance === undefined) throw new Error(`Nobody called ${holder} holds an account`);
    balance.pointsBalance += points;
    balance.lineCount++;
  }
}
