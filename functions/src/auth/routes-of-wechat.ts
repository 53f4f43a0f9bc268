import { setLinked } from '@linli/core/identity';
import { LinliError, notFound, parse } from '@linli/core/kernel';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Desk } from './desk.ts';
import { jsonOf } from './desk.ts';
import type { AuthEnvironment } from './environment.ts';

/** `next`: where the site sends somebody afterwards; the site looks at it again. */
const Start = z.object({ purpose: z.enum(['signIn', 'link']), next: z.string().max(500).default('') });

// The library that knows WeChat is loaded where somebody uses it.
const speaking = () => import('./wechat.ts');

/** Signing in with WeChat, where this deployment is registered there (`AuthDependencies.wechat`); elsewhere no route at all. */
export const wechatRoutes = (desk: Desk) => {
  const { deps, keeper, askingOf, ownSession, freshSession, scopeOf, letIn } = desk;
  return new Hono<AuthEnvironment>()
    .use('/wechat/*', async (_, next) => {
      if (deps.wechat === undefined) throw notFound('route');
      await next();
    })
    .post('/wechat/start', async (c) => {
      const { purpose, next } = parse(Start, await jsonOf(c));
      const own = purpose === 'link' ? { userId: (await freshSession(c)).userId } : {};
      const { startErrand } = await speaking();
      const { address, cookie } = await startErrand(deps, { purpose, next, ...own }, askingOf(c));
      c.header('set-cookie', cookie, { append: true });
      return c.json({ address });
    })
    .post('/wechat/return', async (c) => {
      const { endErrand, errandOver, whoHasWechat } = await speaking();
      c.header('set-cookie', errandOver(deps), { append: true });
      const back = { input: await jsonOf(c), headers: c.req.raw.headers };
      const { purpose, next, hash, ...errand } = await endErrand(deps, keeper, back, askingOf(c));
      if (purpose === 'signIn') {
        const userId = await whoHasWechat(keeper, hash);
        const letInAs = await letIn(c, userId, { way: 'wechat', strong: false });
        return c.json({ ...((await letInAs.json()) as object), goOn: next });
      }
      const own = await ownSession(c);
      if (own.userId !== errand.userId) throw new LinliError('conflict', 'offerRunOut');
      await setLinked(scopeOf(c, own), own.userId, 'wechat', { hash });
      return c.json({ linked: true });
    })
    .delete('/wechat', async (c) => {
      const own = await freshSession(c);
      await setLinked(scopeOf(c, own), own.userId, 'wechat', undefined);
      return c.body(null, 204);
    });
};
