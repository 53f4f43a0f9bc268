import {
  Card,
  CardHolder,
  DeskDeclineInput,
  DeskGiftInput,
  DeskSignInput,
  declineCardGift,
  giveCardGift,
  HolderChangeInput,
  listCardHolders,
  listCardLists,
  NamedGiftPlan,
  nameCardHolder,
  PlanGiftInput,
  PointsList,
  PointsListDetail,
  previewCardGift,
  removeCardHolder,
  SignaturesInput,
  setSignatures,
  signCardGift,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** Who holds a collective card, and what is given out of it. */
export const cards = new Hono<AppEnvironment>()
  .get(
    '/cards/:id/holders',
    describe('Who has a card, and who had it', z.object({ items: z.array(CardHolder) })),
    permit('timebank:read'),
    async (c) => c.json({ items: await listCardHolders(c.var.scope, c.req.param('id')) }),
  )
  .put(
    '/cards/:id/holders/:personId',
    describe('Give a person the card', CardHolder),
    permit('timebank:write'),
    body(HolderChangeInput),
    async (c) => {
      const { id, personId } = c.req.param();
      return c.json(await nameCardHolder(c.var.scope, id, personId, c.req.valid('json')));
    },
  )
  .post(
    '/cards/:id/holders/:personId/removal',
    describe('Take the card from a person', CardHolder),
    permit('timebank:write'),
    body(HolderChangeInput),
    async (c) => {
      const { id, personId } = c.req.param();
      return c.json(await removeCardHolder(c.var.scope, id, personId, c.req.valid('json')));
    },
  )
  .put(
    '/cards/:id/signatures',
    describe('How many holders have to sign before points leave a card', Card),
    permit('timebank:write'),
    body(SignaturesInput),
    async (c) => c.json(await setSignatures(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .get(
    '/cards/:id/gifts',
    describe('What was given out of a card by lists, newest first', pageOf(PointsListDetail)),
    permit('timebank:read'),
    query(PageQuery),
    async (c) => c.json(await listCardLists(c.var.scope, c.req.param('id'), c.req.valid('query'))),
  )
  .post(
    '/cards/:id/gifts/preview',
    describe('Who would get what of a gift; changes nothing', NamedGiftPlan),
    permit('timebank:write'),
    body(PlanGiftInput),
    async (c) => c.json(await previewCardGift(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .post(
    '/cards/:id/gifts',
    describe('Give out of a card to a group, the neediest first', PointsList, 201),
    permit('timebank:write'),
    keyed,
    body(DeskGiftInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await giveCardGift(c.var.scope, c.req.param('id'), { ...c.req.valid('json'), key }), 201);
    },
  )
  .post(
    '/points-lists/:id/signature',
    describe('The second signature, given at the desk', PointsListDetail),
    permit('timebank:write'),
    body(DeskSignInput),
    async (c) => c.json(await signCardGift(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .post(
    '/points-lists/:id/refusal',
    describe('A holder declines a gift, or takes it back, at the desk', PointsListDetail),
    permit('timebank:write'),
    body(DeskDeclineInput),
    async (c) => c.json(await declineCardGift(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  );
