import { A_PICTURE } from './orders.ts';
import type { Place } from './place.ts';
import type { Route } from './routes.ts';
import { sampleOf } from './sample.ts';

/** One request of a route, before it is sent. `path` and `query` are not yet encoded. */
export type Asked = {
  route: Route;
  path: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
  file?: { name: string; content: string };
};

/** A community of the district that is a draft with nothing in it, for whoever discards or sets up. */
export const DRAFT_SLUG = 'kongkong';

let keys = 0;
const newKey = () => `battery-key-${++keys}`;

const GUARDIAN = { guardianName: '王芳', relation: 'mother', way: 'inPerson', givenOn: '2019-04-12' };

/** What a body must say beyond its schema, to be taken. */
const BODIES: Record<string, (place: Place) => unknown> = {
  'POST /api/v1/district/communities': () => ({ name: '新社区', slug: `xin-${keys}` }),
  'PATCH /api/v1/district/communities/{slug}': () => ({ contact: '028-1' }),
  'PUT …/identity/members/{userId}/roles': () => ({ roles: [{ role: 'volunteer' }] }),
  'POST …/identity/invitations': () => ({ role: 'staff', name: '新人' }),
  'PUT /api/v1/district/identity/members/{userId}/roles': () => ({ roles: [{ role: 'districtViewer' }] }),
  'POST /api/v1/district/identity/invitations': () => ({ role: 'districtViewer', name: '新人' }),
  'PATCH …/importing/imports/{id}/sheets/{sheetId}': () => ({ ignore: true }),
  'POST …/importing/imports/{id}/uploads': () => ({ name: '台账.csv', bytes: 3 }),
  'POST …/courtyard/persons/search': ({ idNumber }) => ({ idNumber }),
  'POST …/courtyard/persons/{id}/reveal': () => ({ fields: ['phone', 'idNumber'], reason: '上门前联系' }),
  'POST …/partners/units/{id}/reveal': () => ({ reason: '邀请共建' }),
  'POST …/courtyard/persons/{id}/consents': () => ({ way: 'desk' }),
  'POST …/courtyard/persons/{id}/consents/{consent}/withdrawal': () => ({ way: 'phone' }),
  'POST …/courtyard/persons/{id}/export': () => ({ reason: '本人申请' }),
  'POST …/courtyard/persons/{id}/erasure': ({ personName }) => ({ reason: '本人申请', name: personName }),
  'POST …/timebank/volunteers/{id}/record-export': () => ({ reason: '本人申请' }),
  'POST …/timebank/service-records': (place) => ({
    servedOn: '2019-04-12',
    item: '理发',
    category: '便民',
    volunteerId: place.idOf('volunteer'),
    durationMinutes: 60,
    peopleServed: 1,
  }),
  'POST …/timebank/service-records/{id}/reversal': () => ({ reason: '记错' }),
  'POST …/timebank/service-proposals': ({ idOf }) => ({
    ...{ volunteerId: idOf('volunteer'), servedOn: '2019-04-13', item: '扫雪', category: '环境' },
    durationMinutes: 45,
  }),
  'POST …/timebank/service-proposals/{id}/confirmation': () => ({ note: '属实' }),
  'POST …/timebank/service-proposals/{id}/refusal': () => ({ reason: '没有看到人' }),
  'POST …/me/timebank/service-proposals': () => ({
    ...{ servedOn: '2019-04-14', item: '扫地', category: '环境', durationMinutes: 45 },
  }),
  'POST …/me/timebank/service-proposals/{id}/dispute': () => ({ note: '我去了' }),
  'POST …/timebank/hours-samples': () => ({ month: '2019-04' }),
  'PUT …/timebank/hours-samples/{id}': () => ({ outcome: 'wrong', note: '签到表上没有' }),
  'PUT …/timebank/hours-checks': () => ({
    ...{ dailyMinutes: 600, pairTimes: 10, pairDays: 30, hourlyEntries: 30, nightlyEntries: 5 },
  }),
  'POST …/courtyard/persons': ({ courtyardId }) => ({ name: `新人${++keys}`, courtyardId }),
  'POST …/timebank/recruitment-notices': () => ({
    ...{ title: '招募助老志愿者', text: '每周六上门陪伴', wanted: 2, until: '2099-06-30' },
  }),
  'POST …/timebank/volunteer-applications': ({ community }) => ({ personId: community.life.candidateId }),
  'POST …/me/timebank/volunteering/applications': () => ({ skills: ['理发'] }),
  'POST …/timebank/volunteers/{id}/steps': () => ({ line: 1, to: 'paused', reason: '住院' }),
  'POST …/timebank/volunteers/{id}/trainings': () => ({
    ...{ line: 2, on: '2019-04-12', topic: '急救', minutes: 60 },
  }),
  'POST …/timebank/volunteers/{id}/trainings/{line}/withdrawal': () => ({ reason: '记到了别人名下' }),
  'PUT …/timebank/volunteers/{id}/profile': () => ({ skills: ['理发'] }),
  'PUT …/timebank/volunteers/{id}/party-badge': () => ({ agreed: false, way: 'desk' }),
  'PUT …/timebank/volunteers/{id}/guardian-consent': () => GUARDIAN,
  'PUT …/timebank/volunteer-applications/{id}/guardian-consent': () => GUARDIAN,
  'PUT …/me/timebank/volunteering/party-badge': () => ({ agreed: false }),
  'POST …/timebank/points-entries/issues': ({ idOf }) => ({ to: idOf('card'), points: 5, reason: '赞助' }),
  'POST …/timebank/points-entries/transfers': ({ idOf }) => ({
    ...{ from: idOf('card'), to: idOf('volunteer'), points: 1, reason: '慰问' },
  }),
  'POST …/timebank/points-entries/batches': ({ idOf }) => ({
    ...{ direction: 'toMany', holder: idOf('card'), reason: '慰问' },
    shares: [{ holder: idOf('volunteer'), points: 1 }],
  }),
  'PUT …/timebank/cards/{id}/holders/{personId}': () => ({ reason: '负责人' }),
  'POST …/timebank/cards/{id}/holders/{personId}/removal': () => ({ reason: '离职' }),
  'PUT …/timebank/cards/{id}/signatures': () => ({ signatures: 1 }),
  'POST …/timebank/cards/{id}/gifts/preview': () => GIFT,
  'POST …/timebank/cards/{id}/gifts': () => ({ ...GIFT, reason: '慰问', people: 1, total: 1 }),
  'POST …/timebank/points-lists/{id}/signature': ({ idOf }) => ({ signer: idOf('person') }),
  'POST …/timebank/points-lists/{id}/refusal': ({ idOf }) => ({ signer: idOf('person'), reason: '超出预算' }),
  'POST …/timebank/points-lists/check': (place) => ({ text: listFor(place) }),
  'POST …/timebank/sponsor-promises': ({ idOf }) => ({
    ...{ sponsor: '花园超市', itemId: idOf('catalogueItem'), quantity: 5, by: '2099-06-01' },
  }),
  'POST …/timebank/sponsor-promises/{id}/withdrawal': () => ({ reason: '停业' }),
  'POST …/timebank/points-lists': (place) => ({ text: listFor(place), reason: '慰问' }),
  'POST …/me/timebank/cards/{id}/gifts/preview': () => GIFT,
  'POST …/me/timebank/cards/{id}/gifts': () => ({ ...GIFT, reason: '慰问', people: 1, total: 1 }),
  'POST …/me/timebank/gifts/{id}/refusal': () => ({ reason: '超出预算' }),
  'POST …/timebank/points-entries/holds': ({ idOf }) => ({ from: idOf('card'), points: 1, reason: '预订' }),
  'POST …/timebank/points-entries/redemptions': ({ idOf }) => ({
    ...{ holder: idOf('card'), items: [{ itemId: idOf('catalogueItem'), quantity: 1 }], total: 60 },
  }),
  'POST …/me/timebank/orders': ({ idOf }) => ({
    ...{ items: [{ itemId: idOf('catalogueItem'), quantity: 1 }], total: 60, day: '2019-05-10' },
  }),
  'PUT …/timebank/catalogue-items/{id}/picture': () => ({ file: A_PICTURE, alt: '一袋大米' }),
  'PUT …/timebank/order-terms': () => ({ keptDays: 10 }),
  'POST …/timebank/catalogue-items': () => ({ name: '大米', type: 'goods', points: 20, stock: 10 }),
  'PUT …/timebank/catalogue-items/{id}': () => ({ name: '肥皂', points: 60, revision: 1 }),
  'POST …/timebank/catalogue-items/{id}/deliveries': () => ({ quantity: 3, reason: '超市赞助' }),
  'PUT …/timebank/catalogue-items/{id}/stock': () => ({ expected: 2, counted: 2, reason: '月底盘点' }),
  'POST …/timebank/service-needs': ({ community }) => ({ ...NEED, personId: community.life.candidateId }),
  'POST …/timebank/service-needs/{id}/dispatch': ({ idOf }) => ({ volunteerId: idOf('volunteer') }),
  'POST …/timebank/service-needs/{id}/reopening': () => ({ reason: '住院' }),
  'POST …/timebank/service-needs/{id}/refusal': () => ({ reason: '没有会的人' }),
  'POST …/timebank/service-needs/{id}/closing': () => ({ reason: '办好了' }),
  'POST …/timebank/service-needs/{id}/cancellation': () => ({ reason: '女儿来了' }),
  'PUT …/timebank/need-promises': () => ({ ordinary: 5, soon: 2, urgent: 1 }),
  'POST …/me/timebank/service-needs': () => NEED,
  'POST …/me/timebank/service-needs/{id}/cancellation': () => ({ reason: '女儿来了' }),
  'POST …/me/timebank/helping/{id}/return': () => ({ reason: '住院' }),
  'POST …/me/timebank/helping/{id}/service': () => ({ servedOn: '2019-05-10', durationMinutes: 30 }),
  'POST …/timebank/activities': ({ courtyardId }) => ({
    ...{ title: '义务理发', category: '便民', place: '邻里驿站', courtyardId },
    shifts: [NEXT_DAY],
  }),
  'POST …/timebank/activities/{id}/shifts': () => NEXT_DAY,
  'PUT …/timebank/activities/{id}': () => ({
    title: '义务理发',
    category: '便民',
    place: '一号门',
    revision: 0,
  }),
  'PUT …/timebank/shifts/{id}/attendances/{attendanceId}': () => ({
    ...{ inAt: '2019-05-09T01:00:00.000Z', outAt: '2019-05-09T02:00:00.000Z', reason: '忘了签退' },
  }),
  'POST …/timebank/shifts/{id}/hours': () => ({ propose: true }),
  'PUT …/timebank/shifts/{id}/capacity': () => ({ capacity: 5 }),
  'POST …/timebank/shifts/{id}/calling-off': () => ({ reason: '下雨' }),
  'POST …/timebank/shifts/{id}/sign-ups': ({ idOf }) => ({ volunteerId: idOf('volunteer') }),
  'POST …/timebank/shifts/{id}/sign-ups/{signUpId}/cancellation': () => ({ reason: '来不了' }),
  'POST …/timebank/check-ins': (place) => {
    const shiftId = activitiesAt(place)?.on.id;
    return { items: [{ id: 'battery-scan', shiftId, volunteerId: place.idOf('volunteer'), what: 'in' }] };
  },
  'POST …/me/timebank/shifts/{id}/offer': (place) => ({ volunteerNo: activitiesAt(place)?.neighbourNo }),
  'POST …/me/timebank/shifts/{id}/check-ins': () => ({
    ...{ ticket: 'none', items: [{ id: 'battery-scan', what: 'in' }] },
  }),
  'POST …/timebank/points-entries/{id}/capture': ({ idOf }) => ({ to: idOf('volunteer') }),
  'POST …/timebank/points-entries/{id}/reversal': () => ({ reason: '转错' }),
  'POST …/timebank/points-entries/{id}/correction': ({ idOf }) => ({
    ...{ from: idOf('card'), to: idOf('volunteer'), points: 1, reason: '慰问', because: '转错' },
  }),
  'POST …/timebank/points-rules': () => ({ from: '2099-01-01', pointsPerHour: 12 }),
  'POST …/timebank/points-rules/preview': () => ({
    ...{ rule: { from: '2099-01-01', pointsPerHour: 12 }, month: '2019-04' },
  }),
  'POST …/timebank/star-rounds': ({ community }) => ({ volunteerIds: [community.recognised.dueVolunteerId] }),
  'POST …/timebank/objections': ({ community }) => ({
    about: community.recognised.announcedId,
    reason: '那天没有来',
  }),
  'POST …/timebank/objections/{id}/settlement': () => ({ outcome: 'dismissed', note: '查了签到表' }),
  'POST …/timebank/certificates': ({ community }) => ({
    volunteerId: community.recognised.dueVolunteerId,
    from: '2019-04-01',
    to: '2019-04-30',
  }),
  'POST …/timebank/certificates/{id}/issue': () => ({ handler: '周强', contact: '028-83010000' }),
  'POST …/timebank/certificates/{id}/revocation': () => ({ reason: '写错了' }),
  'PUT …/timebank/stamp': () => ({ png: 'iVBORw0KGgo=' }),
  'PUT …/timebank/volunteers/{id}/naming': () => ({ agreed: true }),
  'PUT …/me/timebank/naming': () => ({ agreed: true }),
  'POST …/me/timebank/objections': ({ community }) => ({
    about: community.recognised.announcedId,
    reason: '那天没有来',
  }),
  'POST …/reporting/rebuild': () => ({
    counters: [{ scope: 'community', period: 'all', metric: 'volunteers', counter: 0, recount: 0 }],
  }),
};

