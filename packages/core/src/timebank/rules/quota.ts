import type { PlainDate } from '../../kernel/index.ts';
import type { ServiceRecord } from '../service-record.ts';
import type { PointsRule } from './rule.ts';

/** How much an account can still earn or give in a period: the counter of what it has used, and the most there can be. */
export type Quota = { id: string; most: number; period: string };

type Use = 'earned' | 'given';

export const quotaIdOf = (accountId: string, use: Use, period: string): string =>
  `${quotasOf(accountId)}${use}.${period}`;

/** What comes before the use and the period in the ids of an account's quotas. */
export const quotasOf = (accountId: string): string => `${accountId}.`;

/** A day or a year by its digits: ids hold no dash. */
export const periodOf = (day: string): string => day.replaceAll('-', '');

function quotaOf(accountId: string, use: Use, day: string, most: number): Quota {
  const period = periodOf(day);
  return { id: quotaIdOf(accountId, use, period), most, period };
}

/** The caps under which a service earns: of its day, of its year. None where the rule has none. */
export function capsOn(
  { dailyCap, yearlyCap }: PointsRule,
  { accountId, servedOn }: Pick<ServiceRecord, 'accountId' | 'servedOn'>,
): Quota[] {
  const cap = (period: string, most: number | undefined): Quota[] =>
    most === undefined ? [] : [quotaOf(accountId, 'earned', period, most)];
  return [...cap(servedOn, dailyCap), ...cap(servedOn.slice(0, 4), yearlyCap)];
}

/** A record with no more points than are left under the caps; what it lost to them is said. */
export const upTo = (record: ServiceRecord, most: number, caps: readonly Quota[]): ServiceRecord => {
  const points = Math.min(record.points, Math.max(0, most));
  const withheld = record.points - points;
  return {
    ...record,
    points,
    ...(withheld === 0 ? {} : { pointsWithheld: withheld }),
    ...(points === 0 ? {} : { countedIn: caps.map(({ period }) => period) }),
  };
};

/** What the community can still give out of its own hand this year, where the rule says so. */
export const grantingOn = (
  { grantMost }: Pick<PointsRule, 'grantMost'>,
  today: PlainDate,
): Quota | undefined =>
  grantMost === undefined ? undefined : quotaOf('issuance', 'given', today.slice(0, 4), grantMost);

/** What an account can pass on today, where the rule says so. */
export const givingOn = (
  { transferDailyMost }: PointsRule,
  accountId: string,
  today: PlainDate,
): Quota | undefined =>
  transferDailyMost === undefined ? undefined : quotaOf(accountId, 'given', today, transferDailyMost);
