import type { Scope } from '@linli/core/kernel';
import { verify } from '@linli/core/reporting';
import {
  correctEntry,
  countStock,
  draftCatalogueItem,
  draftVolunteer,
  getCatalogueItem,
  getMemberAccount,
  issuePoints,
  listCatalogueItems,
  listStockMovements,
  publicTimeBank,
  receiveDelivery,
  redeemPoints,
  reverseEntry,
} from '@linli/core/timebank';
import { describe, expect, it } from 'vitest';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('redemption');

const id = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;
const WANG = id('vol', 1);
const RICE = id('itm', 1);
const HAIRCUT = id('itm', 2);
const SOAP = id('itm', 3);

/** A community where somebody has a hundred points, and a catalogue as its ledger brought it. */
async function desk(): Promise<Scope> {
  const { scope } = await aCommunity();
  const by = { tenantId: scope.tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
  const volunteer = {
    id: WANG,
    personId: id('prs', 1),
    volunteerNo: 'DH1',
    name: '王芳',
    partyMember: false,
  };
  const items = [
    { id: RICE, name: '大米', type: 'goods' as const, points: 20, stock: 3 },
    { id: HAIRCUT, name: '理发', type: 'service' as const, points: 10 },
    { id: SOAP, name: '肥皂', type: 'goods' as const, points: 5 },
  ];
  await scope.table.insertMany([
    draftVolunteer(volunteer, by).insert,
    ...items.map((item) => draftCatalogueItem(item, by).insert),
  ]);
  await issuePoints(scope, { key: 'first', to: WANG, points: 100, reason: '结余' });
  return scope;
}

const redeem = (scope: Scope, key: string, items: [itemId: string, quantity: number][], total: number) =>
  redeemPoints(scope, {
    key,
    holder: WANG,
    items: items.map(([itemId, quantity]) => ({ itemId, quantity })),
    total,
  });

const points = async (scope: Scope) => (await getMemberAccount(scope, WANG)).pointsBalance;
const stockOf = async (scope: Scope, itemId: string) => (await getCatalogueItem(scope, itemId)).stock;

describe('a redemption', () => {
  it('hands goods and services over for points, in the words and at the price of the day', async () => {
    const scope = await desk();

    const entry = await redeem(
      scope,
      'r1',
      [
        [RICE, 2],
        [HAIRCUT, 1],
      ],
      50,
    );

    expect(entry).toMatchObject({ kind: 'redemption', reason: '大米 ×2、理发 ×1' });
    expect(entry.goods?.map(({ name, quantity, points }) => [name, quantity, points])).toEqual([
      ['大米', 2, 20],
      ['理发', 1, 10],
    ]);
    expect([await points(scope), await stockOf(scope, RICE), await stockOf(scope, HAIRCUT)]).toEqual([
      50,
      1,
      undefined,
    ]);
    expect((await publicTimeBank(scope)).catalogue.find(({ id }) => id === RICE)?.stock).toBe(1);
    expect((await verify(scope)).balances).toEqual([]);
  });

  it('never hands out the last bag twice, nor more points than there are', async () => {
    const scope = await desk();

    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((n) => redeem(scope, `r${n}`, [[RICE, 1]], 20)),
    );

    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.reason] : []));
    expect(refused).toEqual(['outOfStock', 'outOfStock']);
    expect([await points(scope), await stockOf(scope, RICE)]).toEqual([40, 0]);
    await expect(redeem(scope, 'r6', [[HAIRCUT, 5]], 50)).rejects.toMatchObject({ reason: 'balanceTooLow' });
    await expect(redeem(scope, 'r7', [[SOAP, 1]], 5)).rejects.toMatchObject({
      reason: 'outOfStock',
      params: { name: '肥皂' },
    });
  });

  it('is refused at a price that has changed, and answered as it was once it is done', async () => {
    const scope = await desk();
    const first = await redeem(scope, 'r1', [[RICE, 1]], 20);
    await scope.table.commit([
      draftCatalogueItem(
        { id: RICE, name: '大米', type: 'goods', points: 25, stock: 3 },
        { tenantId: scope.tenantId, importId: 'imp_2', source: 's', row: 1, now: scope.now, by: 'test' },
      ).amend(await originOf(scope, RICE)),
    ]);

    await expect(redeem(scope, 'r2', [[RICE, 1]], 20)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'priceChanged',
      params: { total: 25 },
    });
    expect(JSON.stringify(await redeem(scope, 'r1', [[RICE, 1]], 20))).toBe(JSON.stringify(first));
    expect(await stockOf(scope, RICE)).toBe(2);
  });

  it('names the line of an item that is there twice', async () => {
    const scope = await desk();

    const twice = redeem(
      scope,
      'r',
      [
        [RICE, 1],
        [RICE, 1],
      ],
      40,
    );

    await expect(twice).rejects.toMatchObject({ reason: 'itemTwice', field: 'items.1.itemId' });
  });

  it('taken back gives the points and the goods back, once, and is not corrected otherwise', async () => {
    const scope = await desk();
    const entry = await redeem(scope, 'r1', [[RICE, 2]], 40);
    const right = { from: WANG, to: id('vol', 2), points: 5, reason: '慰问', because: '拿错了' };
    await expect(correctEntry(scope, entry.id, { key: 'c', ...right })).rejects.toMatchObject({
      reason: 'redemptionNotCorrected',
    });

    const reversal = await reverseEntry(scope, entry.id, { reason: '拿错了' });
    await reverseEntry(scope, entry.id, { reason: '拿错了' });

    expect(reversal.goods).toMatchObject([{ name: '大米', quantity: -2 }]);
    expect([await points(scope), await stockOf(scope, RICE)]).toEqual([100, 3]);
  });
});

