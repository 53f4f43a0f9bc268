import { z } from 'zod';
import { internal, type MessageKey, publicField, SIGN_IN_WAYS, type SignInWay } from '../kernel/index.ts';

export const MODULES = [
  'courtyard',
  'governance',
  'renewal',
  'timebank',
  'learning',
  'incubation',
  'partners',
] as const;

export const STEPS = ['community', 'rules', 'import', 'figures'] as const;

export const Step = z.object({
  name: internal(z.enum(STEPS)),
  state: internal(z.enum(['waiting', 'running', 'done', 'failed'])),
  at: internal(z.string().optional()),
  /** What happened, or why it stopped and what to do: a key of the message catalogue. */
  reason: internal(z.custom<MessageKey>().optional()),
  params: internal(z.record(z.string(), z.union([z.string(), z.number()])).optional()),
});
export type Step = z.infer<typeof Step>;

/** One tenant. `state` says how far onboarding has come; residents are invited only once it is `live`. */
export const Community = z.object({
  tenantId: internal(z.string()),
  slug: publicField(z.string()),
  name: publicField(z.string()),
  address: publicField(z.string().optional(), 'none'),
  contact: publicField(z.string().optional(), 'none'),
  modules: publicField(z.array(z.enum(MODULES))),
  /** The ways in it offers its people; all of them while it says nothing. */
  signInWays: publicField(z.array(z.enum(SIGN_IN_WAYS)).optional()),
  language: publicField(z.enum(['zh-CN', 'en'])),
  state: publicField(z.enum(['draft', 'provisioning', 'failed', 'live'])),
  steps: internal(z.array(Step)),
  importId: internal(z.string().optional()),
  createdAt: internal(z.string()),
});
export type Community = z.infer<typeof Community>;

export const offersWay = (
  { signInWays }: { signInWays?: readonly string[] | undefined },
  way: SignInWay,
): boolean => signInWays === undefined || signInWays.includes(way);

/** What its own pages need to know of a community, and anyone may. */
export const CommunityProfile = Community.pick({
  slug: true,
  name: true,
  address: true,
  contact: true,
  modules: true,
  language: true,
  state: true,
});
export type CommunityProfile = z.infer<typeof CommunityProfile>;

/** What a visitor may know of a community before opening it. */
export const CommunityCard = Community.pick({ slug: true, name: true, address: true });
export type CommunityCard = z.infer<typeof CommunityCard>;

/** The site's own first path segments are not free. */
const RESERVED_SLUGS = new Set([
  'account',
  'api',
  'assets',
  'auth',
  'console',
  'district',
  'healthz',
  'join',
  'login',
  'messages',
  'new',
  'outbox',
  'people',
  'preferences',
  'readyz',
  'sign-in',
  'sign-out',
  'signin',
]);

export const Slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,38}[a-z0-9]$/, 'slugForm' satisfies MessageKey)
  .refine((slug) => !RESERVED_SLUGS.has(slug), 'slugReserved' satisfies MessageKey);
