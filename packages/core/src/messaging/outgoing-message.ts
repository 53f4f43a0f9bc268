import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  GIVEN_ROLES,
  type Instant,
  internal,
  type MessageKey,
  newId,
  personal,
  type Role,
} from '../kernel/index.ts';

export const CHANNELS = ['sms', 'mail'] as const;
export const TEMPLATES = ['invitation', 'phoneCode', 'signInCode'] as const;
/** `failed` is given up: after the last try, or because what it says is no longer good. Until then it is `waiting`. */
export const MESSAGE_STATES = ['waiting', 'sent', 'failed'] as const;

/** Why a try did not succeed: keys of the message catalogue, so that staff read what to do in their language. */
export const SEND_PROBLEMS = [
  'sendUnreachable',
  'sendRefused',
  'sendNotSetUp',
  'sendTooLate',
] as const satisfies readonly MessageKey[];
export type SendProblem = (typeof SEND_PROBLEMS)[number];

const addressed = {
  /** From `messageIdOf`, so that the same cause is told once. */
  id: z.string(),
  /** The community that sends it; `*` is the district office. */
  tenantId: z.string(),
  channel: z.enum(CHANNELS),
  to: z.string().max(254),
  language: z.enum(['zh-CN', 'en']),
  /** The code or the link: never listed, and forgotten once it has been sent. */
  secret: z.string().min(4).max(300),
  /** When the code or the link runs out: after that it is no longer sent. */
  goodUntil: z.iso.datetime(),
};

/** What a caller asks to be sent. `invitation` carries a link as its secret, the others a one-time code. */
export const MessageDraft = z
  .discriminatedUnion('template', [
    z.object({
      ...addressed,
      template: z.literal('invitation'),
      params: z.object({
        place: z.string().max(60),
        inviter: z.string().max(60),
        role: z.enum(GIVEN_ROLES as [Role, ...Role[]]),
      }),
    }),
    z.object({ ...addressed, template: z.enum(['phoneCode', 'signInCode']), params: z.object({}) }),
  ])
  .transform((draft) => ({ ...draft, to: tidyRecipient(draft.channel, draft.to) }))
  .refine(({ channel, to }) => RECIPIENT[channel].safeParse(to).success, {
    path: ['to'],
    message: 'recipientInvalid' satisfies MessageKey,
  });
export type MessageDraft = z.infer<typeof MessageDraft>;

const RECIPIENT = { sms: z.string().regex(/^\+?\d{5,15}$/), mail: z.email() };

// A number is typed with spaces, dashes and full-width digits; an address may hold a dash that belongs to it.
const tidyRecipient = (channel: 'sms' | 'mail', to: string): string => {
  const plain = to.normalize('NFKC').trim();
  return channel === 'sms' ? plain.replace(/[\s-]/g, '') : plain;
};

/** What staff see of a message: whom it went to and what became of it, never what it says. */
export const OutgoingMessage = z.object({
  id: internal(z.string()),
  channel: internal(z.enum(CHANNELS)),
  /** Masked. */
  to: personal(z.string().transform(maskedRecipient)),
  template: internal(z.enum(TEMPLATES)),
  state: internal(z.enum(MESSAGE_STATES)),
  tries: internal(z.number().int()),
  problem: internal(z.enum(SEND_PROBLEMS).optional()),
  nextTryAt: internal(z.string().optional()),
  createdAt: internal(z.string()),
  sentAt: internal(z.string().optional()),
  goodUntil: internal(z.string()),
});
export type OutgoingMessage = z.infer<typeof OutgoingMessage>;

/** `138****5678`, `+86****5678`, `z***@linli.example`: enough to know again for who wrote it down, too little to write to. */
export function maskedRecipient(to: string): string {
  const at = to.lastIndexOf('@');
  return at > 0 ? `${to.slice(0, 1)}***${to.slice(at)}` : `${to.slice(0, 3)}****${to.slice(-4)}`;
}

const MINUTES_UNTIL_NEXT = [1, 5, 15, 60];

/** When to try again after so many tries that failed, or undefined: then it is given up. */
export function nextTryAfter(tries: number, now: Instant): Instant | undefined {
  const minutes = MINUTES_UNTIL_NEXT[tries - 1];
  return minutes === undefined ? undefined : new Date(Date.parse(now) + minutes * 60_000).toISOString();
}

/** The id of the message that tells of what `cause` names and that came about at `at`: made again it is the same, and ids sort by time. */
export const messageIdOf = (at: Instant, ...cause: readonly string[]): string =>
  newId('message', at, createHash('sha256').update(cause.join('\u0000')).digest().subarray(0, 10));
