import { setTimeout as sleep } from 'node:timers/promises';
import { type MessageJob, type SendDependencies, sendWaiting, waitingMessages } from '@linli/core/messaging';
import { Communities } from '@linli/core/tenancy';

/** When the table itself could not be reached: not at once, and not given up. */
const AFTER_ERROR_MS = 60_000;

/** Sends messages on one machine: as they are asked for, and again whenever the next try of one is due. */
export class MessageQueue {
  readonly #deps: SendDependencies;
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(deps: SendDependencies) {
    this.#deps = deps;
  }

  want(job: MessageJob): void {
    const work: Promise<void> = this.#seeThrough(job).finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** What waited when the process last ended. */
  async resume(): Promise<void> {
    const { districtId, table } = this.#deps;
    const senders = ['*'];
    for await (const { tenantId } of table.each(Communities, Communities.query.bySlug({ districtId })))
      senders.push(tenantId);
    for (const tenantId of senders)
      for (const job of await waitingMessages(this.#deps, tenantId)) this.want(job);
  }

  /** After the tries in hand; the rest is resumed at the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#underWay);
  }

  async #seeThrough(job: MessageJob): Promise<void> {
    const { clock, log } = this.#deps;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const again = await sendWaiting(this.#deps, job).catch((error: unknown) => {
        log({ level: 'error', event: 'message', ...job, error: (error as Error).stack });
        return 'broken' as const;
      });
      if (again === undefined) return;
      const wait = again === 'broken' ? AFTER_ERROR_MS : Date.parse(again) - Date.parse(clock());
      await sleep(wait, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
