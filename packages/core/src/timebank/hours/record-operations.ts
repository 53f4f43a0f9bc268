import type { z } from 'zod';
import { idFrom, LinliError, parse, requireCourtyards, type Scope } from '../../kernel/index.ts';
import { ServiceRecords } from '../entities.ts';
import { PostServiceRecordInput, postServiceRecord } from '../post-service-record.ts';
import type { ServiceRecord } from '../service-record.ts';
import { findingsOf } from './check-operations.ts';
import type { CHECK_KINDS, CheckFinding } from './checks.ts';

const SAID = {
  overlaps: 'checkOverlaps',
  sameAgain: 'checkSameAgain',
  longDay: 'checkLongDay',
  samePair: 'checkSamePair',
  bulk: 'checkBulk',
  atNight: 'checkBulk',
} as const satisfies Record<(typeof CHECK_KINDS)[number], string>;

/**
 * A service that staff record by hand, who are somebody else than the volunteer, is confirmed by that, where the checks
 * notice nothing. Where they do, it is refused with what was noticed (`conflict`): it can be proposed, and another confirms it.
 */
export async function recordService(
  scope: Scope,
  input: z.input<typeof PostServiceRecordInput> & { key: string },
): Promise<ServiceRecord> {
  requireCourtyards(scope, 'timebank:write');
  const { tenantId, table } = scope;
  const { volunteerId, ...said } = parse(PostServiceRecordInput, input);
  const id = idFrom('serviceRecord', tenantId, 'posted', input.key);
  const [noticed] = await findingsOf(scope, { ...said, id, volunteerId });
  // What was posted before is answered as it was, whatever stands beside it since.
  if (
    noticed !== undefined &&
    (await table.get(ServiceRecords, ServiceRecords.get({ tenantId, id }))) === undefined
  )
    throw noticedAs(noticed);
  return postServiceRecord(scope, input);
}

/** What a check noticed, as the refusal of whoever would confirm it without another. */
export const noticedAs = ({ kind, count = 0 }: CheckFinding): LinliError =>
  new LinliError('conflict', SAID[kind], { params: { count, hours: hoursOf(count) } });

/** Minutes as hours with at most two digits behind the point. */
const hoursOf = (minutes: number): string => String(Math.round(minutes / 0.6) / 100);
