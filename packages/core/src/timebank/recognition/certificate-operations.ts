import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  idFrom,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  parse,
  plainDateOf,
  requireOther,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, type Made, provenance, view, viewPage, write } from '../../table/index.ts';
import { memberAccountId } from '../account.ts';
import { Accounts, Volunteers } from '../entities.ts';
import { Volunteer } from '../volunteer.ts';
import {
  Certificate,
  CertificateDetail,
  certificateNumber,
  certified,
  PublicCertificate,
} from './certificate.ts';
import { CertificateFaces, Certificates, CertificateYears, Notices } from './entities.ts';
import { Naming } from './naming.ts';
import { objectionsOf } from './objection-operations.ts';
import { publicName } from './public-name.ts';
import { EndsOn, publicUntil } from './publicity.ts';
import { servedIn } from './served-operations.ts';

export const DrawUpCertificateInput = z.object({
  volunteerId: z.string().max(60),
  /** The first and the last day it is about. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** The last day of the publicity; without it the earliest. */
  endsOn: EndsOn,
});

/**
 * Draws a certificate up from the hours book and puts it into publicity: the certificate and its public notice, both or
 * neither. The same key again answers with the same. Throws `invalid` for a period without hours, or one that ends after
 * today, and for an end of the publicity before seven days are over.
 */
export async function drawUpCertificate(
  scope: Scope,
  input: z.input<typeof DrawUpCertificateInput> & { key: string },
): Promise<Certificate> {
  requirePermission(scope, 'timebank:write');
  const { tenantId, table, now } = scope;
  const { endsOn, ...asked } = parse(DrawUpCertificateInput, input);
  const id = idFrom('certificate', tenantId, input.key);
  const askedHash = contentHash({ asked: { ...asked, endsOn } });
  const done = await drawnUpBefore(scope, id, askedHash);
  if (done !== undefined) return done;
  const today = plainDateOf(now);
  if (asked.to > today) throw new LinliError('invalid', 'dateInFuture', { field: 'to' });
  if (asked.from > asked.to) throw new LinliError('invalid', 'periodBackwards', { field: 'from' });
  const until = publicUntil('certificate', today, endsOn);
  const { volunteer, named } = await certifiedVolunteer(scope, asked.volunteerId);
  const served = certified(await servedIn(scope, asked));
  if (served.minutes <= 0) throw new LinliError('invalid', 'noHoursInPeriod', { field: 'from' });

  const { id: volunteerId, volunteerNo, name, courtyardId } = volunteer;
  const certificate: Certificate = {
    ...asked,
    ...served,
    ...{ id, volunteerNo, name, courtyardId, drawnUpOn: today, state: 'announced', publicUntil: until },
    ...{ openObjections: 0, code: newCode() },
  };
  const { from, to } = asked;
  const notice = {
    ...{ tenantId, id, kind: 'certificate' as const, volunteerId, name: named ? name : publicName(name) },
    ...{ minutes: served.minutes, from, to, opensOn: today, publicUntil: until },
  };
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  try {
    await table.commit([
      write(Certificates.create({ ...certificate, ...provenance(scope), askedHash }), taken),
      write(Notices.create(notice), taken),
      recordChange(scope, {
        ...{ action: 'announce', noun: 'certificate', id, about: volunteer.personId },
        after: { from, to, minutes: served.minutes, endsOn: until },
      }),
    ]);
    return view(Certificate, certificate);
  } catch (error) {
    const first = error === taken ? await drawnUpBefore(scope, id, askedHash) : undefined;
    if (first === undefined) throw error;
    return first;
  }
}

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const CODE_LENGTH = 26;

/** 130 random bits: as many as nobody tries. */
const newCode = (): string => [...randomBytes(CODE_LENGTH)].map((byte) => LETTERS[byte & 31]).join('');

async function drawnUpBefore(
  { table, tenantId }: Scope,
  id: string,
  askedHash: string,
): Promise<Certificate | undefined> {
  const stored = await table.get(Certificates, Certificates.get({ tenantId, id }), { consistent: true });
  if (stored === undefined) return undefined;
  if (stored.askedHash !== askedHash)
    throw new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  // As it was drawn up, whatever has become of it since.
  return view(Certificate, { ...stored, ...DRAWN_UP });
}

