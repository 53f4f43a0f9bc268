import { z } from 'zod';
import { requirePermission, type Scope } from '../kernel/index.ts';
import { view, viewPage } from '../table/index.ts';
import { memberAccountId } from './account.ts';
import { Accounts, ServiceRecords, Volunteers } from './entities.ts';
import { ServiceRecord } from './service-record.ts';
import { Volunteer } from './volunteer.ts';

const RECORDS_SHOWN = 10;

/** What a volunteer is told of their own hours and points, with the newest services. */
export const OwnTimeBank = Volunteer.pick({ volunteerNo: true }).extend({
  minutesServed: z.number().int(),
  pointsBalance: z.number().int(),
  records: z.array(
    ServiceRecord.pick({ id: true, servedOn: true, item: true, durationMinutes: true, points: true }),
  ),
});
export type OwnTimeBank = z.infer<typeof OwnTimeBank>;

/** Undefined for a resident who is no volunteer. Volunteers are found by name: few share one. */
export async function volunteerOf({ tenantId, table, actor }: Scope, person: { id: string; name: string }) {
  const namesakes = await table.all(
    Volunteers,
    Volunteers.query.byName({ tenantId }).begins({ name: person.name }),
  );
  return namesakes.find(({ personId }) => personId === person.id && personId === actor.personId);
}

/** Undefined for a resident who is no volunteer. */
export async function getOwnTimeBank(
  scope: Scope,
  person: { id: string; name: string },
): Promise<OwnTimeBank | undefined> {
  requirePermission(scope, 'courtyard:own');
  const { tenantId, table } = scope;
  const volunteer = await volunteerOf(scope, person);
  if (volunteer === undefined) return undefined;
  const ofVolunteer = ServiceRecords.query.ofVolunteer({ tenantId, volunteerId: volunteer.id });
  const [account, records] = await Promise.all([
    table.get(Accounts, Accounts.get({ tenantId, id: memberAccountId(tenantId, volunteer.id) })),
    table.page(ServiceRecords, ofVolunteer, { order: 'desc', limit: RECORDS_SHOWN }),
  ]);
  return view(OwnTimeBank, {
    volunteerNo: volunteer.volunteerNo,
    minutesServed: account?.minutesServed ?? 0,
    pointsBalance: account?.pointsBalance ?? 0,
    records: viewPage(ServiceRecord, records).items,
  });
}
