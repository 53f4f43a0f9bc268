import {
  addPasskey,
  answerPasskey,
  findPasskey,
  holderOf,
  type Keeper,
  listPasskeys,
  type Passkey,
  PasskeyName,
  passkeyName,
  passkeyRefused,
} from '@linli/core/identity';
import { type DistrictScope, type Instant, idFrom, newId, parse } from '@linli/core/kernel';
import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { AuthDependencies } from './environment.ts';
import { type Asking, guess } from './guess.ts';
import { openTicket, sealTicket } from './ticket.ts';

/** What a device answered, in the browser's own JSON (WebAuthn level 3, §5.1); what is in it the library reads. */
const Answer = z.looseObject({ id: z.string().min(1).max(1400), response: z.looseObject({}) });
const Ticket = z.string().min(1).max(1000);
const Shown = z.object({ ticket: Ticket, answer: Answer });
const Added = Shown.extend({ name: PasskeyName });

/** A question put to a device: to whoever has a passkey, or to one person to make one. */
type Question = { challenge: string };
type Making = Question & { userId: string };

const MINUTES = 5;

type Asked = Pick<AuthDependencies, 'secret' | 'trustedOrigins'>;

/** Passkeys belong to a name, not to an address with a port: the name that the site is served under. */
const rpIdOf = ({ trustedOrigins }: Asked): string => new URL(trustedOrigins[0]).hostname;

/** What a browser needs to ask for a passkey, whoever has it; with the ticket its answer comes back under. */
export async function offerPasskeySignIn(deps: Asked, now: Instant) {
  const options = await generateAuthenticationOptions({ rpID: rpIdOf(deps), userVerification: 'required' });
  const question: Question = { challenge: options.challenge };
  return { options, ticket: await sealTicket(deps, 'passkeySignIn', question, now) };
}

/**
 * Whose passkey answered; a finger, a face or a PIN has opened it, so that two things were shown. Throws `unauthenticated`
 * for one that nobody has, or an answer that does not hold; `rate_limited`.
 */
export async function whoHasPasskey(
  deps: Asked,
  keeper: Keeper,
  input: unknown,
  asking: Asking,
): Promise<string> {
  const { ticket, answer } = parse(Shown, input);
  const question = await openTicket<Question>(deps, 'passkeySignIn', ticket, {
    minutes: MINUTES,
    now: asking.now,
  });
  const holder = await holderOf(keeper, passkeyName(answer.id));
  const userId = holder ?? idFrom('user', keeper.districtId, 'passkey', answer.id);
  const right = await guess(keeper, userId, asking, async () => {
    const passkey = await findPasskey(keeper, userId, answer.id);
    if (passkey === undefined) return undefined;
    const counter = await counterOf(deps, passkey, answer, question.content.challenge);
    return counter === undefined ? undefined : { id: passkey.id, counter };
  });
  if (right === undefined) throw passkeyRefused();
  await answerPasskey(keeper, userId, { ...right, asked: question.made });
  return userId;
}

/** What a browser needs to make a passkey for somebody who is signed in. A device that has one of theirs says so. */
export async function offerPasskey(
  deps: Asked,
  keeper: Keeper,
  user: { id: string; name: string },
  now: Instant,
) {
  const theirs = await listPasskeys(keeper, user.id);
  const options = await generateRegistrationOptions({
    rpName: '邻里 Linli',
    rpID: rpIdOf(deps),
    userID: new TextEncoder().encode(user.id),
    userName: user.name,
    attestationType: 'none',
    excludeCredentials: theirs.map(({ credentialId: id, transports }) => ({
      id,
      transports: known(transports),
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const making: Making = { challenge: options.challenge, userId: user.id };
  return { options, ticket: await sealTicket(deps, 'passkeyMaking', making, now) };
}

/** Throws `unauthenticated` when the answer does not hold, `conflict` when the passkey is on an account already. */
export async function keepPasskey(deps: Asked, scope: DistrictScope, input: unknown): Promise<void> {
  const { ticket, answer, name } = parse(Added, input);
  const opened = await openTicket<Making>(deps, 'passkeyMaking', ticket, {
    minutes: MINUTES,
    now: scope.now,
  });
  const { challenge, userId } = opened.content;
  if (userId !== scope.actor.id) throw passkeyRefused();
  const made = await verifyRegistrationResponse({
    response: answer as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: [...deps.trustedOrigins],
    expectedRPID: rpIdOf(deps),
  }).catch(() => undefined);
  if (!made?.verified) throw passkeyRefused();
  const { id: credentialId, publicKey, counter, transports = [] } = made.registrationInfo.credential;
  await addPasskey(scope, userId, {
    ...{ id: newId('passkey', scope.now), name, since: scope.now, answered: scope.now },
    ...{ credentialId, counter, transports },
    publicKey: Buffer.from(publicKey).toString('base64url'),
  });
}

/** How often the passkey says that it was used, or undefined when it is not the one, or has been copied. */
async function counterOf(
  deps: Asked,
  { credentialId: id, publicKey, counter, transports }: Passkey,
  answer: z.infer<typeof Answer>,
  challenge: string,
): Promise<number | undefined> {
  const verified = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: [...deps.trustedOrigins],
    expectedRPID: rpIdOf(deps),
    credential: {
      ...{ id, counter, transports: known(transports) },
      publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
    },
    // Whatever the library finds wrong with an answer, it throws.
  }).catch(() => undefined);
  return verified?.verified ? verified.authenticationInfo.newCounter : undefined;
}

const known = (transports: readonly string[]) => transports as AuthenticatorTransport[];
