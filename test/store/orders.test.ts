import { draftPerson } from '@linli/core/courtyard';
import type { Actor, Scope } from '@linli/core/kernel';
import { verify } from '@linli/core/reporting';
import {
  cancelOrder,
  cancelOwnOrder,
  captureHold,
  draftVolunteer,
  getCatalogueItem,
  getMemberAccount,
  getOwnOrder,
  getOwnShelf,
  getReceipt,
  handOverOrder,
  issuePoints,
  lapseOrders,
  listOpenOrders,
  listOrdersOf,
  listOwnOrders,
  listPointsEntries,
  lookUpHolders,
  makeCatalogueItem,
  placeOwnOrder,
  releaseHold,
  reverseEntry,
  setOrderTerms,
} from '@linli/core/timebank';
import { describe, expect, it } from 'vitest';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('orders');

const id = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;
const [WANG, LI] = [id('vol', 1), id('vol', 2)];
const TODAY = '2019-05-10';

type Community = { office: Scope; wang: Scope; li: Scope; rice: string; haircut: string };

/** Two neighbours of a hundred points, three bags of rice at 20 and one haircut a day at 10, of each one a month. */
async function community(): Promise<Community> {
  const { scope: office } = await aCommunity();
  const { tenantId } = office;
  const by = { tenantId, importId: 'imp_1', source: 's', row: 1, now: office.now, by: 'test' };
  const names = ['王芳', '李桂兰'];
  await office.table.insertMany(
    names.flatMap((name, i) => [
      draftPerson({ id: id('prs', i + 1), name, retired: false }, by).insert,
      draftVolunteer(
        {
          ...{ id: id('vol', i + 1), personId: id('prs', i + 1), volunteerNo: `DH${i + 1}`, name },
          partyMember: false,
        },
        by,
      ).insert,
    ]),
  );
  for (const to of [WANG, LI])
    await issuePoints(office, { key: `start ${to}`, to, points: 100, reason: '结余' });
  const goods = { name: '大米', type: 'goods' as const, points: 20, stock: 3, monthlyLimit: 2 };
  const { id: rice } = await makeCatalogueItem(office, { ...goods, key: 'rice' });
  const service = { name: '理发', type: 'service' as const, points: 10, dailyPlaces: 1 };
  const { id: haircut } = await makeCatalogueItem(office, { ...service, key: 'haircut' });
  const resident = (n: number, name: string): Scope => {
    const actor: Actor = {
      ...{ kind: 'user', id: id('usr', n), name, personId: id('prs', n) },
      grants: [{ role: 'resident', tenantId }],
    };
    return { ...office, actor };
  };
  return { office, wang: resident(1, '王芳'), li: resident(2, '李桂兰'), rice, haircut };
}

const order = (scope: Scope, key: string, itemId: string, quantity: number, total: number, day = TODAY) =>
  placeOwnOrder(scope, { key: `order-${key}`, items: [{ itemId, quantity }], total, day });

const balances = async (scope: Scope, whose: string) => {
  const { pointsBalance, pointsHeld } = await getMemberAccount(scope, whose);
  return [pointsBalance, pointsHeld];
};
const stocks = async (scope: Scope, itemId: string) => {
  const { stock, ordered = 0 } = await getCatalogueItem(scope, itemId);
  return [stock, ordered];
};
const at = (scope: Scope, now: string): Scope => ({ ...scope, now });
const refusals = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.reason] : []));

