import type { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  LinliError,
  minuteOf,
  type PlainDate,
  parse,
  requireCourtyards,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { throughDay, type Write, write } from '../../table/index.ts';
import { ServiceRecords } from '../entities.ts';
import {
  type CheckedService,
  type CheckFinding,
  checkService,
  DEFAULT_CHECKS,
  HoursChecks,
  type Pace,
} from './checks.ts';
import { EntryPaces, HoursCheckSettings, ServiceProposals } from './entities.ts';
import { isOpen } from './service-proposal.ts';

const SETTINGS = 'hoursChecks';
/** Of a volunteer's services around a day: more are not looked at, and a figure said of them is at least so many. */
const LOOKED_AT = 100;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The checks in force, for whoever confirms. */
export async function getHoursChecks(scope: Scope): Promise<HoursChecks> {
  requireCourtyards(scope, 'timebank:confirm');
  return checksOf(scope);
}

async function checksOf({ table, tenantId }: Scope): Promise<HoursChecks> {
  const stored = await table.get(HoursCheckSettings, HoursCheckSettings.get({ tenantId, id: SETTINGS }));
  return stored === undefined ? DEFAULT_CHECKS : HoursChecks.parse(stored);
}

/** Sets them for all that is checked from now on. */
export async function setHoursChecks(scope: Scope, input: z.input<typeof HoursChecks>): Promise<HoursChecks> {
  requirePermission(scope, 'timebank:write');
  const { tenantId } = scope;
  const after = parse(HoursChecks, input);
  const before = await checksOf(scope);
  await scope.table.commit([
    write(HoursCheckSettings.upsert({ tenantId, id: SETTINGS, ...after }), tooBusy()),
    recordChange(scope, { action: 'change', noun: 'hoursChecks', id: SETTINGS, before, after }),
  ]);
  return after;
}

/**
 * What is noticed of a service, read as it stands now: the checks, the volunteer's records and open proposals around its
 * day, and how fast `enteredBy` has been entering, each in one query or get, side by side. One round trip.
 */
export async function findingsOf(
  scope: Scope,
  service: CheckedService & { volunteerId: string },
  enteredBy?: string,
): Promise<CheckFinding[]> {
  const { table, tenantId, now } = scope;
  const { volunteerId, servedOn } = service;
  // The days of the pair are not known before the checks are: the longest that can be set is asked for.
  const days = { from: daysBefore(servedOn, 92), to: daysBefore(servedOn, -92) };
  const between = [{ servedOn: days.from }, { servedOn: throughDay(days.to) }] as const;
  const of = { tenantId, volunteerId };
  const [checks, records, proposals, pace] = await Promise.all([
    checksOf(scope),
    table.page(ServiceRecords, ServiceRecords.query.ofVolunteer(of).between(...between), {
      order: 'desc',
      limit: LOOKED_AT,
    }),
    table.page(ServiceProposals, ServiceProposals.query.ofVolunteer(of).between(...between), {
      order: 'desc',
      limit: LOOKED_AT,
    }),
    enteredBy === undefined ? undefined : paceOf(scope, enteredBy, now),
  ]);
  const standing = records.items.filter(({ reverses, reversedBy }) => !reverses && !reversedBy);
  const waiting = proposals.items.filter(({ state }) => isOpen(state));
  const near = (other: CheckedService) =>
    Math.abs(Date.parse(other.servedOn) - Date.parse(servedOn)) < checks.pairDays * DAY_MS;
  return checkService(service, [...standing, ...waiting].filter(near), checks, pace);
}

const daysBefore = (day: PlainDate, days: number): PlainDate =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);

async function paceOf({ table, tenantId }: Scope, userId: string, now: string): Promise<Pace> {
  const { id, hour } = hourOf(userId, now);
  const counted = await table.get(EntryPaces, EntryPaces.get({ tenantId, id }));
  return { entries: counted?.entered ?? 0, hour };
}

function hourOf(userId: string, now: string): { id: string; hour: number } {
  const hour = minuteOf(now).slice(0, 13);
  return { id: `${userId}.${hour.replace(' ', 'T')}`, hour: Number(hour.slice(11)) };
}

/** The write that counts one more entry of this account in this hour. */
export function countEntry({ tenantId, actor, now }: Scope): Write {
  const expiresAt = Math.ceil(Date.parse(now) / 1000) + 24 * 60 * 60;
  const { id } = hourOf(actor.id, now);
  return write(EntryPaces.upsert({ tenantId, id, expiresAt }).add({ entered: 1 }), tooBusy());
}

const tooBusy = () => new LinliError('unavailable', 'tooBusy');
