import { expect, test } from 'vitest';
import { health } from '../../functions/src/lambda/health.ts';

const START = 1_556_582_400_000;

test('readiness reads the table once in five seconds, however often and however many at once ask', async () => {
  let [reads, now] = [0, START];
  const read = async () => {
    reads += 1;
  };
  const app = health(read, () => now);
  const ask = async () => (await app.request('/readyz')).status;

  const first = await Promise.all([ask(), ask(), ask()]);
  now += 4_999;
  const soon = await ask();
  const before = reads;
  now += 1;
  const later = await ask();

  expect([first, soon, later]).toEqual([[200, 200, 200], 200, 200]);
  expect([before, reads]).toEqual([1, 2]);
});

test('readiness is refused while the table cannot be read, and found again after seconds', async () => {
  let [fails, now] = [true, START];
  const read = async () => {
    if (fails) throw new Error('no table');
  };
  const app = health(read, () => now);

  const down = await app.request('/readyz');
  const lives = await app.request('/healthz');
  fails = false;
  now += 5_000;
  const up = await app.request('/readyz');

  expect([down.status, await down.json()]).toEqual([503, { table: false }]);
  expect(lives.status).toBe(200);
  expect([up.status, await up.json()]).toEqual([200, { table: true }]);
});
