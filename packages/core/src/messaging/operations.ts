import type { EntityItem } from 'electrodb';
import { recordChange } from '../audit/index.ts';
import {
  type DistrictScope,
  type Instant,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  parse,
  requirePermission,
} from '../kernel/index.ts';
import { view, viewPage, type Write, write } from '../table/index.ts';
import { OutgoingMessages } from './entities.ts';
import { MessageDraft, OutgoingMessage } from './outgoing-message.ts';

/** Where messages are kept: the control plane, those of a community too. */
export type MessageKeeper = Pick<DistrictScope, 'districtId' | 'table'>;

/** Whose messages: one community's, or with `tenantId: '*'` the district office's own. */
export type MessageScope = DistrictScope & { tenantId: string };

export type StoredMessage = EntityItem<typeof OutgoingMessages>;

/** Days after which a message is forgotten, whatever became of it. */
const KEPT_DAYS = 7;

/**
 * The write that has a message sent; it belongs into the commit that makes what it tells of, so that there is never one
 * without the other. One write unit, two in a transaction. Throws `invalid` for a recipient nobody can write to.
 */
export function queueMessage({ districtId }: MessageKeeper, draft: MessageDraft, now: Instant): Write {
  const message = parse(MessageDraft, draft);
  const create = OutgoingMessages.create({
    ...message,
    districtId,
    state: 'waiting',
    tries: 0,
    askedNo: 1,
    nextTryAt: now,
    createdAt: now,
    expiresAt: Math.ceil(Date.parse(now) / 1000) + KEPT_DAYS * 24 * 60 * 60,
  });
  return write(create, new LinliError('conflict', 'keyReused'));
}

/** A week of messages, the newest first, each without what it says and with its recipient masked. */
export async function listMessages(
  scope: MessageScope,
  request: PageRequest,
): Promise<Page<OutgoingMessage>> {
  requirePermission(scope, 'identity:read');
  const { districtId, tenantId, table } = scope;
  const query = OutgoingMessages.query.byId({ districtId, tenantId });
  return viewPage(OutgoingMessage, await table.page(OutgoingMessages, query, { ...request, order: 'desc' }));
}

/**
 * Has a message tried again now, with all tries before it anew. One that is being sent at this moment is left to it.
 * Throws `conflict` when it was sent, or when its link or code has run out: then a new one is wanted.
 */
export async function retryMessage(scope: MessageScope, id: string): Promise<OutgoingMessage> {
  requirePermission(scope, 'identity:write');
  const { now, table } = scope;
  const found = await findMessage(scope, { tenantId: scope.tenantId, messageId: id });
  if (found === undefined) throw notFound('message');
  if (found.state === 'sent') throw new LinliError('conflict', 'messageSent');
  if (found.goodUntil <= now) throw new LinliError('conflict', 'messageRunOut');
  if (isTaken(found, now)) return view(OutgoingMessage, found);
  const change = { state: 'waiting' as const, tries: 0, askedNo: found.askedNo + 1, nextTryAt: now };
  const asked = OutgoingMessages.patch(keyOf(found))
    .set(change)
    .remove(['problem', 'takenUntil'])
    .where(({ askedNo, tries, state }, { eq, ne }) =>
      [eq(askedNo, found.askedNo), eq(tries, found.tries), ne(state, 'sent')].join(' AND '),
    );
  await table.commit([
    write(asked, new LinliError('conflict', 'alreadyChanged')),
    recordChange(scope, { action: 'retry', noun: 'message', id }),
  ]);
  return view(OutgoingMessage, { ...found, ...change, problem: undefined });
}

/** Removes every message of a week that was to go to somebody, or names them. Answers how many. For erasing a person. */
export async function forgetMessages(
  scope: MessageScope,
  isTheirs: (message: { to: string; params: unknown }) => boolean,
): Promise<number> {
  const { districtId, tenantId, table } = scope;
  let count = 0;
  for await (const message of table.each(
    OutgoingMessages,
    OutgoingMessages.query.byId({ districtId, tenantId }),
  )) {
    if (!isTheirs(message)) continue;
    await table.commit([
      write(OutgoingMessages.delete(keyOf(message)), new LinliError('conflict', 'alreadyChanged')),
      recordChange(scope, { action: 'erase', noun: 'message', id: message.id }),
    ]);
    count++;
  }
  return count;
}

/** Which message is to be sent; nothing that it says. */
export type MessageJob = { tenantId: string; messageId: string };

export const findMessage = (
  { districtId, table }: MessageKeeper,
  { tenantId, messageId }: MessageJob,
): Promise<StoredMessage | undefined> =>
  table.get(OutgoingMessages, OutgoingMessages.get({ districtId, tenantId, id: messageId }), {
    consistent: true,
  });

/** Whether a worker is at it. */
export const isTaken = ({ takenUntil = '' }: StoredMessage, now: Instant): boolean => takenUntil > now;

export const keyOf = ({ districtId, tenantId, id }: StoredMessage) => ({ districtId, tenantId, id });
