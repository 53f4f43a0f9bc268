import type { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  idFrom,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  parse,
  plainDateOf,
  requireCourtyards,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, provenance, throughDay, view, viewPage, type Write, write } from '../../table/index.ts';
import { RecruitmentNotices } from './entities.ts';
import { onDay, RecruitmentNotice, RecruitmentNoticeInput } from './recruitment-notice.ts';

/** Puts a call for volunteers on the public page. The same key again answers with the same notice as it was published. */
export async function publishRecruitment(
  scope: Scope,
  input: z.input<typeof RecruitmentNoticeInput> & { key: string },
): Promise<RecruitmentNotice> {
  requirePermission(scope, 'timebank:write');
  const asked = parse(RecruitmentNoticeInput, input);
  const { tenantId, table, now } = scope;
  const publishedOn = plainDateOf(now);
  if (asked.until < publishedOn) throw new LinliError('invalid', 'dateInPast', { field: 'until' });
  const notice: RecruitmentNotice = {
    ...{ ...asked, id: idFrom('recruitmentNotice', tenantId, input.key) },
    ...{ publishedOn, state: 'open', applied: 0, accepted: 0 },
  };
  const askedHash = contentHash({ asked });
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  try {
    await table.commit([
      write(RecruitmentNotices.create({ ...notice, ...provenance(scope), askedHash }), taken),
      recordChange(scope, { action: 'create', noun: 'recruitmentNotice', id: notice.id, after: asked }),
    ]);
    return view(RecruitmentNotice, notice);
  } catch (error) {
    if (error !== taken) throw error;
    const before = await storedNotice(scope, notice.id);
    if (before.askedHash !== askedHash) throw taken;
    return view(RecruitmentNotice, { ...before, state: 'open', applied: 0, accepted: 0 });
  }
}

/** Ends a call before its day: nobody can follow it any more. Ended twice, it answers with the same. */
export async function closeRecruitment(scope: Scope, id: string): Promise<RecruitmentNotice> {
  requirePermission(scope, 'timebank:write');
  const notice = await storedNotice(scope, id);
  if (notice.state === 'closed') return view(RecruitmentNotice, notice);
  const closed = RecruitmentNotices.patch({ tenantId: scope.tenantId, id })
    .set({ state: 'closed', until: notice.until })
    .where(({ state }, { eq }) => eq(state, 'open'));
  await scope.table.commit([
    write(closed, new LinliError('conflict', 'alreadyChanged')),
    recordChange(scope, {
      ...{ action: 'close', noun: 'recruitmentNotice', id },
      before: { state: 'open' },
      after: { state: 'closed' },
    }),
  ]);
  return view(RecruitmentNotice, { ...notice, state: 'closed' });
}

async function storedNotice({ table, tenantId }: Scope, id: string) {
  const operation = RecruitmentNotices.get({ tenantId, id });
  const notice = await table.get(RecruitmentNotices, operation, { consistent: true });
  if (notice === undefined) throw notFound('recruitmentNotice');
  return notice;
}

/** Every call there was, the same in every courtyard, the newest first unless asked otherwise; only up to a day with `until`. */
export async function listRecruitment(
  scope: Scope,
  request: PageRequest & { until?: string; order?: 'asc' | 'desc' },
): Promise<Page<RecruitmentNotice>> {
  requireCourtyards(scope, 'timebank:read');
  const all = RecruitmentNotices.query.byDay({ tenantId: scope.tenantId });
  const query = request.until === undefined ? all : all.lte({ publishedOn: throughDay(request.until) });
  const page = await scope.table.page(RecruitmentNotices, query, { order: 'desc', ...request });
  const { items, ...rest } = viewPage(RecruitmentNotice, page);
  return { ...rest, items: items.map((notice) => onDay(notice, plainDateOf(scope.now))) };
}

/** One call, for anyone: what stands in it names nobody. */
export async function getRecruitment(scope: Scope, id: string): Promise<RecruitmentNotice> {
  requirePermission(scope, 'public:read');
  const { tenantId, table, now } = scope;
  const notice = await table.get(RecruitmentNotices, RecruitmentNotices.get({ tenantId, id }));
  if (notice === undefined) throw notFound('recruitmentNotice');
  return onDay(view(RecruitmentNotice, notice), plainDateOf(now));
}

/** What can be followed today, the one that ends first first, for anyone. */
export async function openRecruitment(scope: Scope, request: PageRequest): Promise<Page<RecruitmentNotice>> {
  requirePermission(scope, 'public:read');
  const { tenantId, table, now } = scope;
  const open = RecruitmentNotices.query.ofState({ tenantId, state: 'open' }).gte({ until: plainDateOf(now) });
  return viewPage(RecruitmentNotice, await table.page(RecruitmentNotices, open, request));
}

/** Counts one who follows a call, as long as it can be followed. */
export const appliedToNotice = ({ tenantId, now }: Scope, id: string): Write =>
  write(
    RecruitmentNotices.patch({ tenantId, id })
      .add({ applied: 1 })
      .where(({ state, until }, { eq, gte }) => `${eq(state, 'open')} AND ${gte(until, plainDateOf(now))}`),
    new LinliError('conflict', 'noticeClosed', { field: 'noticeId' }),
  );

/** Counts one who followed a call and was accepted, also after it ended. */
export const acceptedByNotice = ({ tenantId }: Scope, id: string): Write =>
  write(
    RecruitmentNotices.patch({ tenantId, id }).add({ accepted: 1 }),
    new LinliError('conflict', 'alreadyChanged'),
  );
