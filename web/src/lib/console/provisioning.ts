/** The jobs that carry provisioning on leave at most half of this between two looks. */
const QUIET_MS = 60_000;

type Step = { state: string; at?: string | undefined };
type Provisioning = { steps: readonly Step[] };

/** Asked of the steps and not of the community's state: one that is live stays so while more ledgers come in. */
export const hasStopped = ({ steps }: Provisioning): boolean => steps.some(({ state }) => state === 'failed');

const isDone = ({ steps }: Provisioning): boolean => steps.every(({ state }) => state === 'done');
const hasBegun = ({ steps }: Provisioning): boolean => steps.some(({ state }) => state !== 'waiting');

/** It goes on by itself. */
export const isUnderWay = (community: Provisioning): boolean =>
  hasBegun(community) && !isDone(community) && !hasStopped(community);

/** Under way by its word, but no step has been touched for a while: a person may ask for it to go on. */
export function standsStill(community: Provisioning, now: number): boolean {
  if (!isUnderWay(community)) return false;
  const latest = Math.max(0, ...community.steps.map(({ at }) => (at === undefined ? 0 : Date.parse(at))));
  return now - latest > QUIET_MS;
}

/** Nothing goes on, and somebody can ask for it to begin, or to be tried again. */
export const waitsForSomebody = (community: Provisioning, now: number): boolean =>
  (!isDone(community) && !isUnderWay(community)) || standsStill(community, now);