const DRAWN_UP = {
  ...{ state: 'announced', openObjections: 0, number: undefined, issuedOn: undefined, issuer: undefined },
  ...{ handler: undefined, contact: undefined },
  ...{ revokedOn: undefined, revokedBy: undefined, revokedBecause: undefined },
};

/** Whose certificate it is, which nobody makes for themselves, and whether they agree to be named. */
async function certifiedVolunteer(scope: Scope, id: string) {
  const { table, tenantId } = scope;
  const [stored, account] = await table.getMany([
    { entity: Volunteers, operation: Volunteers.get({ tenantId, id }) },
    { entity: Accounts, operation: Accounts.get({ tenantId, id: memberAccountId(tenantId, id) }) },
  ]);
  if (stored === undefined) throw notFound('volunteer');
  const volunteer = Volunteer.parse(stored);
  requireOther(scope, volunteer.personId);
  const { naming } = (account ?? {}) as { naming?: unknown };
  return { volunteer, named: naming !== undefined && Naming.parse(naming).agreed };
}

/** The newest first; of one volunteer when named. */
export async function listCertificates(
  scope: Scope,
  request: PageRequest & { volunteerId?: string },
): Promise<Page<Certificate>> {
  requirePermission(scope, 'timebank:read');
  const { tenantId, table } = scope;
  const { volunteerId } = request;
  const query =
    volunteerId === undefined
      ? Certificates.query.byDate({ tenantId })
      : Certificates.query.ofVolunteer({ tenantId, volunteerId });
  return viewPage(Certificate, await table.page(Certificates, query, { ...request, order: 'desc' }));
}

export async function getCertificate(scope: Scope, id: string): Promise<CertificateDetail> {
  requirePermission(scope, 'timebank:read');
  const [stored, objections] = await Promise.all([storedCertificate(scope, id), objectionsOf(scope, id)]);
  return view(CertificateDetail, {
    ...stored,
    drawnUpBy: (stored.made as Made).byName,
    over: plainDateOf(scope.now) > stored.publicUntil,
    objections,
  });
}

async function storedCertificate({ table, tenantId }: Scope, id: string) {
  const stored = await table.get(Certificates, Certificates.get({ tenantId, id }), { consistent: true });
  if (stored === undefined) throw notFound('certificate');
  return stored;
}

export const IssueCertificateInput = z.object({
  handler: z.string().trim().min(1).max(30),
  contact: z.string().trim().min(3).max(60),
});

/** How often a number that somebody else has just taken is followed by the next. */
const TRIES = 8;

/**
 * Issues a certificate once, under the next number of its year: the certificate, the count of the year and the public page,
 * all or none. `issuer` is the community's name. The same again answers with the same. Throws `conflict` while its
 * publicity is open, an objection is, or one was upheld, and when the hours book says something else than what was announced.
 */
export async function issueCertificate(
  scope: Scope,
  issuer: string,
  id: string,
  input: z.input<typeof IssueCertificateInput>,
): Promise<Certificate> {
  requirePermission(scope, 'timebank:write');
  const { handler, contact } = parse(IssueCertificateInput, input);
  const stored = await storedCertificate(scope, id);
  const certificate = Certificate.parse(stored);
  if (certificate.handler === handler && certificate.contact === contact && certificate.state === 'issued')
    return view(Certificate, certificate);
  const today = plainDateOf(scope.now);
  if (certificate.state === 'announced' && today <= certificate.publicUntil)
    throw new LinliError('conflict', 'publicityOpen', { params: { endsOn: certificate.publicUntil } });
  if (scope.actor.personId !== undefined) await certifiedVolunteer(scope, certificate.volunteerId);
  const { minutes, times } = certified(await servedIn(scope, certificate));
  if (minutes !== certificate.minutes || times !== certificate.times)
    throw new LinliError('conflict', 'hoursChanged');
  return numbered(scope, { ...certificate, state: 'issued', issuedOn: today, issuer, handler, contact });
}

