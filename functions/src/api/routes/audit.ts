import {
  AUDIT_ACTIONS,
  AUDIT_NOUNS,
  type AuditEntry,
  AuditEntryInWords,
  AuditQuery,
  AuditVerification,
  entryInWords,
  idsSaid,
  listAudit,
  listAuditAbout,
  listDistrictAudit,
  listOwnAudit,
  type OwnAuditEntry,
  OwnAuditEntryInWords,
  verifyAudit,
  verifyDistrictAudit,
} from '@linli/core/audit';
import { courtyardNames } from '@linli/core/courtyard';
import { namesOf } from '@linli/core/identity';
import { type IdNoun, isId, type Language } from '@linli/core/kernel';
import { communityNames } from '@linli/core/tenancy';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';
import { recordsWithoutPage } from '../records-without-page.ts';

const Query = PageQuery.extend(AuditQuery.shape);

type Listed<E> = { items: E[]; next?: string };

/**
 * A page as somebody reads it. Of an erased record the words are gone, the name of whoever acted among them; who it was is in
 * its id, and an account that is there has its name still. Ids that its words name are read in at most three round trips.
 */
async function pageInWords<E extends AuditEntry | OwnAuditEntry>(
  c: Context<AppEnvironment>,
  page: Listed<E>,
) {
  const { language } = c.var;
  const names = await namesSaid(c, page.items);
  const items = page.items.map((entry) => {
    const actorName = entry.actorName ?? ('actorId' in entry ? names.get(entry.actorId) : undefined);
    const named = actorName === undefined ? entry : { ...entry, actorName };
    return entryInWords(named, language, names);
  });
  return { ...page, items };
}

/** The same for the office, which opens what an entry names. */
async function pageOfOffice(c: Context<AppEnvironment>, page: Listed<AuditEntry>) {
  const [{ items, ...rest }, nowhere] = await Promise.all([
    pageInWords(c, page),
    recordsWithoutPage(c, page.items),
  ]);
  const marked = items.map((entry) => {
    const withoutPage = [entry.recordId, entry.onBehalfOf ?? ''].filter((id) => nowhere.has(id));
    return withoutPage.length === 0 ? entry : { ...entry, withoutPage };
  });
  return { ...rest, items: marked };
}

async function namesSaid(
  c: Context<AppEnvironment>,
  entries: readonly (AuditEntry | OwnAuditEntry)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(entries.flatMap(idsSaid));
  const some = (noun: IdNoun) => [...ids].filter((id) => isId(noun, id));
  const nameless = entries.flatMap((entry) =>
    entry.actorName === undefined && entry.actorKind === 'user' && 'actorId' in entry ? [entry.actorId] : [],
  );
  const { scope, district } = c.var;
  const [accounts, courtyards, communities] = await Promise.all([
    namesOf(district, [...some('user'), ...nameless]),
    scope !== undefined && some('courtyard').length > 0 ? courtyardNames(scope) : [],
    some('tenant').length > 0 ? communityNames(district) : [],
  ]);
  return new Map([...accounts, ...courtyards, ...communities]);
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
      return c.json(await pageOfOffice(c, page));
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
      return c.json(await pageOfOffice(c, page));
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
      return c.json(await pageInWords(c, page));
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
      return c.json(await pageOfOffice(c, page));
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
