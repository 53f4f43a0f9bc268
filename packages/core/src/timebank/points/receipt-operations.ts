import { LinliError, requirePermission, type Scope } from '../../kernel/index.ts';
import { view } from '../../table/index.ts';
import { Accounts, PassbookLines } from '../entities.ts';
import type { PointsPosting } from './entry.ts';
import { storedEntry } from './entry-operations.ts';
import { linesOf } from './passbook.ts';
import { Receipt } from './receipt.ts';

/** Of a page of the newest lines: who stands at the desk has moved their account a moment ago. */
const LINES_LOOKED_AT = 25;

/** A hold with goods is an order: its capture hands them over. */
const HANDED_OVER: ReadonlySet<string> = new Set(['redemption', 'capture']);

/** The receipt of a redemption, at once or when it is asked for again. Two round trips. Throws `invalid` for another entry. */
export async function getReceipt(scope: Scope, entryId: string): Promise<Receipt> {
  requirePermission(scope, 'timebank:read');
  const { tenantId, table } = scope;
  const entry = await storedEntry(scope, entryId);
  if (!HANDED_OVER.has(entry.kind) || entry.goods === undefined)
    throw new LinliError('invalid', 'notARedemption', { field: 'id' });
  const [given] = entry.postings as [PointsPosting];
  const id = given.account;
  const [account, lines] = await Promise.all([
    table.get(Accounts, Accounts.get({ tenantId, id }), { consistent: true }),
    table.page(PassbookLines, PassbookLines.query.byId({ tenantId }).begins({ id: linesOf(id) }), {
      order: 'desc',
      limit: LINES_LOOKED_AT,
    }),
  ]);
  const line = lines.items.find(({ sourceId }) => sourceId === entryId);
  const isNewest = (account?.last as { sourceId?: string } | undefined)?.sourceId === entryId;
  return view(Receipt, {
    entry,
    holder: { id: account?.ownerId ?? '', name: given.name ?? '' },
    pointsAfter: line?.pointsAfter ?? (isNewest ? account?.pointsBalance : undefined),
  });
}
