import { recordChange } from '../audit/index.ts';
import { type DistrictScope, type Instant, LinliError, notFound } from '../kernel/index.ts';
import { PASSKEYS_MAX, type Passkey, passkeyRefused } from './passkey.ts';
import type { Keeper, UniqueName } from './record.ts';
import { readUser, rewriteUser, type UserItem } from './rewrite-user.ts';
import { tokenHashOf } from './session.ts';
import { freeName, takeName } from './unique-name.ts';

/** The name under which a passkey is found. Devices choose ids of up to a thousand bytes; a hash has one length. */
export const passkeyName = (credentialId: string): UniqueName => ({
  kind: 'user.passkey',
  name: tokenHashOf(credentialId),
});

const passkeysOf = (user: UserItem | undefined): Passkey[] => (user?.passkeys ?? []) as Passkey[];

export const passkeyNamesOf = (user: UserItem): UniqueName[] =>
  passkeysOf(user).map(({ credentialId }) => passkeyName(credentialId));

export const listPasskeys = async (keeper: Keeper, userId: string): Promise<Passkey[]> =>
  passkeysOf(await readUser(keeper, userId));

export const findPasskey = async (
  keeper: Keeper,
  userId: string,
  credentialId: string,
): Promise<Passkey | undefined> =>
  (await listPasskeys(keeper, userId)).find((one) => one.credentialId === credentialId);

/** Puts a passkey on an account. Throws `conflict` when an account has it, `limit_exceeded` when this one has ten. */
export async function addPasskey(scope: DistrictScope, userId: string, passkey: Passkey): Promise<void> {
  await rewriteUser(scope, userId, (user) => {
    const before = passkeysOf(user);
    if (before.length >= PASSKEYS_MAX)
      throw new LinliError('limit_exceeded', 'tooManyPasskeys', { params: { max: PASSKEYS_MAX } });
    return {
      set: { passkeys: [...before, passkey] },
      others: [
        takeName(scope, passkeyName(passkey.credentialId), userId, 'passkeyTaken'),
        recordChange(scope, {
          ...{ action: 'setSecret', noun: 'user', id: userId },
          after: { passkey: passkey.name },
        }),
      ],
    };
  });
}

/** The next sign-in with it finds nobody. Throws `not_found`. */
export async function removePasskey(scope: DistrictScope, userId: string, id: string): Promise<void> {
  await rewriteUser(scope, userId, (user) => {
    const before = passkeysOf(user);
    const gone = before.find((one) => one.id === id);
    if (gone === undefined) throw notFound('passkey');
    return {
      set: { passkeys: before.filter((one) => one.id !== id) },
      others: [
        freeName(scope, passkeyName(gone.credentialId)),
        recordChange(scope, {
          ...{ action: 'setSecret', noun: 'user', id: userId },
          before: { passkey: gone.name },
          after: {},
        }),
      ],
    };
  });
}

/**
 * Takes an answer to a question that was put at `asked`, once: also when it is sent twice at the same moment. Throws
 * `unauthenticated` for an answer to a question no newer than the last one that was answered.
 */
export async function answerPasskey(
  keeper: Keeper,
  userId: string,
  { id, counter, asked }: { id: string; counter: number; asked: Instant },
): Promise<void> {
  await rewriteUser(keeper, userId, (user) => {
    const passkeys = passkeysOf(user);
    const used = passkeys.find((one) => one.id === id);
    if (used === undefined || asked <= used.answered) throw passkeyRefused();
    const after: Passkey = { ...used, counter, answered: asked };
    return { set: { passkeys: passkeys.map((one) => (one.id === id ? after : one)) }, others: [] };
  });
}
