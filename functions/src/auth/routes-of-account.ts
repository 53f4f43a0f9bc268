import { listApiTokens, makeApiToken, revokeApiToken, setLinked } from '@linli/core/identity';
import { LinliError, parse } from '@linli/core/kernel';
import { Hono } from 'hono';
import { ownAccount } from './account.ts';
import type { Desk } from './desk.ts';
import { jsonOf } from './desk.ts';
import type { AuthEnvironment } from './environment.ts';
import { endOwnSession, listOwnSessions } from './own-sessions.ts';
import { changePassword } from './password.ts';
import { PhoneAsked, phoneHash, sendPhoneCode, spendShownCode } from './phone-code.ts';
import { tokenOffer } from './token-offer.ts';

/** One's own account: what it is, where it is signed in, its password, its phone, its tokens. */
export const accountRoutes = ({
  deps,
  auth,
  keeper,
  askingOf,
  ownSession,
  freshSession,
  scopeOf,
  renew,
}: Desk) =>
  new Hono<AuthEnvironment>()
    .get('/account', async (c) => c.json(await ownAccount(keeper, await ownSession(c), deps.clock())))

    .get('/sessions', async (c) =>
      c.json({ items: await listOwnSessions(keeper, await ownSession(c), deps.clock()) }),
    )
    .delete('/sessions/:id', async (c) => {
      await endOwnSession(keeper, await ownSession(c), c.req.param('id'));
      return c.body(null, 204);
    })

    .post('/password', async (c) => {
      const own = await ownSession(c);
      await changePassword(auth, keeper, own, await jsonOf(c), askingOf(c));
      return renew(c, own, own.strong === true);
    })

    .post('/phone/code', async (c) => {
      const own = await freshSession(c);
      const { phone } = parse(PhoneAsked, await jsonOf(c));
      const sender = { userId: own.userId, sender: '*' };
      return c.json(await sendPhoneCode(deps, sender, phone, askingOf(c), c.var.language), 202);
    })
    .post('/phone', async (c) => {
      const own = await ownSession(c);
      const { userId, phone } = await spendShownCode(deps, await jsonOf(c), 'phone', askingOf(c));
      if (userId !== own.userId) throw new LinliError('unauthenticated', 'codeWrong', { field: 'code' });
      await setLinked(scopeOf(c, own), userId, 'phone', { number: phone, hash: phoneHash(deps, phone) });
      return c.json(await ownAccount(keeper, own, deps.clock()));
    })
    .delete('/phone', async (c) => {
      const own = await freshSession(c);
      await setLinked(scopeOf(c, own), own.userId, 'phone', undefined);
      return c.json(await ownAccount(keeper, own, deps.clock()));
    })

    .get('/tokens/offer', async (c) => c.json(await tokenOffer(keeper, await ownSession(c), c.var.language)))
    .get('/tokens', async (c) => c.json({ items: await listApiTokens(scopeOf(c, await ownSession(c))) }))
    .post('/tokens', async (c) => {
      const scope = scopeOf(c, await ownSession(c));
      return c.json(await makeApiToken(scope, (await jsonOf(c)) as Parameters<typeof makeApiToken>[1]), 201);
    })
    .delete('/tokens/:id', async (c) => {
      await revokeApiToken(scopeOf(c, await ownSession(c)), c.req.param('id'));
      return c.body(null, 204);
    });
