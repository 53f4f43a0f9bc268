import {
  addFile,
  correctMapping,
  createImport,
  createUpload,
  FindingCode,
  FindingsPage,
  getImport,
  Import,
  ImportDetail,
  listFindings,
  listImports,
  MappingInput,
  rejectedRows,
  removeFile,
  requestPreflight,
  requestRun,
  requestUndo,
  takeUpload,
  Upload,
  UploadInput,
} from '@linli/core/importing';
import { LinliError } from '@linli/core/kernel';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, describeDownload, describeUpload, pageOf } from '../describe.ts';
import { attachmentNamed } from '../disposition.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

export const importing = new Hono<AppEnvironment>()
  .get(
    '/imports',
    describe('Imports, newest first', pageOf(Import)),
    permit('importing:read'),
    query(PageQuery),
    async (c) => c.json(await listImports(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/imports',
    describe('Begin an import', ImportDetail, 201),
    permit('importing:write'),
    keyed,
    async (c) =>
      c.json(await createImport(c.var.scope, { key: c.req.valid('header')['idempotency-key'] }), 201),
  )
  .get(
    '/imports/:id',
    describe('One import with its sheets', ImportDetail),
    permit('importing:read'),
    async (c) => c.json(await getImport(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/imports/:id/files',
    describeUpload(
      'Send small workbooks (.xlsx, .csv) as a form, together 4 MB on AWS; a file of the same name replaces the earlier',
      ImportDetail,
    ),
    permit('importing:write'),
    async (c) => {
      // Whatever is not a form holds no file either.
      const form = await c.req.formData().catch(() => new FormData());
      const uploads = form.getAll('file').filter((entry) => entry instanceof File && entry.name !== '');
      if (uploads.length === 0) throw new LinliError('invalid', 'fieldRequired', { field: 'file' });
      const { scope, deps } = c.var;
      const id = c.req.param('id');
      for (const file of uploads as File[]) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        await addFile(scope, deps.files, id, { name: file.name, bytes });
      }
      return c.json(await getImport(scope, id));
    },
  )
  .delete(
    '/imports/:id/files/:fileId',
    describe('Take a file out of an import that has not been run, with its sheets', ImportDetail),
    permit('importing:write'),
    async (c) => {
      const { id: importId, fileId } = c.req.param();
      return c.json(await removeFile(c.var.scope, c.var.deps.files, { importId, fileId }));
    },
  )
  .post(
    '/imports/:id/uploads',
    describe(
      'Announce a workbook of any size and learn where to PUT it: an address for it alone, good for minutes',
      Upload,
      201,
    ),
    permit('importing:write'),
    body(UploadInput),
    async (c) => {
      const { scope, deps } = c.var;
      return c.json(await createUpload(scope, deps.files, c.req.param('id'), c.req.valid('json')), 201);
    },
  )
  .post(
    '/imports/:id/uploads/:uploadId',
    describe(
      'Take in the workbook that was sent to its address; the same again changes nothing',
      ImportDetail,
    ),
    permit('importing:write'),
    async (c) => {
      const { scope, deps } = c.var;
      const { id: importId, uploadId } = c.req.param();
      return c.json(await takeUpload(scope, deps.files, { importId, uploadId }));
    },
  )
  .patch(
    '/imports/:id/sheets/:sheetId',
    describe('Correct how a sheet is read; remembered for the community', ImportDetail),
    permit('importing:write'),
    body(MappingInput),
    async (c) => {
      const { id: importId, sheetId } = c.req.param();
      return c.json(
        await correctMapping(c.var.scope, c.var.deps.files, {
          importId,
          sheetId,
          mapping: c.req.valid('json'),
        }),
      );
    },
  )
  .post(
    '/imports/:id/preflight',
    describe('Check every row without writing any', ImportDetail, 202),
    permit('importing:write'),
    async (c) => c.json(await requestPreflight(c.var.scope, c.req.param('id')), 202),
  )
  .get(
    '/imports/:id/findings',
    describe(
      'What preflight found on a sheet, the most urgent first, with the count and the first few of each kind',
      FindingsPage,
    ),
    permit('importing:read'),
    query(
      PageQuery.extend({
        sheetId: z.string(),
        severity: z.enum(['problem', 'warning']).optional(),
        code: FindingCode.optional(),
        routine: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
      }),
    ),
    async (c) => {
      const { scope, deps, language } = c.var;
      return c.json(
        await listFindings(
          scope,
          deps.files,
          { importId: c.req.param('id'), ...c.req.valid('query') },
          language,
        ),
      );
    },
  )
  .get(
    '/imports/:id/files/:fileId/rejects',
    describeDownload('The rejected rows of a file as a workbook, each with its reason'),
    permit('importing:read'),
    async (c) => {
      const { id: importId, fileId } = c.req.param();
      const { name, bytes } = await rejectedRows(
        c.var.scope,
        c.var.deps.files,
        { importId, fileId },
        c.var.language,
      );
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': attachmentNamed(name),
      });
    },
  )
  .post(
    '/imports/:id/run',
    describe('Write the rows, or resume writing them', ImportDetail, 202),
    permit('importing:write'),
    async (c) => c.json(await requestRun(c.var.scope, c.req.param('id')), 202),
  )
  .post(
    '/imports/:id/undo',
    describe('Take an import back while nothing depends on it', ImportDetail, 202),
    permit('importing:write'),
    async (c) => c.json(await requestUndo(c.var.scope, c.req.param('id')), 202),
  );
