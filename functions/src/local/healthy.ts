import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_AGAIN_MS = 100;
/** Far longer than the stream takes to catch up with a demo community. */
const PATIENCE_MS = 120_000;

/**
 * Waits until the machine says of itself, at the address people open, that it is alive and every part of it ready. Throws
 * naming the parts that are not when it takes too long.
 */
export async function healthy(origin: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const [health, ready] = await Promise.all([fetch(`${origin}/healthz`), fetch(`${origin}/readyz`)]);
    if (health.ok && ready.ok) return;
    if (performance.now() > deadline) {
      const parts = await unreadyIn(ready);
      throw new Error(`还没有就绪：${parts}。再启动一次试试。 / Not ready: ${parts}. Try starting again.`);
    }
    await sleep(LOOK_AGAIN_MS);
  }
}

async function unreadyIn(answer: Response): Promise<string> {
  const parts = (await answer.json()) as Record<string, boolean>;
  const unready = Object.entries(parts).filter(([, isReady]) => !isReady);
  return unready.map(([part]) => part).join(', ');
}
