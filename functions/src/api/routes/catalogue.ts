import {
  CatalogueItem,
  CatalogueItemChange,
  changeCatalogueItem,
  DeliveryInput,
  listStockMovements,
  makeCatalogueItem,
  NewCatalogueItem,
  receiveDelivery,
  StockMovement,
  StockMovementDetail,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** What points can be redeemed for, and on what terms. */
export const catalogue = new Hono<AppEnvironment>()
  .post(
    '/catalogue-items',
    describe('Put goods or a service on the catalogue', CatalogueItem, 201),
    permit('timebank:write'),
    keyed,
    body(NewCatalogueItem),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await makeCatalogueItem(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .put(
    '/catalogue-items/:id',
    describe('Say an item and its terms anew, or take it off the catalogue', CatalogueItem),
    permit('timebank:write'),
    body(CatalogueItemChange),
    async (c) => c.json(await changeCatalogueItem(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .get(
    '/catalogue-items/:id/stock-movements',
    describe('What arrived of an item and what was counted, newest first', pageOf(StockMovementDetail)),
    permit('timebank:read'),
    query(PageQuery),
    async (c) => c.json(await listStockMovements(c.var.scope, c.req.param('id'), c.req.valid('query'))),
  )
  .post(
    '/catalogue-items/:id/deliveries',
    describe('Take goods that arrived into stock', StockMovement, 201),
    permit('timebank:write'),
    keyed,
    body(DeliveryInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      const asked = { ...c.req.valid('json'), key };
      return c.json(await receiveDelivery(c.var.scope, c.req.param('id'), asked), 201);
    },
  );
