import type { MessageKey, Metric } from '../kernel/index.ts';
import type { Community } from './community.ts';

/** What should be there before residents are invited, and the advice when it is not. */
export type ReadinessItem = { item: (typeof ITEMS)[number]['item']; done: boolean; advice: MessageKey };

type Totals = Partial<Record<Metric, number>>;

const ITEMS = [
  { item: 'contact', advice: 'readyContact', holds: ({ contact }: Community) => contact !== undefined },
  { item: 'courtyards', module: 'courtyard', advice: 'readyCourtyards', holds: has('courtyards') },
  { item: 'residents', module: 'courtyard', advice: 'readyResidents', holds: has('residents') },
  { item: 'volunteers', module: 'timebank', advice: 'readyVolunteers', holds: has('volunteers') },
  { item: 'catalogue', module: 'timebank', advice: 'readyCatalogue', holds: has('catalogueItems') },
  { item: 'courses', module: 'learning', advice: 'readyCourses', holds: has('courses') },
  { item: 'committee', module: 'governance', advice: 'readyCommittee', holds: has('committeeMembers') },
] as const satisfies readonly {
  item: string;
  module?: Community['modules'][number];
  advice: MessageKey;
  holds(community: Community, totals: Totals): boolean;
}[];

function has(metric: Metric) {
  return (_: Community, totals: Totals) => (totals[metric] ?? 0) > 0;
}

/** Pure: the community's own data and its totals decide. Modules that are off ask for nothing. */
export const readinessOf = (community: Community, totals: Totals): ReadinessItem[] =>
  ITEMS.filter((item) => !('module' in item) || community.modules.includes(item.module)).map(
    ({ item, advice, holds }) => ({ item, advice, done: holds(community, totals) }),
  );
