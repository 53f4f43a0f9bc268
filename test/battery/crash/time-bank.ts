import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from './desk.ts';

export const COMMUNITY = 'xinhe';
const VOLUNTEERS = 6;
/** Enough for any run: nobody is refused for want of points. */
export const ISSUED = 100_000;

/** A community whose register of volunteers came in as a ledger, each with points; answers their ids. */
export async function openTimeBank(desk: Desk): Promise<string[]> {
  await desk.get('POST', 'district/communities', { slug: COMMUNITY, name: '新河社区' }, 'crash-community');
  await desk.get('POST', `district/communities/${COMMUNITY}/provision`, {});
  const base = `communities/${COMMUNITY}`;
  const { id } = await desk.get<{ id: string }>(
    'POST',
    `${base}/importing/imports`,
    undefined,
    'crash-import',
  );
  const form = new FormData();
  form.append('file', new File([register()], '时间银行志愿者登记表.csv'));
  await desk.get('POST', `${base}/importing/imports/${id}/files`, form);
  for (const step of ['preflight', 'run']) {
    await desk.get('POST', `${base}/importing/imports/${id}/${step}`);
    await until(desk, `${base}/importing/imports/${id}`, step === 'run' ? 'done' : 'ready');
  }
  const { items } = await desk.get<{ items: { id: string }[] }>('GET', `${base}/timebank/volunteers`);
  if (items.length !== VOLUNTEERS) throw new Error(`${items.length} volunteers came in`);
  for (const { id: to } of items) {
    const issue = { to, points: ISSUED, reason: '赞助' };
    await desk.get('POST', `${base}/timebank/points-entries/issues`, issue, `issue-${to}`);
  }
  return items.map((volunteer) => volunteer.id);
}

const register = () =>
  ['志愿者编号,姓名', ...Array.from({ length: VOLUNTEERS }, (_, n) => `XH00${n},志愿者${n}`)].join('\r\n');

async function until(desk: Desk, path: string, state: string): Promise<void> {
  for (let n = 0; n < 200; n++) {
    const found = await desk.get<{ state: string }>('GET', path);
    if (found.state === state) return;
    await sleep(100);
  }
  throw new Error(`The import did not get to ${state}`);
}
