import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import { requirePerson } from '../courtyard/index.ts';
import {
  idFrom,
  LinliError,
  notFound,
  type Permission,
  parse,
  plainDateOf,
  requireCourtyards,
  type Scope,
} from '../kernel/index.ts';
import { view, write } from '../table/index.ts';
import { CONSENT_WAYS, Consent, type ConsentText, consentTextOn } from './consent.ts';
import { Consents } from './entities.ts';

/** What a person is asked to agree to today. */
export function consentText(scope: Scope): ConsentText {
  requireCourtyards(scope, 'personal:read');
  const { version, text } = consentTextOn(plainDateOf(scope.now));
  return { version, zh: text[0], en: text[1] };
}

/** The newest first. */
export async function listConsents(scope: Scope, personId: string): Promise<Consent[]> {
  await mustReach(scope, 'personal:read', personId);
  const { tenantId, table } = scope;
  const kept = await table.all(Consents, Consents.query.byPerson({ tenantId, personId }));
  return kept.map((consent) => view(Consent, consent)).sort((a, b) => (a.givenAt < b.givenAt ? 1 : -1));
}

export const ConsentInput = z.object({ way: z.enum(CONSENT_WAYS) });

/** Records that a person has agreed to the text in force today. The same key again answers with the same consent. */
export async function giveConsent(
  scope: Scope,
  personId: string,
  input: z.input<typeof ConsentInput> & { key: string },
): Promise<Consent> {
  await mustReach(scope, 'personal:write', personId);
  const { way } = parse(ConsentInput, input);
  const { tenantId, table, now, actor } = scope;
  const consent: Consent = {
    id: idFrom('consent', tenantId, personId, input.key),
    personId,
    version: consentTextOn(plainDateOf(now)).version,
    way,
    givenAt: now,
    recordedBy: actor.id,
    recordedByName: actor.name,
  };
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  try {
    await table.commit([write(Consents.create({ ...consent, tenantId }), taken), recorded(scope, consent)]);
    return view(Consent, consent);
  } catch (error) {
    if (error !== taken) throw error;
    const before = await storedConsent(scope, personId, consent.id);
    if (before.way !== way) throw taken;
    return before;
  }
}

/** Takes a consent back, once: the record of it stays, with the moment from which it no longer holds. */
export async function withdrawConsent(
  scope: Scope,
  { personId, id, ...input }: { personId: string; id: string } & z.input<typeof ConsentInput>,
): Promise<Consent> {
  await mustReach(scope, 'personal:write', personId);
  const { way } = parse(ConsentInput, input);
  const { tenantId, table, now } = scope;
  const before = await storedConsent(scope, personId, id);
  if (before.withdrawnAt !== undefined) return before;
  const after: Consent = { ...before, withdrawnAt: now, withdrawnWay: way };
  const patch = Consents.patch({ tenantId, personId, id })
    .set({ withdrawnAt: now, withdrawnWay: way })
    .where(({ withdrawnAt }, { notExists }) => notExists(withdrawnAt));
  await table.commit([write(patch, new LinliError('conflict', 'alreadyChanged')), recorded(scope, after)]);
  return after;
}

const mustReach = (scope: Scope, permission: Permission, personId: string) =>
  requirePerson(scope, requireCourtyards(scope, permission), personId);

/** What was said and how; who and when is what every record says. */
const recorded = (scope: Scope, { personId, version, way, withdrawnWay }: Consent) =>
  recordChange(scope, {
    action: 'consent',
    noun: 'person',
    id: personId,
    after: withdrawnWay === undefined ? { version, way } : { version, withdrawnWay },
  });

async function storedConsent({ tenantId, table }: Scope, personId: string, id: string): Promise<Consent> {
  const found = await table.get(Consents, Consents.get({ tenantId, personId, id }), { consistent: true });
  if (found === undefined) throw notFound('consent');
  return view(Consent, found);
}

/** Takes a person's consents away with the rest of what is kept of them. */
export async function forgetConsents({ tenantId, table }: Scope, personId: string): Promise<number> {
  const kept = await table.all(Consents, Consents.query.byPerson({ tenantId, personId }));
  for (const { id } of kept)
    await table.commit([
      write(Consents.delete({ tenantId, personId, id }), new LinliError('conflict', 'alreadyChanged')),
    ]);
  return kept.length;
}
