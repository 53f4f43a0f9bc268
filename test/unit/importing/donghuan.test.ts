import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAll, type SheetRead } from './support/sheets.ts';

const FOLDER = new URL('../../../packages/core/demo/donghuan/', import.meta.url).pathname;
const expected = JSON.parse(readFileSync(`${FOLDER}expected.json`, 'utf8'));

const read: SheetRead[] = [];
const of = (kind: string) => read.filter((sheet) => sheet.mapping.kind === kind);
const rows = (kind: string) => of(kind).flatMap((sheet) => sheet.rows.map(({ fields }) => fields));
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

beforeAll(async () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.xlsx')))
    read.push(...(await readAll(FOLDER + file, file)));
});

describe('the twelve ledgers of 东环路社区', () => {
  it('are all recognised, every column included', () => {
    expect(read.map(({ mapping }) => mapping.kind).sort()).toEqual([
      'cards',
      'cards',
      'cards',
      'catalogue',
      'courses',
      'courtyards',
      'election',
      'fundEntries',
      'householdSurvey',
      'meetings',
      'opinions',
      'organisations',
      'rooms',
      'serviceRecords',
      'units',
      'volunteers',
    ]);
    expect(read.flatMap(({ inspection }) => inspection.unknownColumns)).toEqual([]);
    expect(Math.min(...read.map(({ inspection }) => inspection.confidence))).toBeGreaterThan(0.9);
  });

  it('are read without a problem, a warning or a finding', () => {
    expect(read.flatMap(({ problems }) => problems)).toEqual([]);
    expect(read.flatMap((sheet) => sheet.rows.flatMap(({ warnings }) => warnings))).toEqual([]);
    expect(read.flatMap(({ outcome, inspection }) => [...outcome.findings, ...inspection.findings])).toEqual(
      [],
    );
  });

  it('agree with every total they state', () => {
    const totals = read.flatMap(({ outcome }) => outcome.controlTotals);
    expect(totals).toHaveLength(9);
    expect(totals.filter(({ matches }) => !matches)).toEqual([]);
  });

  it('give the figures of the time bank', () => {
    const volunteers = rows('volunteers');
    const records = rows('serviceRecords');
    expect(volunteers).toHaveLength(expected.timeBank.volunteers);
    expect(volunteers.filter(({ politics }) => politics === 'partyMember')).toHaveLength(
      expected.timeBank.partyVolunteers,
    );
    expect(records).toHaveLength(expected.timeBank.serviceRecords);
    expect(sum(records.map(({ durationMinutes }) => durationMinutes))).toBe(expected.timeBank.serviceMinutes);
    expect(sum(records.map(({ peopleServed }) => peopleServed))).toBe(expected.timeBank.peopleServed);
    const cards = rows('cards').map(({ cardType }) => cardType);
    expect(cards.filter((type) => type === 'unit')).toHaveLength(expected.timeBank.unitCards);
    expect(cards.filter((type) => type === 'enterprise')).toHaveLength(expected.timeBank.enterpriseCards);
    expect(cards.filter((type) => type === 'courtyard')).toHaveLength(expected.timeBank.courtyardCards);
  });

  it('give the figures of 花园颐院', () => {
    const figures = expected.courtyard['花园颐院'];
    const residents = rows('householdSurvey');
    const party = residents.filter(({ politics }) => politics === 'partyMember');
    expect(new Set(residents.map(({ householdNo }) => householdNo)).size).toBe(figures.households);
    expect(residents).toHaveLength(figures.residents);
    expect(party).toHaveLength(figures.partyMembers);
    expect(party.filter(({ retired }) => retired)).toHaveLength(figures.retiredPartyMembers);
    expect(party.every(({ partyRelation }) => partyRelation !== undefined)).toBe(true);
    expect(rows('meetings')).toHaveLength(figures.meetings);
    expect(rows('opinions')).toHaveLength(figures.opinions);
    const elected = rows('election').filter(({ elected }) => elected);
    expect(elected).toHaveLength(figures.committeeMembers);
    expect(elected.filter(({ politics }) => politics === 'partyMember')).toHaveLength(
      figures.committeePartyMembers,
    );
    expect(rows('fundEntries').at(-1)?.balanceFen).toBe(figures.fundBalanceFen);
    expect(rows('courtyards').find(({ name }) => name === '花园颐院')).toMatchObject({
      address: figures.address,
      reportedHouseholds: 50,
    });
  });

  it('give the figures of organisations, rooms, courses and units', () => {
    const organisations = rows('organisations');
    expect(organisations.filter(({ kind }) => kind === 'socialOrganisation')).toHaveLength(
      expected.organisations.socialOrganisations,
    );
    expect(organisations.find(({ kind }) => kind === 'socialOrganisation')?.rating).toBe(
      expected.organisations.rating,
    );
    expect(organisations.filter(({ kind }) => kind === 'team')).toHaveLength(
      expected.organisations.selfOrganised,
    );
    expect(organisations.filter(({ stage }) => stage === 'mature')).toHaveLength(
      expected.organisations.mature,
    );
    expect(rows('rooms')).toHaveLength(expected.rooms);
    expect(rows('courses')).toHaveLength(expected.courses);
    expect(rows('courses').every(({ schedule }) => schedule.slots.length > 0)).toBe(true);
    expect(rows('units')).toHaveLength(expected.regionalUnits);
    expect(rows('courtyards')).toHaveLength(expected.courtyards);
  });

  it('say what holds for the whole sheet', () => {
    const facts = (kind: string) => of(kind)[0]?.mapping.facts;
    expect(facts('householdSurvey')).toEqual({ courtyard: '花园颐院', surveyedIn: '2018-03' });
    expect(facts('courtyards')).toEqual({ reportedOn: '2019-04-30' });
    expect(facts('volunteers')).toEqual({ asOf: '2019-04' });
    expect(facts('courses')).toEqual({ term: '2019年春季' });
    expect(facts('catalogue')).toEqual({ pointsPerHour: 10 });
    expect(facts('election')).toEqual({
      courtyard: '花园颐院',
      term: 2,
      eligibleHouseholds: 50,
      presentHouseholds: 48,
      ballotsIssued: 48,
      ballotsReturned: 48,
      ballotsValid: 47,
    });
  });

  it('give each row a key of its own', () => {
    const keys = read.flatMap((sheet) => sheet.rows.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
