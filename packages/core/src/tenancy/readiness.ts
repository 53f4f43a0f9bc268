import type { MessageKey, Metric } from '../kernel/index.ts';
import type { Community } from './community.ts';

/** What should be there before residents are invited, and the advice when it is not. */
export type ReadinessItem = { item: (typeof ITEMS)[number]['item']; done: boolean; advice: MessageKey };

type Totals = Partial<Record<Metric, number>>;

const ITEMS = [
  {
    item: 'contact',
    advice: 'readyContact',
    holds: (community: Community) => community.contact !== undefined,
  },
  { item: 'courtyards', advice: 'readyCourtyards', holds: has('courtyards') },
  { item: 'residents', advice: 'readyResidents', holds: has('residents') },
  { item: 'volunteers', advice: 'readyVolunteers', holds: has('volunteers') },
  { item: 'catalogue', advice: 'readyCatalogue', holds: has('catalogueItems') },
  { item: 'courses', advice: 'readyCourses', holds: has('courses') },
  { item: 'committee', advice: 'readyCommittee', holds: has('committeeMembers') },
] as const;

function has(metric: Metric) {
  return (_: Community, totals: Totals) => (totals[metric] ?? 0) > 0;
}

/** Pure: the community's own data and its totals decide. Modules that are off ask for nothing. */
export function readinessOf(community: Community, totals: Totals): ReadinessItem[] {
  const off = (item: string) =>
    (item === 'volunteers' || item === 'catalogue' ? !community.modules.includes('timebank') : false) ||
    (item === 'courses' ? !community.modules.includes('learning') : false) ||
    (item === 'committee' ? !community.modules.includes('governance') : false);
  return ITEMS.filter(({ item }) => !off(item)).map(({ item, advice, holds }) => ({
    item,
    advice,
    done: holds(community, totals),
  }));
}