export const shortNameOf = ({ name }: Route) => name.replace('/api/v1/communities/{community}', '…');

const NEED = { category: 'errands', what: '买药', place: '3 栋 501' };
/** Of however large a group the neediest alone. */
const GIFT = { group: {}, shares: { points: 1, budget: 1 } };

const listFor = (place: Place) => `${activitiesAt(place)?.volunteerNo} 1`;

/** A shift that is to come in the batteries' time. */
const NEXT_DAY = {
  ...{ startsAt: '2019-05-12T01:00:00.000Z', endsAt: '2019-05-12T03:00:00.000Z', capacity: 3 },
};

/** A request that the route takes from somebody who may make it, at this place; where it is about people, about these. */
export function plausible(route: Route, at: Place, people: People): Asked {
  const place = { ...at, ...people };
  const body = BODIES[shortNameOf(route)]?.(place) ?? (route.body && sampleOf(route.body));
  const required = route.query.filter((parameter) => parameter.required);
  return {
    route,
    path: Object.fromEntries(route.pathParameters.map((name) => [name, inPath(route, name, place)])),
    query: Object.fromEntries(
      required.map(({ name, schema = {} }) => [name, named(name, route, place) ?? String(sampleOf(schema))]),
    ),
    headers: route.headers.some(({ name }) => name === 'idempotency-key')
      ? { 'idempotency-key': newKey() }
      : {},
    body,
    ...(route.upload ? { file: { name: '台账.csv', content: '志愿者编号,姓名\n1,王一' } } : {}),
  };
}

