import { draftCourtyard, draftHousehold, draftIdMark, draftPerson } from '../../courtyard/index.ts';
import { draftElection, draftMeeting, draftOffice, draftOpinion } from '../../governance/index.ts';
import { draftOrganisation } from '../../incubation/index.ts';
import { draftCourse, draftRoom } from '../../learning/index.ts';
import { draftUnit } from '../../partners/index.ts';
import { draftFundEntry } from '../../renewal/index.ts';
import {
  activitiesKept,
  draftCard,
  draftCatalogueItem,
  draftPointsRule,
  draftServiceRecord,
  draftTrainingRecord,
  draftVolunteer,
  draftVolunteerApplication,
  draftVolunteerStep,
  needsKept,
  signUpsKept,
} from '../../timebank/index.ts';
import type { LedgerKind } from '../ledger-files/index.ts';
import type { Nouns } from '../nouns.ts';
import { landCourtyard } from './courtyards.ts';
import { endElection, landElection } from './election.ts';
import { landFundEntry } from './fund-entries.ts';
import { landMeeting, landOpinion } from './governance.ts';
import { landHouseholdSurvey } from './household-survey.ts';
import type { Landing, SheetEnd } from './landing.ts';
import { landCourse, landRoom } from './learning.ts';
import { landOrganisation, landUnit } from './organisations.ts';
import { landServiceRecord } from './service-records.ts';
import { landCard, landCatalogueItem } from './time-bank.ts';
import { landVolunteer } from './volunteers.ts';

/** How a ledger's rows become records: what they write, and what they look up. */
type Plan<K extends LedgerKind> = { land: Landing<K>; end?: SheetEnd<K>; writes: Nouns; refersTo: Nouns };

/** In the order of landing: whatever a ledger refers to comes before it, whichever file was dropped first. */
export const PLANS: { readonly [K in LedgerKind]: Plan<K> } = {
  courtyards: { land: landCourtyard, writes: [draftCourtyard], refersTo: [] },
  units: { land: landUnit, writes: [draftUnit], refersTo: [] },
  rooms: { land: landRoom, writes: [draftRoom], refersTo: [] },
  catalogue: { land: landCatalogueItem, writes: [draftPointsRule, draftCatalogueItem], refersTo: [] },
  householdSurvey: {
    land: landHouseholdSurvey,
    writes: [draftHousehold, draftPerson, draftIdMark],
    refersTo: [draftCourtyard],
  },
  volunteers: {
    land: landVolunteer,
    writes: [draftPerson, draftIdMark, draftVolunteer],
    refersTo: [draftCourtyard],
  },
  cards: { land: landCard, writes: [draftCard], refersTo: [draftCourtyard] },
  organisations: { land: landOrganisation, writes: [draftOrganisation], refersTo: [] },
  courses: { land: landCourse, writes: [draftCourse], refersTo: [draftRoom] },
  meetings: { land: landMeeting, writes: [draftMeeting], refersTo: [draftCourtyard] },
  opinions: { land: landOpinion, writes: [draftOpinion], refersTo: [draftCourtyard, draftMeeting] },
  election: {
    land: landElection,
    end: endElection,
    writes: [draftElection, draftOffice],
    refersTo: [draftCourtyard],
  },
  fundEntries: { land: landFundEntry, writes: [draftFundEntry], refersTo: [draftCourtyard] },
  serviceRecords: {
    land: landServiceRecord,
    writes: [draftServiceRecord],
    refersTo: [draftVolunteer, draftPointsRule],
  },
};

export const LANDING_ORDER = Object.keys(PLANS) as LedgerKind[];

/** Every noun that an import of these ledgers must know of, once each. */
export function nounsOf(kinds: readonly LedgerKind[]): Nouns {
  return [...new Set(kinds.flatMap((kind) => [...PLANS[kind].writes, ...PLANS[kind].refersTo]))];
}

/** Every noun that some ledger can write. */
export const LEDGER_NOUNS: Nouns = nounsOf(LANDING_ORDER);

const NOUNS = new Map(LEDGER_NOUNS.map((noun) => [noun.noun, noun]));

export function nounNamed(name: string): Nouns[number] {
  const noun = NOUNS.get(name);
  if (noun === undefined) throw new Error(`No ledger writes ${name}`);
  return noun;
}

/** Which nouns point at which by the attribute named: an import cannot be undone under them. */
export const DEPENDENTS: readonly {
  noun: Pick<Nouns[number], 'stored'>;
  called: readonly [zh: string, en: string];
  refersBy: string;
  to: string;
}[] = [
  { noun: draftHousehold, called: ['户', 'households'], refersBy: 'courtyardId', to: 'courtyard' },
  { noun: draftPerson, called: ['居民', 'residents'], refersBy: 'courtyardId', to: 'courtyard' },
  { noun: draftPerson, called: ['居民', 'residents'], refersBy: 'householdId', to: 'household' },
  { noun: draftIdMark, called: ['居民', 'residents'], refersBy: 'personId', to: 'person' },
  { noun: draftVolunteer, called: ['志愿者', 'volunteers'], refersBy: 'courtyardId', to: 'courtyard' },
  { noun: draftVolunteer, called: ['志愿者', 'volunteers'], refersBy: 'personId', to: 'person' },
  {
    noun: draftServiceRecord,
    called: ['服务记录', 'service records'],
    refersBy: 'volunteerId',
    to: 'volunteer',
  },
  {
    noun: draftVolunteerStep,
    called: ['志愿者的变动', 'steps of volunteers'],
    refersBy: 'volunteerId',
    to: 'volunteer',
  },
  {
    noun: draftTrainingRecord,
    called: ['培训记录', 'trainings'],
    refersBy: 'volunteerId',
    to: 'volunteer',
  },
  {
    noun: draftVolunteerApplication,
    called: ['志愿者报名', 'applications to volunteer'],
    refersBy: 'personId',
    to: 'person',
  },
  { noun: needsKept, called: ['服务需求', 'service needs'], refersBy: 'personId', to: 'person' },
  { noun: needsKept, called: ['服务需求', 'service needs'], refersBy: 'volunteerId', to: 'volunteer' },
  { noun: signUpsKept, called: ['活动报名', 'sign-ups'], refersBy: 'volunteerId', to: 'volunteer' },
  { noun: activitiesKept, called: ['志愿活动', 'activities'], refersBy: 'courtyardId', to: 'courtyard' },
  { noun: draftServiceRecord, called: ['服务记录', 'service records'], refersBy: 'ruleId', to: 'pointsRule' },
  { noun: draftCard, called: ['储蓄卡', 'savings cards'], refersBy: 'courtyardId', to: 'courtyard' },
  { noun: draftMeeting, called: ['会议', 'meetings'], refersBy: 'courtyardId', to: 'courtyard' },
  { noun: draftOpinion, called: ['意见建议', 'opinions'], refersBy: 'meetingId', to: 'meeting' },
  { noun: draftOpinion, called: ['意见建议', 'opinions'], refersBy: 'courtyardId', to: 'courtyard' },
  { noun: draftElection, called: ['换届选举', 'elections'], refersBy: 'courtyardId', to: 'courtyard' },
  { noun: draftOffice, called: ['院委会职务', 'committee posts'], refersBy: 'courtyardId', to: 'courtyard' },
  { noun: draftFundEntry, called: ['微基金收支', 'fund entries'], refersBy: 'courtyardId', to: 'courtyard' },
  { noun: draftCourse, called: ['课程', 'courses'], refersBy: 'roomId', to: 'room' },
];
