import {
  AUDIT_ACTIONS,
  AUDIT_NOUNS,
  type AuditEntry,
  AuditEntryInWords,
  AuditQuery,
  AuditVerification,
  entryInWords,
  listAudit,
  listAuditAbout,
  listDistrictAudit,
  listOwnAudit,
  OwnAuditEntryInWords,
  verifyAudit,
  verifyDistrictAudit,
} from '@linli/core/audit';
import { namesOf } from '@linli/core/identity';
import type { DistrictScope, Language } from '@linli/core/kernel';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

const Query = PageQuery.extend(AuditQuery.shape);

const pageInWords = <E extends Parameters<typeof entryInWords>[0]>(
  page: { items: E[]; next?: string },
  language: Language,
) => ({ ...page, items: page.items.map((entry) => entryInWords(entry, language)) });

/**
 * An erasure takes the words of a record, the name of whoever acted among them; who it was is in its id, and an account that
 * is there has its name still.
 */
async function withActors<E extends AuditEntry>(
  page: { items: E[]; next?: string },
  district: DistrictScope,
): Promise<{ items: E[]; next?: string }> {
  const nameless = page.items.filter(
    ({ actorName, actorKind }) => actorName === undefined && actorKind === 'user',
  );
  const names = await namesOf(
    district,
    nameless.map(({ actorId }) => actorId),
  );
  const named = (entry: E): E => {
    const actorName = entry.actorName ?? names.get(entry.actorId);
    return actorName === undefined ? entry : { ...entry, actorName };
  };
  return { ...page, items: page.items.map(named) };
}

const Words = z.object({
  actions: z.array(z.object({ action: z.string(), name: z.string() })),
  nouns: z.array(z.object({ noun: z.string(), name: z.string() })),
});

/** Everything that can be filtered by, for a form. */
function wordsIn(language: Language): z.infer<typeof Words> {
  const word = language === 'zh-CN' ? 0 : 1;
  return {
    actions: Object.entries(AUDIT_ACTIONS).map(([action, names]) => ({ action, name: names[word] })),
    nouns: Object.entries(AUDIT_NOUNS).map(([noun, names]) => ({ noun, name: names[word] })),
  };
}

/** Who did what in a community. */
export const audit = new Hono<AppEnvironment>()
  .get(
    '/records',
    describe(
      'Who did what, to which record, when and from where; the newest first',
      pageOf(AuditEntryInWords),
    ),
    permit('audit:read'),
    query(Query),
    async (c) => {
      const page = await listAudit(c.var.scope, c.var.district, c.req.valid('query'));
      return c.json(pageInWords(await withActors(page, c.var.district), c.var.language));
    },
  )
  .get(
    '/about/:id',
    describe(
      'What was done to one record or person, and who looked; the newest first',
      pageOf(AuditEntryInWords),
    ),
    permit('audit:read'),
    query(PageQuery),
    async (c) => {
      const page = await listAuditAbout(c.var.scope, c.var.district, c.req.param('id'), c.req.valid('query'));
      return c.json(pageInWords(await withActors(page, c.var.district), c.var.language));
    },
  )
  .get(
    '/own',
    describe(
      "Who looked at or changed the person's own record, for the person",
      pageOf(OwnAuditEntryInWords),
    ),
    permit('audit:own'),
    query(PageQuery),
    async (c) => {
      const page = await listOwnAudit(c.var.scope, c.var.district, c.req.valid('query'));
      return c.json(pageInWords(page, c.var.language));
    },
  )
  .get('/words', describe('The words a trail is filtered by', Words), permit('audit:read'), (c) =>
    c.json(wordsIn(c.var.language)),
  )
  .get(
    '/verification',
    describe('Every seal and every record of the trail recomputed', AuditVerification),
    permit('audit:read'),
    async (c) => c.json(await verifyAudit(c.var.scope, c.var.district)),
  );

/** The district office's own affairs: communities, its own people. */
export const districtAudit = new Hono<AppEnvironment>()
  .get(
    '/records',
    describe('What the district office did; the newest first', pageOf(AuditEntryInWords)),
    permit('audit:read'),
    query(Query),
    async (c) => {
      const page = await listDistrictAudit(c.var.district, c.req.valid('query'));
      return c.json(pageInWords(await withActors(page, c.var.district), c.var.language));
    },
  )
  .get('/words', describe('The words the trail is filtered by', Words), permit('audit:read'), (c) =>
    c.json(wordsIn(c.var.language)),
  )
  .get(
    '/verification',
    describe("The control plane's own trail recomputed", AuditVerification),
    permit('audit:read'),
    async (c) => c.json(await verifyDistrictAudit(c.var.district)),
  );
