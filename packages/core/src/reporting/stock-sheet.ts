import { z } from 'zod';
import type { Month } from '../kernel/index.ts';
import { type CatalogueItem, GOODS_MOVES, type GoodsMoves } from '../timebank/index.ts';

const Moves = z.object(
  Object.fromEntries(GOODS_MOVES.map((what) => [what, z.number().int()])) as Record<
    (typeof GOODS_MOVES)[number],
    z.ZodNumber
  >,
);

/**
 * What happened to one item in a month. `begin` and `end` are what there was of it, what is ordered and not collected
 * included; a service has neither, nor do goods that nobody has counted.
 */
const SheetLine = Moves.extend({
  id: z.string(),
  name: z.string(),
  sponsor: z.string().optional(),
  begin: z.number().int().optional(),
  end: z.number().int().optional(),
});
export type SheetLine = z.infer<typeof SheetLine>;

/**
 * The month's sheet of the redemption desk (月度对账表): goods by item, and the points that were redeemed by the points book
 * (`redeemed`) beside those that were paid for items (`paid`); what is left between the two was redeemed without an item.
 */
export const StockSheet = z.object({
  month: z.string(),
  /** The last day that it tells of: today in a month that is not over. */
  until: z.string(),
  items: z.array(SheetLine),
  redeemed: z.number().int(),
  paid: z.number().int(),
});
export type StockSheet = z.infer<typeof StockSheet>;

/** What happened to items by month: of the month that is asked for, and of those after it. */
export type MovesByMonth = ReadonlyMap<Month, ReadonlyMap<string, GoodsMoves>>;

const NOTHING: GoodsMoves = { delivered: 0, handedOver: 0, takenBack: 0, counted: 0, points: 0 };

const changeBy = ({ delivered, handedOver, takenBack, counted }: GoodsMoves): number =>
  delivered - handedOver + takenBack + counted;

/**
 * An item's line. What there was at the end follows from what there is now and from all that happened since, so that a
 * stock that was taken over from a ledger needs no beginning. Undefined for an item of which there is nothing to tell.
 */
export function sheetLine(
  { id, name, sponsor, type, stock, ordered = 0, retired }: CatalogueItem,
  month: Month,
  byMonth: MovesByMonth,
): SheetLine | undefined {
  const moves = byMonth.get(month)?.get(id);
  const counted = type === 'goods' && stock !== undefined;
  if (moves === undefined && (!counted || retired === true)) return undefined;
  const told = { ...NOTHING, ...moves };
  const line = { id, name, ...(sponsor === undefined ? {} : { sponsor }), ...told };
  if (!counted) return line;
  const since = [...byMonth]
    .filter(([later]) => later > month)
    .reduce((sum, [, items]) => sum + changeBy(items.get(id) ?? NOTHING), 0);
  const end = stock + ordered - since;
  return { ...line, begin: end - changeBy(told), end };
}
