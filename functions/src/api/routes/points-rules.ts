import {
  addPointsRule,
  getPointsRule,
  listPointsRules,
  PointsRule,
  PointsRuleDetail,
  PointsRuleInput,
  PreviewRuleInput,
  previewPointsRule,
  RulePreview,
  withdrawPointsRule,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** What points are worth in a community and what can be done with them, from which day on. */
export const pointsRules = new Hono<AppEnvironment>()
  .get(
    '/points-rules',
    describe('Points rules, oldest first', z.array(PointsRuleDetail)),
    permit('timebank:read', 'courtyards'),
    async (c) => c.json(await listPointsRules(c.var.scope)),
  )
  .post(
    '/points-rules',
    describe('Set a rule from today or a later day on', PointsRule, 201),
    permit('timebank:write'),
    keyed,
    body(PointsRuleInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await addPointsRule(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .post(
    '/points-rules/preview',
    describe('What a rule would have given for the services of a month; changes nothing', RulePreview),
    permit('timebank:write'),
    body(PreviewRuleInput),
    async (c) => c.json(await previewPointsRule(c.var.scope, c.req.valid('json'))),
  )
  .get(
    '/points-rules/:id',
    describe('One points rule', PointsRuleDetail),
    permit('timebank:read', 'courtyards'),
    async (c) => c.json(await getPointsRule(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/points-rules/:id/withdrawal',
    describe('Take back a rule that has not begun', PointsRuleDetail),
    permit('timebank:write'),
    async (c) => c.json(await withdrawPointsRule(c.var.scope, c.req.param('id'))),
  );
