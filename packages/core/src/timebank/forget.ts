import { LinliError, type Scope } from '../kernel/index.ts';
import { drafter, type Stored, type Table, type Write, write } from '../table/index.ts';
import { ACTIVITY_NOUNS } from './activities/forget.ts';
import { CARD_HOLDER_NOUN } from './cards/forget.ts';
import { Accounts, PassbookLines, PointsEntries } from './entities.ts';
import { SampledRecords, ServiceProposals } from './hours/entities.ts';
import { LIST_NOUNS } from './lists/forget.ts';
import { NEED_NOUNS } from './needs/forget.ts';
import { ORDER_NOUNS } from './orders/forget.ts';
import { lineIdOf, linesOf } from './points/passbook.ts';
import { RECOGNITION_NOUNS } from './recognition/forget.ts';
import { Naming } from './recognition/naming.ts';
import { StockMovements } from './stock/entities.ts';
import { VOLUNTEERING_NOUNS } from './volunteers/forget.ts';

const entries = drafter(PointsEntries);
const lines = drafter(PassbookLines);
const proposals = drafter(ServiceProposals);
const sampled = drafter(SampledRecords);
const movements = drafter(StockMovements);

/** What an erasure goes through of the books: each says how all of it is read and how one is said anew. */
export const BOOK_NOUNS: readonly {
  noun: string;
  stored(table: Table, tenantId: string): AsyncGenerator<Stored>;
  rewrite(tenantId: string, record: Stored): Write;
}[] = [
  { noun: entries.noun, stored: entries.stored, rewrite: entries.rewrite },
  { noun: proposals.noun, stored: proposals.stored, rewrite: proposals.rewrite },
  { noun: sampled.noun, stored: sampled.stored, rewrite: sampled.rewrite },
  { noun: lines.noun, stored: lines.stored, rewrite: lines.rewrite },
  ...LIST_NOUNS,
  CARD_HOLDER_NOUN,
  ...RECOGNITION_NOUNS,
  ...ACTIVITY_NOUNS,
  ...ORDER_NOUNS,
  ...NEED_NOUNS,
  { noun: movements.noun, stored: movements.stored, rewrite: movements.rewrite },
  {
    noun: 'account',
    stored: (table, tenantId) =>
      table.each(Accounts, Accounts.query.byId({ tenantId })) as AsyncGenerator<Stored>,
    // Only the words: what it holds moves on meanwhile.
    rewrite: (tenantId, { id, last, naming, lineCount }) =>
      write(
        Accounts.patch({ tenantId, id })
          .set({
            ...(last === undefined ? {} : { last }),
            ...(naming === undefined ? {} : { naming: Naming.parse(naming) }),
          })
          .where((kept, { eq }) => eq(kept.lineCount, lineCount as number)),
        new LinliError('conflict', 'alreadyChanged'),
      ),
  },
  ...VOLUNTEERING_NOUNS,
];

/** Moves a passbook to another account, line by line; cut off, the same again goes on. */
export async function movePassbook({ table, tenantId }: Scope, from: string, to: string): Promise<void> {
  const ofAccount = PassbookLines.query.byId({ tenantId }).begins({ id: linesOf(from) });
  for await (const stored of table.each(PassbookLines, ofAccount, { consistent: true })) {
    await table.insertMany([PassbookLines.create({ ...stored, id: lineIdOf(to, stored.line) })]);
    await table.commit([
      write(PassbookLines.remove({ tenantId, id: stored.id }), new LinliError('conflict', 'alreadyChanged')),
    ]);
  }
}
