import {
  CatalogueItem,
  CatalogueItemChange,
  changeCatalogueItem,
  DeliveryInput,
  ItemPicture,
  keepItemPicture,
  listStockMovements,
  makeCatalogueItem,
  NewCatalogueItem,
  PictureInput,
  publicItemPicture,
  receiveDelivery,
  removeItemPicture,
  StockMovement,
  StockMovementDetail,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, describePicture, pageOf } from '../describe.ts';
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
  .put(
    '/catalogue-items/:id/picture',
    describe('Give an item a picture, or another in its stead', ItemPicture),
    permit('timebank:write'),
    body(PictureInput),
    async (c) => c.json(await keepItemPicture(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .delete(
    '/catalogue-items/:id/picture',
    describe('Take the picture of an item away', z.object({ id: z.string() })),
    permit('timebank:write'),
    async (c) => {
      const id = c.req.param('id');
      await removeItemPicture(c.var.scope, id);
      return c.json({ id });
    },
  )
  .get(
    '/public/catalogue-pictures/:id',
    describePicture('The picture of an item, for anyone'),
    permit('public:read'),
    query(z.object({ version: z.string().max(40).optional() })),
    async (c) => {
      const { type, bytes } = await publicItemPicture(c.var.scope, c.req.param('id'));
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
        'content-type': type,
        // Another picture has another version, and so another address.
        'cache-control':
          c.req.valid('query').version === undefined ? 'no-cache' : 'public, max-age=31536000, immutable',
      });
    },
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
