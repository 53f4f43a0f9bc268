import { personOfCardNumber } from '@linli/core/identity';
import {
  FoundHolder,
  getReceipt,
  getScanCard,
  getShelf,
  listScanCards,
  lookUpHolders,
  Receipt,
  ScanCard,
  Shelf,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** The redemption desk: who stands there, the card they are found by, and the receipt they take away. */
export const desk = new Hono<AppEnvironment>()
  .get(
    '/holders',
    describe(
      'Who holds an account: by a scanned card, the code of an order, a number, the end of a phone, a name or its initials',
      z.object({ items: z.array(FoundHolder) }),
    ),
    permit('timebank:write', 'courtyards'),
    query(z.object({ search: z.string().min(1).max(200) })),
    async (c) => {
      const { district, scope } = c.var;
      const { search } = c.req.valid('query');
      const personId = await personOfCardNumber({ ...district, tenantId: scope.tenantId }, search);
      return c.json({ items: await lookUpHolders(scope, search, { personId }) });
    },
  )
  .get(
    '/holders/:id/shelf',
    describe('What somebody may redeem today, and what they can spend', Shelf),
    permit('timebank:write'),
    async (c) => c.json(await getShelf(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/scan-cards',
    describe("The volunteers' cards for the desk's scanner, by number", pageOf(ScanCard)),
    permit('timebank:read', 'courtyards'),
    query(PageQuery),
    async (c) => c.json(await listScanCards(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/scan-cards/:id',
    describe("A volunteer's or a collective's card for the desk's scanner", ScanCard),
    permit('timebank:read', 'courtyards'),
    async (c) => c.json(await getScanCard(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/points-entries/:id/receipt',
    describe('The receipt of a redemption, with what was left after it', Receipt),
    permit('timebank:read'),
    async (c) => c.json(await getReceipt(c.var.scope, c.req.param('id'))),
  );