describe('an order', () => {
  it('holds the points and sets the goods aside, and is collected with its code, once', async () => {
    const { office, wang, rice } = await community();

    const placed = await order(wang, '1', rice, 2, 40);

    expect(placed).toMatchObject({ points: 40, day: TODAY, collectBy: '2019-05-17' });
    expect(placed.code).toMatch(/^\d{6}$/);
    expect([await balances(office, WANG), await stocks(office, rice)]).toEqual([
      [60, 40],
      [1, 2],
    ]);
    const [found] = await lookUpHolders(office, placed.code);
    expect(found).toMatchObject({ id: WANG, orderId: placed.id });

    const entry = await handOverOrder(office, placed.id, { key: 'desk-one' });

    expect(entry).toMatchObject({ kind: 'capture', reason: '大米 ×2' });
    expect([await balances(office, WANG), await stocks(office, rice)]).toEqual([
      [60, 0],
      [1, 0],
    ]);
    expect(await handOverOrder(office, placed.id, { key: 'desk-one' })).toEqual(entry);
    await expect(handOverOrder(office, placed.id, { key: 'desk-two' })).rejects.toMatchObject({
      reason: 'orderClosed',
    });
    await expect(cancelOwnOrder(wang, placed.id)).rejects.toMatchObject({ reason: 'orderClosed' });
    expect(await getOwnOrder(wang, placed.id)).toMatchObject({ state: 'collected', closedBy: entry.id });
    expect(await getReceipt(office, entry.id)).toMatchObject({ holder: { id: WANG }, pointsAfter: 60 });
    expect(await lookUpHolders(office, placed.code)).toEqual([]);
    expect((await listOpenOrders(office, {})).items).toEqual([]);
    expect((await verify(office)).balances).toEqual([]);
  });

  it('is answered with the same bytes for the same request, whatever became of it; another under its key is refused', async () => {
    const { office, wang, li, rice } = await community();
    const placed = await order(wang, '1', rice, 1, 20);
    const first = JSON.stringify(placed);

    expect(JSON.stringify(await order(wang, '1', rice, 1, 20))).toBe(first);
    await handOverOrder(office, placed.id, { key: 'desk-one' });

    expect(JSON.stringify(await order(at(wang, '2019-06-30T02:00:00.000Z'), '1', rice, 1, 20))).toBe(first);
    await expect(order(wang, '1', rice, 2, 40)).rejects.toMatchObject({ reason: 'keyReused' });
    await expect(order(li, '1', rice, 1, 20)).rejects.toMatchObject({ reason: 'keyReused' });
    expect(await balances(office, WANG)).toEqual([80, 0]);
  });

  it('never sells the last bag or place twice, nor more points than there are', async () => {
    const { office, wang, li, rice, haircut } = await community();

    const bags = await Promise.allSettled([
      order(wang, 'a', rice, 2, 40),
      order(li, 'b', rice, 2, 40),
      order(wang, 'c', rice, 1, 20),
    ]);
    const places = await Promise.allSettled([
      order(wang, 'd', haircut, 1, 10),
      order(li, 'e', haircut, 1, 10),
    ]);

    expect((await stocks(office, rice)).reduce((sum = 0, n) => sum + Number(n), 0)).toBe(3);
    expect(Number((await stocks(office, rice))[0])).toBeGreaterThanOrEqual(0);
    expect(refusals(bags).every((reason) => ['outOfStock', 'limitReached'].includes(reason))).toBe(true);
    expect(refusals(places)).toEqual(['placesTaken']);
    await expect(order(li, 'f', haircut, 1, 10, '2019-05-12')).resolves.toMatchObject({ day: '2019-05-12' });
  });

  it('gives everything back when it is cancelled, once, and only by whose it is', async () => {
    const { office, wang, li, rice } = await community();
    const { id: orderId } = await order(wang, '1', rice, 2, 40);
    await expect(cancelOwnOrder(li, orderId)).rejects.toMatchObject({ code: 'not_found' });

    const cancelled = await cancelOwnOrder(wang, orderId);

    expect(cancelled).toMatchObject({ state: 'cancelled' });
    expect(await cancelOwnOrder(wang, orderId)).toEqual(cancelled);
    expect(await cancelOrder(office, orderId)).toEqual(cancelled);
    expect([await balances(office, WANG), await stocks(office, rice)]).toEqual([
      [100, 0],
      [3, 0],
    ]);
    await expect(order(wang, '2', rice, 2, 40)).resolves.toMatchObject({ points: 40 });
    expect((await verify(office)).balances).toEqual([]);
  });

  it('lapses after the days of the community, and is handed out no more from then on', async () => {
    const { office, wang, rice } = await community();
    await setOrderTerms(office, { keptDays: 2 });
    const { id: orderId, collectBy } = await order(wang, '1', rice, 1, 20);
    expect(collectBy).toBe('2019-05-12');
    const [lastDay, after] = ['2019-05-12T15:00:00.000Z', '2019-05-12T16:30:00.000Z'];

    expect(await lapseOrders(at(office, lastDay))).toBe(0);
    await expect(handOverOrder(at(office, after), orderId, { key: 'too-late' })).rejects.toMatchObject({
      reason: 'orderClosed',
    });
    expect(await Promise.all([lapseOrders(at(office, after)), lapseOrders(at(office, after))])).toContain(1);
    expect(await lapseOrders(at(office, after))).toBe(0);

    expect(await getOwnOrder(wang, orderId)).toMatchObject({ state: 'lapsed' });
    expect([await balances(office, WANG), await stocks(office, rice)]).toEqual([
      [100, 0],
      [3, 0],
    ]);
  });

  it('ends in one way, whoever comes first', async () => {
    const { office, wang, rice } = await community();
    const { id: orderId } = await order(wang, '1', rice, 1, 20);

    const outcomes = await Promise.allSettled([
      handOverOrder(office, orderId, { key: 'desk-one' }),
      handOverOrder(office, orderId, { key: 'desk-two' }),
      cancelOwnOrder(wang, orderId),
    ]);

    expect(refusals(outcomes)).toEqual(['orderClosed', 'orderClosed']);
    const [points, held] = await balances(office, WANG);
    const [stock, ordered] = await stocks(office, rice);
    expect([held, ordered, Number(points) - 20 * Number(stock)]).toEqual([0, 0, 40]);
    expect((await verify(office)).balances).toEqual([]);
  });

  it('handed over by mistake is taken back like any redemption, to the month it was counted in', async () => {
    const { office, wang, rice } = await community();
    const { id: orderId } = await order(wang, '1', rice, 2, 40);
    const { id: entryId } = await handOverOrder(office, orderId, { key: 'desk-one' });

    await reverseEntry(office, entryId, { reason: '拿错了' });

    expect([await balances(office, WANG), await stocks(office, rice)]).toEqual([
      [100, 0],
      [3, 0],
    ]);
    await expect(order(wang, '2', rice, 2, 40)).resolves.toMatchObject({ points: 40 });
  });

  it('is no hold that anybody ends by itself: its goods would stay behind', async () => {
    const { office, wang, rice } = await community();
    const { id: orderId } = await order(wang, '1', rice, 1, 20);
    const [entry] = (await listPointsEntries(office, {})).items;
    expect(entry).toMatchObject({ kind: 'hold', orderedFor: TODAY });

    for (const end of [
      releaseHold(office, String(entry?.id), { key: 'release-it' }),
      captureHold(office, String(entry?.id), { key: 'capture-it', to: LI }),
    ])
      await expect(end).rejects.toMatchObject({ reason: 'notAHold' });
    expect(await getOwnOrder(wang, orderId)).toMatchObject({ state: 'open' });
  });

  it('is placed for a day on which it is kept and offered, at the price that was shown', async () => {
    const { office, wang, rice, haircut } = await community();
    const { id: second } = await makeCatalogueItem(office, {
      ...{ name: '鸡蛋', type: 'goods' as const, points: 5, stock: 9, key: 'eggs' },
      days: { dates: ['2019-05-11'] },
    });

    await expect(order(wang, '1', rice, 1, 20, '2019-05-18')).rejects.toMatchObject({
      reason: 'orderDay',
      params: { from: TODAY, through: '2019-05-17' },
    });
    await expect(order(wang, '2', second, 1, 5)).rejects.toMatchObject({ reason: 'notRedemptionDay' });
    await expect(order(wang, '3', haircut, 1, 9)).rejects.toMatchObject({ reason: 'priceChanged' });
    await expect(order(wang, '4', second, 1, 5, '2019-05-11')).resolves.toMatchObject({ points: 5 });

    const shelf = await getOwnShelf(wang, { day: '2019-05-11' });
    expect(shelf.lines.find((line) => line.id === second)).not.toHaveProperty('barred');
    expect(shelf).toMatchObject({ today: TODAY, through: '2019-05-17', pointsBalance: 95 });
  });

  it('is listed to whose it is, to the desk by the day, and by nobody else', async () => {
    const { office, wang, li, rice, haircut } = await community();
    const later = await order(wang, '1', rice, 1, 20, '2019-05-12');
    const sooner = await order(li, '2', haircut, 1, 10);

    expect((await listOpenOrders(office, {})).items.map((one) => one.id)).toEqual([sooner.id, later.id]);
    expect((await listOrdersOf(office, WANG, {})).items.map((one) => one.id)).toEqual([later.id]);
    expect((await listOwnOrders(wang, {})).items.map((one) => one.id)).toEqual([later.id]);
    await expect(getOwnOrder(li, later.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(handOverOrder(wang, later.id, { key: 'by-herself' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
