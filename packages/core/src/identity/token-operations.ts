import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import { type DistrictScope, LinliError, may, newId, notFound, parse } from '../kernel/index.ts';
import { view, write } from '../table/index.ts';
import { API_TOKENS_MAX, ApiToken, newApiToken } from './api-token.ts';
import { ApiTokens } from './entities.ts';
import { readUser, rewriteUser, type UserItem } from './rewrite-user.ts';
import { tokenHashOf } from './session.ts';

export const ApiTokenInput = ApiToken.pick({ permissions: true, tenantIds: true }).extend({
  name: z.string().trim().min(1).max(60),
  permissions: ApiToken.shape.permissions.min(1),
  tenantIds: z.array(z.string().max(60)).min(1).max(100),
  /** Whole days until it runs out. */
  days: z.number().int().min(1).max(365),
  /** Of the form: sent twice it makes one token. */
  key: z.string().min(8).max(100).optional(),
});

/** A token as it was made: with its text, which is never to be seen again. */
export type NewApiToken = ApiToken & { token: string };

type Kept = { id: string; tokenHash: string; until: string; asked?: string | undefined };
const keptBy = (user: UserItem): Kept[] => (user.apiTokens ?? []) as Kept[];

const DAY_MS = 24 * 60 * 60_000;

/**
 * A token for the one who asks, who must be able to do each of its permissions in each of its communities. Throws
 * `limit_exceeded` when they have twenty that still hold, `conflict` for a form that was sent before: its token was shown.
 */
export async function makeApiToken(
  scope: DistrictScope,
  input: z.input<typeof ApiTokenInput>,
): Promise<NewApiToken> {
  const { days, key, ...wanted } = parse(ApiTokenInput, input);
  const asked = key === undefined ? undefined : tokenHashOf(`token ${key}`);
  const { actor, districtId, now } = scope;
  for (const permission of wanted.permissions)
    if (!wanted.tenantIds.every((tenantId) => may(actor, permission, tenantId)))
      throw new LinliError('invalid', 'tokenBeyondMaker', { field: 'permissions' });
  const token = newApiToken(actor.id);
  const until = new Date(Date.parse(now) + days * DAY_MS).toISOString();
  const made: ApiToken = { ...wanted, id: newId('token', now), createdAt: now, until };
  const tokenHash = tokenHashOf(token);
  const create = ApiTokens.create({
    ...made,
    districtId,
    userId: actor.id,
    tokenHash,
    expiresAt: Math.ceil(Date.parse(until) / 1000),
  });
  const { createdAt: _, ...after } = made;
  const audited = recordChange(scope, {
    action: 'create',
    noun: 'token',
    id: made.id,
    about: actor.id,
    after,
  });
  await rewriteUser(scope, actor.id, (user) => {
    const alive = keptBy(user).filter((one) => one.until > now);
    if (asked !== undefined && alive.some((one) => one.asked === asked))
      throw new LinliError('conflict', 'tokenShown');
    if (alive.length >= API_TOKENS_MAX)
      throw new LinliError('limit_exceeded', 'tooManyTokens', { params: { max: API_TOKENS_MAX } });
    return {
      set: { apiTokens: [...alive, { id: made.id, tokenHash, until, asked }] },
      others: [write(create, new LinliError('unavailable', 'tooBusy')), audited],
    };
  });
  return { ...made, token };
}

/** One's own, the newest first; those that have run out until the table forgets them. */
export async function listApiTokens(scope: DistrictScope): Promise<ApiToken[]> {
  const { districtId, actor, table } = scope;
  const items = await table.all(ApiTokens, ApiTokens.query.byHash({ districtId, userId: actor.id }));
  return items.map((item) => view(ApiToken, item)).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

/** The very next request with it is a stranger's. Revoking it again looks as if it were not there. */
export async function revokeApiToken(scope: DistrictScope, id: string): Promise<void> {
  const { actor, districtId } = scope;
  const user = await readUser(scope, actor.id);
  const kept = user && keptBy(user).find((one) => one.id === id);
  if (kept === undefined) throw notFound('token');
  const { tokenHash } = kept;
  const gone = ApiTokens.delete({ districtId, userId: actor.id, tokenHash });
  const audited = recordChange(scope, { action: 'revoke', noun: 'token', id, about: actor.id });
  await rewriteUser(scope, actor.id, (now) => ({
    set: { apiTokens: keptBy(now).filter((one) => one.id !== id) },
    others: [write(gone, new LinliError('conflict', 'alreadyChanged')), audited],
  }));
}
