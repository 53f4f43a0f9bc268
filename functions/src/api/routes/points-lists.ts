import { listInFile } from '@linli/core/importing';
import { LinliError } from '@linli/core/kernel';
import {
  CheckedList,
  CheckListInput,
  checkPointsList,
  getListPart,
  getPointsList,
  ListPart,
  listPointsLists,
  PointsList,
  PointsListDetail,
  PostListInput,
  postPointsList,
  resumePointsList,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, describeUpload, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, byDay, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** Lists of who gets how many points, longer than one entry. */
export const pointsLists = new Hono<AppEnvironment>()
  .get(
    '/points-lists',
    describe('Points lists, newest first', pageOf(PointsListDetail)),
    permit('timebank:read'),
    query(PageQuery.extend(byDay)),
    async (c) => c.json(await listPointsLists(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/points-lists/readings',
    describeUpload(
      'Read the first sheet of a small workbook (.xlsx, .csv) as the text of a list; changes nothing',
      z.object({ text: z.string() }),
    ),
    permit('timebank:write'),
    async (c) => {
      const form = await c.req.formData().catch(() => new FormData());
      const file = form.get('file');
      if (!(file instanceof File) || file.name === '')
        throw new LinliError('invalid', 'fieldRequired', { field: 'file' });
      return c.json({ text: await listInFile(Buffer.from(await file.arrayBuffer()), file.name) });
    },
  )
  .post(
    '/points-lists/check',
    describe('What each line of a list means, or what is wrong with it; changes nothing', CheckedList),
    permit('timebank:write'),
    body(CheckListInput),
    async (c) => c.json(await checkPointsList(c.var.scope, c.req.valid('json'))),
  )
  .post(
    '/points-lists',
    describe('Post a list, however long it is', PointsList, 201),
    permit('timebank:write'),
    keyed,
    body(PostListInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await postPointsList(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/points-lists/:id',
    describe('One points list, with what became of it', PointsListDetail),
    permit('timebank:read'),
    async (c) => c.json(await getPointsList(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/points-lists/:id/lines',
    describe('The lines of a list, as many as one entry posts', ListPart),
    permit('timebank:read'),
    query(z.object({ part: z.coerce.number().int().min(0).max(99).default(0) })),
    async (c) => c.json(await getListPart(c.var.scope, c.req.param('id'), c.req.valid('query').part)),
  )
  .post(
    '/points-lists/:id/steps',
    describe('Go on with a list that was begun', PointsListDetail),
    permit('timebank:write'),
    async (c) => c.json(await resumePointsList(c.var.scope, c.req.param('id'))),
  );
