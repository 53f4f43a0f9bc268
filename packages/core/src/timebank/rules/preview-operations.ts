import { z } from 'zod';
import {
  endOfMonth,
  PAGE_LIMIT_MAX,
  type PlainDate,
  parse,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { throughDay } from '../../table/index.ts';
import { ServiceRecords } from '../entities.ts';
import { ServiceRecord } from '../service-record.ts';
import { previewOf, type RulePreview } from './preview.ts';
import { PointsRuleInput, requireSound } from './rule-input.ts';

/** Pages of a hundred records in one part: a community of a few hundred volunteers has its month in one or two. */
const PAGES = 20;

export const PreviewRuleInput = z.object({
  rule: PointsRuleInput,
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  /** Where the part before said that the next one begins. */
  fromDay: z.iso.date().optional(),
});

/**
 * What a rule would have given for a month that is over, whenever the rule is to begin. Writes nothing. At most two
 * thousand records at once; a day is never split, so that of a day with more only as many are looked at.
 */
export async function previewPointsRule(
  scope: Scope,
  input: z.input<typeof PreviewRuleInput>,
): Promise<RulePreview> {
  requirePermission(scope, 'timebank:write');
  const { rule, month, fromDay = `${month}-01` } = parse(PreviewRuleInput, input);
  requireSound(rule);
  const { records, more } = await recordsBetween(scope, fromDay, endOfMonth(month));
  const cut = more ? records.at(-1)?.servedOn : undefined;
  const whole = records.filter(({ servedOn }) => servedOn !== cut);
  const counted = whole.length === 0 ? records : whole;
  const nextDay = whole.length === 0 && cut !== undefined ? dayAfter(cut) : cut;
  const through = cut === undefined ? endOfMonth(month) : (counted.at(-1)?.servedOn ?? fromDay);
  return {
    through,
    ...previewOf({ ...rule, id: '' }, counted, await earnedBefore(scope, rule, fromDay, counted)),
    ...(nextDay === undefined || nextDay > endOfMonth(month) ? {} : { nextDay }),
  };
}

/** So many volunteers are asked about side by side. */
const AT_ONCE = 25;

/** What those who served had earned in the year before the day, by what was posted: one query each, where the year has a cap. */
async function earnedBefore(
  { table, tenantId }: Scope,
  { yearlyCap }: PointsRuleInput,
  day: PlainDate,
  records: readonly ServiceRecord[],
): Promise<Map<string, number>> {
  const earned = new Map<string, number>();
  const newYear = `${day.slice(0, 4)}-01-01`;
  if (yearlyCap === undefined || day === newYear) return earned;
  const volunteers = [...new Map(records.map(({ volunteerId, accountId }) => [volunteerId, accountId]))];
  for (let start = 0; start < volunteers.length; start += AT_ONCE)
    await Promise.all(
      volunteers.slice(start, start + AT_ONCE).map(async ([volunteerId, accountId]) => {
        const ofVolunteer = ServiceRecords.query.ofVolunteer({ tenantId, volunteerId });
        const before = ofVolunteer.between({ servedOn: newYear }, { servedOn: day });
        for (const { servedOn, points } of await table.all(ServiceRecords, before))
          if (servedOn < day) earned.set(accountId, (earned.get(accountId) ?? 0) + points);
      }),
    );
  return earned;
}

async function recordsBetween(
  { table, tenantId }: Scope,
  first: PlainDate,
  last: PlainDate,
): Promise<{ records: ServiceRecord[]; more: boolean }> {
  const query = ServiceRecords.query
    .byDate({ tenantId })
    .between({ servedOn: first }, { servedOn: throughDay(last) });
  const records: ServiceRecord[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { items, next } = await table.page(ServiceRecords, query, { limit: PAGE_LIMIT_MAX, cursor });
    records.push(...items.map((item) => ServiceRecord.parse(item)));
    cursor = next;
    if (cursor === undefined) break;
  }
  return { records, more: cursor !== undefined };
}

const dayAfter = (day: PlainDate): PlainDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3600_000).toISOString().slice(0, 10);
