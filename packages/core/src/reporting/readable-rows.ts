import { type Courtyards, courtyardsFor, isWithin, type Permission, type Scope } from '../kernel/index.ts';
import type { Readable } from './rows-behind.ts';

/**
 * Which of a report's figures can be opened: those whose rows somebody may read, no fewer and no more than the figure
 * counts. A role can show figures without the rows behind them, and then there is no link that would be refused.
 */
export function readableRows({ actor, tenantId }: Scope, reached: Courtyards): Readable {
  const rows = new Map<string, Courtyards | undefined>();
  const rowsOf = (domain: string) => {
    if (!rows.has(domain)) rows.set(domain, courtyardsFor(actor, `${domain}:read` as Permission, tenantId));
    return rows.get(domain);
  };
  return (path, courtyardId) => {
    const [domain = ''] = path.split('/');
    const readable = rowsOf(domain);
    if (readable === undefined) return false;
    return courtyardId === undefined ? String(readable) === String(reached) : isWithin(readable, courtyardId);
  };
}
