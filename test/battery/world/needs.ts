import { listPersons } from '@linli/core/courtyard';
import type { Scope } from '@linli/core/kernel';
import { dispatchVolunteer, listVolunteers, recordNeed, type Volunteer } from '@linli/core/timebank';
import type { Marks } from './ledgers.ts';

/** Of one courtyard: what a neighbour needs and nobody has taken on, and what its volunteer has. */
export type Needs = { openId: string; takenId: string };

/** By courtyard. */
export async function addNeeds(scope: Scope, marks: Marks): Promise<Map<string, Needs>> {
  const volunteers = (await listVolunteers(scope, {})).items.slice(0, 2);
  const needs = new Map<string, Needs>();
  for (const volunteer of volunteers)
    needs.set(volunteer.courtyardId ?? '', await ofCourtyard(scope, marks, volunteer));
  return needs;
}

async function ofCourtyard(scope: Scope, marks: Marks, { id, personId, courtyardId = '' }: Volunteer) {
  const persons = (await listPersons(scope, { courtyardId })).items;
  const neighbour = persons.find((person) => person.id !== personId)?.id ?? '';
  const openId = await asked(scope, marks, neighbour, 'open');
  const takenId = await asked(scope, marks, neighbour, 'taken');
  await dispatchVolunteer(scope, takenId, { volunteerId: id });
  return { openId, takenId };
}

/** A need of somebody, in the community's own words. */
export async function asked(scope: Scope, { kept }: Marks, personId: string, what: string): Promise<string> {
  const need = { category: 'errands' as const, what: `${kept}买药`, place: `${kept}号` };
  return (await recordNeed(scope, { ...need, personId, key: `${kept}-need-${what}-${personId}` })).id;
}
