import { z } from 'zod';
import { internal, personal, publicField } from '../../kernel/index.ts';
import type { ServiceRecord } from '../service-record.ts';
import { Objection } from './objection.ts';

/** `refused`: an objection was upheld. */
export const CERTIFICATE_STATES = ['announced', 'refused', 'issued', 'revoked'] as const;

/** What was done in the period, by category: how often, and for how many minutes in all. */
export const CertifiedService = z.object({
  category: personal(z.string()),
  times: personal(z.number().int()),
  minutes: personal(z.number().int()),
});
export type CertifiedService = z.infer<typeof CertifiedService>;

/**
 * A certificate of volunteer service (志愿服务记录证明, 民政部令第67号): what the hours book says of one volunteer from one day
 * to another, for anybody to check. It is drawn up, stands in publicity, is issued under a number that is never used
 * again, and can be revoked. `code` opens its public page and is in its QR; nobody can guess it.
 */
export const Certificate = z.object({
  id: internal(z.string()),
  volunteerId: personal(z.string()),
  volunteerNo: personal(z.string()),
  name: personal(z.string()),
  courtyardId: personal(z.string().optional()),
  from: personal(z.string()),
  to: personal(z.string()),
  minutes: personal(z.number().int()),
  times: personal(z.number().int()),
  services: personal(z.array(CertifiedService)),
  drawnUpOn: internal(z.string()),
  state: internal(z.enum(CERTIFICATE_STATES)),
  publicUntil: internal(z.string()),
  openObjections: internal(z.number().int()),
  code: internal(z.string()),
  number: internal(z.string().optional()),
  issuedOn: internal(z.string().optional()),
  /** Whoever answers for it: the community, in its name of then. */
  issuer: internal(z.string().optional()),
  /** Who handled it (经办人), and how to reach the issuer. */
  handler: personal(z.string().optional()),
  contact: internal(z.string().optional(), 'none'),
  revokedOn: internal(z.string().optional()),
  revokedBy: personal(z.string().optional()),
  revokedBecause: personal(z.string().optional()),
});
export type Certificate = z.infer<typeof Certificate>;

/** One with what stands against it; `over`: its publicity is. */
export const CertificateDetail = Certificate.extend({
  drawnUpBy: personal(z.string()),
  over: internal(z.boolean()),
  objections: z.array(Objection),
});
export type CertificateDetail = z.infer<typeof CertificateDetail>;

/**
 * What anybody sees who holds a certificate in their hands and checks it: whether it stands, and enough to compare. `id` is
 * the certificate's code; `name` is masked.
 */
export const CertificateFace = z.object({
  id: publicField(z.string()),
  volunteerId: personal(z.string()),
  number: publicField(z.string()),
  name: publicField(z.string()),
  from: publicField(z.string()),
  to: publicField(z.string()),
  minutes: publicField(z.number().int()),
  times: publicField(z.number().int()),
  issuedOn: publicField(z.string()),
  issuer: publicField(z.string()),
  revokedOn: publicField(z.string().optional()),
});
export type CertificateFace = z.infer<typeof CertificateFace>;
export const PublicCertificate = CertificateFace.omit({ volunteerId: true });

type Served = Pick<ServiceRecord, 'category' | 'durationMinutes' | 'reverses'>;

/** What so many records come to; what was taken back counts on neither side. The category with most hours comes first. */
export function certified(records: readonly Served[]): Pick<Certificate, 'minutes' | 'times' | 'services'> {
  const services = [...Map.groupBy(records, ({ category }) => category)]
    .map(([category, of]) => ({
      category,
      times: of.reduce((sum, { reverses }) => sum + (reverses === undefined ? 1 : -1), 0),
      minutes: of.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0),
    }))
    .filter(({ times, minutes }) => times !== 0 || minutes !== 0)
    .sort((a, b) => b.minutes - a.minutes || (a.category < b.category ? -1 : 1));
  return {
    services,
    times: services.reduce((sum, { times }) => sum + times, 0),
    minutes: services.reduce((sum, { minutes }) => sum + minutes, 0),
  };
}

const DIGITS = 4;

/** 2026-0001: unique in one community. Beyond 9999 a year it grows longer. */
export const certificateNumber = (year: string, count: number): string =>
  `${year}-${String(count).padStart(DIGITS, '0')}`;
