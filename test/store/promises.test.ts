import { solvency } from '@linli/core/reporting';
import {
  getPromise,
  makeCatalogueItem,
  makePromise,
  receiveDelivery,
  withdrawPromise,
} from '@linli/core/timebank';
import { expect, test } from 'vitest';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('promises');

async function promised() {
  const { scope } = await aCommunity();
  const goods = { name: '大米', type: 'goods' as const, points: 20, stock: 0 };
  const { id: itemId } = await makeCatalogueItem(scope, { ...goods, key: 'the rice' });
  const asked = { sponsor: '花园超市', itemId, quantity: 10, by: '2019-06-01', key: 'a promise' };
  return { scope, itemId, asked, promise: await makePromise(scope, asked) };
}

test('a promise is kept as far as deliveries name it, each counted once, and the figures say what is to come', async () => {
  const { scope, itemId, asked, promise } = await promised();
  const delivery = { quantity: 4, reason: '花园超市', promiseId: promise.id, key: 'four bags' };

  await receiveDelivery(scope, itemId, delivery);
  await receiveDelivery(scope, itemId, delivery);

  expect(await getPromise(scope, promise.id)).toMatchObject({ delivered: 4, state: 'open' });
  expect((await solvency(scope)).sponsors).toEqual({ open: 120, overdue: 0 });
  expect(await makePromise(scope, asked)).toEqual(promise);
  const inJuly = { ...scope, now: '2019-07-01T02:00:00.000Z' };
  expect((await solvency(inJuly)).sponsors).toEqual({ open: 0, overdue: 120 });
});

test('a promise that is withdrawn is reckoned with no more, and nothing is counted towards it', async () => {
  const { scope, itemId, promise } = await promised();

  const withdrawn = await withdrawPromise(scope, promise.id, { reason: '停业' });

  expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawn: { reason: '停业' } });
  expect(await withdrawPromise(scope, promise.id, { reason: '别的' })).toEqual(withdrawn);
  expect((await solvency(scope)).sponsors).toEqual({ open: 0, overdue: 0 });
  const late = { quantity: 4, reason: '花园超市', promiseId: promise.id, key: 'late bags' };
  await expect(receiveDelivery(scope, itemId, late)).rejects.toMatchObject({ reason: 'promiseOfOther' });
});
