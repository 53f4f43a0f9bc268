import { requirePermission, type Scope } from '../kernel/index.ts';
import { type Figures, figuresOf, readTotals } from './figures.ts';

/** The community's lifetime totals. One query. */
export async function totalsOf(scope: Scope): Promise<Figures> {
  requirePermission(scope, 'reporting:read');
  return figuresOf(await readTotals(scope.table), 'community');
}
