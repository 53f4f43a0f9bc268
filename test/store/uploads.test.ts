import {
  createImport,
  createUpload,
  getImport,
  requestPreflight,
  takeUpload,
  type Upload,
} from '@linli/core/importing';
import { VISITOR } from '@linli/core/kernel';
import { describe, expect, test } from 'vitest';
import type { FolderFiles } from '../../functions/src/local/files.ts';
import {
  csv,
  demoLedgers,
  imported,
  type TestCommunity,
  testCommunities,
  work,
} from '../support/community.ts';

const aCommunity = testCommunities('uploads');

type Workbook = { name: string; bytes: Uint8Array };

const MiB = 1024 * 1024;
const courtyards = csv('院落.csv', ['院落名称,详细地址,户数', '桂香院,东环路379号,67']);

const anImport = async ({ scope }: TestCommunity) => (await createImport(scope, { key: 'an-import' })).id;

const announced = ({ scope, files }: TestCommunity, importId: string, { name, bytes }: Workbook) =>
  createUpload(scope, files, importId, { name, bytes: bytes.length });

async function* inPieces(bytes: Uint8Array) {
  for (let from = 0; from < bytes.length; from += 1000) yield bytes.subarray(from, from + 1000);
}

/** Sends a file as a browser would: to the address, and nowhere else. */
const send = ({ files, scope }: TestCommunity, { url }: Upload, bytes: Uint8Array) =>
  (files as FolderFiles).receive(url.split('/').at(-1) ?? '', inPieces(bytes), scope.now);

const taken = ({ scope, files }: TestCommunity, importId: string, { uploadId }: Upload) =>
  takeUpload(scope, files, { importId, uploadId });

describe('a file that was sent to its address', () => {
  test('is taken in as one that was sent through the API is, and imports the same', async () => {
    const [one, other] = [await aCommunity(), await aCommunity()];
    const [workbook] = (await demoLedgers('01')) as [Workbook];
    const importId = await anImport(one);

    const upload = await announced(one, importId, workbook);
    await send(one, upload, workbook.bytes);
    const { files, sheets } = await taken(one, importId, upload);
    await requestPreflight(one.scope, importId);
    const checked = await work(one, importId);

    expect(upload).toMatchObject({ method: 'PUT', expiresAt: '2019-05-10T02:05:00.000Z' });
    expect(files).toEqual([
      { id: expect.stringMatching(/^fil_/), name: workbook.name, bytes: workbook.bytes.length },
    ]);
    const through = await imported(other, 'through-the-api', [workbook]);
    const read = ({ kind, columns, mapping, sourceKey }: (typeof sheets)[number]) => ({
      kind,
      columns,
      mapping,
      sourceKey,
    });
    expect(sheets.map(read)).toEqual(through.sheets.map(read));
    expect(checked).toMatchObject({ state: 'ready', sheets: [{ rowsReady: through.sheets[0]?.inserted }] });
  });

  test('is taken in once, also by two calls at once and by one long after', async () => {
    const community = await aCommunity();
    const importId = await anImport(community);
    const upload = await announced(community, importId, courtyards);
    await send(community, upload, courtyards.bytes);

    const [a, b] = await Promise.all([
      taken(community, importId, upload),
      taken(community, importId, upload),
    ]);
    const replaced = csv('院落.csv', ['院落名称,详细地址,户数', '兰花院,东环路380号,12']);
    const later = await announced(community, importId, replaced);
    await send(community, later, replaced.bytes);
    const now = await taken(community, importId, later);
    const again = await taken(community, importId, upload);

    expect([a.files.length, b.files.length]).toEqual([1, 1]);
    expect(now.files).toHaveLength(1);
    expect(now.files[0]?.id).not.toBe(a.files[0]?.id);
    expect(again).toEqual(now);
  });

  test('may be asked for again while rows are being checked, but no other may come in', async () => {
    const community = await aCommunity();
    const importId = await anImport(community);
    const [first, second] = [
      await announced(community, importId, courtyards),
      await announced(community, importId, { ...courtyards, name: '又一个.csv' }),
    ];
    await send(community, first, courtyards.bytes);
    await send(community, second, courtyards.bytes);
    await taken(community, importId, first);
    await requestPreflight(community.scope, importId);

    await expect(taken(community, importId, first)).resolves.toMatchObject({ state: 'preflighting' });
    await expect(taken(community, importId, second)).rejects.toMatchObject({ reason: 'importRunning' });
    await expect(announced(community, importId, courtyards)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'importRunning',
    });
  });

  test('does not change any more when its address is used a second time', async () => {
    const community = await aCommunity();
    const importId = await anImport(community);
    const upload = await announced(community, importId, courtyards);
    await send(community, upload, courtyards.bytes);
    await taken(community, importId, upload);
    await send(community, upload, new Uint8Array(courtyards.bytes.length));
    await taken(community, importId, upload);

    await requestPreflight(community.scope, importId);
    expect(await work(community, importId)).toMatchObject({ state: 'ready', sheets: [{ rowsReady: 1 }] });
  });

  test('none is lost when several are taken in at once and those refused are asked for again', async () => {
    const community = await aCommunity();
    const importId = await anImport(community);
    const uploads = await Promise.all(
      ['甲', '乙', '丙'].map((name) =>
        announced(community, importId, { ...courtyards, name: `${name}.csv` }),
      ),
    );
    for (const upload of uploads) await send(community, upload, courtyards.bytes);

    const tries = await Promise.allSettled(uploads.map((upload) => taken(community, importId, upload)));
    for (const refused of tries.filter(({ status }) => status === 'rejected'))
      expect(refused).toMatchObject({ reason: { code: 'conflict' } });
    for (const upload of uploads) await taken(community, importId, upload);

    const { files } = await getImport(community.scope, importId);
    expect(files.map(({ name }) => name).sort()).toEqual(['丙.csv', '乙.csv', '甲.csv']);
  });
});

