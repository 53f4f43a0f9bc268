import { randomBytes, randomInt } from 'node:crypto';
import {
  codeWrong,
  getSecondFactor,
  isResetCode,
  type Keeper,
  NOBODYS_HASH,
  type SecondFactor,
  saltOf,
  setSecondFactor,
  slowHash,
  spendRecoveryCode,
  spendStep,
} from '@linli/core/identity';
import { type DistrictScope, type Instant, LinliError, parse } from '@linli/core/kernel';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { z } from 'zod';
import { type Asking, guess } from './guess.ts';
import { newOtpSecret, otpAddress, stepOfCode } from './one-time-password.ts';
import { openTicket, sealTicket } from './ticket.ts';

const Code = z
  .string()
  .max(40)
  .transform((typed) => typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, ''));

export const CodeInput = z.object({ code: Code });
const Confirmation = CodeInput.extend({ offer: z.string().max(1000) });

const OfferAsked = z.object({ offer: z.string().max(1000).optional() });

const OFFER_MINUTES = 30;
const RECOVERY_CODES = 10;

type Secret = { secret: string };
type Offered = { userId: string; secret: string };

/**
 * A new secret for an authenticator app. Nothing is stored until a code shows that the app has it: the offer carries it,
 * sealed, to the confirmation. `{offer}` of a moment ago is offered again: its app has the secret already.
 */
export async function offerSecondFactor(
  key: Secret,
  user: { id: string; name: string },
  input: unknown,
  now: Instant,
) {
  const { offer: before } = parse(OfferAsked, input ?? {});
  const secret =
    before === undefined ? newOtpSecret() : (await offeredTo(key, user.id, before, now)).content.secret;
  const offered: Offered = { userId: user.id, secret };
  const address = otpAddress(secret, user.name);
  return {
    offer: await sealTicket(key, 'secondFactor', offered, now),
    address,
    secret: new URL(address).searchParams.get('secret') ?? '',
  };
}

/** Takes the app as the second factor from now on. Returns the recovery codes, which are never to be seen again. */
export async function confirmSecondFactor(
  key: Secret,
  scope: DistrictScope,
  input: unknown,
): Promise<string[]> {
  const { offer, code } = parse(Confirmation, input);
  const { content: offered, made } = await offeredTo(key, scope.actor.id, offer, scope.now);
  // The same form sent again would make other recovery codes, and those that were written down would be dead.
  const before = await getSecondFactor(scope, scope.actor.id);
  if (before !== undefined && before.since >= made) throw new LinliError('conflict', 'offerRunOut');
  const step = await stepOfCode(offered.secret, code, scope.now);
  if (step === undefined) throw new LinliError('invalid', 'codeWrong', { field: 'code' });
  const codes = newRecoveryCodes();
  await setSecondFactor(scope, scope.actor.id, {
    secret: await symmetricEncrypt({ key: key.secret, data: offered.secret }),
    since: scope.now,
    lastStep: step,
    recovery: await recoveryHashes(codes),
  });
  return codes;
}

async function offeredTo(key: Secret, userId: string, offer: string, now: Instant) {
  const opened = await openTicket<Offered>(key, 'secondFactor', offer, { minutes: OFFER_MINUTES, now });
  if (opened.content.userId !== userId) throw new LinliError('conflict', 'offerRunOut');
  return opened;
}

/** What somebody showed as their second step: the last is what an administrator handed over for a lost factor. */
export type SecondStep = 'authenticatorApp' | 'recoveryCode' | 'handedCode';

/** Says which it was; one of their own is spent. Throws `unauthenticated`, or `rate_limited`. */
export async function checkSecondFactor(
  key: Secret,
  keeper: Keeper,
  userId: string,
  input: unknown,
  asking: Asking,
): Promise<SecondStep> {
  const { code } = parse(CodeInput, input);
  // Apart from the password's tries: who uses those up does not use up these, for which the password is needed first.
  const subject = `second factor of ${userId}`;
  const device = { ...asking, deviceKnowing: () => asking.deviceKnowing(userId) };
  const shown = await guess(keeper, subject, device, async (): Promise<SecondStep | undefined> => {
    const factor = await getSecondFactor(keeper, userId);
    if (factor !== undefined) return spent(key, keeper, userId, { factor, code, now: asking.now });
    return (await isResetCode(keeper, userId, code, asking.now)) ? 'handedCode' : undefined;
  });
  if (shown === undefined) throw codeWrong();
  return shown;
}

async function spent(
  key: Secret,
  keeper: Keeper,
  userId: string,
  { factor, code, now }: { factor: SecondFactor; code: string; now: Instant },
): Promise<SecondStep | undefined> {
  // A secret sealed with a key since changed opens no more: its codes are wrong, and an administrator resets it.
  const secret = await unsealed(key, factor.secret);
  const step = secret === undefined ? undefined : await stepOfCode(secret, code, now);
  const spending =
    step === undefined
      ? spendRecoveryCode(keeper, userId, await recoveryHash(factor, code))
      : spendStep(keeper, userId, step);
  return spending.then(
    () => (step === undefined ? 'recoveryCode' : 'authenticatorApp'),
    (error) => {
      if (error instanceof LinliError && error.reason === 'codeWrong') return undefined;
      throw error;
    },
  );
}

/** Undefined for what was not sealed with this key. */
const unsealed = (key: Secret, data: string): Promise<string | undefined> =>
  symmetricDecrypt({ key: key.secret, data }).catch(() => undefined);

// Without letters and digits that look alike, because they are written down by hand.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz2345678';
const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)])
      .join('')
      .replace(/^.{5}/, '$&-'),
  );

/** All with one salt, so that a code is looked for with one hash and not with ten. */
async function recoveryHashes(codes: readonly string[]): Promise<string[]> {
  const salt = randomBytes(16);
  return Promise.all(codes.map((one) => slowHash(withoutDash(one), salt)));
}

const recoveryHash = ({ recovery: [first = NOBODYS_HASH] }: SecondFactor, code: string): Promise<string> =>
  slowHash(withoutDash(code), saltOf(first));

const withoutDash = (code: string) => code.replace('-', '');
