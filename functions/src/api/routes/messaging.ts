import { type Language, messageOf } from '@linli/core/kernel';
import { listMessages, type MessageScope, OutgoingMessage, retryMessage } from '@linli/core/messaging';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** `advice`: why it has not been sent and what to do, in the reader's language. */
const Message = OutgoingMessage.omit({ problem: true }).extend({
  to: z.string(),
  advice: z.string().optional(),
});

/** Messages of a community below `/communities/:community`, and the district office's own below `/district`. */
export const messaging = new Hono<AppEnvironment>()
  .get(
    '/',
    describe('Text messages and mail of the last week, newest first: whether each was sent', pageOf(Message)),
    permit('identity:read'),
    query(PageQuery),
    async (c) => {
      const page = await listMessages(senderIn(c), c.req.valid('query'));
      return c.json({ ...page, items: page.items.map((message) => inWords(message, c.var.language)) });
    },
  )
  .post(
    '/:id/retry',
    describe('Have a message that was not sent tried again now', Message, 202),
    permit('identity:write'),
    async (c) => c.json(inWords(await retryMessage(senderIn(c), c.req.param('id')), c.var.language), 202),
  );

const senderIn = (c: Context<AppEnvironment>): MessageScope => ({
  ...c.var.district,
  tenantId: c.var.scope?.tenantId ?? '*',
});

const inWords = ({ problem, ...message }: OutgoingMessage, language: Language): z.infer<typeof Message> => ({
  ...message,
  ...(problem === undefined ? {} : { advice: messageOf(problem, {}, language) }),
});
