import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder, discard, linli, startLinli } from '../support/linli.ts';
import { xlsxOf } from '../unit/importing/support/sheets.ts';

const DEMO = fileURLToPath(new URL('../../packages/core/demo/donghuan/', import.meta.url));
const LINLI = fileURLToPath(new URL('../../packages/cli/linli.mjs', import.meta.url));

let folder: string;
let ledgers: string;
let server: Awaited<ReturnType<typeof startLinli>>;

beforeAll(async () => {
  folder = dataFolder();
  ledgers = mkdtempSync(join(tmpdir(), 'linli-ledgers-'));
  for (const name of ['01-院落台账.xlsx', '03-时间银行志愿者登记表.xlsx', '12-积分兑换目录.xlsx'])
    copyFileSync(join(DEMO, name), join(ledgers, name));
  server = await startLinli(folder, '--empty');
});
afterAll(async () => {
  await server.end();
  discard(folder);
  rmSync(ledgers, { recursive: true });
});

const env = () => ({ LINLI_URL: server.origin, DATA_DIR: folder });
const onboard = (slug: string, from: string, ...more: string[]) =>
  linli(['onboard', '--slug', slug, '--name', '新河社区', '--from', from, ...more], { env: env() });
const report = async (slug: string, ...more: string[]) =>
  JSON.parse((await linli(['report', '--community', slug, '--json', ...more], { env: env() })).output);

it('checks the ledgers without writing a record, then brings them in, then finds nothing to change', async () => {
  const dry = await onboard('xinhe', ledgers, '--dry-run', '--json');
  expect(dry).toMatchObject({ status: 0, errors: expect.not.stringContaining('Error') });
  expect(JSON.parse(dry.output)).toMatchObject({
    state: 'draft',
    totals: { rows: 637, ready: 637, rejected: 0 },
  });
  expect(await report('xinhe')).toMatchObject({ courtyards: 0, timeBank: { volunteers: 0 } });

  const run = await onboard('xinhe', ledgers, '--json');
  expect(run.status).toBe(0);
  expect(JSON.parse(run.output)).toMatchObject({
    state: 'live',
    totals: { inserted: 637, updated: 0, unchanged: 0 },
  });
  expect(await report('xinhe')).toMatchObject({ courtyards: 15, timeBank: { volunteers: 612 } });

  for (const day of ['2019-04-30', '2019.4.30', '2019-4-30', '2019年4月30日'])
    expect(await report('xinhe', '--as-of', day), day).toMatchObject({ asOf: '2019-04-30' });

  const again = await onboard('xinhe', ledgers, '--json');
  expect(again.status).toBe(0);
  expect(JSON.parse(again.output)).toMatchObject({ totals: { inserted: 0, updated: 0, unchanged: 637 } });

  const verified = await linli(['verify', '--community', 'xinhe'], { env: env() });
  expect(verified).toMatchObject({ status: 0, output: expect.stringContaining('全部相符') });
}, 180_000);

it('credits services at the opening rate where no catalogue says another', async () => {
  const bare = mkdtempSync(join(tmpdir(), 'linli-bare-'));
  writeFileSync(
    join(bare, '志愿者登记表.csv'),
    '志愿者编号,姓名,身份证号,注册时间\nDH0001,王芳,510104195307120028,2018.1.1\n',
  );
  const line = '2018-03-01,理发,便民,DH0001,王芳,1h';
  writeFileSync(
    join(bare, '服务记录.csv'),
    ['服务日期,服务项目,服务类别,志愿者编号,志愿者姓名,服务时长', line, line].join('\n'),
  );

  const dry = await onboard('wumulu', bare, '--dry-run', '--json');
  const run = await onboard('wumulu', bare, '--json');

  expect([dry.status, run.status]).toEqual([0, 0]);
  expect(JSON.parse(dry.output).totals).toMatchObject({ ready: 3, rejected: 0 });
  expect(dry.output).toContain('rowSaidAgain');
  expect(await report('wumulu')).toMatchObject({ timeBank: { serviceMinutes: 120, pointsIssued: 20 } });
  const resealed = await linli(['reseal', '--community', 'wumulu', '--json'], { env: env() });
  expect(JSON.parse(resealed.output)).toEqual({ community: 'wumulu', sealed: 1 });
  const again = await onboard('wumulu', bare, '--json');
  expect(JSON.parse(again.output).totals).toMatchObject({ inserted: 0, updated: 0 });
  rmSync(bare, { recursive: true });
}, 60_000);