describe('is refused', () => {
  test('a file over 40 MiB, before a byte of it is sent', async () => {
    const { scope, files } = await aCommunity();
    const { id } = await createImport(scope, { key: 'an-import' });
    const ask = (bytes: number) => createUpload(scope, files, id, { name: '大.xlsx', bytes });

    await expect(ask(40 * MiB)).resolves.toMatchObject({ method: 'PUT' });
    await expect(ask(40 * MiB + 1)).rejects.toMatchObject({
      code: 'limit_exceeded',
      reason: 'fileTooLarge',
      params: { name: '大.xlsx', max: 40 },
    });
    for (const bytes of [-1, 1.5, Number.NaN])
      await expect(ask(bytes)).rejects.toMatchObject({ code: 'invalid', field: 'bytes' });
  });

  test('a file that has not arrived, by its name', async () => {
    const community = await aCommunity();
    const importId = await anImport(community);
    const upload = await announced(community, importId, courtyards);

    await expect(taken(community, importId, upload)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'uploadMissing',
      params: { name: '院落.csv' },
    });
  });

  test('a file of another size than announced, should the storage have let it in', async () => {
    const community = await aCommunity();
    const importId = await anImport(community);
    const upload = await announced(community, importId, courtyards);
    const { tenantId } = community.scope;
    const key = `U/${tenantId}/${upload.uploadId}`;
    await community.files.write(key, new Uint8Array(courtyards.bytes.length + 1));

    await expect(taken(community, importId, upload)).rejects.toMatchObject({
      reason: 'uploadNotAsAnnounced',
    });
    expect((await getImport(community.scope, importId)).files).toEqual([]);
  });

  test('an upload of another import, of another community, or that was never announced', async () => {
    const [community, neighbour] = [await aCommunity(), await aCommunity()];
    const importId = await anImport(community);
    const other = await createImport(community.scope, { key: 'another-import' });
    const upload = await announced(community, importId, courtyards);
    const theirs = await announced(neighbour, await anImport(neighbour), courtyards);

    for (const [id, which] of [
      [other.id, upload],
      [importId, theirs],
      [importId, { ...upload, uploadId: '../../x' }],
    ] as const)
      await expect(taken(community, id, which)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('whoever may not import', async () => {
    const { scope, files } = await aCommunity();
    const { id } = await createImport(scope, { key: 'an-import' });
    const visitor = { ...scope, actor: VISITOR };

    await expect(createUpload(visitor, files, id, { name: 'a.csv', bytes: 1 })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    const asked = { importId: id, uploadId: 'upl_1' };
    await expect(takeUpload(visitor, files, asked)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});
