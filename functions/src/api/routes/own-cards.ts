import {
  DeclineGiftInput,
  declineOwnGift,
  GiftInput,
  GiftPlan,
  getOwnCard,
  giveOwnGift,
  listOwnCards,
  MadeGift,
  OwnCard,
  OwnCards,
  OwnGift,
  PlanGiftInput,
  previewOwnGift,
  signOwnGift,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** The collective cards that somebody holds, and the gifts out of them. */
export const ownCards = new Hono<AppEnvironment>()
  .get(
    '/cards',
    describe('The collective cards that one holds', OwnCards),
    permit('timebank:own'),
    async (c) => c.json(await listOwnCards(c.var.scope)),
  )
  .get(
    '/cards/:id',
    describe('One’s card with its passbook and its gifts', OwnCard),
    permit('timebank:own'),
    query(PageQuery),
    async (c) => c.json(await getOwnCard(c.var.scope, c.req.param('id'), c.req.valid('query'))),
  )
  .post(
    '/cards/:id/gifts/preview',
    describe('How many would get something of a gift; changes nothing', GiftPlan),
    permit('timebank:own'),
    body(PlanGiftInput),
    async (c) => c.json(await previewOwnGift(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .post(
    '/cards/:id/gifts',
    describe('Give out of one’s card to a group, the neediest first', MadeGift, 201),
    permit('timebank:own'),
    keyed,
    body(GiftInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await giveOwnGift(c.var.scope, c.req.param('id'), { ...c.req.valid('json'), key }), 201);
    },
  )
  .post(
    '/gifts/:id/signature',
    describe('Sign for a gift that another holder asked for', OwnGift),
    permit('timebank:own'),
    async (c) => c.json(await signOwnGift(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/gifts/:id/refusal',
    describe('Decline a gift, or take one’s own back', OwnGift),
    permit('timebank:own'),
    body(DeclineGiftInput),
    async (c) => c.json(await declineOwnGift(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  );
