import { z } from 'zod';
import { getOwnPerson } from '../courtyard/index.ts';
import { LinliError, plainDateOf, requirePermission, type Scope } from '../kernel/index.ts';
import { view, viewPage } from '../table/index.ts';
import { Account, expiringOn, memberAccountId } from './account.ts';
import { Accounts, ServiceRecords, Volunteers } from './entities.ts';
import { Naming } from './recognition/naming.ts';
import { ServiceRecord } from './service-record.ts';
import { Volunteer } from './volunteer.ts';

const RECORDS_SHOWN = 10;

/** What a volunteer is told of their own hours and points, with the newest services. */
export const OwnTimeBank = Volunteer.pick({ volunteerNo: true }).extend({
  minutesServed: z.number().int(),
  pointsBalance: z.number().int(),
  expiring: Account.shape.expiring,
  /** The star level that was granted. */
  star: z.number().int().optional(),
  naming: Naming.optional(),
  records: z.array(
    ServiceRecord.pick({ id: true, servedOn: true, item: true, durationMinutes: true, points: true }),
  ),
});
export type OwnTimeBank = z.infer<typeof OwnTimeBank>;

/** Who asks, as a volunteer; undefined for a resident who is none. Volunteers are found by name: few share one. */
export async function ownVolunteer(
  { tenantId, table, actor }: Scope,
  person: { id: string; name: string },
): Promise<Volunteer | undefined> {
  const namesakes = await table.all(
    Volunteers,
    Volunteers.query.byName({ tenantId }).begins({ name: person.name }),
  );
  const own = namesakes.find(({ personId }) => personId === person.id && personId === actor.personId);
  return own === undefined ? undefined : Volunteer.parse(own);
}

/** Whoever asks, as a volunteer. Throws `conflict` for somebody who is none yet: they may apply. */
export async function requireOwnVolunteer(scope: Scope): Promise<Volunteer> {
  requirePermission(scope, 'timebank:own');
  const volunteer = await ownVolunteer(scope, await getOwnPerson(scope));
  if (volunteer === undefined) throw new LinliError('conflict', 'notAVolunteer');
  return volunteer;
}

/** Undefined for a resident who is no volunteer. */
export async function getOwnTimeBank(
  scope: Scope,
  person: { id: string; name: string },
): Promise<OwnTimeBank | undefined> {
  requirePermission(scope, 'courtyard:own');
  const { tenantId, table } = scope;
  const volunteer = await ownVolunteer(scope, person);
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
    expiring: account && expiringOn(view(Account, account), plainDateOf(scope.now)),
    star: account?.star,
    naming: account?.naming,
    records: viewPage(ServiceRecord, records).items,
  });
}
