import type { ServiceRecord } from '../service-record.ts';
import { percentFor } from './multiplier.ts';
import type { PointsRule } from './rule.ts';

type Service = Pick<ServiceRecord, 'category' | 'servedOn' | 'durationMinutes'>;

/** A point in the unit of the arithmetic: minutes, times points an hour, times hundredths. */
const POINT = 60 * 100;

/** Whoever rounds down still gives something for half an hour. */
const HALF_HOUR_MINUTES = 30;

/**
 * Whole points for whole minutes, rounded once a record. To the nearest is half up: 30 minutes at 10 points an hour are 5
 * points, not 0. Down is to the full point, but a whole half hour that earns anything earns one. Integer arithmetic
 * throughout. Caps are no part of it: they depend on what else was earned.
 */
export function pointsEarned(rule: PointsRule, service: Service): number {
  const rate = rule.byCategory?.[service.category] ?? rule.pointsPerHour;
  const earned = service.durationMinutes * rate * percentFor(rule.multipliers ?? [], service);
  if (rule.rounding !== 'down') return Math.floor((earned + POINT / 2) / POINT);
  const full = Math.floor(earned / POINT);
  return full === 0 && earned > 0 && service.durationMinutes >= HALF_HOUR_MINUTES ? 1 : full;
}
