import { createHmac, randomBytes, randomInt } from 'node:crypto';
import {
  CODE_MINUTES,
  type CodeRequest,
  getSignInPhone,
  goodUntilOf,
  holderOf,
  keepCode,
  linkedName,
  Phone,
  spendCode,
  takeTry,
} from '@linli/core/identity';
import { idFrom, type Language, parse } from '@linli/core/kernel';
import { messageIdOf, queueMessage } from '@linli/core/messaging';
import { z } from 'zod';
import type { AuthDependencies } from './environment.ts';
import type { Asking } from './guess.ts';

export const PhoneAsked = z.object({ phone: Phone });

export const CodeShown = z.object({
  ticket: z.string().min(10).max(100),
  code: z
    .string()
    .max(20)
    .transform((typed) => typed.normalize('NFKC').replace(/\s/g, '')),
});

/** What is answered to everybody, whether or not an account has the phone. */
export type CodeSent = { ticket: string; minutes: number };

/**
 * Sends a code to the phone of an account, if one has it. Answer and work are the same if none has. The ticket stays with
 * whoever asked: only with it can the code be used, or its tries be used up.
 */
export async function sendSignInCode(
  deps: AuthDependencies,
  phone: string,
  asking: Asking,
  language: Language,
): Promise<CodeSent> {
  const keeper = { districtId: deps.districtId, table: deps.districtTable };
  const holder = await holderOf(keeper, linkedName('phone', phoneHash(deps, phone)));
  const nobody = idFrom('user', deps.districtId, 'phone', phone);
  await limit(deps, holder ?? nobody, phone, asking);
  const account = await getSignInPhone(keeper, holder ?? nobody);
  const sent = account?.number === phone ? { userId: holder, sender: account.tenantId } : undefined;
  return send(deps, { purpose: 'signIn', phone, ...sent }, asking, language);
}

/** Sends a code to a phone that somebody who is signed in wants on their account. */
export async function sendPhoneCode(
  deps: AuthDependencies,
  own: { userId: string; sender: string },
  phone: string,
  asking: Asking,
  language: Language,
): Promise<CodeSent> {
  await limit(deps, own.userId, phone, asking);
  return send(deps, { purpose: 'phone', phone, ...own }, asking, language);
}

export function spendShownCode(
  deps: AuthDependencies,
  input: unknown,
  purpose: CodeRequest['purpose'],
  { now }: Asking,
) {
  const { ticket, code } = parse(CodeShown, input);
  const keeper = { districtId: deps.districtId, table: deps.districtTable };
  return spendCode(keeper, { ticket, purpose, codeHash: codeHash(deps, ticket, code) }, now);
}

const TEMPLATES = { signIn: 'signInCode', phone: 'phoneCode' } as const;

type Sending = Pick<CodeRequest, 'purpose' | 'phone'> & { userId?: string | undefined; sender?: string };

async function send(
  deps: AuthDependencies,
  { sender, ...request }: Sending,
  { now }: Asking,
  language: Language,
): Promise<CodeSent> {
  const keeper = { districtId: deps.districtId, table: deps.districtTable };
  const ticket = randomBytes(24).toString('base64url');
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const message =
    sender === undefined
      ? undefined
      : queueMessage(
          keeper,
          {
            id: messageIdOf(now, 'signInCode', ticket),
            tenantId: sender,
            channel: 'sms',
            to: request.phone,
            language,
            template: TEMPLATES[request.purpose],
            params: {},
            secret: code,
            goodUntil: goodUntilOf(now),
          },
          now,
        );
  const kept = { ...request, ticket, codeHash: codeHash(deps, ticket, code) };
  await deps.districtTable.commit(keepCode(keeper, kept, message, now));
  return { ticket, minutes: CODE_MINUTES };
}

/** Text messages cost money and wake people up: few to one number and from one origin, and a known device has its own. */
async function limit(deps: AuthDependencies, userId: string, phone: string, asking: Asking): Promise<void> {
  const keeper = { districtId: deps.districtId, table: deps.districtTable };
  const device = asking.deviceKnowing(userId);
  const { now, clientAddress } = asking;
  if (device !== undefined)
    return takeTry(keeper, { kind: 'codesToDevice', name: `${phone} ${device}` }, now);
  if (clientAddress !== undefined) await takeTry(keeper, { kind: 'codesFrom', name: clientAddress }, now);
  await takeTry(keeper, { kind: 'codesTo', name: phone }, now);
}

/** A keyed hash, so that the table alone does not tell whose number is whose. */
export const phoneHash = ({ secret }: Pick<AuthDependencies, 'secret'>, phone: string): string =>
  createHmac('sha256', secret).update(`phone ${phone}`).digest('base64url');

const codeHash = ({ secret }: Pick<AuthDependencies, 'secret'>, ticket: string, code: string): string =>
  createHmac('sha256', secret).update(`code ${ticket} ${code}`).digest('base64url');
