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
  'POST …/timebank/service-records': (place) => ({
    servedOn: '2019-04-12',
    item: '理发',
    category: '便民',
    volunteerId: place.idOf('volunteer'),
    durationMinutes: 60,
    peopleServed: 1,
  }),
  'POST …/timebank/service-records/{id}/reversal': () => ({ reason: '记错' }),
  'POST …/timebank/points-entries/issues': ({ idOf }) => ({ to: idOf('card'), points: 5, reason: '赞助' }),
  'POST …/timebank/points-entries/transfers': ({ idOf }) => ({
    ...{ from: idOf('card'), to: idOf('volunteer'), points: 1, reason: '慰问' },
  }),
  'POST …/timebank/points-entries/batches': ({ idOf }) => ({
    ...{ direction: 'toMany', holder: idOf('card'), reason: '慰问' },
    shares: [{ holder: idOf('volunteer'), points: 1 }],
  }),
  'POST …/timebank/points-entries/holds': ({ idOf }) => ({ from: idOf('card'), points: 1, reason: '预订' }),
  'POST …/timebank/points-entries/redemptions': ({ idOf }) => ({
    ...{ holder: idOf('card'), items: [{ itemId: idOf('catalogueItem'), quantity: 1 }], total: 60 },
  }),
  'POST …/timebank/catalogue-items': () => ({ name: '大米', type: 'goods', points: 20, stock: 10 }),
  'PUT …/timebank/catalogue-items/{id}': () => ({ name: '肥皂', points: 60, revision: 0 }),
  'POST …/timebank/catalogue-items/{id}/deliveries': () => ({ quantity: 3, reason: '超市赞助' }),
  'PUT …/timebank/catalogue-items/{id}/stock': () => ({ expected: 4, counted: 4, reason: '月底盘点' }),
  'POST …/timebank/points-entries/{id}/capture': ({ idOf }) => ({ to: idOf('volunteer') }),
  'POST …/timebank/points-entries/{id}/reversal': () => ({ reason: '转错' }),
  'POST …/timebank/points-entries/{id}/correction': ({ idOf }) => ({
    ...{ from: idOf('card'), to: idOf('volunteer'), points: 1, reason: '慰问', because: '转错' },
  }),
  'POST …/reporting/rebuild': () => ({
    counters: [{ scope: 'community', period: 'all', metric: 'volunteers', counter: 0, recount: 0 }],
  }),
};

export const shortNameOf = ({ name }: Route) => name.replace('/api/v1/communities/{community}', '…');

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
  const { draft, entries, importId } = community;
  const byName: Record<string, string> = {
    ...{ courtyardId, userId: memberId },
    ...{ sheetId: draft.sheetId, fileId: draft.fileId, uploadId: draft.uploadId },
  };
  if (name !== 'id') return byName[name];
  if (template.includes('/imports/{id}')) return template.endsWith('/undo') ? importId : draft.importId;
  if (template.includes('/invitations/{id}')) return invitationId;
  if (template.includes('/messages/{id}')) return messageId;
  if (template.includes('/courtyard/public/{id}')) return courtyardId;
  if (template.endsWith('/points-entries/{id}/receipt')) return entries.redemptionId;
  if (template.includes('/points-entries/{id}'))
    return /(capture|release)$/.test(template) ? entries.holdId : entries.issueId;
  if (/\/(passbooks|scan-cards|holders)\/\{id\}/.test(template)) return place.idOf('volunteer');
  return undefined;
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
