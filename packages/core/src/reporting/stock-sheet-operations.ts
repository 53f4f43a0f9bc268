import { z } from 'zod';
import {
  LinliError,
  type Month,
  PAGE_LIMIT_MAX,
  parse,
  plainDateOf,
  requirePermission,
  type Scope,
} from '../kernel/index.ts';
import type { Table } from '../table/index.ts';
import { type CatalogueItem, type GoodsMoves, listCatalogueItems } from '../timebank/index.ts';
import { lastDayOf } from './service-period.ts';
import { type MovesByMonth, StockSheet, sheetLine } from './stock-sheet.ts';
import { figuresIn, goodsIn, goodsSince, monthOfCommunity, placeOf, TALLY_COLLECTION } from './tally-item.ts';

const Asked = z.object({ month: z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/) });

/**
 * The sheet of a month from its counters: the catalogue, one small item for what was moved in each month since, and the
 * community's month. Grows with the catalogue and with how long ago the month was; never with what was redeemed.
 */
export async function stockSheet(scope: Scope, input: { month: Month }): Promise<StockSheet> {
  requirePermission(scope, 'reporting:read');
  const { month } = parse(Asked, input);
  const today = plainDateOf(scope.now);
  if (month > today.slice(0, 7)) throw new LinliError('invalid', 'dateInFuture', { field: 'month' });
  const [items, byMonth, redeemed] = await Promise.all([
    catalogue(scope),
    readMoves(scope.table, month),
    readRedeemed(scope.table, month),
  ]);
  const lines = items.flatMap((item) => sheetLine(item, month, byMonth) ?? []);
  return StockSheet.parse({
    ...{ month, until: lastDayOf(month, today), redeemed },
    items: lines,
    paid: lines.reduce((sum, { points }) => sum + points, 0),
  });
}

async function catalogue(scope: Scope): Promise<CatalogueItem[]> {
  const all: CatalogueItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCatalogueItems(scope, {
      limit: PAGE_LIMIT_MAX,
      ...(cursor === undefined ? {} : { cursor }),
    });
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return all;
}

async function readMoves(table: Table, month: Month): Promise<MovesByMonth> {
  const byMonth = new Map<Month, Map<string, GoodsMoves>>();
  for await (const item of table.eachStored(TALLY_COLLECTION, goodsSince(month))) {
    const { scope: id, period } = placeOf(String(item['sk']));
    const of = period.split('#')[1] ?? '';
    const items = byMonth.get(of) ?? new Map<string, GoodsMoves>();
    byMonth.set(of, items.set(id, goodsIn(item)));
  }
  return byMonth;
}

async function readRedeemed(table: Table, month: Month): Promise<number> {
  let sum = 0;
  for await (const item of table.eachStored(TALLY_COLLECTION, monthOfCommunity(month)))
    for (const { metric, count } of figuresIn(item)) if (metric === 'pointsRedeemed') sum += count;
  return sum;
}
