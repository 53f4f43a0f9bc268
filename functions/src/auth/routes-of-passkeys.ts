import { removePasskey } from '@linli/core/identity';
import { Hono } from 'hono';
import type { Desk } from './desk.ts';
import { jsonOf } from './desk.ts';
import type { AuthEnvironment } from './environment.ts';

// Reading what devices answer takes a library that no other way of signing in needs.
const reading = () => import('./passkey.ts');

/** Signing in with a passkey, and the passkeys on one's own account. */
export const passkeyRoutes = ({ deps, keeper, askingOf, freshSession, scopeOf, letIn }: Desk) =>
  new Hono<AuthEnvironment>()
    .post('/passkey/offer', async (c) => {
      const { offerPasskeySignIn } = await reading();
      return c.json(await offerPasskeySignIn(deps, deps.clock()));
    })
    .post('/passkey', async (c) => {
      const { whoHasPasskey } = await reading();
      const userId = await whoHasPasskey(deps, keeper, await jsonOf(c), askingOf(c));
      // The device, and what opened it.
      return letIn(c, userId, { way: 'passkey', strong: true });
    })

    .post('/passkeys/offer', async (c) => {
      const { userId, userName } = await freshSession(c);
      const { offerPasskey } = await reading();
      return c.json(await offerPasskey(deps, keeper, { id: userId, name: userName }, deps.clock()));
    })
    .post('/passkeys', async (c) => {
      const own = await freshSession(c);
      const { keepPasskey } = await reading();
      await keepPasskey(deps, scopeOf(c, own), await jsonOf(c));
      return c.body(null, 201);
    })
    .delete('/passkeys/:id', async (c) => {
      const own = await freshSession(c);
      await removePasskey(scopeOf(c, own), own.userId, c.req.param('id'));
      return c.body(null, 204);
    });
