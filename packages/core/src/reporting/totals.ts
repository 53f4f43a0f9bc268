import { requirePermission, type Scope } from '../kernel/index.ts';
import { type Figures, figuresOf, readTotalsOfCommunity } from './figures.ts';

/** The community's lifetime totals, without those of its courtyards. One query of one small item. */
export async function totalsOf(scope: Scope): Promise<Figures> {
  requirePermission(scope, 'reporting:read');
  return figuresOf(await readTotalsOfCommunity(scope.table), 'community');
}