async function numbered(scope: Scope, certificate: Certificate): Promise<Certificate> {
  const { table, tenantId } = scope;
  const year = certificate.issuedOn?.slice(0, 4) ?? '';
  for (let tries = TRIES; ; tries--) {
    const key = { tenantId, id: `y${year}` };
    const counted = await table.get(CertificateYears, CertificateYears.get(key), { consistent: true });
    const before = counted?.issued ?? 0;
    const issued = { ...certificate, number: certificateNumber(year, before + 1) };
    const overtaken = new LinliError('unavailable', 'tooBusy');
    try {
      await table.commit(issuing(scope, issued, { key, before, overtaken }));
      return view(Certificate, issued);
    } catch (error) {
      if (error !== overtaken || tries === 0) throw error;
    }
  }
}

type Turn = { key: { tenantId: string; id: string }; before: number; overtaken: LinliError };

function issuing(scope: Scope, issued: Certificate & { number: string }, { key, before, overtaken }: Turn) {
  const { tenantId } = scope;
  const { id, number, issuedOn = '', issuer = '', handler = '', contact = '' } = issued;
  const { volunteerId, name, from, to, minutes, times, code } = issued;
  const closed = new LinliError('conflict', 'certificateClosed');
  const given = Certificates.patch({ tenantId, id })
    .set({ state: 'issued', number, issuedOn, issuer, handler, contact })
    .where(
      (kept, { eq, lt }) =>
        `${eq(kept.state, 'announced')} AND ${eq(kept.openObjections, 0)} AND ${lt(kept.publicUntil, issuedOn)}`,
    );
  const next = CertificateYears.upsert({ ...key, issued: before + 1 }).where((year, { eq, notExists }) =>
    before === 0 ? notExists(year.issued) : eq(year.issued, before),
  );
  const face = {
    ...{ tenantId, id: code, volunteerId, number, name: publicName(name) },
    ...{ from, to, minutes, times, issuedOn, issuer },
  };
  return [
    write(given, closed),
    write(next, overtaken),
    write(CertificateFaces.create(face), closed),
    recordChange(scope, {
      ...{ action: 'issue', noun: 'certificate', id, about: volunteerId },
      after: { number, handler },
    }),
  ];
}

export const RevokeCertificateInput = z.object({ reason: z.string().trim().min(2).max(120) });

/** Revokes a certificate, once, with a reason; whoever checks it sees that and when. Its number stays its own. */
export async function revokeCertificate(
  scope: Scope,
  id: string,
  input: z.input<typeof RevokeCertificateInput>,
): Promise<Certificate> {
  requirePermission(scope, 'timebank:write');
  const { tenantId, table, now, actor } = scope;
  const { reason } = parse(RevokeCertificateInput, input);
  const stored = await storedCertificate(scope, id);
  if (stored.state === 'revoked' && stored.revokedBecause === reason) return view(Certificate, stored);
  const closed = new LinliError('conflict', 'certificateClosed');
  const revoked = { state: 'revoked', revokedOn: plainDateOf(now), revokedBy: actor.name } as const;
  await table.commit([
    write(
      Certificates.patch({ tenantId, id })
        .set({ ...revoked, revokedBecause: reason })
        .where((kept, { eq }) => eq(kept.state, 'issued')),
      closed,
    ),
    write(
      CertificateFaces.patch({ tenantId, id: stored.code }).set({ revokedOn: revoked.revokedOn }),
      closed,
    ),
    recordChange(scope, { action: 'revoke', noun: 'certificate', id, about: stored.volunteerId, reason }),
  ]);
  return view(Certificate, { ...stored, ...revoked, revokedBecause: reason });
}

/** What anybody sees of a certificate by the code on it. Throws `not_found` for a code that is on none. */
export async function publicCertificate(
  scope: Scope,
  code: string,
): Promise<z.infer<typeof PublicCertificate>> {
  requirePermission(scope, 'public:read');
  const { tenantId, table } = scope;
  const face = await table.get(CertificateFaces, CertificateFaces.get({ tenantId, id: code.toLowerCase() }));
  if (face === undefined) throw notFound('certificate');
  return view(PublicCertificate, face);
}
