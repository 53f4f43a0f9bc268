import { draftPerson } from '../../courtyard/index.ts';
import { idFrom } from '../../kernel/index.ts';
import { draftVolunteer } from '../../timebank/index.ts';
import { bornBy } from './birth.ts';
import { type Landing, landed, problem } from './landing.ts';
import { mergePerson } from './person-merge.ts';

/** A line of the volunteer roster: a role of a person who may already be known from the survey. */
export const landVolunteer: Landing<'volunteers'> = ({ fields }, world, at) => {
  const { volunteerNo, name, gender, phone, politics, courtyard, skill, registeredOn, training } = fields;
  const courtyardId = courtyard === undefined ? undefined : world.courtyards.get(courtyard);
  if (courtyard !== undefined && courtyardId === undefined)
    return problem('courtyardUnknown', 'courtyard', { name: courtyard });

  const { bornIn, findings } = bornBy(at.now, fields.bornIn);
  const said = { name, gender, bornIn, phone, politics, courtyardId };
  const registered = world.volunteers.get(volunteerNo);
  const match = registered === undefined ? world.persons.find(said) : world.persons.byId(registered.personId);
  if ('unsure' in match) return problem('personUnsure', 'name', { name, count: match.unsure });

  const known = 'person' in match ? match.person : undefined;
  const personId = known?.id ?? idFrom('person', world.tenantId, 'volunteer', volunteerNo);
  const merged = mergePerson(known, said);
  return landed(
    [
      draftPerson({ ...merged.person, id: personId }, at),
      draftVolunteer(
        {
          id: idFrom('volunteer', world.tenantId, volunteerNo),
          personId,
          volunteerNo,
          name,
          courtyardId,
          partyMember: politics === 'partyMember',
          skill,
          registeredOn,
          training,
        },
        at,
      ),
    ],
    [...findings, ...merged.findings],
  );
};
