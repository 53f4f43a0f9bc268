import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { requirePerson } from '../../courtyard/index.ts';
import { maskNumbersIn, notFound, parse, requirePermission, type Scope } from '../../kernel/index.ts';
import { view } from '../../table/index.ts';
import { memberAccountId } from '../account.ts';
import { Accounts, Volunteers } from '../entities.ts';
import { Volunteer } from '../volunteer.ts';
import { TrainingRecords } from '../volunteers/entities.ts';
import { linesOf } from '../volunteers/line-id.ts';
import { Certificates, Stars } from './entities.ts';
import { servedIn } from './served-operations.ts';
import { starIdOf } from './star.ts';
import { STAR_LEVELS } from './star-level.ts';
import { VolunteerRecord } from './volunteer-record.ts';

export const VolunteerRecordInput = z.object({ reason: z.string().trim().min(2).max(120) });

/** Nobody served before the one or serves after the other. */
const ALWAYS = { from: '1900-01-01', to: '9999-12-31' };

/**
 * Hands one volunteer's record over, for a reason that is written into the trail before anything is handed out. As many rows
 * as one person serves in their life, in two round trips and the commit.
 */
export async function exportVolunteerRecord(
  scope: Scope,
  volunteerId: string,
  input: z.input<typeof VolunteerRecordInput>,
): Promise<VolunteerRecord> {
  requirePermission(scope, 'personal:export');
  const { reason } = parse(VolunteerRecordInput, input);
  const { tenantId, table, now } = scope;
  const stored = await table.get(Volunteers, Volunteers.get({ tenantId, id: volunteerId }));
  if (stored === undefined) throw notFound('volunteer');
  const volunteer = Volunteer.parse(stored);
  const ofVolunteer = { id: linesOf(volunteerId) };
  const [person, account, services, trainings, certificates, ...stars] = await Promise.all([
    requirePerson(scope, 'all', volunteer.personId),
    table.get(Accounts, Accounts.get({ tenantId, id: memberAccountId(tenantId, volunteerId) })),
    servedIn(scope, { volunteerId, ...ALWAYS }),
    table.all(TrainingRecords, TrainingRecords.query.byId({ tenantId }).begins(ofVolunteer)),
    table.all(Certificates, Certificates.query.ofVolunteer({ tenantId, volunteerId })),
    ...STAR_LEVELS.map((level) =>
      table.get(Stars, Stars.get({ tenantId, id: starIdOf(tenantId, volunteerId, level) })),
    ),
  ]);
  await table.commit([
    recordChange(scope, {
      action: 'export',
      noun: 'volunteer',
      id: volunteerId,
      reason: maskNumbersIn(reason),
    }),
  ]);
  const { name, volunteerNo, courtyardId, skill, registeredOn } = volunteer;
  const { gender, bornIn, idNumber, phone } = person;
  return view(VolunteerRecord, {
    volunteerId,
    exportedAt: now,
    basic: {
      ...{ name, volunteerNo, gender, bornIn, phone, courtyardId, skill, registeredOn },
      hasIdNumber: idNumber !== undefined,
      minutesServed: account?.minutesServed ?? 0,
    },
    services,
    trainings: trainings.filter(({ takenBack }) => takenBack === undefined),
    stars: stars.filter((star) => star?.state === 'granted'),
    certificates: certificates.filter(({ state }) => state === 'issued'),
  });
}
