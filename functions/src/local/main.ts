import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '@linli/core/kernel';
import { chosenWechat } from '../auth/wechat-settings.ts';
import { logLine } from '../log-line.ts';
import { chosenSender } from '../messaging/chosen-sender.ts';
import { keptSecret, ownFolder, StartRefused } from './data-folder.ts';
import { DEMO, decideDemo, onboardDemo, rememberDemo } from './demo.ts';
import { healthy } from './healthy.ts';
import { type OneMachine, startOneMachine } from './one-machine.ts';
import { type PublicOrigin, readOrigin } from './public-origin.ts';
import { demoSignIns, type SignIn } from './sign-ins.ts';

// Whatever is written from here on, by the engine too, is the owner's alone.
process.umask(0o077);

const empty = askedForEmpty();
const folder = resolve(process.env['DATA_DIR'] || '.data');
const port = askedPort(process.env['PORT'] || '3000');
const endpoint = process.env['DYNAMODB_ENDPOINT'] || undefined;
let publicOrigin: PublicOrigin;
const log = (entry: Record<string, unknown>) => console.error(logLine(entry));

let machine: OneMachine | undefined;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

try {
  await main();
} catch (error) {
  if (!stopping) await failed(error as NodeJS.ErrnoException);
}

async function main(): Promise<void> {
  publicOrigin = readOrigin(process.env['ORIGIN'] || '');
  ownFolder(folder);
  const stage = decideDemo(folder, empty);
  rememberDemo(folder, stage);
  const sender = chosenSender(process.env, systemClock);
  const wechat = chosenWechat(process.env);
  machine = await startOneMachine({ folder, port, endpoint, publicOrigin, sender, wechat, log });
  if (stopping) return stop();
  if (stage === 'wanted') {
    console.log(
      `正在从 12 本台账建立演示社区“${DEMO.name}”…… / Onboarding the demo community from its ledgers…`,
    );
    await onboardDemo(machine.origin, folder);
    rememberDemo(folder, 'done');
  }
  const { origin } = machine;
  const community = stage === 'none' ? undefined : await demoCommunity(origin);
  const signIns = await demoSignIns(folder, machine, community);
  await healthy(origin);
  announce(
    publicOrigin ?? origin,
    signIns,
    community?.slug,
    sender === undefined && publicOrigin === undefined,
  );
}

async function demoCommunity(origin: string) {
  const response = await fetch(`${origin}/api/v1/district/communities/${DEMO.slug}`, {
    headers: { authorization: `Bearer ${keptSecret(`${folder}/operator.token`)}` },
  });
  if (!response.ok) return undefined;
  return (await response.json()) as { tenantId: string; slug: string; name: string };
}

function announce(origin: string, signIns: SignIn[], slug: string | undefined, outbox: boolean): void {
  const lines = [
    '',
    '  邻里 Linli 已就绪 / ready',
    '',
    ...(slug === undefined ? [] : [`  社区主页  Community   ${origin}/${slug}`]),
    `  区工作台  District    ${origin}/district`,
    `  接口文档  API         ${origin}/api/openapi.json`,
    ...(outbox ? [`  发件箱    Outbox      ${origin}/outbox`] : []),
    `  数据目录  Data        ${folder}`,
    '',
    publicOrigin === undefined
      ? '  演示账号 / Demo sign-ins（仅限本机，改过密码的以新密码为准 / this machine only, unless the password was changed）'
      : '  首个管理员 / First administrator（登录后请改密码 / change the password once signed in）',
    ...signIns.map(({ username, password, name }) => `  ${username.padEnd(10)} ${password}   ${name}`),
    '',
    '  按 Ctrl-C 停止 / Ctrl-C stops',
    '',
  ];
  console.log(lines.join('\n'));
}

async function stop(): Promise<void> {
  if (stopping && machine === undefined) return;
  const started = machine;
  stopping = true;
  machine = undefined;
  if (started === undefined) return;
  await started.stop();
  process.exit(0);
}

function askedForEmpty(): boolean {
  try {
    return parseArgs({ options: { empty: { type: 'boolean', default: false } } }).values.empty;
  } catch {
    const asked = process.argv.slice(2).join(' ');
    return refuse(
      `不认识“${asked}”。可以写 npm start，或 npm start -- --empty（不带演示社区）。`,
      `"${asked}" is not known. Write npm start, or npm start -- --empty (without the demo community).`,
    );
  }
}

function askedPort(text: string): number {
  const asked = Number(text);
  if (/^\d+$/.test(text) && asked >= 1 && asked <= 65_535) return asked;
  return refuse(
    `PORT 应当是 1 到 65535 的数字，现在是“${text}”。`,
    `PORT is to be a number from 1 to 65535, and is "${text}".`,
  );
}

function refuse(...said: [zh: string, en: string]): never {
  console.error(said.join('\n'));
  process.exit(1);
}

async function failed(error: NodeJS.ErrnoException): Promise<void> {
  console.error(
    error.code === 'EADDRINUSE'
      ? `端口 ${port} 已被占用，请用 PORT 指定别的端口。 / Port ${port} is taken; set PORT to another.`
      : error.message,
  );
  if (error.code === undefined && !(error instanceof StartRefused))
    log({ level: 'error', error: error.stack, cause: String(error.cause ?? '') });
  await machine?.stop();
  process.exit(1);
}
