import { setTimeout as sleep } from 'node:timers/promises';
import { unfinishedImports } from '@linli/core/importing';
import { Communities } from '@linli/core/tenancy';
import { carryOn, type JobDependencies } from '../jobs/carry-on.ts';

/** How long to wait when another worker, perhaps one that was killed, holds the community's turn. */
const TURN_WAIT_MS = 1000;

type Parts = JobDependencies & { log(entry: Record<string, unknown>): void };

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
  async resume(): Promise<void> {
    const { districtId, districtTable } = this.#parts;
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
      while (
        !this.#stopping &&
        (await carryOn(this.#parts, { tenantId, importId }, () => this.#stopping)) === 'more'
      ) {
        if (!this.#stopping) await sleep(TURN_WAIT_MS);
      }
    } catch (error) {
      this.#parts.log({ level: 'error', event: 'job', tenantId, importId, error: (error as Error).stack });
    }
  }
}
