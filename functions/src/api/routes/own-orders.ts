import {
  cancelOwnOrder,
  getOwnOrder,
  getOwnShelf,
  listOwnOrders,
  Order,
  OrderInput,
  OwnShelf,
  PlacedOrder,
  placeOwnOrder,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** What a volunteer orders with their own points, to collect it with a code. */
export const ownOrders = new Hono<AppEnvironment>()
  .get(
    '/shelf',
    describe('What one may order, to collect it on a day, and what one can spend', OwnShelf),
    permit('timebank:own'),
    query(z.object({ day: z.iso.date().optional() })),
    async (c) => c.json(await getOwnShelf(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/orders',
    describe('What one has ordered, newest first', pageOf(Order)),
    permit('timebank:own'),
    query(PageQuery),
    async (c) => c.json(await listOwnOrders(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/orders',
    describe('Order goods and services: points, stocks and places, all or none', PlacedOrder, 201),
    permit('timebank:own'),
    keyed,
    body(OrderInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await placeOwnOrder(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get('/orders/:id', describe("One of one's own orders", Order), permit('timebank:own'), async (c) =>
    c.json(await getOwnOrder(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/orders/:id/cancellation',
    describe('Give an order up: all that it had taken is free again', Order),
    permit('timebank:own'),
    async (c) => c.json(await cancelOwnOrder(c.var.scope, c.req.param('id'))),
  );
