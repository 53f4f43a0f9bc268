import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  type Actor,
  type Grant,
  type Instant,
  internal,
  PERMISSIONS,
  type Permission,
} from '../kernel/index.ts';
import { tokenHashOf } from './session.ts';

export const ApiToken = z.object({
  id: internal(z.string()),
  name: internal(z.string()),
  permissions: internal(z.array(z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]]))),
  /** The communities it reaches; `*` is every one its maker reaches, and the district's own affairs. */
  tenantIds: internal(z.array(z.string())),
  createdAt: internal(z.string()),
  until: internal(z.string()),
});
export type ApiToken = z.infer<typeof ApiToken>;

export const API_TOKENS_MAX = 20;

/** `linli_`, its maker's id, and 200 bits: whose token it is can be read off it, so that both are found in one read. */
export const newApiToken = (userId: string): string =>
  `linli_${userId.replace('usr_', '')}_${randomBytes(25).toString('hex')}`;

/** Where a token that was sent is kept, or undefined for what is no token of this kind. */
export function apiTokenKey(token: string): { userId: string; tokenHash: string } | undefined {
  const maker = /^linli_([0-9a-z]{26})_[0-9a-f]{50}$/.exec(token)?.[1];
  return maker === undefined ? undefined : { userId: `usr_${maker}`, tokenHash: tokenHashOf(token) };
}

type Maker = { id: string; fields: unknown; grants: unknown; disabled?: boolean | undefined };

/** Whom a token stands for, or undefined when it has run out, was revoked, or its maker may no longer sign in. */
export function actorOfToken(
  token: Pick<ApiToken, 'name' | 'until'> & { permissions: unknown; tenantIds: unknown },
  maker: Maker,
  now: Instant,
): Actor | undefined {
  if (token.until <= now || maker.disabled) return undefined;
  const { name } = maker.fields as { name: string };
  return {
    kind: 'user',
    id: maker.id,
    name: `${name}（${token.name}）`,
    grants: maker.grants as Grant[],
    only: { permissions: token.permissions as Permission[], tenantIds: token.tenantIds as string[] },
  };
}
