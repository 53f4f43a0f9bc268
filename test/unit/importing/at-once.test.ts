import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { atOnce } from '../../../packages/core/src/importing/job/at-once.ts';

test('each is done once, and no more at a time than there are workers', async () => {
  const done: number[] = [];
  let atWork = 0;
  let most = 0;

  await atOnce(
    Array.from({ length: 50 }, (_, i) => i),
    async (item) => {
      most = Math.max(most, ++atWork);
      await sleep(1);
      atWork -= 1;
      done.push(item);
    },
    4,
  );

  expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(most).toBe(4);
});

test('after a failure nothing more is begun, and what was under way is over before it is thrown', async () => {
  const begun: number[] = [];
  let atWork = 0;

  const all = atOnce(
    Array.from({ length: 50 }, (_, i) => i),
    async (item) => {
      begun.push(item);
      atWork += 1;
      await sleep(item === 0 ? 1 : 20);
      atWork -= 1;
      if (item === 0) throw new Error('the first one');
    },
    4,
  );

  await expect(all).rejects.toThrow('the first one');
  expect(atWork).toBe(0);
  expect(begun).toHaveLength(4);
});
