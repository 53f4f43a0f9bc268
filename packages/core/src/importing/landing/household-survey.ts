import { draftHousehold, draftPerson } from '../../courtyard/index.ts';
import { endOfMonth, idFrom } from '../../kernel/index.ts';
import { bornBy } from './birth.ts';
import { markOf, saidByIdNumber } from './id-number.ts';
import { type Landing, landed, problem } from './landing.ts';
import { mergePerson } from './person-merge.ts';

/** A line of the door-to-door survey (入户摸底): a household, said again on every line of it, and one person. */
export const landHouseholdSurvey: Landing<'householdSurvey'> = ({ fields, facts }, world, at) => {
  if (facts.courtyard === undefined) return problem('courtyardMissing', 'courtyard');
  const courtyardId = world.courtyards.get(facts.courtyard);
  if (courtyardId === undefined) return problem('courtyardUnknown', 'courtyard', { name: facts.courtyard });

  const surveyedOn = facts.surveyedIn === undefined ? undefined : endOfMonth(facts.surveyedIn);
  const householdId = idFrom('household', world.tenantId, courtyardId, fields.householdNo);
  const { name, phone, politics, relation, retired, partyRelation, skill, need } = fields;
  const born = bornBy(at.now, fields.bornIn);
  const { findings, ...byNumber } = saidByIdNumber(fields.idNumber, { ...fields, bornIn: born.bornIn });
  const idNumber = fields.idNumber && world.seals.seal(fields.idNumber);
  const said = { name, ...byNumber, phone, idNumber, politics, courtyardId, householdId };
  const match = world.persons.find(said);
  if ('unsure' in match) return problem('personUnsure', 'name', { name, count: match.unsure });

  const known = 'person' in match ? match.person : undefined;
  const id = known?.id ?? idFrom('person', world.tenantId, 'household', householdId, name);
  if (world.isErased(id)) return problem('personErased', 'name', { name });
  const merged = mergePerson(known, said);
  return landed(
    [
      draftHousehold(
        {
          id: householdId,
          courtyardId,
          householdNo: fields.householdNo,
          door: fields.door,
          headName: fields.head,
          surveyedOn,
        },
        at,
      ),
      ...markOf(world.tenantId, idNumber, id, at),
      draftPerson(
        {
          // The survey is the authority on who lives where and how.
          ...merged.person,
          id,
          courtyardId,
          householdId,
          relation,
          retired: retired ?? false,
          partyRelation,
          skill,
          need,
          knownSince: surveyedOn,
        },
        at,
      ),
    ],
    [...born.findings, ...findings, ...merged.findings],
  );
};
