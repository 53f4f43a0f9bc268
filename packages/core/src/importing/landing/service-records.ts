import { idFrom } from '../../kernel/index.ts';
import { draftServiceRecord, memberAccountId, pointsEarned, ruleInForce } from '../../timebank/index.ts';
import type { VolunteerReference } from '../world.ts';
import {
  type Landed,
  type Landing,
  type LandingFinding,
  type LandingRow,
  landed,
  problem,
  warning,
} from './landing.ts';

/** A line of the time bank's service ledger, posted at the rate in force on the day of service. */
export const landServiceRecord: Landing<'serviceRecords'> = ({ key, fields, facts }, world, at) => {
  const {
    serial: _,
    volunteerNo,
    volunteerName,
    category,
    servedOn,
    durationMinutes,
    peopleServed,
    ...rest
  } = fields;
  const volunteer = world.findVolunteer(volunteerNo, volunteerName);
  if ('namesakes' in volunteer) return unknownVolunteer(volunteerNo, volunteerName, volunteer.namesakes);
  if (!world.rules.some((rule) => rule.from <= servedOn))
    return problem('noRateInForce', 'servedOn', { date: servedOn });

  const rule = ruleInForce(world.rules, servedOn);
  const kind = category ?? '其他';
  const draft = draftServiceRecord(
    {
      ...rest,
      id: idFrom('serviceRecord', world.tenantId, 'row', key),
      servedOn,
      item: fields.item ?? kind,
      category: kind,
      durationMinutes,
      peopleServed: peopleServed ?? 1,
      volunteerId: volunteer.id,
      volunteerNo: volunteer.volunteerNo,
      volunteerName: volunteer.name,
      courtyardId: volunteer.courtyardId,
      accountId: memberAccountId(world.tenantId, volunteer.id),
      points: pointsEarned(rule, { category: kind, servedOn, durationMinutes }),
      ruleId: rule.id,
    },
    at,
  );
  return landed([draft], oddities({ key, fields, facts }, volunteer));
};

function unknownVolunteer(volunteerNo: string | undefined, name = '', namesakes: number): Landed {
  if (volunteerNo !== undefined) return problem('volunteerUnknown', 'volunteerNo', { volunteerNo });
  return namesakes === 0
    ? problem('volunteerNotByName', 'volunteerName', { name })
    : problem('volunteerUnsure', 'volunteerName', { name, count: namesakes });
}

function oddities({ fields }: LandingRow<'serviceRecords'>, volunteer: VolunteerReference): LandingFinding[] {
  const { servedOn, volunteerName: written } = fields;
  const { name: registered, registeredOn, volunteerNo } = volunteer;
  const findings: LandingFinding[] = [];
  if (written !== undefined && written !== registered)
    findings.push(warning('volunteerNameDiffers', 'volunteerName', { volunteerNo, registered, written }));
  if (registeredOn !== undefined && servedOn < registeredOn)
    findings.push(warning('servedBeforeRegistration', 'servedOn', { servedOn, registeredOn }));
  return findings;
}
