import {
  BatchInput,
  CaptureInput,
  CatalogueItem,
  CorrectEntryInput,
  CountStockInput,
  captureHold,
  correctEntry,
  countStock,
  getPointsEntry,
  getStatement,
  HoldInput,
  holdPoints,
  IssueInput,
  issuePoints,
  listPointsEntries,
  PointsEntry,
  PointsEntryDetail,
  postBatch,
  RedemptionInput,
  ReverseEntryInput,
  redeemPoints,
  releaseHold,
  reverseEntry,
  Statement,
  TransferInput,
  transferPoints,
} from '@linli/core/timebank';
import { type Context, Hono } from 'hono';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, byDay, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** The points book of a community's time bank: what happens to points beside the service that earns them. */
export const points = new Hono<AppEnvironment>()
  .get(
    '/passbooks/:id',
    describe("A volunteer's or a card's passbook, the newest line first", Statement),
    permit('timebank:read', 'courtyards'),
    query(PageQuery.extend({ order: byDay.order })),
    async (c) => c.json(await getStatement(c.var.scope, c.req.param('id'), c.req.valid('query'))),
  )
  .get(
    '/points-entries',
    describe('The journal of the points book, newest first', pageOf(PointsEntryDetail)),
    permit('timebank:read'),
    query(PageQuery.extend(byDay)),
    async (c) => c.json(await listPointsEntries(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/points-entries/:id',
    describe('One entry, with what became of it', PointsEntryDetail),
    permit('timebank:read'),
    async (c) => c.json(await getPointsEntry(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/points-entries/issues',
    describe("Put points on an account out of the community's hand", PointsEntry, 201),
    permit('timebank:write'),
    keyed,
    body(IssueInput),
    async (c) => c.json(await issuePoints(c.var.scope, { ...c.req.valid('json'), key: keyOf(c) }), 201),
  )
  .post(
    '/points-entries/transfers',
    describe('Move points from one account to another', PointsEntry, 201),
    permit('timebank:write', 'courtyards'),
    keyed,
    body(TransferInput),
    async (c) => c.json(await transferPoints(c.var.scope, { ...c.req.valid('json'), key: keyOf(c) }), 201),
  )
  .post(
    '/points-entries/batches',
    describe('Move points from one account to many, or from many to one, all or none', PointsEntry, 201),
    permit('timebank:write', 'courtyards'),
    keyed,
    body(BatchInput),
    async (c) => c.json(await postBatch(c.var.scope, { ...c.req.valid('json'), key: keyOf(c) }), 201),
  )
  .post(
    '/points-entries/holds',
    describe('Put points aside for something not yet handed over', PointsEntry, 201),
    permit('timebank:write', 'courtyards'),
    keyed,
    body(HoldInput),
    async (c) => c.json(await holdPoints(c.var.scope, { ...c.req.valid('json'), key: keyOf(c) }), 201),
  )
  .post(
    '/points-entries/redemptions',
    describe(
      'Hand goods and services over for points: points, stocks and the record, all or none',
      PointsEntry,
      201,
    ),
    permit('timebank:write'),
    keyed,
    body(RedemptionInput),
    async (c) => c.json(await redeemPoints(c.var.scope, { ...c.req.valid('json'), key: keyOf(c) }), 201),
  )
  .put(
    '/catalogue-items/:id/stock',
    describe('A stock-take: so many were counted, and why it differs', CatalogueItem),
    permit('timebank:write'),
    body(CountStockInput),
    async (c) => c.json(await countStock(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .post(
    '/points-entries/:id/capture',
    describe('Hand over what a hold has put aside, once', PointsEntry, 201),
    permit('timebank:write'),
    keyed,
    body(CaptureInput),
    async (c) => {
      const { id } = c.req.param();
      return c.json(await captureHold(c.var.scope, id, { ...c.req.valid('json'), key: keyOf(c) }), 201);
    },
  )
  .post(
    '/points-entries/:id/release',
    describe('Free what a hold has put aside, once', PointsEntry, 201),
    permit('timebank:write'),
    keyed,
    async (c) => c.json(await releaseHold(c.var.scope, c.req.param('id'), { key: keyOf(c) }), 201),
  )
  .post(
    '/points-entries/:id/reversal',
    describe('Take an entry back, once; the same again answers with the same reversal', PointsEntry, 201),
    permit('timebank:write'),
    body(ReverseEntryInput),
    async (c) => c.json(await reverseEntry(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/points-entries/:id/correction',
    describe('Take an entry back and post the right transfer in its place', PointsEntry, 201),
    permit('timebank:write'),
    keyed,
    body(CorrectEntryInput),
    async (c) => {
      const { id } = c.req.param();
      return c.json(await correctEntry(c.var.scope, id, { ...c.req.valid('json'), key: keyOf(c) }), 201);
    },
  );

// `keyed` has seen that it is there.
const keyOf = (c: Context<AppEnvironment>): string => c.req.header('idempotency-key') ?? '';
