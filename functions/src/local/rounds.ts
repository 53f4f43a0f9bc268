import { goRound, type RoundDependencies } from '../jobs/round.ts';

const EVERY_MS = 10 * 60_000;

/** Goes round at the start, and every ten minutes until it is stopped; a rule of EventBridge does the same on AWS. */
export function startRounds(deps: RoundDependencies): () => Promise<void> {
  let last = Promise.resolve();
  const go = () => {
    last = last
      .then(() => goRound(deps))
      .catch((error: unknown) =>
        deps.log({ level: 'error', event: 'round', error: String((error as Error)?.stack ?? error) }),
      );
  };
  go();
  const timer = setInterval(go, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await last;
  };
}
