import { demandsSecondFactor, setSecondFactor, waitingStep } from '@linli/core/identity';
import { type Grant, LinliError } from '@linli/core/kernel';
import { Hono } from 'hono';
import type { AuthContext, Desk } from './desk.ts';
import { jsonOf, saying } from './desk.ts';
import type { AuthEnvironment } from './environment.ts';
import { checkSecondFactor, confirmSecondFactor, offerSecondFactor } from './second-factor.ts';

/** The second step of signing in, and setting it up: while signing in where it is demanded, or at any time. */
export const secondFactorRoutes = (desk: Desk) => {
  const { deps, keeper, askingOf, ownSession, waitingSession, sessionIn, scopeOf, renew } = desk;

  /** Whoever is signed in, or is let no further until they have a second factor; never who has one and did not show it. */
  const enrolling = async (c: AuthContext) => {
    const session = await sessionIn(c);
    return session !== undefined && waitingStep(session) === 'enrolment' ? session : ownSession(c);
  };

  return new Hono<AuthEnvironment>()
    .post('/second-factor', async (c) => {
      const session = await waitingSession(c);
      const shown = await checkSecondFactor(deps, keeper, session.userId, await jsonOf(c), askingOf(c));
      return renew(c, session, shown !== 'handedCode', shown);
    })
    .post('/second-factor/offer', async (c) => {
      const { userId, userName } = await enrolling(c);
      const user = { id: userId, name: userName };
      return c.json(await offerSecondFactor(deps, user, await jsonOf(c), deps.clock()));
    })
    .post('/second-factor/confirmation', async (c) => {
      const session = await enrolling(c);
      const recoveryCodes = await confirmSecondFactor(deps, scopeOf(c, session), await jsonOf(c));
      return saying(c, { recoveryCodes }, await renew(c, session, true));
    })
    .post('/second-factor/removal', async (c) => {
      const session = await ownSession(c);
      if (deps.secondFactorDemanded && demandsSecondFactor(session.grants as Grant[]))
        throw new LinliError('forbidden', 'secondFactorDemanded');
      await checkSecondFactor(deps, keeper, session.userId, await jsonOf(c), askingOf(c));
      await setSecondFactor(scopeOf(c, session), session.userId, undefined);
      return renew(c, session, false);
    });
};
