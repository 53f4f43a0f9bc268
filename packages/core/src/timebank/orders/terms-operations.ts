import type { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { LinliError, parse, requirePermission, type Scope } from '../../kernel/index.ts';
import { write } from '../../table/index.ts';
import { OrderTermsItems } from './entities.ts';
import { DEFAULT_TERMS, OrderTerms } from './order-terms.ts';

const THE_ONE = 'orderTerms';

/** The terms in force. */
export async function getOrderTerms(scope: Scope): Promise<OrderTerms> {
  requirePermission(scope, 'timebank:read');
  return storedTerms(scope);
}

export async function storedTerms({ table, tenantId }: Scope): Promise<OrderTerms> {
  const stored = await table.get(OrderTermsItems, OrderTermsItems.get({ tenantId, id: THE_ONE }));
  return stored === undefined ? DEFAULT_TERMS : OrderTerms.parse(stored);
}

/** Sets them for what is ordered from now on; what was ordered is kept as long as it was said then. */
export async function setOrderTerms(scope: Scope, input: z.input<typeof OrderTerms>): Promise<OrderTerms> {
  requirePermission(scope, 'timebank:write');
  const { tenantId, table } = scope;
  const after = parse(OrderTerms, input);
  const before = await storedTerms(scope);
  await table.commit([
    write(
      OrderTermsItems.upsert({ tenantId, id: THE_ONE, ...after }),
      new LinliError('conflict', 'alreadyChanged'),
    ),
    recordChange(scope, { action: 'change', noun: 'orderTerms', id: THE_ONE, before, after }),
  ]);
  return after;
}
