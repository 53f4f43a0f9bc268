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
import { contentHash, provenance, view, type Write, write } from '../table/index.ts';
import { memberAccountId } from './account.ts';
import { ServiceRecords } from './entities.ts';
import type { MovementKind } from './movement.ts';
import { getVolunteer, storedServiceRecord } from './operations.ts';
import { moveByRecords } from './record-move.ts';
import { pointsEarned } from './rules/earning.ts';
import { freeQuotas, postWithinCaps } from './rules/quota-operations.ts';
import { ruleInForce } from './rules/rule.ts';
import { storedRules } from './rules/rule-operations.ts';
import { reversalOf, ServiceRecord, StartsAt } from './service-record.ts';
import type { Volunteer } from './volunteer.ts';
import { notServing } from './volunteers/standing.ts';

/** The person who asked for it at the desk (代办), by their id. */
export const OnBehalfOf = z.string().max(60).optional();

export const PostServiceRecordInput = z.object({
  volunteerId: z.string(),
  servedOn: z.iso.date(),
  startsAt: StartsAt.optional(),
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
 * and one for each of the record's two index entries; where the rule has caps, two more for each. The same key again
 * answers with the same record.
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
  const { volunteerId: _, ...said } = asked;
  const id = idFrom('serviceRecord', tenantId, 'posted', input.key);
  return postRecord(
    scope,
    volunteer,
    { ...said, id },
    {
      asked: { ...asked, onBehalfOf },
      onBehalfOf,
      taken: new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' }),
      beside: toldToPerson(scope, 'post', { id }, onBehalfOf),
    },
  );
}

type Said = Omit<
  ServiceRecord,
  'volunteerId' | 'volunteerNo' | 'volunteerName' | 'courtyardId' | 'accountId' | 'points' | 'ruleId'
>;

/**
 * What a volunteer has done as a record, with as many points as the rule of that day gives and its caps leave. Refused for
 * a day on which they did not serve any more; a record that stood before they paused is answered all the same.
 */
export async function postRecord(
  scope: Scope,
  volunteer: Volunteer,
  said: Said,
  once: Omit<Once, 'kind'>,
): Promise<ServiceRecord> {
  const { id: volunteerId, volunteerNo, name, courtyardId } = volunteer;
  const refusal = notServing(volunteer, said.servedOn);
  if (refusal !== undefined) return asPosted(scope, said.id, { asked: once.asked, otherwise: refusal });
  const rule = ruleInForce(await storedRules(scope), said.servedOn);
  const record: ServiceRecord = {
    ...said,
    volunteerId,
    volunteerNo,
    volunteerName: name,
    courtyardId,
    accountId: memberAccountId(scope.tenantId, volunteerId),
    points: pointsEarned(rule, said),
    ruleId: rule.id,
  };
  return postWithinCaps(scope, rule, record, (capped, counted) =>
    commitOnce(scope, capped, { ...once, kind: 'service', beside: [...once.beside, ...counted] }),
  );
}

export const ReverseServiceRecordInput = z.object({
  reason: z.string().trim().min(2).max(120),
  onBehalfOf: OnBehalfOf,
});

/**
 * Takes a record back, once, with its points and a reason; the same again answers with the same reversal. Refused when the
 * points have been spent.
 */
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
  const marked = ServiceRecords.patch({ tenantId, id })
    .set({ reversedBy: reversal.id })
    .where(
      ({ reversedBy, reverses }, { notExists }) => `${notExists(reversedBy)} AND ${notExists(reverses)}`,
    );

  return commitOnce(scope, reversal, {
    kind: 'reversal',
    asked: { reverse: id, reason, onBehalfOf },
    onBehalfOf,
    taken: alreadyReversed,
    beside: [
      write(marked, alreadyReversed),
      ...freeQuotas(scope, { ...record, use: 'earned', periods: record.countedIn }),
      // A record says itself who made it and for whom; this lets the person find it among what was done about them.
      ...toldToPerson(scope, 'reverse', reversal, onBehalfOf),
    ],
  });
}

const toldToPerson = (
  scope: Scope,
  action: 'post' | 'reverse',
  { id }: Pick<ServiceRecord, 'id'>,
  onBehalfOf: string | undefined,
): Write[] =>
  onBehalfOf === undefined ? [] : [recordChange(scope, { action, noun: 'serviceRecord', id, onBehalfOf })];

type Once = {
  kind: MovementKind;
  /** What was asked for, by which the same request is told from another under the same id. */
  asked: object;
  onBehalfOf?: string | undefined;
  taken: LinliError;
  beside: readonly Write[];
};

/**
 * Commits a record with the movement of its account. Its id follows from the request, so a second commit fails on the
 * record, for ever: the same request is answered with the record as it was posted, whatever has become of the rule, the
 * volunteer or the record since; for another, `taken` is thrown.
 */
async function commitOnce(
  scope: Scope,
  record: ServiceRecord,
  { kind, asked, onBehalfOf, taken, beside }: Once,
): Promise<ServiceRecord> {
  const askedHash = contentHash({ asked });
  try {
    await scope.table.commit([
      write(ServiceRecords.create({ ...record, ...provenance(scope, onBehalfOf), askedHash }), taken),
      ...beside,
      moveByRecords(scope, kind, [record]),
    ]);
    return view(ServiceRecord, record);
  } catch (error) {
    if (error !== taken) throw error;
    return asPosted(scope, record.id, { asked, otherwise: taken });
  }
}

/** The record of this request as it was posted; `otherwise` is thrown where there is none. */
async function asPosted(
  { tenantId, table }: Scope,
  id: string,
  { asked, otherwise }: { asked: object; otherwise: LinliError },
): Promise<ServiceRecord> {
  const stored = await table.get(ServiceRecords, ServiceRecords.get({ tenantId, id }), { consistent: true });
  if (stored?.askedHash !== contentHash({ asked })) throw otherwise;
  return view(ServiceRecord, { ...stored, reversedBy: undefined });
}
