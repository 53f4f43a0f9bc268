import {
  type MessageKeeper,
  type MessageSender,
  OutgoingMessages,
  type StoredMessage,
} from '@linli/core/messaging';
import { Communities } from '@linli/core/tenancy';
import { OUTBOX_STYLE_HASH, outboxPage } from './outbox-page.ts';
import { LOOPBACK } from './public-origin.ts';

const SHOWN = 50;

/** Sends nothing: on one machine without a provider, people read their messages at `/outbox`, out of the table itself. */
export const outboxSender: MessageSender = { isReadInTable: true, async send() {} };

/**
 * `GET /outbox`: the newest messages of the whole district, with their links and codes. For the person at this machine
 * and no other: anything that came through a proxy, or under another name than this machine's, is told there is no such page.
 */
export async function answerOutbox(
  keeper: MessageKeeper,
  request: Request,
  clientAddress: string,
): Promise<Response> {
  if (!isAtThisMachine(request, clientAddress)) return new Response('404', { status: 404 });
  return new Response(outboxPage(await newestMessages(keeper)), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src '${OUTBOX_STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    },
  });
}

const OWN_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const OF_A_PROXY = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

// A name that a stranger's server points at 127.0.0.1 reaches this machine's browser too: the name itself must be ours.
const isAtThisMachine = ({ url, headers }: Request, clientAddress: string): boolean =>
  LOOPBACK.test(clientAddress) &&
  OWN_NAMES.includes(new URL(url).hostname) &&
  OF_A_PROXY.every((name) => !headers.has(name));

/** A page of every sender, put in order: one machine has a few communities. */
async function newestMessages({ districtId, table }: MessageKeeper): Promise<StoredMessage[]> {
  const found: StoredMessage[] = [];
  const take = async (tenantId: string) => {
    const query = OutgoingMessages.query.byId({ districtId, tenantId });
    found.push(...(await table.page(OutgoingMessages, query, { limit: SHOWN, order: 'desc' })).items);
  };
  await take('*');
  for await (const { tenantId } of table.each(Communities, Communities.query.bySlug({ districtId })))
    await take(tenantId);
  return found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, SHOWN);
}
