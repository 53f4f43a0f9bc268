import {
  addFile,
  correctMapping,
  createImport,
  importFileKey,
  removeFile,
  requestPreflight,
} from '@linli/core/importing';
import { beforeEach, expect, test } from 'vitest';
import { csv, type TestCommunity, testCommunities, work } from '../support/community.ts';
import { xlsxOf } from '../unit/importing/support/sheets.ts';

const newCommunity = testCommunities('files');

let community: TestCommunity;
let id: string;

beforeEach(async () => {
  community = await newCommunity();
  ({ id } = await createImport(community.scope, { key: 'import-files' }));
});

const send = (file: { name: string; bytes: Uint8Array }) =>
  addFile(community.scope, community.files, id, file);
const preflight = async () => {
  await requestPreflight(community.scope, id);
  return work(community, id);
};

const ROOMS = csv('功能室一览.csv', ['名称,楼层,面积（㎡）,可容纳人数', '画室三,二楼,25,18']);
const PDF = { name: '通知.xlsx', bytes: Buffer.from('%PDF-1.7\n...') };

test('a file that cannot be read keeps the import waiting until it is taken away', async () => {
  await send(ROOMS);
  const sent = await send(PDF);
  await expect(preflight()).rejects.toMatchObject({
    code: 'invalid',
    reason: 'importFileUnreadable',
    params: { name: '通知.xlsx' },
  });

  const fileId = sent.files.find(({ name }) => name === PDF.name)?.id ?? '';
  const left = await removeFile(community.scope, community.files, { importId: id, fileId });
  const again = await removeFile(community.scope, community.files, { importId: id, fileId });

  expect(left.files.map(({ name }) => name)).toEqual([ROOMS.name]);
  expect(again).toEqual(left);
  const stored = importFileKey(community.scope.tenantId, id, fileId);
  expect(await community.files.exists(stored)).toBe(false);
  expect((await preflight()).state).toBe('ready');
});

test('a sheet nobody recognised keeps the import waiting until it is named or left out, for good', async () => {
  await send(ROOMS);
  const { sheets } = await send(csv('杂项.csv', ['甲,乙,丙', '某某室,三楼,20']));
  await expect(preflight()).rejects.toMatchObject({
    reason: 'importSheetUnknown',
    params: { file: '杂项.csv' },
  });

  const sheetId = sheets.find(({ fileName }) => fileName === '杂项.csv')?.id ?? '';
  await correctMapping(community.scope, community.files, {
    importId: id,
    sheetId,
    mapping: { ignore: true },
  });

  await send(csv('杂项.csv', ['甲,乙,丙', '某某室,三楼,20']));
  expect((await preflight()).state).toBe('ready');
});

test('a file taken away takes its sheets with it, and an import of nothing is refused', async () => {
  const { files } = await send(ROOMS);

  const left = await removeFile(community.scope, community.files, {
    importId: id,
    fileId: files[0]?.id ?? '',
  });

  expect([left.files, left.sheets]).toEqual([[], []]);
  await expect(preflight()).rejects.toMatchObject({ reason: 'importEmpty', field: 'file' });
});

test('a workbook of empty sheets is said to hold nothing', async () => {
  const { files, sheets } = await send({ name: '空.xlsx', bytes: await xlsxOf({ Sheet1: [], Sheet2: [] }) });

  expect(sheets).toEqual([]);
  expect(files[0]?.refusal?.['zh-CN']).toContain('每张表都是空的');
});
