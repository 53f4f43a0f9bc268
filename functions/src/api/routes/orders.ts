import {
  cancelOrder,
  getOrder,
  getOrderTerms,
  handOverOrder,
  listOpenOrders,
  listOrdersOf,
  Order,
  OrderTerms,
  PointsEntry,
  setOrderTerms,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** What residents ordered with their points, as the desk has it. */
export const orders = new Hono<AppEnvironment>()
  .get(
    '/orders',
    describe(
      'What waits to be collected, by the day somebody comes for it; or all of one volunteer, newest first',
      pageOf(Order),
    ),
    permit('timebank:read'),
    query(PageQuery.extend({ volunteerId: z.string().max(60).optional() })),
    async (c) => {
      const { volunteerId, ...page } = c.req.valid('query');
      return c.json(
        volunteerId === undefined
          ? await listOpenOrders(c.var.scope, page)
          : await listOrdersOf(c.var.scope, volunteerId, page),
      );
    },
  )
  .get('/orders/:id', describe('One order', Order), permit('timebank:read'), async (c) =>
    c.json(await getOrder(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/orders/:id/hand-over',
    describe('Hand over what was ordered, once: its points are posted', PointsEntry, 201),
    permit('timebank:write'),
    keyed,
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await handOverOrder(c.var.scope, c.req.param('id'), { key }), 201);
    },
  )
  .post(
    '/orders/:id/cancellation',
    describe('Give an order up for somebody who does not come: all that it had taken is free again', Order),
    permit('timebank:write'),
    async (c) => c.json(await cancelOrder(c.var.scope, c.req.param('id'))),
  )
  .get('/order-terms', describe('How long orders are kept', OrderTerms), permit('timebank:read'), async (c) =>
    c.json(await getOrderTerms(c.var.scope)),
  )
  .put(
    '/order-terms',
    describe('Set how long orders are kept, from now on', OrderTerms),
    permit('timebank:write'),
    body(OrderTerms),
    async (c) => c.json(await setOrderTerms(c.var.scope, c.req.valid('json'))),
  );