/** The ids of a member, an invitation and a message of the community, or of the district office on its own routes. */
export type People = { memberId: string; invitationId: string; messageId: string };
type Peopled = Place & People;

function inPath(route: Route, name: string, place: Peopled): string {
  if (name === 'community') return place.community.slug;
  if (name === 'slug') return route.method === 'GET' ? place.community.slug : DRAFT_SLUG;
  return named(name, route, place) ?? place.idOf(nounBefore(route.template, name)) ?? 'none';
}

/** What a parameter of this name stands for, on any route. */
function named(name: string, { template }: Route, place: Peopled): string | undefined {
  const { community, courtyardId, memberId, invitationId, messageId } = place;
  const { draft, entries, importId, recognised } = community;
  const byName: Record<string, string | undefined> = {
    ...{ courtyardId, userId: memberId, month: '2019-04', year: '2019', period: '2019-04', line: '1' },
    attendanceId: activitiesAt(place)?.over.attendanceId,
    code: recognised.issuedCertificate.code,
    personId: community.gifts.formerHolderId,
    ...{ volunteerNo: activitiesAt(place)?.volunteerNo, signUpId: shiftFor(template, place)?.signUpId },
    ...{ sheetId: draft.sheetId, fileId: draft.fileId, uploadId: draft.uploadId },
  };
  if (name !== 'id') return byName[name];
  if (template.includes('/imports/{id}')) return template.endsWith('/undo') ? importId : draft.importId;
  if (template.includes('/invitations/{id}')) return invitationId;
  if (template.includes('/messages/{id}')) return messageId;
  if (template.includes('/volunteering/')) return community.life.ownApplicationId;
  if (template.includes('/courtyard/public/{id}')) return courtyardId;
  if (template.endsWith('/points-entries/{id}/receipt')) return entries.redemptionId;
  if (/(points-lists|gifts)\/\{id\}\/(signature|refusal)$/.test(template))
    return template.endsWith('/refusal') ? community.gifts.toDeclineId : community.gifts.toSignId;
  if (template.includes('/points-entries/{id}'))
    return /(capture|release)$/.test(template) ? entries.holdId : entries.issueId;
  if (/(service-proposals|received-services)\/\{id\}/.test(template)) return proposalFor(template, place);
  if (template.endsWith('/points-rules/{id}/withdrawal')) return entries.ruleId;
  if (template.includes('/star-rounds/{id}')) return recognised.overRoundId;
  if (template.includes('/certificates/{id}'))
    return template.endsWith('/issue') ? recognised.overCertificateId : recognised.issuedCertificate.id;
  if (template.includes('/objections/{id}')) return recognised.objectionId;
  if (template.includes('/hours-samples/{id}')) return place.idOf('sampledRecord');
  if (/\/(passbooks|scan-cards|holders)\/\{id\}/.test(template)) return place.idOf('volunteer');
  if (/(service-needs|helping)\/\{id\}/.test(template)) return needFor(template, place);
  if (template.includes('/shifts/{id}')) return shiftFor(template, place)?.id;
  return undefined;
}

