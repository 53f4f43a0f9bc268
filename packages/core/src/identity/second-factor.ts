import { recordChange } from '../audit/index.ts';
import { type DistrictScope, type Grant, type Instant, LinliError, type Role } from '../kernel/index.ts';
import type { Keeper } from './record.ts';
import { readUser, rewriteUser, type UserItem } from './rewrite-user.ts';

/** Something somebody has, beside the password they know: an authenticator app, and recovery codes for when it is lost. */
export type SecondFactor = {
  /** Encrypted by whoever can check a code; never read here. */
  secret: string;
  since: Instant;
  /** The half minute of the last code that was taken: no code is taken twice. */
  lastStep: number;
  /** Hashes of the recovery codes that are left. */
  recovery: readonly string[];
};

/** Roles that open a whole community or district: in a deployed stack nobody has them with a password alone. */
const DEMANDING: readonly Role[] = ['districtAdministrator', 'communityAdministrator'];

export const demandsSecondFactor = (grants: readonly Grant[]): boolean =>
  grants.some(({ role }) => DEMANDING.includes(role));

/** What a session still waits for before it has any rights. */
export type StepLeft = 'secondFactor' | 'enrolment';

/** `strong`: two things were shown already. `demanded`: this deployment asks two things of administrators. */
export function stepLeft(
  user: UserItem,
  { strong = false, demanded = false }: { strong?: boolean; demanded?: boolean },
): StepLeft | undefined {
  if (strong) return undefined;
  if (user.secondFactor !== undefined) return 'secondFactor';
  return demanded && demandsSecondFactor(user.grants as Grant[]) ? 'enrolment' : undefined;
}

export async function getSecondFactor(keeper: Keeper, userId: string): Promise<SecondFactor | undefined> {
  return (await readUser(keeper, userId))?.secondFactor as SecondFactor | undefined;
}

/** Sets it, or with undefined takes it away; a new one replaces the old one whole. */
export async function setSecondFactor(
  scope: DistrictScope,
  userId: string,
  factor: SecondFactor | undefined,
): Promise<void> {
  const after = { secondFactor: factor !== undefined };
  await rewriteUser(scope, userId, (user) => ({
    set: factor === undefined ? {} : { secondFactor: factor },
    remove: factor === undefined ? ['secondFactor'] : [],
    others: [
      recordChange(scope, {
        action: 'setSecret',
        noun: 'user',
        id: userId,
        before: { secondFactor: user.secondFactor !== undefined },
        after,
      }),
    ],
  }));
}

/** Spends a code of this half minute. Throws `unauthenticated` for one that was taken, or is older than one that was. */
export async function spendStep(keeper: Keeper, userId: string, step: number): Promise<void> {
  await rewriteUser(keeper, userId, (user) => {
    const factor = user.secondFactor as SecondFactor | undefined;
    if (factor === undefined || step <= factor.lastStep) throw codeWrong();
    return { set: { secondFactor: { ...factor, lastStep: step } }, others: [] };
  });
}

/** Spends a recovery code. Throws `unauthenticated` for one that is not, or no longer, among those left. */
export async function spendRecoveryCode(keeper: Keeper, userId: string, hash: string): Promise<void> {
  await rewriteUser(keeper, userId, (user) => {
    const factor = user.secondFactor as SecondFactor | undefined;
    if (factor === undefined || !factor.recovery.includes(hash)) throw codeWrong();
    const recovery = factor.recovery.filter((one) => one !== hash);
    return { set: { secondFactor: { ...factor, recovery } }, others: [] };
  });
}

export const codeWrong = () => new LinliError('unauthenticated', 'codeWrong', { field: 'code' });
