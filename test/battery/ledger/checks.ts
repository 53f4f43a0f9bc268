import { createHash } from 'node:crypto';
import { plainDateOf, type Scope } from '@linli/core/kernel';
import { verify } from '@linli/core/reporting';
import { canonical, type StreamEvent, type Table } from '@linli/core/table';
import { hoursEntryOf, ledgerEntryOf, memberAccountId, pointsEntryOf } from '@linli/core/timebank';
import { type Entry, replay } from '@linli/ledger';
import type { Effect, Operation } from './draw.ts';
import { CARDS, cardAccount, HOLDERS, ITEMS } from './holders.ts';
import { runOutId } from './operations.ts';
import { givenBack, lapseId } from './orders.ts';

type Stored = Record<string, unknown>;
type Asked = { operation: Operation; acknowledged: readonly string[]; refused: readonly string[] };

/** All that is kept of a community's books. */
export type Books = { hash: string } & Record<(typeof COLLECTIONS)[number], Stored[]>;

const COLLECTIONS = [
  'serviceRecord',
  'pointsEntry',
  'account',
  'passbookLine',
  'openHold',
  'order',
  'openOrder',
  'stock',
  'tally',
] as const;

export async function booksOf(table: Table): Promise<Books> {
  const books = { hash: '' } as Books;
  const hash = createHash('sha256');
  for (const name of COLLECTIONS) {
    books[name] = [];
    for await (const item of table.eachStored(name)) {
      books[name].push(item);
      // Marks of the stream say how far a counter has heard; how a batch was cut is no part of the books.
      hash.update(
        canonical(Object.fromEntries(Object.entries(item).filter(([field]) => !field.startsWith('~')))),
      );
    }
  }
  return { ...books, hash: hash.digest('hex') };
}

/** What is wrong with the books once all is quiet, in one line each. */
export async function wrongIn(
  scope: Scope,
  books: Books,
  asked: readonly Asked[],
  told: readonly StreamEvent[],
): Promise<string[]> {
  const wanted = onceEach(asked);
  return [
    ...belowZero(told),
    ...outOfBalance(books),
    ...refusedOddly(asked),
    ...outOfTime(books),
    ...notOnce(scope.tenantId, books, wanted),
    ...otherThanAsked(scope.tenantId, books, wanted),
    ...miscounted(scope.tenantId, books, wanted),
    ...misprinted(books),
    ...(await unverified(scope)),
  ];
}

/** Two who take the same thing back for the same reason ask for one thing. */
function onceEach(asked: readonly Asked[]): Asked[] {
  const byThing = Map.groupBy(asked, ({ operation }) => operation.made.join());
  return [...byThing.values()].map((same) => ({
    operation: (same[0] as Asked).operation,
    acknowledged: same.flatMap(({ acknowledged }) => acknowledged),
    refused: same.flatMap(({ refused }) => refused),
  }));
}

/** No balance that is guarded was ever below zero: the stream tells every value that an account has had. */
const belowZero = (told: readonly StreamEvent[]): string[] =>
  told.flatMap(({ newImage }) =>
    newImage?.['__edb_e__'] === 'account' &&
    (Number(newImage['pointsBalance']) < 0 || Number(newImage['pointsHeld']) < 0)
      ? [`account ${newImage['id']} was at ${newImage['pointsBalance']}, held ${newImage['pointsHeld']}`]
      : [],
  );

/** Every entry sums to zero, each is there once and is taken back once at the most: the ledger's own replay says so. */
function outOfBalance({ serviceRecord, pointsEntry, account }: Books): string[] {
  try {
    const points = [
      ...serviceRecord.map((record) => pointsEntryOf(record as never)),
      ...pointsEntry.map((entry) => ledgerEntryOf(entry as never)),
    ];
    const minutes = serviceRecord.map((record) => hoursEntryOf(record as never));
    const wrong = [...sumOf('points', points), ...sumOf('minutes', minutes)];
    const replayed = { points: replay(points), minutes: replay(minutes) };
    for (const { id, pointsBalance, pointsHeld, minutesServed } of account) {
      const says = [pointsBalance, pointsHeld, minutesServed].join();
      const adds = [
        replayed.points.get(`${id}`) ?? 0,
        replayed.points.get(`${id}.held`) ?? 0,
        replayed.minutes.get(`${id}`) ?? 0,
      ].join();
      if (says !== adds) wrong.push(`account ${id} says ${says}, its entries add up to ${adds}`);
    }
    return wrong;
  } catch (error) {
    return [`the books cannot be replayed: ${String(error)}`];
  }
}

