import type { Contribution } from '../kernel/index.ts';
import { inOrderOnce, type StreamEvent } from '../table/index.ts';
import { GOODS, TALLIES } from './tallies.ts';
import { stepOfGoods, stepsOf, type TallyStep } from './tally-item.ts';

/** What one event adds to the attributes of one counter item. */
export type TallyChange = { mark: string; add: Record<string, number> };

/** One counter item that a batch touches, and its changes in the order of the stream, each once. */
export type TallyTarget = { tenantId: string; sortKey: string; changes: TallyChange[] };

/** The counter items that a batch of events touches. An event that changes no figure touches none. */
export function targetsOf(events: readonly StreamEvent[]): TallyTarget[] {
  const targets = new Map<string, TallyTarget>();
  for (const [mark, event] of inOrderOnce(events)) {
    const tenantId = tenantOf(event);
    if (tenantId === undefined) continue;
    for (const [sortKey, add] of changeOf(event)) {
      const key = `${tenantId}\u0000${sortKey}`;
      const target = targets.get(key) ?? { tenantId, sortKey, changes: [] };
      target.changes.push({ mark, add });
      targets.set(key, target);
    }
  }
  return [...targets.values()];
}

/** All changes as one. */
export function foldChanges(changes: readonly TallyChange[]): Record<string, number> {
  const sum = new Map<string, number>();
  for (const { add } of changes) {
    for (const [attribute, by] of Object.entries(add)) sum.set(attribute, (sum.get(attribute) ?? 0) + by);
  }
  return Object.fromEntries([...sum].filter(([, by]) => by !== 0));
}

/** What a stored record of any noun adds to the figures; nothing when its noun is not counted. */
export function contributionsOf(image: Record<string, unknown> | undefined): Contribution[] {
  const tally = TALLIES.get(String(image?.['__edb_e__']));
  return tally === undefined ? [] : tally(image);
}

/** The same as it is counted: what it adds to which counter. */
export function stepsIn(image: Record<string, unknown> | undefined): TallyStep[] {
  const goods = GOODS.get(String(image?.['__edb_e__']))?.(image) ?? [];
  return [...contributionsOf(image).flatMap(stepsOf), ...goods.map(stepOfGoods)];
}

const tenantOf = ({ newImage, oldImage }: StreamEvent): string | undefined =>
  /^T#([^#]+)#/.exec(String((newImage ?? oldImage)?.['pk']))?.[1];

/** tally(new) − tally(old), by counter item; an attribute that does not change is left out. */
function changeOf({ newImage, oldImage }: StreamEvent): Map<string, Record<string, number>> {
  const steps = [...stepsIn(newImage), ...stepsIn(oldImage).map((step) => ({ ...step, by: -step.by }))];
  const bySortKey = new Map<string, Record<string, number>>();
  for (const { sortKey, attribute, by } of steps) {
    const add = bySortKey.get(sortKey) ?? {};
    add[attribute] = (add[attribute] ?? 0) + by;
    bySortKey.set(sortKey, add);
  }
  for (const [sortKey, add] of bySortKey) {
    const changed = Object.entries(add).filter(([, by]) => by !== 0);
    if (changed.length === 0) bySortKey.delete(sortKey);
    else bySortKey.set(sortKey, Object.fromEntries(changed));
  }
  return bySortKey;
}
