import {
  getPromise,
  listPromises,
  makePromise,
  PromiseInput,
  SponsorPromise,
  SponsorPromiseDetail,
  WithdrawPromiseInput,
  withdrawPromise,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, byDay, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** What sponsors have promised to bring, and how far they did. */
export const promises = new Hono<AppEnvironment>()
  .get(
    '/sponsor-promises',
    describe('What sponsors promised, the latest day first', pageOf(SponsorPromiseDetail)),
    permit('timebank:read'),
    query(PageQuery.extend(byDay)),
    async (c) => c.json(await listPromises(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/sponsor-promises',
    describe('Write down what a sponsor promises', SponsorPromise, 201),
    permit('timebank:write'),
    keyed,
    body(PromiseInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await makePromise(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/sponsor-promises/:id',
    describe('One promise, with how far it is kept', SponsorPromiseDetail),
    permit('timebank:read'),
    async (c) => c.json(await getPromise(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/sponsor-promises/:id/withdrawal',
    describe('A promise that will not be kept any further', SponsorPromiseDetail),
    permit('timebank:write'),
    body(WithdrawPromiseInput),
    async (c) => c.json(await withdrawPromise(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  );
