/** The jobs that carry provisioning on leave at most half of this between two looks. */
const QUIET_MS = 60_000;

type Provisioning = { state: string; steps: readonly { at?: string | undefined }[] };

/** Under way by its word, but no step has been touched for a while: a person may ask for it to go on. */
export function standsStill({ state, steps }: Provisioning, now: number): boolean {
  if (state !== 'provisioning') return false;
  const latest = Math.max(0, ...steps.map(({ at }) => (at === undefined ? 0 : Date.parse(at))));
  return now - latest > QUIET_MS;
}
