import type { Scope } from '@linli/core/kernel';
import {
  changeCatalogueItem,
  draftCatalogueItem,
  draftVolunteer,
  getCatalogueItem,
  getMemberAccount,
  issuePoints,
  keepItemPicture,
  makeCatalogueItem,
  publicItemPicture,
  publicTimeBank,
  redeemPoints,
  removeItemPicture,
  reverseEntry,
} from '@linli/core/timebank';
import { describe, expect, it } from 'vitest';
import { anonymiseVolunteer } from '../../packages/core/src/timebank/anonymous-volunteer.ts';
import { RedemptionCounts } from '../../packages/core/src/timebank/catalogue/entities.ts';
import { A_PICTURE } from '../battery/world/orders.ts';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('catalogue');

const id = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;
const [WANG, LI] = [id('vol', 1), id('vol', 2)];
const LEDGER_ITEM = id('itm', 9);

/** Two neighbours of different courtyards with a hundred points each, and one item as a ledger brought it. */
async function community(): Promise<Scope> {
  const { scope } = await aCommunity();
  const by = { tenantId: scope.tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
  const volunteer = (n: number, courtyardId: string) =>
    draftVolunteer(
      {
        ...{ id: id('vol', n), personId: id('prs', n), volunteerNo: `DH${n}`, name: '王芳' },
        ...{ courtyardId, partyMember: false },
      },
      by,
    ).insert;
  const soap = { id: LEDGER_ITEM, name: '肥皂', type: 'goods' as const, points: 5, stock: 30 };
  await scope.table.insertMany([
    volunteer(1, 'cyd_1'),
    volunteer(2, 'cyd_2'),
    draftCatalogueItem(soap, by).insert,
  ]);
  for (const to of [WANG, LI]) await issuePoints(scope, { key: to, to, points: 100, reason: '结余' });
  return scope;
}

const RICE = { name: '大米', type: 'goods' as const, points: 10, stock: 20 };

let keys = 0;
const redeem = (scope: Scope, holder: string, itemId: string, quantity: number, points: number) =>
  redeemPoints(scope, {
    ...{ key: `redeem-${++keys}`, holder, total: points * quantity },
    items: [{ itemId, quantity }],
  });

const at = (scope: Scope, now: string): Scope => ({ ...scope, now });

describe('an item of the catalogue', () => {
  it('is made once a key, with its stock and its terms', async () => {
    const scope = await community();
    const asked = { ...RICE, key: 'rice', sponsor: '红旗超市', monthlyLimit: 2 };

    const made = await makeCatalogueItem(scope, asked);

    expect(await makeCatalogueItem(scope, asked)).toEqual(made);
    await expect(makeCatalogueItem(scope, { ...asked, points: 11 })).rejects.toMatchObject({
      reason: 'keyReused',
    });
    expect(await getCatalogueItem(scope, made.id)).toMatchObject({
      ...{ name: '大米', points: 10, stock: 20, sponsor: '红旗超市', monthlyLimit: 2 },
    });
    const { catalogue } = await publicTimeBank(scope);
    expect(catalogue.map(({ name }) => name).sort()).toEqual(['大米', '肥皂']);
  });

  it('of a service has places and a provider, goods have a stock', async () => {
    const scope = await community();

    const wrong = (input: object) =>
      makeCatalogueItem(scope, { ...RICE, ...input, key: 'wrong' } as never).catch(({ field }) => field);

    expect(await wrong({ type: 'service' })).toBe('stock');
    expect(await wrong({ dailyPlaces: 3 })).toBe('dailyPlaces');
    expect(await wrong({ provider: '李师傅' })).toBe('provider');
  });

  it('is said anew as a whole, and two editors notice each other; the same again is no second change', async () => {
    const scope = await community();
    const change = { name: '肥皂', points: 6, monthlyLimit: 3, note: '两块装', revision: 0 };
    await changeCatalogueItem(scope, LEDGER_ITEM, change);
    await changeCatalogueItem(scope, LEDGER_ITEM, change);
    await expect(changeCatalogueItem(scope, LEDGER_ITEM, { ...change, points: 7 })).rejects.toMatchObject({
      reason: 'alreadyChanged',
    });

    await changeCatalogueItem(scope, LEDGER_ITEM, { name: '香皂', points: 6, revision: 1 });

    const item = await getCatalogueItem(scope, LEDGER_ITEM);
    expect(item).toMatchObject({ name: '香皂', points: 6, stock: 30, revision: 2 });
    expect([item.monthlyLimit, item.note]).toEqual([undefined, undefined]);
  });

  it('that is retired is on no list and is handed to nobody', async () => {
    const scope = await community();

    await changeCatalogueItem(scope, LEDGER_ITEM, { name: '肥皂', points: 5, revision: 0, retired: true });

    expect((await publicTimeBank(scope)).catalogue).toEqual([]);
    await expect(redeem(scope, WANG, LEDGER_ITEM, 1, 5)).rejects.toMatchObject({ reason: 'itemRetired' });
  });
});

describe('the limit of an item', () => {
  it('holds for each person and month, however many desks ask at once', async () => {
    const scope = await community();
    const { id: rice } = await makeCatalogueItem(scope, { ...RICE, key: 'rice', monthlyLimit: 3 });

    const outcomes = await Promise.allSettled(
      [1, 2, 1, 1, 2].map((quantity) => redeem(scope, WANG, rice, quantity, 10)),
    );

    const taken = outcomes.flatMap((one) => (one.status === 'fulfilled' ? one.value.goods : []));
    const sum = taken.reduce((all, line) => all + (line?.quantity ?? 0), 0);
    expect(sum).toBeLessThanOrEqual(3);
    expect(sum).toBeGreaterThanOrEqual(2);
    expect(outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.reason] : []))).toContain(
      'limitReached',
    );
    expect((await getMemberAccount(scope, WANG)).pointsBalance).toBe(100 - sum * 10);
    expect((await getCatalogueItem(scope, rice)).stock).toBe(20 - sum);
    await redeem(scope, LI, rice, 3, 10);
    await expect(redeem(scope, LI, rice, 4, 10)).rejects.toMatchObject({ params: { most: 3 } });
    await redeem(at(scope, '2019-06-01T02:00:00.000Z'), LI, rice, 3, 10);
  });

  it('is given back by a reversal, once, also when the reversal comes in another month', async () => {
    const scope = await community();
    const { id: rice } = await makeCatalogueItem(scope, { ...RICE, key: 'rice', monthlyLimit: 2 });
    const entry = await redeem(scope, WANG, rice, 2, 10);

    await reverseEntry(at(scope, '2019-06-01T02:00:00.000Z'), entry.id, { reason: '拿错了' });
    await reverseEntry(at(scope, '2019-06-01T02:00:00.000Z'), entry.id, { reason: '拿错了' });

    await redeem(scope, WANG, rice, 2, 10);
    await expect(redeem(scope, WANG, rice, 1, 10)).rejects.toMatchObject({ reason: 'limitReached' });
  });

  it('of a service is of a day, for all together', async () => {
    const scope = await community();
    const haircut = {
      name: '理发',
      type: 'service' as const,
      points: 10,
      provider: '李师傅',
      dailyPlaces: 1,
    };
    const { id: item } = await makeCatalogueItem(scope, { ...haircut, key: 'hair' });

    await redeem(scope, WANG, item, 1, 10);

    await expect(redeem(scope, LI, item, 1, 10)).rejects.toMatchObject({ reason: 'placesTaken' });
    await redeem(at(scope, '2019-05-11T02:00:00.000Z'), LI, item, 1, 10);
  });

  it('leaves no trace of whoever is erased', async () => {
    const scope = await community();
    const { id: rice } = await makeCatalogueItem(scope, { ...RICE, key: 'rice', monthlyLimit: 2 });
    const entry = await redeem(scope, WANG, rice, 1, 10);
    await redeem(scope, LI, rice, 1, 10);
    const to = { id: id('vol', 7), personId: id('prs', 7), volunteerNo: '已清除7', name: '已清除' };

    await anonymiseVolunteer(scope, WANG, to, []);

    const { table, tenantId } = scope;
    const left = await table.all(RedemptionCounts, RedemptionCounts.query.byId({ tenantId }));
    expect(left).toHaveLength(1);
    expect(left[0]?.id).not.toContain(entry.postings[0]?.account);
  });
});

