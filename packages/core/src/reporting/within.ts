import { type Courtyards, METRICS, type Metric } from '../kernel/index.ts';
import { type Figures, type FiguresByScope, figuresOf } from './figures.ts';

/** What is counted for the community as a whole and for no courtyard of it. */
const OF_NO_COURTYARD: readonly Metric[] = [
  'catalogueItems',
  'socialOrganisations',
  'selfOrganised',
  'mature',
  'rooms',
  'courses',
  'regionalUnits',
];

/** The figures of all that somebody reaches: the community's, or those of the named courtyards added up. */
export function figuresWithin(figures: FiguresByScope, reached: Courtyards): Partial<Figures> {
  if (reached === 'all') return figuresOf(figures, 'community');
  const each = reached.map((id) => figuresOf(figures, id));
  const counted = METRICS.filter((metric) => !OF_NO_COURTYARD.includes(metric));
  const sums = counted.map((metric) => [metric, each.reduce((sum, one) => sum + one[metric], 0)]);
  return { ...Object.fromEntries(sums), courtyards: reached.length };
}
