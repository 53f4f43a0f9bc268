import { draftPerson } from '../../courtyard/index.ts';
import { idFrom } from '../../kernel/index.ts';
import { draftVolunteer } from '../../timebank/index.ts';
import { bornBy } from './birth.ts';
import { markOf, saidByIdNumber } from './id-number.ts';
import { type Landing, landed, problem } from './landing.ts';
import { mergePerson } from './person-merge.ts';

/** A line of the volunteer roster: a role of a person who may already be known from the survey. */
export const landVolunteer: Landing<'volunteers'> = ({ fields }, world, at) => {
  const { volunteerNo, name, phone, politics, courtyard, skill, registeredOn, training } = fields;
  const courtyardId = courtyard === undefined ? undefined : world.courtyards.get(courtyard);
  if (courtyard !== undefined && courtyardId === undefined)
    return problem('courtyardUnknown', 'courtyard', { name: courtyard });

  const id = idFrom('volunteer', world.tenantId, volunteerNo);
  if (world.isErased(id)) return problem('personErased', 'name', { name });
  const born = bornBy(at.now, fields.bornIn);
  const { findings, ...byNumber } = saidByIdNumber(fields.idNumber, { ...fields, bornIn: born.bornIn });
  const idNumber = fields.idNumber && world.seals.seal(fields.idNumber);
  const said = { name, ...byNumber, phone, idNumber, politics, courtyardId };
  const registered = world.volunteers.get(volunteerNo);
  const match = registered === undefined ? world.persons.find(said) : world.persons.byId(registered.personId);
  if ('unsure' in match) return problem('personUnsure', 'name', { name, count: match.unsure });

  const known = 'person' in match ? match.person : undefined;
  const personId = known?.id ?? idFrom('person', world.tenantId, 'volunteer', volunteerNo);
  const merged = mergePerson(known, said);
  return landed(
    [
      ...markOf(world.tenantId, idNumber, personId, at),
      draftPerson({ ...merged.person, id: personId }, at),
      draftVolunteer(
        {
          id,
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
    [...born.findings, ...findings, ...merged.findings],
  );
};
