import type { Books } from './books.ts';
import type { Ledger, Transfer } from './ledger.ts';

export type Load = { clients: number; seconds: number };

/**
 * So many clients, each asking for its next transfer when it has the answer to the one before, for so long or until there
 * are no more. Answers transfers a second. Throws for whatever was not posted: there are points enough for all of them.
 */
export async function transfersASecond(
  ledger: Pick<Ledger, 'name' | 'post'>,
  transfers: Iterator<Transfer>,
  books: Books,
  { clients, seconds }: Load,
): Promise<number> {
  const began = performance.now();
  const until = began + seconds * 1000;
  let posted = 0;
  const client = async () => {
    while (performance.now() < until) {
      const { value: transfer, done } = transfers.next();
      if (done) return;
      const { status, text } = await ledger.post(transfer);
      if (status !== 201) throw new Error(`${ledger.name} answered ${transfer.key}: ${status} ${text}`);
      books.acknowledged(transfer);
      posted++;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return posted / ((performance.now() - began) / 1000);
}
