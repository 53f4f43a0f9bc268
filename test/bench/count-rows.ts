import { projectTallies } from '@linli/core/reporting';
import type { StreamEvent, Table } from '@linli/core/table';
import { TALLIES } from '../../packages/core/src/reporting/tallies.ts';

// Far more than a stream hands over at once: rows come in order of id, hence of every month and courtyard at once, and a
// large batch folds what small ones would write again and again.
const BATCH = 20_000;

/** Hands the rows of a new community to the projection as the stream would: each as an insertion, in batches. */
export async function countRows(table: Table, tenantId: string): Promise<void> {
  let sequence = 0;
  for (const noun of TALLIES.keys()) {
    let batch: StreamEvent[] = [];
    for await (const newImage of table.eachStored(noun)) {
      batch.push({ sequence: String(++sequence), newImage });
      if (batch.length === BATCH) {
        await projectTallies(() => table, `rows of ${tenantId}`, batch);
        batch = [];
      }
    }
    await projectTallies(() => table, `rows of ${tenantId}`, batch);
  }
}
