import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import { draftHousehold, Household, type MasterKey, Person, requirePerson } from '../courtyard/index.ts';
import { LEDGER_NOUNS } from '../importing/index.ts';
import { masked, maskNumbersIn, newId, parse, requirePermission, type Scope } from '../kernel/index.ts';
import {
  Account,
  Attendance,
  BOOK_NOUNS,
  draftServiceRecord,
  draftVolunteer,
  GuardianConsent,
  getMemberAccount,
  Order,
  RECOGNITION_NOUNS,
  ServiceNeed,
  ServiceRecord,
  SignUp,
  TrainingRecord,
  Volunteer,
  VolunteerApplication,
  VolunteerStep,
  volunteeringOf,
} from '../timebank/index.ts';
import { Consent } from './consent.ts';
import { listConsents } from './consents.ts';
import { NOUNS } from './nouns.ts';
import { idNumberOf, searchFor } from './search.ts';
import type { Traces } from './traces.ts';

export const ExportInput = z.object({ reason: z.string().trim().min(2).max(120) });

/** A record of another noun in which the person is named: an opinion they spoke, an office, a meeting they chaired. */
export const Mention = z.object({ noun: z.string(), record: z.record(z.string(), z.unknown()) });

/** All that a community keeps of one person, their own numbers whole, other people's masked. */
export const PersonExport = z.object({
  exportedAt: z.string(),
  person: Person,
  household: Household.optional(),
  consents: z.array(Consent),
  volunteers: z.array(Volunteer),
  applications: z.array(VolunteerApplication),
  steps: z.array(VolunteerStep),
  trainings: z.array(TrainingRecord),
  guardian: GuardianConsent.optional(),
  accounts: z.array(Account),
  serviceRecords: z.array(ServiceRecord),
  /** Star levels, certificates and objections that are theirs, or speak of them. */
  recognition: z.array(Mention),
  signUps: z.array(SignUp),
  attendances: z.array(Attendance),
  orders: z.array(Order),
  /** What they asked for; and what they did for others, without who those are. */
  serviceNeeds: z.array(ServiceNeed),
  helped: z.array(ServiceNeed.pick({ id: true, category: true, wishedOn: true, state: true })),
  mentions: z.array(Mention),
});
export type PersonExport = z.infer<typeof PersonExport>;

/**
 * Hands one person's data over whole. Reads every record of the community once, as many name people in words alone; the
 * record of the export is committed before anything is handed out. Where two people share the name, only what names
 * this one by id is theirs.
 */
export async function exportPerson(
  scope: Scope,
  masterKey: MasterKey,
  id: string,
  input: z.input<typeof ExportInput>,
): Promise<PersonExport> {
  requirePermission(scope, 'personal:export');
  const { reason } = parse(ExportInput, input);
  const stored = await requirePerson(scope, 'all', id);
  const { traces } = await searchFor(scope, masterKey, { person: stored }, newId('person', scope.now));
  const found = await recordsNaming(scope, traces);
  await scope.table.commit([
    recordChange(scope, { action: 'export', noun: 'person', id, reason: maskNumbersIn(reason) }),
  ]);

  const { tenantId, table } = scope;
  const household = stored.householdId && (await draftHousehold.find(table, tenantId, stored.householdId));
  const volunteers = (found.get(draftVolunteer.noun) ?? []).map((record) => Volunteer.parse(record));
  const accounts = await Promise.all(volunteers.map((volunteer) => getMemberAccount(scope, volunteer.id)));
  const own = new Set(volunteers.map((volunteer) => volunteer.id));
  const { guardian, ...way } = await volunteeringOf(scope, id, [...own]);
  const ofOneself = (noun: string) =>
    (found.get(noun) ?? []).filter((record) => own.has(String(record['volunteerId'])));
  const needs = (found.get('serviceNeed') ?? []).map((record) => ServiceNeed.parse(record));
  return {
    exportedAt: scope.now,
    person: { ...Person.parse(stored), idNumber: await idNumberOf(scope, masterKey, stored) },
    ...(household ? { household: masked(Household, Household.parse(household)) } : {}),
    consents: await listConsents(scope, id),
    volunteers,
    applications: way.applications.map((application) => VolunteerApplication.parse(application)),
    steps: way.steps.map((step) => VolunteerStep.parse(step)),
    trainings: way.trainings.map((training) => TrainingRecord.parse(training)),
    ...(guardian === undefined ? {} : { guardian: GuardianConsent.parse(guardian) }),
    accounts,
    recognition: recognitionIn(found),
    serviceRecords: ofOneself(draftServiceRecord.noun).map((record) => ServiceRecord.parse(record)),
    signUps: ofOneself('signUp').map((record) => SignUp.parse(record)),
    attendances: ofOneself('attendance').map((record) => Attendance.parse(record)),
    orders: ofOneself('order').map((record) => Order.parse(record)),
    serviceNeeds: needs.filter(({ personId }) => personId === id),
    helped: needs.filter(({ volunteerId = '' }) => own.has(volunteerId)),
    mentions: mentionsIn(found, own),
  };
}

type Found = Map<string, Record<string, unknown>[]>;

async function recordsNaming({ table, tenantId }: Scope, traces: Traces): Promise<Found> {
  const found: Found = new Map();
  for (const noun of [...LEDGER_NOUNS, ...BOOK_NOUNS, ...RECOGNITION_NOUNS]) {
    const naming: Record<string, unknown>[] = [];
    for await (const record of noun.stored(table, tenantId)) if (traces.isIn(record)) naming.push(record);
    if (naming.length > 0) found.set(noun.noun, naming);
  }
  return found;
}

const RECOGNITION = RECOGNITION_NOUNS.map(({ noun }) => noun);

const recognitionIn = (found: Found): z.infer<typeof Mention>[] =>
  RECOGNITION.flatMap((noun) => said(noun, found.get(noun) ?? []));

const OWN_SECTIONS = new Set([
  ...['person', 'household', 'volunteer', 'idMark', 'account', 'serviceNeed'],
  ...RECOGNITION,
]);

const mentionsIn = (found: Found, own: ReadonlySet<string>): z.infer<typeof Mention>[] =>
  [...found].flatMap(([noun, records]) => {
    if (OWN_SECTIONS.has(noun)) return [];
    return said(
      noun,
      records.filter((record) => !own.has(String(record['volunteerId']))),
    );
  });

function said(noun: string, records: readonly Record<string, unknown>[]): z.infer<typeof Mention>[] {
  const schema = NOUNS[`${noun.charAt(0).toUpperCase()}${noun.slice(1)}`]?.[1];
  return schema === undefined
    ? []
    : records.map((record) => ({ noun, record: masked(schema, schema.parse(record)) }));
}