function sumOf(book: string, entries: readonly Entry[]): string[] {
  const sum = entries.flatMap(({ postings }) => postings).reduce((total, { amount }) => total + amount, 0);
  return sum === 0 ? [] : [`the book of ${book} is out of balance by ${sum}`];
}

/** Whether an operation was done, by what stands in the books. */
function doneBy({ pointsEntry, serviceRecord }: Books): (operation: Operation) => boolean {
  const ids = new Set([...pointsEntry, ...serviceRecord].map(({ id }) => String(id)));
  const corrected = new Set(
    pointsEntry.flatMap(({ corrects }) => (corrects === undefined ? [] : [String(corrects)])),
  );
  return ({ kind, made, about }) => {
    if (!made.every((id) => ids.has(id))) return false;
    // A reversal has one id, whoever made it: alone, or in putting right.
    return kind !== 'reverse' || !corrected.has(about?.made[0] ?? '');
  };
}

/** The entry that the job makes of a hold that runs out or an order that lapses. */
const endedByItself = (tenantId: string, operation: Operation): string[] => {
  if (operation.kind === 'order') return [lapseId(tenantId, operation)];
  return operation.hold === undefined ? [] : [runOutId(tenantId, operation.made[0] ?? '')];
};

/** Every acknowledged operation is in the books, none that was only refused is, and nothing else is. */
function notOnce(tenantId: string, books: Books, asked: readonly Asked[]): string[] {
  const isDone = doneBy(books);
  const wrong = asked.flatMap(({ operation, acknowledged, refused }) => {
    const name = `${operation.kind} ${operation.key}`;
    if (acknowledged.length > 0 && !isDone(operation))
      return [`${name} was acknowledged and is not in the books`];
    if (acknowledged.length === 0 && refused.length > 0 && isDone(operation))
      return [`${name} was refused (${refused.join()}) and is in the books`];
    return [];
  });
  const done = asked.filter(({ operation }) => isDone(operation)).map(({ operation }) => operation);
  const expected = new Set([
    ...done.flatMap(({ made }) => made),
    ...done.flatMap((operation) => endedByItself(tenantId, operation)),
  ]);
  const strangers = [...books.pointsEntry, ...books.serviceRecord].filter(
    ({ id }) => !expected.has(String(id)),
  );
  return [
    ...wrong,
    ...strangers.map(({ id, kind }) => `${kind} ${id} is in the books and nobody asked for it`),
  ];
}

/** What may be said to somebody who asks for what these simulations ask for. */
const REFUSALS = new Set([
  ...['outOfStock', 'balanceTooLow', 'alreadyReversed', 'holdClosed', 'sameAccount'],
  ...['orderClosed', 'orderDay'],
]);

const refusedOddly = (asked: readonly Asked[]): string[] =>
  asked.flatMap(({ operation, refused }) =>
    refused
      .filter((reason) => !REFUSALS.has(reason))
      .map((reason) => `${operation.kind} ${operation.key} was refused: ${reason}`),
  );

/** A hold is captured before it runs out, and released by the job after. */
function outOfTime({ pointsEntry, order }: Books): string[] {
  const holds = new Map(pointsEntry.map((entry) => [entry['id'], entry]));
  const holdsThatEnd = pointsEntry.flatMap(({ id, kind, closes, createdAt, tenantId }) => {
    const until = holds.get(closes)?.['holdUntil'];
    if (until === undefined) return [];
    const late = kind === 'capture' && String(createdAt) >= String(until);
    const early = id === runOutId(String(tenantId), String(closes)) && String(createdAt) < String(until);
    return late || early ? [`${kind} ${id} came at ${createdAt} for a hold until ${until}`] : [];
  });
  return [...holdsThatEnd, ...outOfDays(order, holds)];
}

/** An order is collected on its last day at the latest, and lapses after it. */
const outOfDays = (orders: readonly Stored[], entries: ReadonlyMap<unknown, Stored>): string[] =>
  orders.flatMap(({ id, state, collectBy, closedBy }) => {
    const closed = entries.get(closedBy);
    if (closed === undefined) return [];
    const after = plainDateOf(String(closed['createdAt'])) > String(collectBy);
    return (state === 'collected' && after) || (state === 'lapsed' && !after)
      ? [`order ${id} was ${state} at ${closed['createdAt']}, to be collected by ${collectBy}`]
      : [];
  });

