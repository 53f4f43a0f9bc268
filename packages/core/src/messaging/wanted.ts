import { OutgoingMessages } from './entities.ts';
import type { MessageJob, MessageKeeper } from './operations.ts';

type Image = Record<string, unknown> | undefined;

/** Seen on the table's stream: a message that asks to be sent, or to be sent again, as it had not asked before. */
export function messageWanted(newImage: Image, oldImage: Image): MessageJob | undefined {
  if (newImage?.['__edb_e__'] !== 'outgoingMessage') return undefined;
  if (Number(newImage['askedNo']) <= Number(oldImage?.['askedNo'] ?? 0)) return undefined;
  return { tenantId: String(newImage['tenantId']), messageId: String(newImage['id']) };
}

/** What a sender's messages still wait for. For one machine's start; on AWS the queue remembers. */
export async function waitingMessages(
  { districtId, table }: MessageKeeper,
  tenantId: string,
): Promise<MessageJob[]> {
  const messages = await table.all(OutgoingMessages, OutgoingMessages.query.byId({ districtId, tenantId }));
  return messages.filter(({ state }) => state === 'waiting').map(({ id }) => ({ tenantId, messageId: id }));
}
