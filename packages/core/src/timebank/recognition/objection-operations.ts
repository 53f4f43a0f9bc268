import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { requireOnBehalfOf } from '../../courtyard/index.ts';
import {
  idFrom,
  isId,
  LinliError,
  notFound,
  parse,
  plainDateOf,
  requireOther,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, provenance, view, type Write, write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { Certificates, Notices, Objections, Stars } from './entities.ts';
import { Objection } from './objection.ts';

export const LodgeObjectionInput = z.object({
  /** The star or the certificate, by its id. */
  about: z.string().max(60),
  reason: z.string().trim().min(2).max(300),
});

export const LodgeAtDeskInput = LodgeObjectionInput.extend({
  /** The person who came to the desk, by their id. */
  onBehalfOf: z.string().max(60).optional(),
});

type Lodged = z.output<typeof LodgeAtDeskInput>;

/** Staff write down what somebody said at the desk, or their own. */
export async function lodgeObjection(
  scope: Scope,
  input: z.input<typeof LodgeAtDeskInput> & { key: string },
): Promise<Objection> {
  requirePermission(scope, 'timebank:write');
  const asked = parse(LodgeAtDeskInput, input);
  await requireOnBehalfOf(scope, 'all', asked.onBehalfOf);
  return lodge(scope, input.key, asked);
}

/** Somebody signed in as a resident objects for themselves. */
export async function lodgeOwnObjection(
  scope: Scope,
  input: z.input<typeof LodgeObjectionInput> & { key: string },
): Promise<Objection> {
  requirePermission(scope, 'courtyard:own');
  return lodge(scope, input.key, parse(LodgeObjectionInput, input));
}

/**
 * One commit: the objection, and one more that is open against its matter, while that is in publicity. The same key again
 * answers with the same objection. Throws `conflict` once the publicity is over.
 */
async function lodge(scope: Scope, key: string, { about, reason, onBehalfOf }: Lodged): Promise<Objection> {
  const { tenantId, now, actor, table } = scope;
  const id = idFrom('objection', tenantId, actor.id, key);
  const askedHash = contentHash({ about, reason, onBehalfOf });
  const today = plainDateOf(now);
  const matter = await matterOf(scope, about);
  const objection: Objection = {
    ...{ id, about, publicityId: matter.publicityId, reason, onBehalfOf },
    ...{ lodgedOn: today, lodgedBy: actor.name, state: 'open' },
  };
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  const counted = matters(about)
    .patch({ tenantId, id: about })
    .add({ openObjections: 1 })
    .where((kept, { eq, gte }) => `${eq(kept.state, 'announced')} AND ${gte(kept.publicUntil, today)}`);
  try {
    await table.commit([
      write(Objections.create({ ...objection, ...provenance(scope, onBehalfOf), askedHash }), taken),
      write(counted, new LinliError('conflict', 'notInPublicity')),
      recordChange(scope, { action: 'object', noun: 'objection', id, onBehalfOf }),
    ]);
    return view(Objection, objection);
  } catch (error) {
    if (error !== taken) throw error;
    const stored = await storedObjection(scope, id);
    if (stored.askedHash !== askedHash) throw taken;
    // As it was lodged, whatever has become of it since.
    return view(Objection, { ...stored, ...LODGED });
  }
}

const LODGED = { state: 'open', note: undefined, settledOn: undefined, settledBy: undefined };

/** Stars and certificates keep their publicity in the same fields: the id says which it is. */
const matters = (id: string) => (isId('certificate', id) ? (Certificates as unknown as typeof Stars) : Stars);

async function matterOf({ table, tenantId }: Scope, id: string) {
  const entity = matters(id);
  const matter = await table.get(entity, entity.get({ tenantId, id }), { consistent: true });
  if (matter === undefined) throw notFound(entity === Stars ? 'star' : 'certificate');
  // A star stands in the publicity of its round, a certificate in its own.
  return { ...matter, publicityId: entity === Stars ? matter.roundId : id };
}

async function storedObjection({ table, tenantId }: Scope, id: string) {
  const stored = await table.get(Objections, Objections.get({ tenantId, id }), { consistent: true });
  if (stored === undefined) throw notFound('objection');
  return stored;
}

export const SettleObjectionInput = z.object({
  outcome: z.enum(['upheld', 'dismissed']),
  note: z.string().trim().min(2).max(300),
});

/**
 * Settles an objection once, with a note. Upheld, its matter leaves publicity and is refused; it can be announced again
 * when everything against it is settled. The same again answers with the same; otherwise `conflict`.
 */
export async function settleObjection(
  scope: Scope,
  id: string,
  input: z.input<typeof SettleObjectionInput>,
): Promise<Objection> {
  requirePermission(scope, 'timebank:write');
  const { tenantId, table, now, actor } = scope;
  const { outcome, note } = parse(SettleObjectionInput, input);
  const stored = await storedObjection(scope, id);
  const already = new LinliError('conflict', 'objectionSettled');
  if (stored.state !== 'open') {
    if (stored.state !== outcome || stored.note !== note) throw already;
    return view(Objection, stored);
  }
  const matter = await matterOf(scope, stored.about);
  await requireOtherThan(scope, matter.volunteerId);
  const settled = { state: outcome, note, settledOn: plainDateOf(now), settledBy: actor.name };
  await table.commit([
    write(
      Objections.patch({ tenantId, id })
        .set(settled)
        .where((kept, { eq }) => eq(kept.state, 'open')),
      already,
    ),
    ...ofMatter(scope, matter, outcome),
    recordChange(scope, {
      ...{ action: 'settle', noun: 'objection', id, reason: note },
      ...{ before: { state: 'open' }, after: { state: outcome } },
    }),
  ]);
  return view(Objection, { ...stored, ...settled });
}

type Matter = Awaited<ReturnType<typeof matterOf>>;

/** One fewer is open against the matter; of one that was upheld nothing is to be seen in public any more. */
function ofMatter({ tenantId }: Scope, { id, state, publicUntil }: Matter, outcome: string): Write[] {
  const changed = new LinliError('conflict', 'alreadyChanged');
  const fewer = matters(id)
    .patch({ tenantId, id })
    .add({ openObjections: -1 })
    .where((kept, { eq }) => eq(kept.state, state));
  if (outcome !== 'upheld' || state !== 'announced') return [write(fewer, changed)];
  const refused = matters(id)
    .patch({ tenantId, id })
    .add({ openObjections: -1 })
    .set({ state: 'refused' })
    .where((kept, { eq }) => eq(kept.state, 'announced'));
  return [write(refused, changed), write(Notices.delete({ tenantId, publicUntil, id }), changed)];
}

async function requireOtherThan(scope: Scope, volunteerId: string): Promise<void> {
  if (scope.actor.personId === undefined) return;
  const { table, tenantId } = scope;
  const volunteer = await table.get(Volunteers, Volunteers.get({ tenantId, id: volunteerId }));
  requireOther(scope, volunteer?.personId);
}

/** All against what stands in one publicity, the oldest first: as many as people wrote, a hundred at most. */
export async function objectionsOf({ table, tenantId }: Scope, publicityId: string): Promise<Objection[]> {
  const query = Objections.query.ofPublicity({ tenantId, publicityId });
  const { items } = await table.page(Objections, query, { limit: 100 });
  return items.map((objection) => Objection.parse(objection));
}
