import { type Language, messageOf } from '@linli/core/kernel';
import { totalsOf } from '@linli/core/reporting';
import {
  Community,
  CreateCommunityInput,
  createCommunity,
  discardCommunity,
  getCommunity,
  listCommunities,
  provisionCommunity,
  readinessOf,
  suggestSlug,
  UpdateCommunityInput,
  updateCommunity,
} from '@linli/core/tenancy';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

const CommunityAnswer = Community.omit({ steps: true }).extend({
  steps: z.array(
    z.object({ name: z.string(), state: z.string(), at: z.string().optional(), detail: z.string() }),
  ),
});
const CommunityDetail = CommunityAnswer.extend({
  readiness: z.array(z.object({ item: z.string(), done: z.boolean(), advice: z.string() })),
});

const Discarded = z.object({ slug: z.string() });

/** The log of provisioning, in the language of who reads it. */
const inWords = (community: Community, language: Language): z.infer<typeof CommunityAnswer> => ({
  ...community,
  steps: community.steps.map(({ reason, params, ...step }) => ({
    ...step,
    detail: reason === undefined ? '' : messageOf(reason, params ?? {}, language),
  })),
});

/** Costs one small read of the community's own totals. */
async function inDetail(
  c: Context<AppEnvironment>,
  community: Community,
): Promise<z.infer<typeof CommunityDetail>> {
  const { deps, district, language } = c.var;
  const { tenantId } = community;
  const totals = await totalsOf({ ...district, tenantId, table: deps.tenantTable(tenantId) });
  const readiness = readinessOf(community, totals).map((item) => ({
    ...item,
    advice: messageOf(item.advice, {}, language),
  }));
  return { ...inWords(community, language), readiness };
}

export const district = new Hono<AppEnvironment>()
  .get(
    '/communities',
    describe('Communities of the district, by slug, and what each still misses', pageOf(CommunityDetail)),
    permit('district:read'),
    query(PageQuery),
    async (c) => {
      const page = await listCommunities(c.var.district, c.req.valid('query'));
      return c.json({ ...page, items: await Promise.all(page.items.map((one) => inDetail(c, one))) });
    },
  )
  .post(
    '/communities',
    describe('Make a community, in state draft', CommunityAnswer, 201),
    permit('district:write'),
    keyed,
    body(CreateCommunityInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      const community = await createCommunity(c.var.district, { ...c.req.valid('json'), key });
      return c.json(inWords(community, c.var.language), 201);
    },
  )
  .get(
    '/communities/:slug',
    describe('One community: its provisioning log and what is still missing', CommunityDetail),
    permit('district:read'),
    async (c) => {
      return c.json(await inDetail(c, await getCommunity(c.var.district, c.req.param('slug'))));
    },
  )
  .patch(
    '/communities/:slug',
    describe('Change what a community says of itself', CommunityAnswer),
    permit('district:write'),
    body(UpdateCommunityInput),
    async (c) => {
      const community = await updateCommunity(c.var.district, c.req.param('slug'), c.req.valid('json'));
      return c.json(inWords(community, c.var.language));
    },
  )
  .delete(
    '/communities/:slug',
    describe('Discard a draft that has no records, with its ledgers; its slug is free again', Discarded),
    permit('district:write'),
    async (c) => {
      const { slug } = c.req.param();
      await discardCommunity(c.var.district, c.var.deps, slug);
      return c.json({ slug });
    },
  )
  .post(
    '/communities/:slug/provision',
    describe('Bring a community as far towards live as it can be brought now', CommunityAnswer),
    permit('district:write'),
    body(z.object({ importId: z.string().min(1).max(60).optional() })),
    async (c) => {
      const { slug } = c.req.param();
      const { tenantId } = await getCommunity(c.var.district, slug);
      const table = c.var.deps.tenantTable(tenantId);
      const community = await provisionCommunity(c.var.district, table, { slug, ...c.req.valid('json') });
      return c.json(inWords(community, c.var.language));
    },
  )
  .get(
    '/slug-suggestion',
    describe('A slug from the pinyin of a name', z.object({ slug: z.string() })),
    permit('district:read'),
    query(z.object({ name: z.string().max(60) })),
    async (c) => c.json({ slug: await suggestSlug(c.req.valid('query').name) }),
  );
