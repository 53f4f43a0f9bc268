/** One transfer of whole points, by the key under which it may be asked for again. */
export type Transfer = { key: string; from: string; to: string; points: number };

export type Answer = { status: number; text: string };

export type Balance = { pointsBalance: number; lineCount: number };

export type Entry = { id: string; kind: string; postings: readonly { account: string; amount: number }[] };

/**
 * A ledger under load, whatever it is built of: holders who were each issued `opening` points, transfers between them, and
 * what its books say afterwards.
 */
export type Ledger = {
  name: string;
  /** The one account that everybody gives from when it is a hot one. */
  card: string;
  volunteers: readonly string[];
  opening: number;
  post(transfer: Transfer): Promise<Answer>;
  balanceOf(holder: string): Promise<Balance>;
  /** The whole journal, day by day. */
  journal(): AsyncIterable<Entry>;
};
