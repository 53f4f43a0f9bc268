import { giveUpImportJob, unfinishedImports } from '@linli/core/importing';
import type { Clock } from '@linli/core/kernel';
import type { Table } from '@linli/core/table';
import { Communities } from '@linli/core/tenancy';
import { jobScope } from '../jobs/scope.ts';
import { inOwnProcess } from './import-process.ts';

type Parts = {
  districtId: string;
  districtTable: Table;
  tenantTable(tenantId: string): Table;
  clock: Clock;
  endpoint: string;
  /** Where the files are. */
  folder: string;
  masterKeyFile: string;
  log(entry: Record<string, unknown>): void;
};

type Job = { tenantId: string; importId: string };

/** The imports of one machine in the order they were asked for, one at a time in each community. */
export class ImportQueue {
  readonly #parts: Parts;
  readonly #lines = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  want({ tenantId, importId }: Job): void {
    const before = this.#lines.get(tenantId) ?? Promise.resolve();
    this.#lines.set(
      tenantId,
      before.then(() => this.#carryOn({ tenantId, importId })),
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
    this.#stopping.abort();
    await Promise.all(this.#lines.values());
  }

  async #carryOn(job: Job): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const { clock, endpoint, folder, masterKeyFile, log } = this.#parts;
    const aheadMs = Date.parse(clock()) - Date.now();
    try {
      await inOwnProcess({ ...job, endpoint, folder, masterKeyFile, aheadMs }, this.#stopping.signal, log);
    } catch (error) {
      log({ level: 'error', event: 'job', ...job, error: (error as Error).stack });
      await this.#giveUp(job).catch((cause: Error) =>
        log({ level: 'error', event: 'job', ...job, error: cause.stack }),
      );
    }
  }

  /** A process that died could not say so on the import itself. */
  #giveUp({ tenantId, importId }: Job): Promise<void> {
    return giveUpImportJob(jobScope(this.#parts, tenantId), importId);
  }
}
