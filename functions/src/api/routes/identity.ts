import { courtyardNames, getPerson } from '@linli/core/courtyard';
import {
  getMember,
  HeldRole,
  Invitation,
  InvitationInput,
  inviteMember,
  listInvitations,
  listMembers,
  Member,
  MemberDetail,
  NewInvitation,
  type PeopleScope,
  resetPassword,
  resetSecondFactor,
  setDisabled,
  setRoles,
  withdrawInvitation,
} from '@linli/core/identity';
import { GIVEN_ROLES, PERMISSIONS, type Permission, ROLES, type Role, reachOf } from '@linli/core/kernel';
import { messageIdOf, queueMessage } from '@linli/core/messaging';
import { view } from '@linli/core/table';
import { CommunityCard, communitiesOf } from '@linli/core/tenancy';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

const Asking = z.object({
  kind: z.enum(['visitor', 'user', 'operator', 'system']),
  id: z.string(),
  name: z.string(),
  grants: z.array(
    z.object({
      role: z.enum(Object.keys(ROLES) as Role[]),
      tenantId: z.string(),
      courtyardIds: z.array(z.string()).optional(),
    }),
  ),
});

const RoleRow = z.object({
  role: z.string(),
  name: z.string(),
  reach: z.enum(['district', 'community', 'courtyards', 'own']),
  permissions: z.array(z.object({ permission: z.string(), name: z.string() })),
});

/** `courtyards`: in the whole community (`all`), or in these. */
const Reached = z.object({
  permission: z.string(),
  courtyards: z.union([z.literal('all'), z.array(z.string())]),
});

/** A code for its owner, good until then, and never to be read again. */
const HandedOver = z.object({ userId: z.string(), code: z.string(), until: z.string() });

/** With `send`, the link to the invitation goes out as a text message or a mail. */
const SendableInvitation = InvitationInput.extend({
  send: z.object({ channel: z.enum(['sms', 'mail']), to: z.string().trim().min(5).max(254) }).optional(),
});

