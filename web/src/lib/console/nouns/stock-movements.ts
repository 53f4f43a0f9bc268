import { m } from '#lib/paraglide/messages.js';
import { count, tag, text } from '../cell.ts';
import type { Column } from '../noun.ts';
import type { AnswerOf, Communities } from '../rows.ts';

type Endpoint = Communities['timebank']['catalogue-items'][':id']['stock-movements'];
type Movement = AnswerOf<Endpoint>['items'][number];

const KINDS = { delivery: m.stock_movement_delivery, count: m.stock_movement_count };

/** What arrived of an item and what was counted, as a table on its page. */
export const STOCK_MOVEMENTS: readonly Column<Movement>[] = [
  { label: m.stock_movement_day, value: ({ on }) => text(on) },
  { label: m.stock_movement_kind, value: ({ kind }) => tag(KINDS[kind]()) },
  { label: m.stock_movement_change, number: true, value: ({ change }) => count(change) },
  { label: m.stock_movement_counted, number: true, value: ({ counted }) => count(counted) },
  { label: m.stock_movement_reason, value: ({ reason }) => text(reason) },
  { label: m.stock_movement_by, value: ({ by }) => text(by) },
];
