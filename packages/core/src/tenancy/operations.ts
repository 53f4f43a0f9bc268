import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import {
  type DistrictScope,
  type Grant,
  LinliError,
  type MessageKey,
  newId,
  notFound,
  type Page,
  type PageRequest,
  parse,
  requirePermission,
  SIGN_IN_WAYS,
} from '../kernel/index.ts';
import { contentHash, view, viewPage, write } from '../table/index.ts';
import { Community, CommunityCard, MODULES, Slug, STEPS } from './community.ts';
import { Communities } from './entities.ts';

const Modules = z.array(z.enum(MODULES)).min(1, 'modulesRequired' satisfies MessageKey);
const Language = Community.shape.language;

export const CreateCommunityInput = z.object({
  name: z.string().trim().min(2).max(60),
  slug: Slug,
  address: z.string().trim().max(120).optional(),
  contact: z.string().trim().max(120).optional(),
  modules: Modules.default([...MODULES]),
  language: Language.default('zh-CN'),
});

/** A community in state `draft`, with nothing in it yet. The slug is unique by the write's own condition. */
export async function createCommunity(
  scope: DistrictScope,
  input: z.input<typeof CreateCommunityInput> & { key: string },
): Promise<Community> {
  requirePermission(scope, 'district:write');
  const { districtId } = scope;
  const wanted = parse(CreateCommunityInput, input);
  const asked = contentHash(wanted);
  const community: Community = {
    ...wanted,
    // New each time, never made from the key: a slug that is used again must not open what its last community left.
    tenantId: newId('tenant', scope.now),
    state: 'draft',
    steps: STEPS.map((name) => ({ name, state: 'waiting' as const })),
    createdAt: scope.now,
  };

  const taken = new LinliError('conflict', 'slugTaken', { field: 'slug', params: { slug: wanted.slug } });
  const create = Communities.create({
    ...community,
    districtId,
    createdBy: scope.actor.id,
    key: input.key,
    asked,
  });
  try {
    await scope.table.commit([
      write(create, taken),
      recordChange(scope, { action: 'create', noun: 'community', id: community.tenantId, after: wanted }),
    ]);
    return community;
  } catch (error) {
    if (error !== taken) throw error;
    const existing = await scope.table.get(Communities, Communities.get({ districtId, slug: wanted.slug }));
    if (existing?.key !== input.key) throw taken;
    if (existing.asked !== asked) throw new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
    return view(Community, existing);
  }
}

const SignInWays = z.array(z.enum(SIGN_IN_WAYS)).min(1, 'signInWayNeeded' satisfies MessageKey);

// What a change leaves out stays as it is: the defaults of a new community have no place here.
export const UpdateCommunityInput = CreateCommunityInput.pick({ name: true, address: true, contact: true })
  .extend({ modules: Modules, language: Language, signInWays: SignInWays })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'nothingToChange' satisfies MessageKey);

/** Changes what a community says of itself. An empty address or contact is taken away; the slug stays for ever. */
export async function updateCommunity(
  scope: DistrictScope,
  slug: string,
  input: z.input<typeof UpdateCommunityInput>,
): Promise<Community> {
  requirePermission(scope, 'district:write');
  const { address, contact, ...change } = parse(UpdateCommunityInput, input);
  const before = await getCommunity(scope, slug);
  const emptied = Object.entries({ address, contact }).filter(([, value]) => value === '');
  const patch = Communities.patch({ districtId: scope.districtId, slug })
    .set({ ...change, ...(address ? { address } : {}), ...(contact ? { contact } : {}) })
    .remove(emptied.map(([field]) => field as 'address' | 'contact'))
    // What the audit record calls the old values must be the old values.
    .where((stored, { eq, notExists }) =>
      PROFILE.map((field) =>
        before[field] === undefined ? notExists(stored[field]) : eq(stored[field], before[field]),
      ).join(' AND '),
    );
  const fields = Object.fromEntries(
    Object.entries({ ...change, address, contact }).filter(([, to]) => to !== undefined),
  );
  const after = { ...before, ...fields, ...Object.fromEntries(emptied.map(([field]) => [field, undefined])) };
  await scope.table.commit([
    write(patch, new LinliError('conflict', 'alreadyChanged')),
    recordChange(scope, { action: 'change', noun: 'community', id: before.tenantId, before, after }),
  ]);
  return getCommunity(scope, slug);
}

const PROFILE = ['name', 'address', 'contact', 'modules'] as const;

export async function listCommunities(scope: DistrictScope, request: PageRequest): Promise<Page<Community>> {
  requirePermission(scope, 'district:read');
  const query = Communities.query.bySlug({ districtId: scope.districtId });
  return viewPage(Community, await scope.table.page(Communities, query, request));
}

/** Live communities only, for anyone. */
export async function listLiveCommunities(
  scope: DistrictScope,
  request: PageRequest,
): Promise<Page<CommunityCard>> {
  requirePermission(scope, 'public:read');
  const query = Communities.query.bySlug({ districtId: scope.districtId });
  const page = await scope.table.page(Communities, query, request);
  return viewPage(CommunityCard, { ...page, items: page.items.filter(({ state }) => state === 'live') });
}

/**
 * The communities in which these grants hold, by slug. Grants name a community by its id and only its slug leads to it, so
 * that the district's few dozen are read: for a page that shows where somebody may go, never for every page.
 */
export async function communitiesOf(
  { districtId, table }: Pick<DistrictScope, 'districtId' | 'table'>,
  grants: readonly Grant[],
): Promise<CommunityCard[]> {
  if (grants.length === 0) return [];
  const all = await table.all(Communities, Communities.query.bySlug({ districtId }));
  return all
    .filter(({ tenantId }) => grants.some((grant) => grant.tenantId === '*' || grant.tenantId === tenantId))
    .map((community) => view(CommunityCard, community));
}

/** What ids of communities stand for, in a sentence for whoever may read that: a district has tens, and their names are public. */
export async function communityNames({
  districtId,
  table,
}: Pick<DistrictScope, 'districtId' | 'table'>): Promise<Map<string, string>> {
  const all = await table.all(Communities, Communities.query.bySlug({ districtId }));
  return new Map(all.map(({ tenantId, name }) => [tenantId, name]));
}

export async function getCommunity(scope: DistrictScope, slug: string): Promise<Community> {
  requirePermission(scope, 'district:read');
  const community = await scope.table.get(
    Communities,
    Communities.get({ districtId: scope.districtId, slug }),
    {
      consistent: true,
    },
  );
  if (community === undefined) throw notFound('community');
  return view(Community, community);
}
