import {
  ApiTokens,
  actorOf,
  actorOfToken,
  apiTokenKey,
  Sessions,
  type StoredSession,
  tokenHashOf,
  Users,
} from '@linli/core/identity';
import { type Actor, type Instant, type SignInWay, VISITOR } from '@linli/core/kernel';
import type { Table } from '@linli/core/table';
import type { Dependencies } from '../environment.ts';

type Wanted = Parameters<Table['getMany']>[0];
type Found = readonly unknown[];

/** Somebody, until when they are, and for a session the way in which it was opened. */
export type Known = { actor: Actor; until?: Instant; way?: SignInWay | undefined };

/** Who asks: what is to be read to know it, and who it is once that was read. */
export type Asker = { wanted: Wanted; knownBy(found: Found): Known };

const NOBODY: Known = { actor: VISITOR };

type Deployment = Pick<Dependencies, 'districtId' | 'clock' | 'operatorTokenHash'>;

/** A session is one item; a token for programs is two, itself and its maker, of whom it can never do more. */
export function askerOf(
  shown: string | undefined,
  { districtId, clock, operatorTokenHash }: Deployment,
): Asker {
  if (shown === undefined) return { wanted: [], knownBy: () => NOBODY };
  const tokenHash = tokenHashOf(shown);
  if (tokenHash === operatorTokenHash) return { wanted: [], knownBy: () => ({ actor: OPERATOR }) };
  const key = apiTokenKey(shown);
  if (key !== undefined)
    return {
      wanted: [
        { entity: ApiTokens, operation: ApiTokens.get({ districtId, ...key }) },
        { entity: Users, operation: Users.get({ districtId, id: key.userId }) },
      ],
      knownBy: ([token, maker]) => byToken(token as Token | undefined, maker as Maker | undefined, clock()),
    };
  return {
    wanted: [{ entity: Sessions, operation: Sessions.get({ districtId, tokenHash }) }],
    knownBy: ([session]) => bySession(session as StoredSession | undefined, clock()),
  };
}

type Token = Parameters<typeof actorOfToken>[0];
type Maker = Parameters<typeof actorOfToken>[1];

function byToken(token: Token | undefined, maker: Maker | undefined, now: Instant): Known {
  const actor = token && maker && actorOfToken(token, maker, now);
  return actor ? { actor, until: token.until } : NOBODY;
}

function bySession(session: StoredSession | undefined, now: Instant): Known {
  const actor = session && actorOf(session, now);
  return actor ? { actor, until: session.expiresInstant, way: session.way } : NOBODY;
}

const OPERATOR: Actor = {
  kind: 'operator',
  id: 'operator',
  name: '运维',
  grants: [{ role: 'districtAdministrator', tenantId: '*' }],
};