/** People of a community below `/communities/:community`, and the district office's own below `/district`. */
export const identity = new Hono<AppEnvironment>()
  .get(
    '/me',
    describe('Who asks and with which roles; a visitor when nobody is signed in', Asking),
    permit('public:read'),
    // Read already on arrival, so it costs nothing more.
    (c) => c.json(view(Asking, c.var.actor)),
  )
  .get(
    '/me/communities',
    describe('The communities in which whoever asks has a role, by slug', pageOf(CommunityCard)),
    permit('public:read'),
    async (c) => c.json({ items: await communitiesOf(c.var.district, c.var.actor.grants) }),
  )
  .get(
    '/members',
    describe('Who works here, and with which roles', pageOf(Member)),
    permit('identity:read'),
    query(PageQuery),
    async (c) => c.json(await listMembers(people(c), c.req.valid('query'))),
  )
  .get('/members/:userId', describe('One of them', MemberDetail), permit('identity:read'), async (c) =>
    c.json(await getMember(people(c), c.req.param('userId'))),
  )
  .put(
    '/members/:userId/roles',
    describe(
      'Give a member other roles, none takes them out; link the account to a person of the register',
      z.object({ userId: z.string() }),
    ),
    permit('identity:write'),
    body(z.object({ roles: z.array(HeldRole).max(20), personId: z.string().max(60).nullable().optional() })),
    async (c) => {
      const { userId } = c.req.param();
      const { roles, personId } = c.req.valid('json');
      if (personId && c.var.scope !== undefined) await getPerson(c.var.scope, personId);
      await setRoles(people(c), userId, roles, [...(await courtyards(c)).keys()], personId);
      return c.json({ userId });
    },
  )
  .put(
    '/members/:userId/disabled',
    describe(
      'Disable or enable the account of somebody who works here only',
      z.object({ userId: z.string() }),
    ),
    permit('identity:write'),
    body(z.object({ disabled: z.boolean() })),
    async (c) => {
      const { userId } = c.req.param();
      await setDisabled(people(c), userId, c.req.valid('json').disabled);
      return c.json({ userId });
    },
  )
  .post(
    '/members/:userId/second-factor-reset',
    describe(
      'Let somebody who works here only, and has lost their second factor, set up a new one; the code is shown this once',
      HandedOver,
    ),
    permit('identity:write'),
    async (c) => {
      const { userId } = c.req.param();
      return c.json({ userId, ...(await resetSecondFactor(people(c), userId)) });
    },
  )
  .post(
    '/members/:userId/password-reset',
    describe(
      'Let somebody who works here only, and has forgotten their password, choose a new one; the code is shown this once',
      HandedOver,
    ),
    permit('identity:write'),
    async (c) => {
      const { userId } = c.req.param();
      return c.json({ userId, ...(await resetPassword(people(c), userId)) });
    },
  )
  .get(
    '/invitations',
    describe('Invitations of the last quarter', pageOf(Invitation)),
    permit('identity:read'),
    query(PageQuery),
    async (c) => c.json(await listInvitations(people(c), c.req.valid('query'))),
  )
  .post(
    '/invitations',
    describe('Offer somebody a role; the code is shown this once', NewInvitation, 201),
    permit('identity:write'),
    keyed,
    body(SendableInvitation),
    async (c) => {
      const { send, ...wanted } = c.req.valid('json');
      const input = { ...wanted, key: c.req.valid('header')['idempotency-key'] };
      const message = (made: NewInvitation) => (send === undefined ? [] : [invitationMessage(c, send, made)]);
      return c.json(await inviteMember(people(c), input, await courtyards(c), message), 201);
    },
  )
  .post(
    '/invitations/:id/withdrawal',
    describe('Take an open invitation back', Invitation),
    permit('identity:write'),
    async (c) => c.json(await withdrawInvitation(people(c), c.req.param('id'))),
  )
  .get(
    '/roles',
    describe('Every role, how far it reaches and what it may do: no secret to anyone', pageOf(RoleRow)),
    permit('public:read'),
    (c) => {
      const word = c.var.language === 'zh-CN' ? 0 : 1;
      const items = GIVEN_ROLES.map((role) => ({
        role,
        name: ROLES[role].name[word],
        reach: ROLES[role].reach,
        permissions: (ROLES[role].may as readonly Permission[]).map((permission) => ({
          permission,
          name: PERMISSIONS[permission][word],
        })),
      }));
      return c.json({ items });
    },
  )
  .get(
    '/reach',
    describe('What whoever asks may do here, and in which courtyards', pageOf(Reached)),
    permit('public:read'),
    (c) => {
      const reached = reachOf(c.var.actor, people(c).tenantId);
      const items = reached.map(({ permission, courtyards }) => ({
        permission,
        courtyards: courtyards === 'all' ? ('all' as const) : [...courtyards],
      }));
      return c.json({ items });
    },
  );

const people = (c: Context<AppEnvironment>): PeopleScope => ({
  ...c.var.district,
  tenantId: c.var.scope?.tenantId ?? '*',
});

/** Queued in the commit that makes the invitation: the code is in the message and nowhere else. */
function invitationMessage(
  c: Context<AppEnvironment>,
  { channel, to }: { channel: 'sms' | 'mail'; to: string },
  { id, code, role, until, createdByName }: NewInvitation,
) {
  const { tenantId, now, districtId, table } = people(c);
  const { language = c.var.language, name } = c.var.community ?? {};
  const params = { place: name ?? DISTRICT_OFFICE[language], inviter: createdByName, role };
  const link = `${c.var.deps.origin}/join?code=${code}`;
  const draft = { id: messageIdOf(now, 'invitation', id), tenantId, channel, to, language };
  return queueMessage(
    { districtId, table },
    { ...draft, template: 'invitation', params, secret: link, goodUntil: until },
    now,
  );
}

const DISTRICT_OFFICE = { 'zh-CN': '区里', en: 'the district office' } as const;

const courtyards = async (c: Context<AppEnvironment>): Promise<ReadonlyMap<string, string>> =>
  c.var.scope === undefined ? new Map() : courtyardNames(c.var.scope);
