import { LinliError, type Scope } from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import type { ServiceRecord } from '../service-record.ts';
import { Quotas } from './entities.ts';
import { capsOn, type Quota, quotaIdOf, quotasOf, upTo } from './quota.ts';
import type { PointsRule } from './rule.ts';

/** Counts points towards a quota; more than it has is refused in the write itself. Two write units in a transaction. */
export function countTowards(
  { tenantId }: Scope,
  { id, most }: Quota,
  points: number,
  refusal: LinliError,
): Write {
  const counted = Quotas.upsert({ tenantId, id })
    .add({ points })
    .where((quota, { lte, notExists }) =>
      [...(points > most ? [] : [notExists(quota.points)]), lte(quota.points, most - points)].join(' OR '),
    );
  return write(counted, refusal);
}

/**
 * What was counted and is taken back, free again. Of somebody erased the quotas are gone, and nothing is counted there any
 * more: then it makes no difference.
 */
export const freeQuotas = ({ tenantId }: Scope, { accountId, use, periods = [], points }: Counted): Write[] =>
  periods.map((period) =>
    write(
      Quotas.upsert({ tenantId, id: quotaIdOf(accountId, use, period) }).add({ points: 0 - points }),
      new LinliError('conflict', 'alreadyChanged'),
    ),
  );

type Counted = {
  accountId: string;
  use: 'earned' | 'given';
  periods?: readonly string[] | undefined;
  points: number;
};

/** Of an account that is there no more. */
export async function forgetQuotas({ table, tenantId }: Scope, accountId: string): Promise<void> {
  const all = Quotas.query.byId({ tenantId }).begins({ id: quotasOf(accountId) });
  for await (const { id } of table.each(Quotas, all, { consistent: true }))
    await table.commit([
      write(Quotas.delete({ tenantId, id }), new LinliError('conflict', 'alreadyChanged')),
    ]);
}

/** So often is a record reckoned again because the same person's others got in between. */
const TRIES = 5;

/**
 * Posts a record with as many of its points as its rule's caps leave. It is tried with all of them first, and nothing is
 * read: only when the write says that a cap is full is looked up what is left. `commit` takes the record as it will be and
 * what is to be written beside it; without caps that is nothing.
 */
export async function postWithinCaps(
  scope: Scope,
  rule: PointsRule,
  record: ServiceRecord,
  commit: (record: ServiceRecord, beside: readonly Write[]) => Promise<ServiceRecord>,
): Promise<ServiceRecord> {
  const caps = capsOn(rule, record);
  if (caps.length === 0) return commit(record, []);
  const full = new LinliError('unavailable', 'tooBusy');
  let left = Math.min(...caps.map(({ most }) => most));
  for (let tries = 1; ; tries++) {
    const capped = upTo(record, left, caps);
    const counted =
      capped.points === 0 ? [] : caps.map((cap) => countTowards(scope, cap, capped.points, full));
    try {
      return await commit(capped, counted);
    } catch (error) {
      if (error !== full || tries === TRIES) throw error;
      left = await leftUnder(scope, caps);
    }
  }
}

async function leftUnder({ table, tenantId }: Scope, caps: readonly Quota[]): Promise<number> {
  const used = await table.getMany(
    caps.map(({ id }) => ({ entity: Quotas, operation: Quotas.get({ tenantId, id }) })),
    { consistent: true },
  );
  return Math.min(
    ...caps.map(({ most }, i) => most - ((used[i] as { points: number } | undefined)?.points ?? 0)),
  );
}
