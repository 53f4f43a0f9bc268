import { recordChange } from '../audit/index.ts';
import {
  type DistrictScope,
  type Grant,
  type Instant,
  LinliError,
  requirePermission,
} from '../kernel/index.ts';
import { type Write, write } from '../table/index.ts';
import { IdentityRecords } from './entities.ts';
import { codeMatches, type HandedCode, newHandedCode } from './handed-code.ts';
import { listedIn } from './listed-operations.ts';
import { notOneself, trailOf } from './member.ts';
import { type PeopleScope, requireOwnMember } from './own-member.ts';
import { passkeyNamesOf } from './passkey-operations.ts';
import { type Keeper, type Kept, listRecordsOf } from './record.ts';
import { closing, openSessionsOf, readUser, rewriteUser, type UserItem } from './rewrite-user.ts';
import { freeName } from './unique-name.ts';

/** What an administrator hands over, in person or by a voice one knows; `code` is shown this once. */
export type Handed = { code: string; until: Instant };

/**
 * For a colleague who has lost their authenticator and recovery codes: ends the second factor and every session, and
 * returns the code to hand over. With their password it lets them set up a new one, and do nothing else, for a day; a
 * password alone never does. Throws `conflict` when there is none.
 */
export async function resetSecondFactor(scope: PeopleScope, userId: string): Promise<Handed> {
  requirePermission(scope, 'identity:write');
  notOneself(scope.actor, userId);
  await listedIn(scope, userId);
  const { code, kept } = newHandedCode('secondFactor', scope.now);
  await rewriteUser(scope, userId, (user) => {
    requireOwnMember(scope, user);
    if (user.secondFactor === undefined && user.secondFactorReset === undefined)
      throw new LinliError('conflict', 'noSecondFactor');
    return {
      set: { secondFactorReset: kept, openSessions: [] },
      // Passkeys are on the phone that was lost, as a rule, and would go round the code.
      remove: ['secondFactor', 'passkeys'],
      others: [
        ...passkeyNamesOf(user).map((name) => freeName(scope, name)),
        ...sessionsEnded(scope, user),
        handedOver(scope, userId, 'secondFactor', kept),
      ],
    };
  });
  return { code, until: kept.until };
}

/**
 * For a colleague who has forgotten their password: returns the code to hand over. With it they choose a new one, once,
 * within a day; until then the old one stays good, and a second factor is asked for as ever (OWASP ASVS 5.0, V6.4.3).
 * Throws `conflict` for an account that has no password, or is disabled.
 */
export async function resetPassword(scope: PeopleScope, userId: string): Promise<Handed> {
  requirePermission(scope, 'identity:write');
  notOneself(scope.actor, userId);
  await listedIn(scope, userId);
  const { code, kept } = newHandedCode('password', scope.now);
  const account = await passwordAccountOf(scope, userId);
  await rewriteUser(scope, userId, (user) => {
    requireOwnMember(scope, user);
    if (user.disabled) throw new LinliError('conflict', 'resetOfDisabled');
    if (account === undefined) throw new LinliError('conflict', 'noPassword');
    return { set: { passwordReset: kept }, others: [handedOver(scope, userId, 'password', kept)] };
  });
  return { code, until: kept.until };
}

/** Whether this is the code that was handed over for this account's password, and still good. */
export const isPasswordResetCode = async (keeper: Keeper, userId: string, code: string, now: Instant) =>
  codeMatches('password', (await readUser(keeper, userId))?.passwordReset, code, now);

/**
 * Spends the code on a new password, given as its hash; everybody signed in with the old one is out. One commit: a code
 * sets one password, and is not lost without having set it. Throws `unauthenticated` for a code that is not, or no
 * longer, good.
 */
export async function spendPasswordReset(
  scope: DistrictScope,
  userId: string,
  { code, hash }: { code: string; hash: string },
): Promise<void> {
  const account = await passwordAccountOf(scope, userId);
  await rewriteUser(scope, userId, (user) => {
    if (account === undefined || !codeMatches('password', user.passwordReset, code, scope.now))
      throw new LinliError('unauthenticated', 'resetCodeWrong', { field: 'code' });
    return {
      set: { openSessions: [] },
      remove: ['passwordReset'],
      others: [
        withPassword(scope, account, hash),
        ...sessionsEnded(scope, user),
        recordChange(
          // Who shows a code is not signed in yet: the account says what they are called.
          {
            ...scope,
            tenantId: trailOf(user.grants as Grant[]),
            actor: { ...scope.actor, name: (user.fields as { name: string }).name },
          },
          { action: 'setSecret', noun: 'user', id: userId, after: { changed: 'password' } },
        ),
      ],
    };
  });
}

/** The account of better-auth's that holds the password. */
const passwordAccountOf = async (keeper: Keeper, userId: string): Promise<Kept | undefined> =>
  (await listRecordsOf(keeper, 'account', userId)).find(({ fields }) => fields['password']);

const withPassword = ({ districtId }: Keeper, { id, fields, revision }: Kept, password: string): Write =>
  write(
    IdentityRecords.patch({ districtId, model: 'account', id })
      .set({ fields: { ...fields, password }, revision: revision + 1 })
      .where((was, { eq }) => eq(was.revision, revision)),
    new LinliError('conflict', 'alreadyChanged'),
  );

const sessionsEnded = (keeper: Keeper, user: UserItem): Write[] =>
  openSessionsOf(user).map((open) => closing(keeper, open));

const handedOver = (scope: PeopleScope, userId: string, what: string, { until }: HandedCode): Write =>
  recordChange(scope, { action: 'resetSecret', noun: 'user', id: userId, after: { lost: what, until } });
