import { newId, notFound } from '@linli/core/kernel';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { openAPIRouteHandler } from 'hono-openapi';
import type { AppEnvironment, Dependencies } from './environment.ts';
import { arrive } from './middleware/arrive.ts';
import { answerError } from './middleware/errors.ts';
import { language } from './middleware/language.ts';
import { moduleInUse } from './middleware/module.ts';
import { soundJson } from './middleware/sound-json.ts';
import { activities } from './routes/activities.ts';
import { attendances } from './routes/attendances.ts';
import { audit, districtAudit } from './routes/audit.ts';
import { cards } from './routes/cards.ts';
import { catalogue } from './routes/catalogue.ts';
import { community } from './routes/community.ts';
import { courtyard } from './routes/courtyard.ts';
import { desk } from './routes/desk.ts';
import { directory } from './routes/directory.ts';
import { district } from './routes/district.ts';
import { governance } from './routes/governance.ts';
import { hours } from './routes/hours.ts';
import { identity } from './routes/identity.ts';
import { importing } from './routes/importing.ts';
import { incubation } from './routes/incubation.ts';
import { learning } from './routes/learning.ts';
import { me } from './routes/me.ts';
import { messaging } from './routes/messaging.ts';
import { needs } from './routes/needs.ts';
import { orders } from './routes/orders.ts';
import { ownActivities } from './routes/own-activities.ts';
import { ownCards } from './routes/own-cards.ts';
import { ownHours } from './routes/own-hours.ts';
import { ownNeeds } from './routes/own-needs.ts';
import { ownOrders } from './routes/own-orders.ts';
import { ownRecognition } from './routes/own-recognition.ts';
import { ownVolunteering } from './routes/own-volunteering.ts';
import { partners } from './routes/partners.ts';
import { personal } from './routes/personal.ts';
import { points } from './routes/points.ts';
import { pointsLists } from './routes/points-lists.ts';
import { pointsRules } from './routes/points-rules.ts';
import { promises } from './routes/promises.ts';
import { reckoning } from './routes/reckoning.ts';
import { recognition } from './routes/recognition.ts';
import { renewal } from './routes/renewal.ts';
import { reporting } from './routes/reporting.ts';
import { serviceReport } from './routes/service-report.ts';
import { timebank } from './routes/timebank.ts';
import { volunteerRecords } from './routes/volunteer-records.ts';
import { volunteers } from './routes/volunteers.ts';

const communityRoutes = new Hono<AppEnvironment>()
  .use(arrive)
  .use('/:domain/*', moduleInUse)
  .use('/me/:domain/*', moduleInUse)
  .route('/', community)
  .route('/identity', identity)
  .route('/messages', messaging)
  .route('/me', me)
  .route('/me/timebank', ownVolunteering)
  .route('/me/timebank', ownActivities)
  .route('/me/timebank', ownCards)
  .route('/me/timebank', ownHours)
  .route('/me/timebank', ownOrders)
  .route('/me/timebank', ownNeeds)
  .route('/me/timebank', ownRecognition)
  .route('/courtyard', courtyard)
  .route('/courtyard', personal)
  .route('/governance', governance)
  .route('/renewal', renewal)
  .route('/timebank', timebank)
  .route('/timebank', points)
  .route('/timebank', cards)
  .route('/timebank', pointsLists)
  .route('/timebank', promises)
  .route('/timebank', hours)
  .route('/timebank', pointsRules)
  .route('/timebank', reckoning)
  .route('/timebank', serviceReport)
  .route('/timebank', recognition)
  .route('/timebank', volunteers)
  .route('/timebank', volunteerRecords)
  .route('/timebank', activities)
  .route('/timebank', attendances)
  .route('/timebank', needs)
  .route('/timebank', desk)
  .route('/timebank', catalogue)
  .route('/timebank', orders)
  .route('/learning', learning)
  .route('/incubation', incubation)
  .route('/partners', partners)
  .route('/importing', importing)
  .route('/reporting', reporting)
  .route('/audit', audit);

const routes = new Hono<AppEnvironment>()
  .route('/communities/:community', communityRoutes)
  .route(
    '/district',
    new Hono<AppEnvironment>()
      .use(arrive)
      .route('/', district)
      .route('/identity', identity)
      .route('/messages', messaging)
      .route('/audit', districtAudit),
  )
  .route('/public', new Hono<AppEnvironment>().use(arrive).route('/', directory));

/** The API, composed once: on one machine, in the API Lambda, and in process behind the site's `load` functions. */
export function createApp(deps: Dependencies) {
  const app = new Hono<AppEnvironment>()
    .use(handIn(deps))
    .use(language)
    .use(soundJson)
    .route('/api/v1', routes);
  app.get(
    '/api/openapi.json',
    openAPIRouteHandler(app, { documentation: { openapi: '3.1.0', info: { title: 'Linli', version: '1' } } }),
  );
  app.notFound((c) => answerError(notFound('route'), c));
  app.onError(answerError);
  return app;
}

export type Api = ReturnType<typeof createApp>;

const handIn = (deps: Dependencies) =>
  createMiddleware<AppEnvironment>(async (c, next) => {
    c.set('deps', deps);
    c.set('requestId', newRequestId(deps));
    await next();
    c.header('x-request-id', c.var.requestId);
  });

const newRequestId = (deps: Dependencies) => newId('session', deps.clock()).replace('ses_', 'req_');