describe('a delivery', () => {
  it('adds to what there is, once a key, whatever is handed out meanwhile', async () => {
    const scope = await desk();
    const asked = { key: 'd1', quantity: 20, reason: '红旗超市赞助' };

    const [first] = await Promise.all([
      receiveDelivery(scope, RICE, asked),
      redeem(scope, 'r1', [[RICE, 1]], 20),
    ]);

    expect(await receiveDelivery(scope, RICE, asked)).toEqual(first);
    expect(await stockOf(scope, RICE)).toBe(22);
    await expect(receiveDelivery(scope, RICE, { ...asked, quantity: 2 })).rejects.toMatchObject({
      reason: 'keyReused',
    });
    await expect(receiveDelivery(scope, HAIRCUT, { ...asked, key: 'd2' })).rejects.toMatchObject({
      reason: 'noStockOfService',
    });
  });

  it('stands with the counts in the history of its item, each with its reason', async () => {
    const scope = await desk();
    await receiveDelivery(scope, SOAP, { key: 'd1', quantity: 12, reason: '第一批' });
    await countStock(scope, SOAP, { expected: 12, counted: 11, reason: '一块受潮' });

    const { items } = await listStockMovements(scope, SOAP, {});

    expect(items.map(({ kind, change, reason }) => [kind, change, reason]).sort()).toEqual([
      ['count', -1, '一块受潮'],
      ['delivery', 12, '第一批'],
    ]);
    expect((await listStockMovements(scope, RICE, {})).items).toEqual([]);
  });
});

describe('a stock-take', () => {
  it('sets what was counted, and says why it differs', async () => {
    const scope = await desk();
    await redeem(scope, 'r1', [[RICE, 1]], 20);

    const counted = await countStock(scope, RICE, { expected: 2, counted: 1, reason: '一袋受潮' });

    expect(counted.stock).toBe(1);
    const { items } = await listCatalogueItems(scope, {});
    expect(items.map(({ name, stock }) => [name, stock])).toEqual([
      ['肥皂', undefined],
      ['理发', undefined],
      ['大米', 1],
    ]);
  });

  it('is refused when something was handed over since the page was shown', async () => {
    const scope = await desk();
    await redeem(scope, 'r1', [[RICE, 1]], 20);

    await expect(
      countStock(scope, RICE, { expected: 3, counted: 3, reason: '月底盘点' }),
    ).rejects.toMatchObject({ reason: 'alreadyChanged' });
    expect(await stockOf(scope, RICE)).toBe(2);
  });

  it('begins the stock of goods whose ledger says nothing of it; a service has none', async () => {
    const scope = await desk();

    await countStock(scope, SOAP, { counted: 12, reason: '第一次盘点' });
    await redeem(scope, 'r1', [[SOAP, 2]], 10);

    expect(await stockOf(scope, SOAP)).toBe(10);
    await expect(countStock(scope, HAIRCUT, { counted: 1, reason: '盘点' })).rejects.toMatchObject({
      field: 'counted',
      reason: 'noStockOfService',
    });
  });
});

/** What is remembered of the item's ledger row. */
async function originOf({ table, tenantId }: Scope, itemId: string) {
  const stored = await draftCatalogueItem.find(table, tenantId, itemId);
  return { importId: stored?.origin?.importId ?? '', hash: stored?.origin?.hash ?? '' };
}