describe('ledgers with mistakes', () => {
  let broken: string;

  beforeAll(() => {
    broken = mkdtempSync(join(tmpdir(), 'linli-mistakes-'));
    for (const name of ['01-院落台账.xlsx', '12-积分兑换目录.xlsx'])
      copyFileSync(join(DEMO, name), join(broken, name));
    const csv = (name: string, lines: string[]) => writeFileSync(join(broken, name), lines.join('\n'));
    csv('志愿者登记表.csv', [
      '志愿者编号,姓名,手机号码,注册时间',
      'DH0001,王芳,199-0100-0001,2018.6.1',
      'DH0002,李强,199-0100-0002,2018.1.1',
    ]);
    const early = Array.from({ length: 40 }, (_, i) => `${i + 1},2018-03-01,理发,便民,DH0001,王芳,1h`);
    csv('服务记录.csv', [
      '序号,服务日期,服务项目,服务类别,志愿者编号,志愿者姓名,服务时长',
      ...early,
      '41,2018-03-02,理发,便民,DH0002,李三,1h',
      '42,2018-03-02,理发,便民,DH0002,李强,-3小时',
      '合计,,,,,,45小时',
    ]);
  });
  afterAll(() => rmSync(broken, { recursive: true }));

  it('are said with what matters first, the routine on one line, and last what is wrong and what to do', async () => {
    const { status, output } = await onboard('cuowu', broken, '--dry-run');

    expect(status).toBe(2);
    const said = output
      .trimEnd()
      .split('\n')
      .map((line) => line.trim());
    const at = (start: string) => said.findIndex((line) => line.startsWith(start));
    const order = [
      '✗ G43：服务时长「-3小时」不大于 0',
      '! F42：编号 DH0002 登记的是“李强”',
      '· 40 处同样的提醒，如 B2：',
    ];
    expect(order.map(at)).toEqual(order.map(at).toSorted((a, b) => a - b));
    expect(order.map(at)).not.toContain(-1);
    const last = said.slice(at('合计对不上，有 1 处'));
    expect(last).toEqual([
      '合计对不上，有 1 处：',
      '✗ 服务记录.csv / 服务记录 G44：服务时长写的合计是 45小时，各行相加是 41小时，有 1 格有问题、没有算进去。先改好那几格，再核对合计。',
      expect.stringMatching(/^共 \d+ 行：可导入 \d+，退回 1；请核对 2 处。$/),
      expect.stringMatching(
        `^逐条查看，按种类筛选：${server.origin}/district/cuowu/ledgers/imp_\\w+/preflight$`,
      ),
      expect.stringContaining('--rejects 文件夹'),
      expect.stringContaining('草稿社区 cuowu'),
      expect.stringContaining('去掉 --dry-run'),
      expect.stringContaining('npx linli discard --slug cuowu'),
    ]);
  });

  it('come in but for the rejected rows, which are saved as a workbook and never written over', async () => {
    const folder = join(broken, '退回');

    const { status, output } = await onboard('cuowu', broken, '--rejects', folder);
    const again = await onboard('cuowu', broken, '--rejects', folder);

    expect(status).toBe(2);
    expect(output).toMatch(/台账已导入：新增 \d+ 条，更新 0 条，没有变化 0 条；有 1 行没有导入/);
    expect(again.output).toMatch(/新增 0，更新 0，未变 \d+，退回 1/);
    expect(readdirSync(folder).sort()).toEqual(['服务记录-退回 (2).xlsx', '服务记录-退回.xlsx']);
    expect(readFileSync(join(folder, '服务记录-退回.xlsx')).subarray(0, 2).toString()).toBe('PK');
  });

  it('are all in the JSON, each with its code, and counted by code on their sheet', async () => {
    const { output } = await onboard('cuowu', broken, '--json');

    const { findings, import: importing } = JSON.parse(output);
    const sheet = importing.sheets.find(({ kind }: { kind: string }) => kind === 'serviceRecords');
    const codes = (findings[sheet.id] as { code: string }[]).map(({ code }) => code);
    expect(sheet.found).toContainEqual({
      severity: 'warning',
      code: 'servedBeforeRegistration',
      routine: true,
      count: 40,
    });
    expect(codes.filter((code) => code === 'servedBeforeRegistration')).toHaveLength(40);
  });
}, 60_000);

it('goes on where it was when the command is killed half-way', async () => {
  const args = [LINLI, 'onboard', '--slug', 'duanle', '--name', '断了社区', '--from', ledgers];
  const command = spawn(process.execPath, args, { env: { ...process.env, ...env() }, stdio: 'ignore' });
  const importing = async () => {
    const headers = {
      authorization: `Bearer ${readFileSync(join(folder, 'operator.token'), 'utf8').trim()}`,
    };
    const response = await fetch(`${server.origin}/api/v1/communities/duanle/importing/imports`, { headers });
    return response.ok && ((await response.json()) as { items: unknown[] }).items.length === 1;
  };
  await expect.poll(importing, { timeout: 30_000 }).toBe(true);
  const killed = once(command, 'exit');
  command.kill('SIGKILL');
  await killed;

  const { status, output } = await linli(
    ['onboard', '--slug', 'duanle', '--name', '断了社区', '--from', ledgers, '--json'],
    { env: env() },
  );
  expect(status).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ state: 'live', totals: { rows: 637, rejected: 0 } });
  expect(await report('duanle')).toMatchObject({ courtyards: 15, timeBank: { volunteers: 612 } });
}, 180_000);