/** What each holder has is what was asked for, by the battery's own reckoning. */
function otherThanAsked(tenantId: string, books: Books, asked: readonly Asked[]): string[] {
  const isDone = doneBy(books);
  const runOut = new Set(books.pointsEntry.map(({ id }) => String(id)));
  const sums = new Map(HOLDERS.map((holder) => [holder, { points: 0, held: 0, minutes: 0 }]));
  const add = ({ holder, points = 0, held = 0, minutes = 0 }: Effect) => {
    const sum = sums.get(holder);
    if (sum === undefined) return;
    sum.points += points;
    sum.held += held;
    sum.minutes += minutes;
  };
  for (const { operation } of asked) {
    if (!isDone(operation)) continue;
    operation.effects.forEach(add);
    const { hold } = operation;
    if (hold !== undefined && endedByItself(tenantId, operation).some((id) => runOut.has(id)))
      add({ holder: hold.from, points: hold.points, held: -hold.points });
  }
  const accounts = new Map(books.account.map((account) => [String(account['id']), account]));
  return [...sums].flatMap(([holder, { points, held, minutes }]) => {
    const card = CARDS.indexOf(holder);
    const account = accounts.get(card < 0 ? memberAccountId(tenantId, holder) : cardAccount(card));
    const has = [
      account?.['pointsBalance'] ?? 0,
      account?.['pointsHeld'] ?? 0,
      account?.['minutesServed'] ?? 0,
    ];
    const should = [points, held, minutes];
    return has.join() === should.join()
      ? []
      : [`${holder} has ${has.join()} where what was asked for comes to ${should.join()}`];
  });
}

/**
 * What is left of each item is what there was, less what was handed over or ordered and not given back; what is set aside of
 * it is what the open orders want.
 */
function miscounted(tenantId: string, books: Books, asked: readonly Asked[]): string[] {
  const isDone = doneBy(books);
  const entries = new Set(books.pointsEntry.map(({ id }) => String(id)));
  const done = asked.map(({ operation }) => operation).filter(isDone);
  const lapsed = done.filter((one) => one.kind === 'order' && entries.has(lapseId(tenantId, one)));
  const taken = [...done.flatMap(({ goods = [] }) => goods), ...lapsed.flatMap(givenBack)];
  const open = new Set(books.openOrder.map(({ orderId }) => orderId));
  const wanted = books.order
    .filter(({ id }) => open.has(id))
    .flatMap(({ goods }) => goods as { itemId: string; quantity: number }[]);
  return ITEMS.flatMap(({ id, name, stock }) => {
    if (stock === undefined) return [];
    const left = taken.reduce((sum, { itemId, quantity }) => sum - (itemId === id ? quantity : 0), stock);
    const { onHand = stock, ordered = 0 } = books.stock.find((one) => one['id'] === id) ?? {};
    const waiting = wanted.reduce((sum, { itemId, quantity }) => sum + (itemId === id ? quantity : 0), 0);
    return onHand === left && left >= 0 && ordered === waiting
      ? []
      : [
          `there are ${onHand} and ${ordered} of ${name} by the book, ${left} and ${waiting} by what was asked for`,
        ];
  });
}

/** A passbook has a line for every movement, without a gap, and each follows from the one before. */
function misprinted({ account, passbookLine }: Books): string[] {
  const byAccount = Map.groupBy(passbookLine, ({ id }) => String(id).split('.')[0] ?? '');
  return account.flatMap(({ id, lineCount, pointsBalance, pointsHeld, minutesServed }) => {
    const lines = byAccount.get(String(id)) ?? [];
    const before = { pointsAfter: 0, heldAfter: 0, minutesAfter: 0 };
    const wrong = lines.flatMap((line, i) => {
      const follows =
        line['line'] === i + 1 &&
        line['pointsAfter'] === before.pointsAfter + Number(line['points']) &&
        line['heldAfter'] === before.heldAfter + Number(line['held']) &&
        line['minutesAfter'] === before.minutesAfter + Number(line['minutes']);
      Object.assign(before, line);
      return follows ? [] : [`line ${line['id']} does not follow from the one before`];
    });
    const last = [before.pointsAfter, before.heldAfter, before.minutesAfter].join();
    const complete = lines.length === lineCount && last === [pointsBalance, pointsHeld, minutesServed].join();
    return complete ? wrong : [...wrong, `the passbook of ${id} has ${lines.length} lines of ${lineCount}`];
  });
}

/** What `linli verify` says: balances and counters against a recount. */
async function unverified(scope: Scope): Promise<string[]> {
  const { counters, balances } = await verify(scope);
  return [
    ...counters
      .filter(({ matches }) => !matches)
      .map(
        ({ scope: of, period, metric, counter, recount }) =>
          `${of} ${period} ${metric}: ${counter}, recount ${recount}`,
      ),
    ...balances.map(
      ({ accountId, balance, stored, recount }) => `${accountId} ${balance}: ${stored}, recount ${recount}`,
    ),
  ];
}
