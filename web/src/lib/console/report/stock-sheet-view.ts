import { m } from '#lib/paraglide/messages.js';
import { count, link, text } from '../cell.ts';
import { type FileHrefs, fileHrefs } from '../files/file-format.ts';
import type { TableView } from '../list-view.ts';
import type { AnswerOf, Communities } from '../rows.ts';

type StockSheet = AnswerOf<Communities['timebank']['stock-sheet']>;

type StockSheetView = {
  until: string;
  table: TableView;
  points: TableView;
  /** Points that were redeemed without an item of the catalogue, where there are any. */
  unexplained: string | undefined;
  files: FileHrefs;
};

/** The sheet as it is printed: goods by item, then the points by sponsor with what the points book says beside them. */
export function stockSheetView(sheet: StockSheet, base: string): StockSheetView {
  const { items, month, redeemed, paid } = sheet;
  const [year = '', number = ''] = month.split('-');
  const search = new URLSearchParams({ year, month: number });
  return {
    until: sheet.until,
    table: {
      title: m.stock_sheet_goods(),
      head: [
        { label: m.stock_sheet_item(), number: false },
        ...COLUMNS.map((label) => ({ label: label(), number: true })),
      ],
      rows: items.map((one) => ({
        id: one.id,
        href: undefined,
        cells: [
          link(one.name, `${base}/timebank/catalogue-items/${one.id}`),
          ...[one.begin, one.delivered, one.handedOver, one.takenBack, one.counted, one.end, one.points].map(
            count,
          ),
        ],
      })),
    },
    points: {
      title: m.stock_sheet_points(),
      head: [
        { label: m.stock_sheet_sponsor(), number: false },
        { label: m.stock_sheet_paid(), number: true },
      ],
      rows: [
        ...[...bySponsor(items)].map(([sponsor, points], i) => ({
          id: String(i),
          href: undefined,
          cells: [text(sponsor || m.stock_sheet_no_sponsor()), count(points)],
        })),
        { id: 'paid', href: undefined, cells: [text(m.stock_sheet_sum()), count(paid)] },
        { id: 'redeemed', href: undefined, cells: [text(m.stock_sheet_redeemed()), count(redeemed)] },
      ],
    },
    unexplained: redeemed === paid ? undefined : count(redeemed - paid).text,
    files: fileHrefs(`${base}/timebank/stock-sheet/rows`, `?${search}`),
  };
}

const COLUMNS = [
  m.stock_sheet_begin,
  m.stock_sheet_delivered,
  m.stock_sheet_handed_over,
  m.stock_sheet_taken_back,
  m.stock_sheet_counted,
  m.stock_sheet_end,
  m.stock_sheet_item_points,
] as const;

/** Those without a sponsor last. */
function bySponsor(items: StockSheet['items']): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sponsor = '', points } of items)
    if (points !== 0) sums.set(sponsor, (sums.get(sponsor) ?? 0) + points);
  return new Map([...sums].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1)));
}