describe('a folder of ledgers and other things', () => {
  let mixed: string;

  beforeAll(() => {
    mixed = mkdtempSync(join(tmpdir(), 'linli-mixed-'));
    copyFileSync(join(DEMO, '01-院落台账.xlsx'), join(mixed, '01-院落台账.XLSX'));
    for (const name of [
      '旧.xls',
      '带宏.xlsm',
      '通知.PDF',
      '说明.docx',
      '.DS_Store',
      '~$01-院落台账.xlsx',
      'expected.json',
    ])
      writeFileSync(join(mixed, name), 'not read');
    mkdirSync(join(mixed, '备份'));
  });
  afterAll(() => rmSync(mixed, { recursive: true }));

  it('says of each thing that was not read why, and does not call that all rows in', async () => {
    const { status, output } = await onboard('hunza', mixed, '--dry-run', '--json');
    const inWords = await onboard('hunza', mixed, '--dry-run');

    const { leftOut, totals } = JSON.parse(output);
    expect(totals).toMatchObject({ ready: 15, rejected: 0 });
    expect(leftOut).toEqual([
      { name: '备份', reason: expect.stringContaining('文件夹') },
      { name: '带宏.xlsm', reason: expect.stringContaining('宏') },
      { name: '旧.xls', reason: expect.stringContaining('另存为 .xlsx') },
      { name: '说明.docx', reason: expect.stringContaining('不是表格') },
      { name: '通知.PDF', reason: expect.stringContaining('不是表格') },
    ]);
    expect(inWords.output).toContain('没有读的文件，有 5 个：');
    expect([status, inWords.status]).toEqual([2, 2]);
  });

  it('is told what to do with an old workbook when there is nothing else', async () => {
    const old = mkdtempSync(join(tmpdir(), 'linli-old-'));
    writeFileSync(join(old, '旧.xls'), 'not read');

    const { status, errors } = await onboard('jiu', old);

    expect([status, errors]).toEqual([1, expect.stringMatching(/旧\.xls: .*另存为 \.xlsx/)]);
    rmSync(old, { recursive: true });
  });
});

describe('a refusal', () => {
  const refusal = async (slug: string, name: string, content: string | Uint8Array) => {
    const folder = mkdtempSync(join(tmpdir(), 'linli-refused-'));
    writeFileSync(join(folder, name), content);
    const { status, errors } = await onboard(slug, folder);
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    return errors;
  };

  it('is JSON too for a program that asked for JSON, and says wrong options in plain words', async () => {
    const refused = await linli(['report', '--community', 'nirgends', '--json'], { env: env() });
    const mistyped = await linli(['onboard', '--frm', '3'], { env: env() });
    const nowhere = await linli(['report', '--community', 'x'], { env: { ...env(), LINLI_URL: 'notaurl' } });

    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.output)).toEqual({
      error: { code: 'refused', message: expect.stringContaining('nirgends') },
    });
    expect([mistyped.status, mistyped.errors]).toEqual([1, expect.stringMatching(/^没有 --frm 这个选项。/)]);
    expect(nowhere.errors).toContain('LINLI_URL 不是一个网址');
  });

  it('of an empty workbook names the file and what to look for', async () => {
    const errors = await refusal('kongbiao', '空.xlsx', await xlsxOf({ Sheet1: [] }));
    expect(errors).toMatch(/空\.xlsx: .*每张表都是空的/);
  });

  it('of a ledger with a heading and no rows says so', async () => {
    const errors = await refusal('zhiyoutou', '功能室一览.csv', '名称,楼层,面积（㎡）,可容纳人数\n');
    expect(errors).toMatch(/功能室一览\.csv.*只有表头/);
    expect(errors).not.toMatch(/needsMapping/);
  });

  it('of rows that all have a problem says each problem', async () => {
    const errors = await refusal('quancuo', '功能室一览.csv', '名称,楼层,可容纳人数\n画室,二楼,很多\n');
    expect(errors).toContain('「很多」读不出数字');
  });

  it('of a sheet that is no ledger says where to name it, what lies on the server, and how to be rid of it', async () => {
    const errors = await refusal('biede', '别的.csv', '子,丑,寅\n某某物,三楼,20\n');
    expect(errors).toMatch(/别的\.csv \/ 别的: 看不出是哪种台账/);
    expect(errors).toMatch(/\/district\/biede\/ledgers\/imp_\w+\/sheets/);
    expect(errors).toContain('草稿社区 biede');
    expect(errors).toContain('npx linli discard --slug biede');
    expect(errors).not.toMatch(/unlikeAnyLedger/);
  });
});

it('names the file that is no ledger and the field that is wrong, with exit status 1', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'linli-broken-'));
  const empty = await onboard('kong', broken);
  expect(empty).toMatchObject({ status: 1, errors: expect.stringContaining('--from') });

  writeFileSync(join(broken, '报告.xlsx'), '%PDF-1.7 not a workbook');
  const refused = await onboard('huaile', broken);
  expect(refused).toMatchObject({ status: 1, errors: expect.stringContaining('报告.xlsx') });

  const slug = await onboard('API', broken);
  expect(slug).toMatchObject({ status: 1, errors: expect.stringContaining('slug') });
  rmSync(broken, { recursive: true });
});
