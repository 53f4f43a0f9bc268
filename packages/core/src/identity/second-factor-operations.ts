import { recordChange } from '../audit/index.ts';
import type { DistrictScope, Instant } from '../kernel/index.ts';
import { codeMatches } from './handed-code.ts';
import type { Keeper } from './record.ts';
import { readUser, rewriteUser } from './rewrite-user.ts';
import { codeWrong, type SecondFactor } from './second-factor.ts';

export async function getSecondFactor(keeper: Keeper, userId: string): Promise<SecondFactor | undefined> {
  return (await readUser(keeper, userId))?.secondFactor as SecondFactor | undefined;
}

/** Whether this is the code an administrator has handed over, and still good. It is spent by setting up a new factor. */
export const isResetCode = async (keeper: Keeper, userId: string, code: string, now: Instant) =>
  codeMatches('secondFactor', (await readUser(keeper, userId))?.secondFactorReset, code, now);

/** Sets it, or with undefined takes it away; a new one replaces the old one whole. */
export async function setSecondFactor(
  scope: DistrictScope,
  userId: string,
  factor: SecondFactor | undefined,
): Promise<void> {
  const after = { secondFactor: factor !== undefined };
  await rewriteUser(scope, userId, (user) => ({
    set: factor === undefined ? {} : { secondFactor: factor },
    remove: ['secondFactorReset', ...(factor === undefined ? (['secondFactor'] as const) : [])],
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
