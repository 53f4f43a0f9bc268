import type { AnyNoun } from './noun.ts';
import { activities } from './nouns/activities.ts';
import { courtyards, households, persons } from './nouns/courtyard.ts';
import { elections, meetings, offices, opinions } from './nouns/governance.ts';
import { serviceProposals } from './nouns/hours.ts';
import { organisations } from './nouns/incubation.ts';
import { courses, rooms } from './nouns/learning.ts';
import { serviceNeeds } from './nouns/needs.ts';
import { units } from './nouns/partners.ts';
import { pointsEntries } from './nouns/points.ts';
import { pointsLists } from './nouns/points-lists.ts';
import { sponsorPromises } from './nouns/promises.ts';
import { certificates, starRounds } from './nouns/recognition.ts';
import { fundEntries, funds } from './nouns/renewal.ts';
import { cards, catalogueItems, pointsRules, serviceRecords, volunteers } from './nouns/timebank.ts';
import { recruitmentNotices, volunteerApplications } from './nouns/volunteering.ts';

const ALL: readonly AnyNoun[] = [
  courtyards,
  households,
  persons,
  meetings,
  opinions,
  elections,
  offices,
  funds,
  fundEntries,
  volunteers,
  serviceNeeds,
  serviceProposals,
  volunteerApplications,
  recruitmentNotices,
  activities,
  serviceRecords,
  cards,
  pointsEntries,
  pointsLists,
  sponsorPromises,
  starRounds,
  certificates,
  catalogueItems,
  pointsRules,
  rooms,
  courses,
  organisations,
  units,
];

/** Every noun of the console by its path, `<domain>/<nouns>`. */
export const NOUNS: ReadonlyMap<string, AnyNoun> = new Map(ALL.map((noun) => [noun.path, noun]));
