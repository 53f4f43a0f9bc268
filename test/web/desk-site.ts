import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../functions/src/local/free-port.ts';
import { startOneMachine } from '../../functions/src/local/one-machine.ts';
import { bugsToStderr } from '../support/log.ts';
import { PASSWORD } from './console-site.ts';

const LINLI = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));

/** Ten neighbours, each with a name, a phone and a number that no other has. */
const NEIGHBOURS = [
  ['GH0001', '王芳', '13800000101'],
  ['GH0002', '曾红', '13800000202'],
  ['GH0003', '李建国', '13800000303'],
  ['GH0004', '欧阳娜', '13800000404'],
  ['GH0005', '单明', '13800000505'],
  ['GH0006', '赵秀英', '13800000606'],
  ['GH0007', '陈贵强', '13800000707'],
  ['GH0008', '仇英', '13800000808'],
  ['GH0009', '周娟', '13800000909'],
  ['GH0010', '吴文雨', '13800001010'],
] as const;

const VOLUNTEERS = ['志愿者编号,姓名,联系电话', ...NEIGHBOURS.map((each) => each.join(','))];
const CATALOGUE = ['兑换物品,类型,所需积分,库存', '牙膏,实物,10,20', '理发,服务,30,', '大米,实物,50,3'];

/** The product on one machine with a small community that has a queue at its desk: 桂花社区, ten neighbours of 100 points. */
export async function startDeskSite() {
  const outside = await mkdtemp(join(tmpdir(), 'linli-desk-'));
  const [folder, ledgers] = [join(outside, 'data'), await mkdtemp(join(outside, 'ledgers-'))];
  const machine = await startOneMachine({ folder, port: await freePort(), log: bugsToStderr });
  const grants = [{ role: 'districtAdministrator' as const, tenantId: '*' }];
  await machine.addStaff({ username: 'district', password: PASSWORD, name: '区管理员', grants });
  await writeFile(join(ledgers, '志愿者登记表.csv'), VOLUNTEERS.join('\n'));
  await writeFile(join(ledgers, '积分兑换目录.csv'), CATALOGUE.join('\n'));
  await onboard(machine.origin, folder, ledgers);

  const token = (await readFile(join(folder, 'operator.token'), 'utf8')).trim();
  /** As the operator of the machine asks the API. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever the route answers; the test names what it needs of it.
  const ask = async (path: string, json?: object): Promise<any> => {
    const answer = await fetch(`${machine.origin}/api/v1/communities/guihua/timebank/${path}`, {
      headers: {
        ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        'idempotency-key': crypto.randomUUID(),
      },
      ...(json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const { items } = await ask('volunteers?limit=100');
  for (const { id } of items) await ask('points-entries/issues', { to: id, points: 100, reason: '结余' });
  return {
    origin: machine.origin,
    ask,
    stop: async () => {
      await machine.stop();
      await rm(outside, { recursive: true, force: true });
    },
  };
}

async function onboard(origin: string, folder: string, ledgers: string): Promise<void> {
  const args = [LINLI, 'onboard', '--slug', 'guihua', '--name', '桂花社区', '--from', ledgers];
  const env = { ...process.env, LINLI_URL: origin, LINLI_TOKEN: '', DATA_DIR: folder };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The ledgers of the desk were not taken');
}