describe('what is offered', () => {
  it('only to some courtyards is for nobody else', async () => {
    const scope = await community();
    const { id: rice } = await makeCatalogueItem(scope, { ...RICE, key: 'r', courtyardIds: ['cyd_1'] });

    await redeem(scope, WANG, rice, 1, 10);

    await expect(redeem(scope, LI, rice, 1, 10)).rejects.toMatchObject({ reason: 'notForCourtyard' });
  });

  it('on some days only is handed out on those; what was done is answered the same on any day', async () => {
    const scope = at(await community(), '2019-05-11T02:00:00.000Z');
    const days = { weekly: { week: 'second' as const, weekday: 6 } };
    const { id: rice } = await makeCatalogueItem(scope, { ...RICE, key: 'r', days });
    const asked = { key: 'once', holder: WANG, total: 10, items: [{ itemId: rice, quantity: 1 }] };
    const first = await redeemPoints(scope, asked);
    const later = at(scope, '2019-05-12T02:00:00.000Z');

    expect(JSON.stringify(await redeemPoints(later, asked))).toBe(JSON.stringify(first));
    await expect(redeemPoints(later, { ...asked, key: 'again' })).rejects.toMatchObject({
      reason: 'notRedemptionDay',
    });
  });
});

describe('the picture of an item', () => {
  const file = A_PICTURE;

  it('is shown to everybody, said by the catalogue, and kept when the terms change', async () => {
    const scope = await community();
    const picture = await keepItemPicture(scope, LEDGER_ITEM, { file, alt: '一块肥皂' });
    expect(await keepItemPicture(scope, LEDGER_ITEM, { file, alt: '一块肥皂' })).toEqual(picture);

    const change = { name: '肥皂', points: 6, revision: 2 };
    const changed = await changeCatalogueItem(scope, LEDGER_ITEM, change);

    expect(changed).toMatchObject({ picture, points: 6 });
    expect(await changeCatalogueItem(scope, LEDGER_ITEM, change)).toEqual(changed);
    expect((await publicTimeBank(scope)).catalogue[0]?.picture).toEqual(picture);
    expect(await publicItemPicture(scope, LEDGER_ITEM)).toMatchObject({ type: 'image/png' });
    await removeItemPicture(scope, LEDGER_ITEM);
    await removeItemPicture(scope, LEDGER_ITEM);
    await expect(publicItemPicture(scope, LEDGER_ITEM)).rejects.toMatchObject({ code: 'not_found' });
    expect((await getCatalogueItem(scope, LEDGER_ITEM)).picture).toBeUndefined();
  });

  it('is refused where it is none, and where there is no such item', async () => {
    const scope = await community();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64');

    await expect(keepItemPicture(scope, LEDGER_ITEM, { file: svg, alt: '肥皂' })).rejects.toMatchObject({
      reason: 'notAPicture',
      field: 'file',
    });
    await expect(keepItemPicture(scope, id('itm', 77), { file, alt: '肥皂' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