/** Of the volunteer at hand, declined where it is disputed; of another's who is asked what they received. */
function proposalFor(template: string, { community: { proposals }, idOf }: Peopled): string | undefined {
  const own = idOf('volunteer') ?? '';
  if (template.endsWith('/dispute')) return proposals[own]?.declined;
  if (!template.includes('/received-services/')) return proposals[own]?.open;
  return Object.entries(proposals).find(([volunteerId]) => volunteerId !== own)?.[1].open;
}

/** One's own; one that the volunteer at hand has taken on where it is done or handed back; else one that waits. */
function needFor(template: string, { community, courtyardId }: Peopled): string | undefined {
  if (template.includes('/me/timebank/service-needs/')) return community.ownNeedId;
  const { openId, takenId } = community.needs.get(courtyardId) ?? {};
  const taken = /(helping\/\{id\}|return|service|reopening|closing)$/.test(template);
  return taken ? takenId : openId;
}

const activitiesAt = ({ community, courtyardId }: Place) => community.activities.get(courtyardId);

/** Absent is somebody while a shift is on; a seat that is offered can be taken; the rest is done before. */
function shiftFor(template: string, place: Place): { id: string; signUpId?: string } | undefined {
  const { on, coming, offered, over } = activitiesAt(place) ?? {};
  if (/(hours|attendances\/\{attendanceId\})$/.test(template)) return over;
  if (template.endsWith('/absence')) return on;
  return template.includes('/offers/') ? offered : coming;
}

/** `/timebank/service-records/{id}` is of a `serviceRecord`. */
function nounBefore(template: string, name: string): string {
  const segments = template.split('/');
  const plural = segments[segments.indexOf(`{${name}}`) - 1] ?? '';
  return plural
    .replace(/ies$/, 'y')
    .replace(/s$/, '')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Sends it in process, as a browser or an integration would send it over HTTP. */
export function requestOf({ route, path, query, headers, body, file }: Asked, token?: string): Request {
  const filled = route.template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ''),
  );
  const search = new URLSearchParams(query).toString();
  const signed: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return new Request(`http://localhost${filled}${search && `?${search}`}`, {
    method: route.method,
    headers: { ...signed, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(file === undefined
      ? body === undefined
        ? {}
        : { body: JSON.stringify(body) }
      : { body: formOf(file) }),
  });
}

function formOf({ name, content }: { name: string; content: string }): FormData {
  const form = new FormData();
  form.set('file', new File([content], name));
  return form;
}
