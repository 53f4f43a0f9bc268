import { z } from 'zod';
import { internal, personal, publicField } from '../../kernel/index.ts';

export const NOTICE_KINDS = ['star', 'certificate'] as const;

/**
 * What a public page says of a star level or a certificate while it is in publicity. `id` is that of the star or the
 * certificate; `name` is masked unless the volunteer has agreed to be named.
 */
export const Notice = z.object({
  id: publicField(z.string()),
  kind: publicField(z.enum(NOTICE_KINDS)),
  volunteerId: personal(z.string()),
  name: publicField(z.string()),
  level: publicField(z.number().int().optional()),
  minutes: publicField(z.number().int()),
  /** Of a certificate: the first and the last day it is about. */
  from: publicField(z.string().optional()),
  to: publicField(z.string().optional()),
  opensOn: publicField(z.string()),
  publicUntil: publicField(z.string()),
});
export type Notice = z.infer<typeof Notice>;

export const PublicNotice = Notice.omit({ volunteerId: true });

/** One name on the wall of honour (光荣榜): of a volunteer with a star who has agreed to be named. `id` is the volunteer's. */
export const Honour = z.object({
  id: internal(z.string()),
  name: publicField(z.string()),
  level: publicField(z.number().int()),
});
export type Honour = z.infer<typeof Honour>;
export const PublicHonour = Honour.omit({ id: true });
export type PublicHonour = z.infer<typeof PublicHonour>;
