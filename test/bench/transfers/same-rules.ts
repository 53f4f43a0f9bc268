import type { Books } from './books.ts';
import type { Answer, Ledger, Transfer } from './ledger.ts';

const TOO_MANY = 1_000_000;

/**
 * Whether the ledger keeps the rules that all are compared under: the same key again answers with the same bytes and moves
 * nothing, another transfer under it is refused, and so is what would take an account below zero.
 */
export async function brokenRules(ledger: Ledger, books: Books): Promise<string[]> {
  const [from = '', to = '', another = ''] = ledger.volunteers;
  const transfer: Transfer = { key: 'transfer-rules-1', from, to, points: 1 };
  const first = await ledger.post(transfer);
  if (first.status === 201) books.acknowledged(transfer);
  const again = await ledger.post(transfer);
  const differently = await ledger.post({ ...transfer, to: another });
  const overdrawn = await ledger.post({ key: 'transfer-rules-2', from, to, points: TOO_MANY });
  return [
    ...(first.status === 201 && again.text === first.text && again.status === 201
      ? []
      : [`the same key again is answered ${again.status} ${again.text}`]),
    ...(isRefusal(differently) ? [] : [`another transfer under a key is answered ${differently.status}`]),
    ...(isRefusal(overdrawn) ? [] : [`an overdraft is answered ${overdrawn.status}`]),
  ];
}

const isRefusal = ({ status }: Answer) => status >= 400 && status < 500;

/** What the books say otherwise than was acknowledged: balances, numbers of lines, and the journal entry by entry. */
export async function wrongTotals(ledger: Ledger, books: Books): Promise<string[]> {
  const wrong: string[] = [];
  for (const [holder, expected] of books) {
    const said = await ledger.balanceOf(holder);
    if (said.pointsBalance !== expected.pointsBalance || said.lineCount !== expected.lineCount)
      wrong.push(
        `${holder} has ${said.pointsBalance} points in ${said.lineCount} lines, and should have ` +
          `${expected.pointsBalance} in ${expected.lineCount}`,
      );
  }
  const ids = new Set<string>();
  for await (const { id, kind, postings } of ledger.journal()) {
    if (kind !== 'transfer') continue;
    ids.add(id);
    const sum = postings.reduce((total, { amount }) => total + amount, 0);
    if (postings.length !== 2 || sum !== 0) wrong.push(`${id} is out of balance`);
  }
  if (ids.size !== books.transfers)
    wrong.push(`the journal has ${ids.size} transfers of ${books.transfers} that were acknowledged`);
  return wrong;
}
