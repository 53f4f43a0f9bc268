import type { AnswerOf, Communities } from '#lib/console/rows.ts';
import { m } from '#lib/paraglide/messages.js';
import { day } from '#lib/words.ts';

type Order = AnswerOf<Communities['timebank']['orders'][':id']>;

const STATE_WORDS = {
  open: m.order_open,
  collected: m.order_collected,
  cancelled: m.order_cancelled,
  lapsed: m.order_lapsed,
} as const;

/** An order as a page shows it: a code in two groups, which are read out more easily, while it is good for anything. */
export function orderView({ id, name, code, goods, points, day: on, collectBy, state, closedBy }: Order) {
  const open = state === 'open';
  return {
    ...{ id, name, points, open, entryId: closedBy, state: STATE_WORDS[state]() },
    code: open ? { digits: code, spoken: `${code.slice(0, 3)} ${code.slice(3)}` } : undefined,
    what: goods.map((line) => `${line.name} ×${line.quantity}`).join('、'),
    goods: goods.map((line) => ({
      name: line.name,
      quantity: line.quantity,
      cost: line.points * line.quantity,
    })),
    day: day(on),
    collectBy: day(collectBy),
  };
}
