import { expect, it } from 'vitest';
import { amazonLocal, createTestTable, startEngine } from '../support/engine.ts';

it('starts', async () => {
  let t = Date.now();
  const e = await startEngine();
  console.log(Date.now() - t);
  await createTestTable(e.endpoint);
  t = Date.now();
  const a = await amazonLocal();
  console.log(Date.now() - t);
  if (a) await createTestTable(a.endpoint);
  await e.stop();
  await a?.stop();
  expect(1).toBe(1);
});
