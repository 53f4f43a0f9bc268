import { plainDateOf, type Scope } from '../../kernel/index.ts';
import { Quotas } from './entities.ts';
import { grantingOn, type Quota } from './quota.ts';
import { ruleOfToday } from './rule-operations.ts';

/** How many points are promised to be redeemed of those given this year, and how many were; undefined without a limit. */
export async function promisedThisYear(scope: Scope): Promise<{ most: number; given: number } | undefined> {
  const { table, tenantId, now } = scope;
  const rule = await ruleOfToday(scope);
  const promised: Quota | undefined = rule && grantingOn(rule, plainDateOf(now));
  if (promised === undefined) return undefined;
  const quota = await table.get(Quotas, Quotas.get({ tenantId, id: promised.id }));
  return { most: promised.most, given: quota?.points ?? 0 };
}
