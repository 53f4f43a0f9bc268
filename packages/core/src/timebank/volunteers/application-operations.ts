import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { bornInOf, requirePerson, type StoredPerson, sayBornIn } from '../../courtyard/index.ts';
import {
  idFrom,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  parse,
  plainDateOf,
  requireCourtyards,
  requireOther,
  requireWithin,
  rowsWithin,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, pageThrough, provenance, throughDay, viewPage, write } from '../../table/index.ts';
import { volunteersOf } from '../anonymous-volunteer.ts';
import { APPLICATION_STATES, type APPLICATION_WAYS, VolunteerApplication } from './application.ts';
import { ApplicationMarks, VolunteerApplications } from './entities.ts';
import { GuardianConsent, isMinorOn, isTooYoungOn } from './guardian.ts';
import { guardianConsentOf } from './guardian-operations.ts';
import { ProfileInput, tidied } from './profile.ts';
import { viewRecorded } from './recorded.ts';
import { appliedToNotice } from './recruitment-operations.ts';

/** What whoever wants to be a volunteer says of themselves. */
export const ApplicationInput = ProfileInput.extend({
  motive: z.string().trim().max(200).optional(),
  // It becomes part of a key that is written to.
  noticeId: z
    .string()
    .regex(/^rcn_[0-9a-z]{26}$/)
    .optional(),
  /** `YYYY-MM`; needed where the register does not have it. */
  bornIn: z
    .string()
    .regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/)
    .optional(),
});

export const DeskApplicationInput = ApplicationInput.extend({ personId: z.string().max(60) });

/** An application made at the desk for a person of the register. */
export async function applyFor(
  scope: Scope,
  input: z.input<typeof DeskApplicationInput> & { key: string },
): Promise<VolunteerApplication> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { personId, ...asked } = parse(DeskApplicationInput, input);
  requireOther(scope, personId);
  const person = await requirePerson(scope, within, personId);
  return apply(scope, person, { asked, key: input.key, way: 'desk' });
}

type Applying = {
  asked: z.infer<typeof ApplicationInput>;
  key: string;
  way: (typeof APPLICATION_WAYS)[number];
};

/**
 * Enters an application, with the mark that keeps it the person's only one. The same key again answers with the same
 * application as it was entered, whatever became of it since.
 */
export async function apply(
  scope: Scope,
  person: StoredPerson,
  { asked, key, way }: Applying,
): Promise<VolunteerApplication> {
  const { tenantId, table, now } = scope;
  const id = idFrom('volunteerApplication', tenantId, key);
  const askedHash = contentHash({ asked: { ...asked, personId: person.id } });
  const before = await asEntered(scope, id, askedHash);
  if (before !== undefined) return before;
  await requireCandidate(scope, person, asked.bornIn);
  const { bornIn, noticeId, motive, ...profile } = asked;
  const application = {
    ...{ id, personId: person.id, name: person.name, courtyardId: person.courtyardId },
    ...{ state: 'applied' as const, way, appliedOn: plainDateOf(now) },
    ...{ ...tidied(profile), motive, noticeId },
    ...{ ...provenance(scope, way === 'desk' ? person.id : undefined), askedHash },
  };
  const taken = keyReused();
  try {
    await table.commit([
      write(VolunteerApplications.create(application), taken),
      write(
        ApplicationMarks.create({ tenantId, id: person.id, applicationId: id }),
        new LinliError('conflict', 'alreadyApplied', { field: 'personId' }),
      ),
      ...(bornIn === undefined || person.bornIn !== undefined ? [] : [sayBornIn(scope, person.id, bornIn)]),
      ...(noticeId === undefined ? [] : [appliedToNotice(scope, noticeId)]),
      recordChange(scope, {
        ...{ action: 'create', noun: 'volunteerApplication', id, about: person.id },
        after: { ...tidied(profile), bornIn },
      }),
    ]);
    return viewApplication(application);
  } catch (error) {
    const entered = error === taken ? await asEntered(scope, id, askedHash) : undefined;
    if (entered === undefined) throw error;
    return entered;
  }
}

