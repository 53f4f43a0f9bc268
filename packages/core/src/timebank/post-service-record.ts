import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import { requireOnBehalfOf } from '../courtyard/index.ts';
import {
  idFrom,
  LinliError,
  parse,
  plainDateOf,
  requireCourtyards,
  requireOther,
  requireWithin,
  type Scope,
} from '../kernel/index.ts';
import { contentHash, type Made, provenance, view, type Write, write } from '../table/index.ts';
import { memberAccountId } from './account.ts';
import { Accounts, ServiceRecords } from './entities.ts';
import { getVolunteer, listPointsRules, storedServiceRecord } from './operations.ts';
import { postedTo } from './posting.ts';
import { pointsEarned, ruleInForce } from './rule.ts';
import { reversalOf, ServiceRecord } from './service-record.ts';

/** The person who asked for it at the desk (代办), by their id. */
const OnBehalfOf = z.string().max(60).optional();

export const PostServiceRecordInput = z.object({
  volunteerId: z.string(),
  servedOn: z.iso.date(),
  item: z.string().min(1).max(60),
  category: z.string().min(1).max(30),
  durationMinutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
  // A service is done for somebody; work for a place, such as sweeping a yard, counts as for one.
  peopleServed: z.number().int().min(1).max(10_000).default(1),
  recipient: z.string().max(60).optional(),
  verifier: z.string().max(60).optional(),
  onBehalfOf: OnBehalfOf,
});

/**
 * Records a service in the hours book and its points in the points book: one transaction of two items, four write units
 * and one for each of the record's two index entries. The same key again answers with the same record.
 */
export async function postServiceRecord(
  scope: Scope,
  input: z.input<typeof PostServiceRecordInput> & { key: string },
): Promise<ServiceRecord> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { tenantId } = scope;
  const { onBehalfOf, ...asked } = parse(PostServiceRecordInput, input);
  if (asked.servedOn > plainDateOf(scope.now))
    throw new LinliError('invalid', 'dateInFuture', { field: 'servedOn' });

  const volunteer = await getVolunteer(scope, asked.volunteerId);
  requireWithin(within, volunteer.courtyardId, 'volunteer');
  requireOther(scope, volunteer.personId);
  await requireOnBehalfOf(scope, within, onBehalfOf);
  const rule = ruleInForce(await listPointsRules(scope), asked.servedOn);
  const record: ServiceRecord = {
    ...asked,
    id: idFrom('serviceRecord', tenantId, 'posted', input.key),
    volunteerNo: volunteer.volunteerNo,
    volunteerName: volunteer.name,
    courtyardId: volunteer.courtyardId,
    accountId: memberAccountId(tenantId, volunteer.id),
    points: pointsEarned(rule, asked.category, asked.durationMinutes),
    ruleId: rule.id,
  };

  return commitOnce(scope, record, onBehalfOf, [addToAccount(scope, record, volunteer.id)]);
}

export const ReverseServiceRecordInput = z.object({
  reason: z.string().trim().min(2).max(120),
  onBehalfOf: OnBehalfOf,
});

/** Takes a record back, once, with its points and a reason; refused when the points have been spent. */
export async function reverseServiceRecord(
  scope: Scope,
  id: string,
  input: z.input<typeof ReverseServiceRecordInput>,
): Promise<ServiceRecord> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { tenantId } = scope;
  const record = await storedServiceRecord(scope, id);
  requireWithin(within, record.courtyardId, 'serviceRecord');
  const { reason, onBehalfOf } = parse(ReverseServiceRecordInput, input);
  if (scope.actor.personId !== undefined)
    requireOther(scope, (await getVolunteer(scope, record.volunteerId)).personId);
  await requireOnBehalfOf(scope, within, onBehalfOf);
  const reversal = reversalOf(record, idFrom('serviceRecord', tenantId, 'reversal', id), reason);
  const alreadyReversed = new LinliError('conflict', 'alreadyReversed');

  await scope.table.commit([
    write(ServiceRecords.create({ ...reversal, ...provenance(scope, onBehalfOf) }), alreadyReversed),
    write(
      ServiceRecords.patch({ tenantId, id })
        .set({ reversedBy: reversal.id })
        .where(
          ({ reversedBy, reverses }, { notExists }) => `${notExists(reversedBy)} AND ${notExists(reverses)}`,
        ),
      alreadyReversed,
    ),
    write(
      Accounts.patch({ tenantId, id: record.accountId })
        .add({ pointsBalance: reversal.points, minutesServed: reversal.durationMinutes })
        .where(({ pointsBalance }, { gte }) => gte(pointsBalance, record.points)),
      new LinliError('limit_exceeded', 'balanceTooLow'),
    ),
    ...toldToPerson(scope, 'reverse', reversal, onBehalfOf),
  ]);
  return view(ServiceRecord, reversal);
}

/** A record says itself who made it and for whom; this lets the person find it among what was done about them. */
const toldToPerson = (
  scope: Scope,
  action: 'post' | 'reverse',
  { id }: ServiceRecord,
  onBehalfOf: string | undefined,
): Write[] =>
  onBehalfOf === undefined ? [] : [recordChange(scope, { action, noun: 'serviceRecord', id, onBehalfOf })];

function addToAccount(scope: Scope, record: ServiceRecord, volunteerId: string): Write {
  const { points, minutes } = postedTo(record.accountId, [record]);
  return write(
    Accounts.upsert({
      tenantId: scope.tenantId,
      id: record.accountId,
      ownerId: volunteerId,
      ownerKind: 'member',
    }).add({ pointsBalance: points, minutesServed: minutes }),
    new LinliError('conflict', 'alreadyChanged'),
  );
}

/** The key lives in the record's id: a second commit fails on the record, which is then read and compared. */
async function commitOnce(
  scope: Scope,
  record: ServiceRecord,
  onBehalfOf: string | undefined,
  others: readonly Write[],
): Promise<ServiceRecord> {
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  try {
    await scope.table.commit([
      write(ServiceRecords.create({ ...record, ...provenance(scope, onBehalfOf) }), taken),
      ...others,
      ...toldToPerson(scope, 'post', record, onBehalfOf),
    ]);
    return view(ServiceRecord, record);
  } catch (error) {
    if (error !== taken) throw error;
    const { tenantId, table } = scope;
    const stored = await table.get(ServiceRecords, ServiceRecords.get({ tenantId, id: record.id }));
    const existing = ServiceRecord.parse(stored);
    const sameFor = (stored?.made as Made | undefined)?.onBehalfOf === onBehalfOf;
    const same = contentHash({ ...existing, reversedBy: undefined }) === contentHash(record);
    if (!same || !sameFor) throw taken;
    return view(ServiceRecord, existing);
  }
}
