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
    ...previewOf({ ...rule, id: '' }, counted),
    ...(nextDay === undefined || nextDay > endOfMonth(month) ? {} : { nextDay }),
  };
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