/** Whoever is old enough, and no volunteer yet. Their month of birth is asked for where the register does not have it. */
async function requireCandidate(scope: Scope, person: StoredPerson, said: string | undefined): Promise<void> {
  if (person.bornIn !== undefined && said !== undefined && said !== person.bornIn)
    throw new LinliError('invalid', 'birthDiffers', { field: 'bornIn' });
  const bornIn = person.bornIn ?? said;
  if (bornIn === undefined) throw new LinliError('invalid', 'birthNeeded', { field: 'bornIn' });
  if (isTooYoungOn(bornIn, plainDateOf(scope.now)))
    throw new LinliError('invalid', 'tooYoung', { field: 'bornIn' });
  await requireNoVolunteer(scope, person);
}

export async function requireNoVolunteer(scope: Scope, person: { id: string; name: string }): Promise<void> {
  if ((await volunteersOf(scope, person)).length > 0)
    throw new LinliError('conflict', 'alreadyVolunteer', { field: 'personId' });
}

async function asEntered(
  { table, tenantId }: Scope,
  id: string,
  askedHash: string,
): Promise<VolunteerApplication | undefined> {
  const operation = VolunteerApplications.get({ tenantId, id });
  const stored = await table.get(VolunteerApplications, operation, { consistent: true });
  if (stored === undefined) return undefined;
  if (stored.askedHash !== askedHash) throw keyReused();
  const { decidedOn, decidedBy, reason, volunteerId, volunteerNo, ...entered } = stored;
  return viewApplication({ ...entered, state: 'applied' });
}

const keyReused = () => new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });

/** Handed out with who entered it, and when. */
export const viewApplication = (stored: Record<string, unknown>): VolunteerApplication =>
  viewRecorded(VolunteerApplication, stored);

/** As it is stored, for operations that decide it. */
export async function storedApplication({ table, tenantId }: Scope, id: string) {
  const operation = VolunteerApplications.get({ tenantId, id });
  const stored = await table.get(VolunteerApplications, operation, { consistent: true });
  if (stored === undefined) throw notFound('volunteerApplication');
  return stored;
}

export const ApplicationQuery = z.object({
  state: z.enum(APPLICATION_STATES).optional(),
  order: z.enum(['asc', 'desc']).optional(),
});

/**
 * Those of one state, or of each state after the other, those that wait for review first; within a state the newest first
 * unless asked otherwise. Only up to a day with `until`.
 */
export async function listApplications(
  scope: Scope,
  request: PageRequest & z.infer<typeof ApplicationQuery> & { until?: string },
): Promise<Page<VolunteerApplication>> {
  const keep = rowsWithin(requireCourtyards(scope, 'timebank:read'));
  const { tenantId, table } = scope;
  const { state: asked, until } = request;
  const parts = (asked === undefined ? APPLICATION_STATES : [asked]).map((state) => {
    const all = VolunteerApplications.query.ofState({ tenantId, state });
    return { name: state, query: until === undefined ? all : all.lte({ appliedOn: throughDay(until) }) };
  });
  return viewPage(
    VolunteerApplication,
    await pageThrough(table, VolunteerApplications, parts, { order: 'desc', ...request, keep }),
  );
}

/** An application with what its decision asks: whether it is a minor's, and what their guardian said. */
export const ApplicationDetail = VolunteerApplication.extend({
  minor: z.boolean(),
  guardian: GuardianConsent.optional(),
});
export type ApplicationDetail = z.infer<typeof ApplicationDetail>;

export async function getApplication(scope: Scope, id: string): Promise<ApplicationDetail> {
  const within = requireCourtyards(scope, 'timebank:read');
  const stored = await storedApplication(scope, id);
  requireWithin(within, stored.courtyardId, 'volunteerApplication');
  const [bornIn, guardian] = await Promise.all([
    bornInOf(scope, stored.personId),
    guardianConsentOf(scope, stored.personId),
  ]);
  const minor = bornIn !== undefined && isMinorOn(bornIn, plainDateOf(scope.now));
  return { ...viewApplication(stored), minor, ...(guardian === undefined ? {} : { guardian }) };
}
