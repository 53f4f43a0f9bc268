import { setTimeout as sleep } from 'node:timers/promises';
import { type Files, runImportJob, unfinishedImports } from '@linli/core/importing';
import { newId, SYSTEM, systemClock } from '@linli/core/kernel';
import type { Table } from '@linli/core/table';
import { Communities } from '@linli/core/tenancy';

/** How long to wait when another worker, perhaps one that was killed, holds the community's turn. */
const TURN_WAIT_MS = 1000;

type Parts = {
  tenantTable(tenantId: string): Table;
  files: Files;
  log(entry: Record<string, unknown>): void;
};

/** The jobs process of one machine: imports in the order they were asked for, one at a time in each community. */
export class ImportQueue {
  readonly #parts: Parts;
  readonly #lines = new Map<string, Promise<void>>();
  #stopping = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  want({ tenantId, importId }: { tenantId: string; importId: string }): void {
    const before = this.#lines.get(tenantId) ?? Promise.resolve();
    this.#lines.set(
      tenantId,
      before.then(() => this.#carryOn(tenantId, importId)),
    );
  }

  /** What was at work when the process last died. */
  async resume(districtId: string, districtTable: Table): Promise<void> {
    const communities = Communities.query.bySlug({ districtId });
    for await (const { tenantId } of districtTable.each(Communities, communities)) {
      const table = this.#parts.tenantTable(tenantId);
      for (const importId of await unfinishedImports({ table, tenantId })) this.want({ tenantId, importId });
    }
  }

  /** At the next chunk; the rest is resumed at the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#lines.values());
  }

  async #carryOn(tenantId: string, importId: string): Promise<void> {
    try {
      while (!this.#stopping && (await this.#work(tenantId, importId)) === 'more') {
        if (!this.#stopping) await sleep(TURN_WAIT_MS);
      }
    } catch (error) {
      this.#parts.log({ level: 'error', event: 'job', tenantId, importId, error: (error as Error).stack });
    }
  }

  #work(tenantId: string, importId: string) {
    const now = systemClock();
    const requestId = newId('session', now).replace('ses_', 'job_');
    const scope = { tenantId, table: this.#parts.tenantTable(tenantId), actor: SYSTEM, now, requestId };
    const { files } = this.#parts;
    return runImportJob({ scope, files, clock: systemClock, outOfTime: () => this.#stopping }, importId);
  }
}
