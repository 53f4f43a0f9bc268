import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { draftCourtyard, draftPerson, ensureSeals } from '@linli/core/courtyard';
import { acceptInvitation, createRecord, setSecondFactor, tokenHashOf } from '@linli/core/identity';
import { runImportJob } from '@linli/core/importing';
import { type Clock, type Grant, IN_JOB, newId, plainDateOf, SYSTEM } from '@linli/core/kernel';
import { messageIdOf, queueMessage } from '@linli/core/messaging';
import { draftUnit } from '@linli/core/partners';
import { TABLE } from '@linli/core/table';
import {
  cardAccountId,
  checkIn,
  createActivity,
  draftCard,
  draftCatalogueItem,
  draftVolunteer,
  drawUpCertificate,
  getActivity,
  getRoster,
  getStarRound,
  memberAccountId,
  openStarRound,
  postImportSum,
  signVolunteerUp,
} from '@linli/core/timebank';
import { type Api, createApp } from '@linli/functions/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuthDependencies, createAuthApp, createStaff } from '../../functions/src/auth/app.ts';
import { folderFiles } from '../../functions/src/local/files.ts';
import { uploadKey } from '../../packages/core/src/importing/files.ts';
import { A_PICTURE } from '../battery/world/orders.ts';
import { demoLedgers } from '../support/community.ts';
import {
  createTestTable,
  districtTable,
  type Engine,
  publicTable,
  startEngine,
  type TestTable,
  tenantTable,
} from '../support/engine.ts';
import { bugsToStderr } from '../support/log.ts';
import { testMasterKey } from '../support/master-key.ts';

const TOKEN = 'operator-token-of-the-tests';
const clock: Clock = () => new Date().toISOString();
const C = '/communities/donghuan';

/** A walk: one request of the route that changes something, after whatever has to be there first. */
type Walk = () => Promise<Response>;

let engine: Engine;
let table: TestTable;
let app: Api;
let tenantId: string;
const folder = mkdtempSync(join(tmpdir(), 'linli-'));
const files = folderFiles(folder);
let keys = 0;
let administrator: string;
let administratorId: string;
let resident: string;
let residentAsVolunteer: string;
let residentId: string;
/** Who that is in the register. */
let residentPersonId: string;
/** Who the administrator is in the register. */
let themselves: string;

const district = () => ({
  ...{ districtId: 'main', table: districtTable(table, 'main') },
  ...{ actor: SYSTEM, now: clock(), requestId: 'req_test', from: IN_JOB },
});

beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
  app = createApp({
    districtId: 'main',
    districtTable: districtTable(table, 'main'),
    tenantTable: (id) => tenantTable(table, id),
    publicTable: (id) => publicTable(table, id),
    files,
    masterKey: testMasterKey,
    clock,
    origin: 'http://localhost',
    operatorTokenHash: tokenHashOf(TOKEN),
    log: bugsToStderr,
  });
  ({ tenantId } = await made('POST', '/district/communities', { slug: 'donghuan', name: '东环路社区' }));
  await made('POST', '/district/communities/donghuan/provision', {});
  await signInPeople();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await engine?.stop();
});

async function signedIn(
  username: string,
  name: string,
  grants: readonly Grant[],
): Promise<{ userId: string; cookie: string }> {
  const deps: AuthDependencies = {
    districtId: 'main',
    districtTable: districtTable(table, 'main'),
    clock,
    trustedOrigins: ['http://localhost'],
    secret: 'R8vJ2xQm4Ks7Wp1Zt6Yb9Nc3Hd5Gf0La',
    secureCookies: false,
    secondFactorDemanded: false,
    log: () => {},
  };
  const credentials = { username, password: 'correct horse 电池' };
  const userId = await createStaff(deps, { ...credentials, name, grants });
  const answer = await createAuthApp(deps).request('/auth/sign-in', {
    method: 'POST',
    headers: { origin: 'http://localhost', 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  return { userId, cookie: (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '' };
}

async function signInPeople(): Promise<void> {
  themselves = await person();
  ({ cookie: administrator, userId: administratorId } = await signedIn('wangfang', '王芳', [
    { role: 'communityAdministrator', tenantId },
    { role: 'resident', tenantId, personId: themselves },
  ]));
  const personId = await person();
  residentAsVolunteer = await volunteer({ personId });
  residentPersonId = personId;
  ({ cookie: resident, userId: residentId } = await signedIn('jumin', '王芳', [
    { role: 'volunteer', tenantId, personId },
  ]));
  [walker, neighbour] = [await signInVolunteer('liguilan'), await signInVolunteer('zhangming')];
}

const askAsStaff = (path: string, json: object): Promise<Response> =>
  askAs(administrator, 'POST', path, json);

const askAs = async (cookie: string, method: string, path: string, json: object): Promise<Response> =>
  app.request(
    `/api/v1${path}`,
    {
      method,
      headers: {
        cookie,
        'content-type': 'application/json',
        'idempotency-key': `key-of-walk-${++keys}`,
      },
      body: JSON.stringify(json),
    },
    { channel: 'api', address: '10.0.0.7' },
  );

const ask = (method: string, path: string, json?: unknown): Promise<Response> =>
  Promise.resolve(
    app.request(
      `/api/v1${path}`,
      {
        method,
        headers: {
          authorization: `Bearer ${TOKEN}`,
          'idempotency-key': `key-of-walk-${++keys}`,
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      },
      { channel: 'api', address: '10.0.0.7' },
    ),
  );

// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers; the walk names what it needs of it.
async function made(method: string, path: string, json?: unknown): Promise<any> {
  const answer = await ask(method, path, json);
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(body)}`);
  return body;
}

async function sendFile(importId: string): Promise<Response> {
  const [workbook] = await demoLedgers('12');
  const form = new FormData();
  form.append('file', new File([workbook?.bytes as never], '12.xlsx'));
  const headers = { authorization: `Bearer ${TOKEN}` };
  return app.request(`/api/v1${C}/importing/imports/${importId}/files`, {
    method: 'POST',
    headers,
    body: form,
  });
}

async function work(importId: string): Promise<void> {
  const scope = { ...district(), tenantId, table: tenantTable(table, tenantId) };
  await runImportJob({ scope, files, masterKey: testMasterKey, clock, outOfTime: () => false }, importId);
}

const begun = async (): Promise<string> => (await made('POST', `${C}/importing/imports`)).id;

async function withFile(): Promise<string> {
  const id = await begun();
  await sendFile(id);
  return id;
}

async function ready(): Promise<string> {
  const id = await withFile();
  await made('POST', `${C}/importing/imports/${id}/preflight`);
  await work(id);
  return id;
}

async function volunteer({ personId = 'prs_1', partyMember = false } = {}): Promise<string> {
  const id = newId('volunteer', clock());
  const at = { tenantId, importId: 'imp_1', source: 's', row: keys, now: clock(), by: 'system' };
  const fields = { id, personId, volunteerNo: `DH${keys}`, name: '王芳', partyMember };
  await tenantTable(table, tenantId).insertMany([draftVolunteer(fields, at).insert]);
  return id;
}

/** A person of the register. */
async function person(): Promise<string> {
  const id = newId('person', clock());
  const at = { tenantId, importId: 'imp_1', source: 's', row: ++keys, now: clock(), by: 'system' };
  const fields = { id, name: '王芳', phone: '19901000001', retired: false };
  await tenantTable(table, tenantId).insertMany([draftPerson(fields, at).insert]);
  return id;
}

async function unit(): Promise<string> {
  const id = newId('unit', clock());
  const at = { tenantId, importId: 'imp_1', source: 's', row: ++keys, now: clock(), by: 'system' };
  const fields = { id, position: 1, name: '银行网点', phone: '19901000002' };
  await tenantTable(table, tenantId).insertMany([draftUnit(fields, at).insert]);
  return id;
}

/** Two hours that begin so many hours from now. */
const aShift = (inHours: number) => {
  const from = Date.parse(clock()) + inHours * 3600_000;
  const [startsAt, endsAt] = [from, from + 2 * 3600_000].map((at) => new Date(at).toISOString());
  return { startsAt, endsAt, capacity: 3 };
};

const anActivity = (inHours = 5) => ({
  ...{ title: `理发${++keys}`, category: '便民', place: '驿站', shifts: [aShift(inHours)] },
});

async function shift(inHours: number): Promise<string> {
  const { id } = await made('POST', `${C}/timebank/activities`, anActivity(inHours));
  return (await made('GET', `${C}/timebank/activities/${id}`)).shifts[0].id;
}
const shiftAhead = () => shift(5);
const shiftNow = () => shift(-1);

async function signedUp(shiftId: string) {
  const volunteerId = await volunteer();
  const { id } = await made('POST', `${C}/timebank/shifts/${shiftId}/sign-ups`, { volunteerId });
  return { id, shiftId, volunteerId };
}

/** Somebody who is signed in as the volunteer that they are. */
type Signed = { cookie: string; userId: string; volunteerNo: string };
let walker: Signed;
let neighbour: Signed;

async function signInVolunteer(username: string): Promise<Signed> {
  const [personId, id, volunteerNo] = [
    newId('person', clock()),
    newId('volunteer', clock()),
    `NO-${username}`,
  ];
  const at = { tenantId, importId: 'imp_1', source: 's', row: ++keys, now: clock(), by: 'system' };
  const drafts = [
    draftPerson({ id: personId, name: username, retired: false }, at),
    draftVolunteer({ id, personId, volunteerNo, name: username, partyMember: false }, at),
  ];
  await tenantTable(table, tenantId).insertMany(drafts.map(({ insert }) => insert));
  const grants = [{ role: 'volunteer' as const, tenantId, personId }];
  return { volunteerNo, ...(await signedIn(username, username, grants)) };
}

const asVolunteer = async (path: string, json?: object, who = walker): Promise<Response> =>
  app.request(
    `/api/v1${C}/me/timebank${path}`,
    {
      method: 'POST',
      headers: {
        cookie: who.cookie,
        'content-type': 'application/json',
        'idempotency-key': `key-of-walk-${++keys}`,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    },
    { channel: 'api', address: '10.0.0.7' },
  );

async function inShift(inHours: number, who = walker) {
  const id = await shift(inHours);
  const answer = await asVolunteer(`/shifts/${id}/sign-up`, undefined, who);
  return { id, signUpId: (await answer.json()).id as string };
}

/** A shift that is over, at which somebody was. */
async function attended() {
  const then = (hours: number) => ({
    ...inCommunity(),
    now: new Date(Date.parse(clock()) + hours * 3600_000).toISOString(),
  });
  const [startsAt, endsAt] = [then(-4).now, then(-2).now];
  const shifts = [{ startsAt, endsAt, capacity: 3 }];
  const { id: activityId } = await createActivity(then(-5), {
    ...anActivity(),
    shifts,
    key: `over ${++keys}`,
  });
  const shiftId = (await getActivity(inCommunity(), activityId)).shifts[0]?.id ?? '';
  const volunteerId = await volunteer();
  await signVolunteerUp(then(-5), shiftId, { volunteerId, key: `over ${keys}` });
  const scan = (what: 'in' | 'out', at: string) => ({
    id: `scan-${what}-${keys}`,
    shiftId,
    volunteerId,
    what,
    at,
  });
  await checkIn(then(-1.5), { items: [scan('in', startsAt), scan('out', endsAt)] });
  const attendanceId = (await getRoster(inCommunity(), shiftId)).attendances[0]?.id ?? '';
  return { shiftId, attendanceId, activityId, startsAt, endsAt };
}

/** What becomes of an activity afterwards. */
const walksOfAttendances = (): Record<string, Walk> =>
  below('/communities/{community}/timebank', {
    'PUT /activities/{id}': async () => {
      const { id } = await made('POST', `${C}/timebank/activities`, anActivity());
      const words = { title: '磨刀', category: '便民', place: '一号门', revision: 0 };
      return ask('PUT', `${C}/timebank/activities/${id}`, words);
    },
    'PUT /shifts/{id}/attendances/{attendanceId}': async () => {
      const { shiftId, attendanceId, startsAt } = await attended();
      const times = { inAt: startsAt, outAt: startsAt, reason: '忘了签退' };
      return ask('PUT', `${C}/timebank/shifts/${shiftId}/attendances/${attendanceId}`, times);
    },
    'POST /shifts/{id}/hours': async () =>
      ask('POST', `${C}/timebank/shifts/${(await attended()).shiftId}/hours`, {}),
    'POST /volunteers/{id}/trainings/{line}/withdrawal': async () => {
      const id = await volunteer();
      const trainings = `${C}/timebank/volunteers/${id}/trainings`;
      await made('POST', trainings, { line: 1, on: '2019-04-12', topic: '急救', minutes: 60 });
      return ask('POST', `${trainings}/1/withdrawal`, { reason: '记到了别人名下' });
    },
  });

const NEED = { category: 'errands', what: '买药', place: '3 栋 501' };

async function need(): Promise<string> {
  return (await made('POST', `${C}/timebank/service-needs`, { ...NEED, personId: await person() })).id;
}

const takenNeed = async (): Promise<string> => {
  const id = await need();
  await made('POST', `${C}/timebank/service-needs/${id}/dispatch`, { volunteerId: await volunteer() });
  return id;
};

const helpingWith = async (): Promise<string> => {
  const id = await need();
  await asVolunteer(`/helping/${id}/taking`);
  return id;
};

const reason = { reason: '女儿来了' };
const NEEDS = `${C}/timebank/service-needs`;

/** What residents need help with, as the office answers it. */
const walksOfNeeds = (): Record<string, Walk> =>
  below('/communities/{community}/timebank', {
    'POST /service-needs': async () => ask('POST', NEEDS, { ...NEED, personId: await person() }),
    'POST /service-needs/{id}/dispatch': async () =>
      ask('POST', `${NEEDS}/${await need()}/dispatch`, { volunteerId: await volunteer() }),
    'POST /service-needs/{id}/refusal': async () => ask('POST', `${NEEDS}/${await need()}/refusal`, reason),
    'POST /service-needs/{id}/cancellation': async () =>
      ask('POST', `${NEEDS}/${await need()}/cancellation`, reason),
    'POST /service-needs/{id}/reopening': async () =>
      ask('POST', `${NEEDS}/${await takenNeed()}/reopening`, reason),
    'POST /service-needs/{id}/closing': async () =>
      ask('POST', `${NEEDS}/${await takenNeed()}/closing`, reason),
    'PUT /need-promises': () =>
      ask('PUT', `${C}/timebank/need-promises`, { ordinary: 5, soon: 2, urgent: 0 }),
  });

/** What a resident asks for, and what a volunteer helps with. */
const walksOfHelping = (): Record<string, Walk> =>
  below('/communities/{community}/me/timebank', {
    'POST /service-needs': () => asVolunteer('/service-needs', NEED),
    'POST /service-needs/{id}/cancellation': async () => {
      const { id } = await (await asVolunteer('/service-needs', NEED)).json();
      return asVolunteer(`/service-needs/${id}/cancellation`, reason);
    },
    'POST /helping/{id}/taking': async () => asVolunteer(`/helping/${await need()}/taking`),
    'POST /helping/{id}/return': async () => asVolunteer(`/helping/${await helpingWith()}/return`, reason),
    'POST /helping/{id}/service': async () =>
      asVolunteer(`/helping/${await helpingWith()}/service`, { servedOn: '2019-04-12', durationMinutes: 30 }),
  });

/** What a volunteer does by themselves. Signing up anew leaves a line beside the sign-up, which is its own record the first time. */
const walksOfVolunteer = (): Record<string, Walk> =>
  below('/communities/{community}/me/timebank/shifts/{id}', {
    'POST /sign-up': async () => {
      const { id } = await inShift(5);
      await asVolunteer(`/shifts/${id}/cancellation`);
      return asVolunteer(`/shifts/${id}/sign-up`);
    },
    'POST /cancellation': async () => asVolunteer(`/shifts/${(await inShift(5)).id}/cancellation`),
    'POST /offer': async () =>
      asVolunteer(`/shifts/${(await inShift(5)).id}/offer`, { volunteerNo: neighbour.volunteerNo }),
    'POST /offers/{signUpId}/acceptance': async () => {
      const { id, signUpId } = await inShift(5, neighbour);
      await asVolunteer(`/shifts/${id}/offer`, { volunteerNo: walker.volunteerNo }, neighbour);
      return asVolunteer(`/shifts/${id}/offers/${signUpId}/acceptance`);
    },
    'POST /check-ins': async () => {
      const { id } = await inShift(0.01);
      const { ticket } = await made('GET', `${C}/timebank/shifts/${id}/ticket`);
      return asVolunteer(`/shifts/${id}/check-ins`, {
        ticket,
        items: [{ id: 'scan-of-a-walk', what: 'in' }],
      });
    },
  });

const served = async () => ({
  ...{ volunteerId: await volunteer(), servedOn: '2019-04-12', item: '理发', category: '便民' },
  durationMinutes: 60,
});

const proposedOwn = (): Promise<Response> =>
  askAs(resident, 'POST', `${C}/me/timebank/service-proposals`, {
    ...{ servedOn: '2019-04-12', item: `扫雪${++keys}`, category: '环境', durationMinutes: 10 },
  });

const proposal = async (): Promise<string> =>
  (await made('POST', `${C}/timebank/service-proposals`, await served())).id;

const invitation = async (prefix: string, role: string) =>
  made('POST', `${prefix}/identity/invitations`, { name: '李娟', role });

async function member(prefix: string, role: string): Promise<string> {
  const id = newId('user', clock());
  const keeper = { districtId: 'main', table: districtTable(table, 'main') };
  await createRecord(keeper, 'user', id, { fields: { username: id, name: '李娟' }, names: [], owner: id });
  const { code } = await invitation(prefix, role);
  await acceptInvitation({ ...district(), ...keeper }, { code, userId: id });
  return id;
}

async function waitingMessage(sender: string): Promise<string> {
  const now = clock();
  const id = messageIdOf(now, `walk ${++keys}`);
  const goodUntil = new Date(Date.parse(now) + 600_000).toISOString();
  const draft = {
    id,
    tenantId: sender,
    channel: 'sms' as const,
    to: '13812345678',
    language: 'zh-CN' as const,
  };
  await districtTable(table, 'main').commit([
    queueMessage(
      { districtId: 'main', table: districtTable(table, 'main') },
      { ...draft, template: 'signInCode', params: {}, secret: '482913', goodUntil },
      now,
    ),
  ]);
  return id;
}

const draftCommunity = () =>
  made('POST', '/district/communities', { slug: `bo-${++keys}`, name: '草稿社区' });

const ofPeople = (prefix: string, where: string, role: string, other: string): Record<string, Walk> => ({
  'PUT /identity/members/{userId}/roles': async () =>
    ask('PUT', `${prefix}/identity/members/${await member(prefix, role)}/roles`, {
      roles: [{ role: other }],
    }),
  'PUT /identity/members/{userId}/disabled': async () =>
    ask('PUT', `${prefix}/identity/members/${await member(prefix, role)}/disabled`, { disabled: true }),
  'POST /identity/members/{userId}/second-factor-reset': async () => {
    const id = await member(prefix, role);
    const factor = { secret: 'sealed', since: clock(), lastStep: 0, recovery: [] };
    await setSecondFactor(district(), id, factor);
    return ask('POST', `${prefix}/identity/members/${id}/second-factor-reset`);
  },
  'POST /identity/members/{userId}/password-reset': async () => {
    const id = await member(prefix, role);
    const keeper = { districtId: 'main', table: districtTable(table, 'main') };
    const fields = { userId: id, providerId: 'credential', accountId: id, password: 'a hash' };
    await createRecord(keeper, 'account', `acc-${id}`, { fields, names: [], owner: id });
    return ask('POST', `${prefix}/identity/members/${id}/password-reset`);
  },
  'POST /identity/invitations': () => ask('POST', `${prefix}/identity/invitations`, { name: '李娟', role }),
  'POST /identity/invitations/{id}/withdrawal': async () =>
    ask('POST', `${prefix}/identity/invitations/${(await invitation(prefix, role)).id}/withdrawal`),
  'POST /messages/{id}/retry': async () =>
    ask('POST', `${prefix}/messages/${await waitingMessage(where)}/retry`),
});

const below = (prefix: string, walks: Record<string, Walk>): Record<string, Walk> =>
  Object.fromEntries(
    Object.entries(walks).map(([route, walk]) => [route.replace(' ', ` /api/v1${prefix}`), walk]),
  );

/** One successful walk of each mutating route: a new route is given one here. */
const walks = (): Record<string, Walk> => ({
  ...below('/district', {
    'POST /communities': () => ask('POST', '/district/communities', { slug: `a-${++keys}`, name: '某社区' }),
    'PATCH /communities/{slug}': () =>
      ask('PATCH', '/district/communities/donghuan', { name: `东环路社区${++keys}` }),
    'DELETE /communities/{slug}': async () =>
      ask('DELETE', `/district/communities/${(await draftCommunity()).slug}`),
    'POST /communities/{slug}/provision': async () =>
      ask('POST', `/district/communities/${(await draftCommunity()).slug}/provision`, {}),
    ...ofPeople('/district', '*', 'districtViewer', 'districtAdministrator'),
  }),
  ...below('/communities/{community}', {
    ...ofPeople(C, tenantId, 'staff', 'secretary'),
    'POST /courtyard/persons/{id}/pin': async () =>
      ask('POST', `${C}/courtyard/persons/${await person()}/pin`),
    'DELETE /courtyard/persons/{id}/pin': async () => {
      const pin = `${C}/courtyard/persons/${await person()}/pin`;
      await made('POST', pin);
      return ask('DELETE', pin);
    },
    'POST /importing/imports': () => ask('POST', `${C}/importing/imports`),
    'POST /importing/imports/{id}/files': async () => sendFile(await begun()),
    'POST /importing/imports/{id}/uploads/{uploadId}': async () => {
      const [workbook] = await demoLedgers('12');
      const id = await begun();
      const bytes = workbook?.bytes.length;
      const upload = await made('POST', `${C}/importing/imports/${id}/uploads`, { name: '12.xlsx', bytes });
      await files.write(uploadKey(tenantId, upload.uploadId), workbook?.bytes as Uint8Array);
      return ask('POST', `${C}/importing/imports/${id}/uploads/${upload.uploadId}`);
    },
    'PATCH /importing/imports/{id}/sheets/{sheetId}': async () => {
      const id = await withFile();
      const { sheets } = await made('GET', `${C}/importing/imports/${id}`);
      return ask('PATCH', `${C}/importing/imports/${id}/sheets/${sheets[0].id}`, { ignore: true });
    },
    'DELETE /importing/imports/{id}/files/{fileId}': async () => {
      const id = await withFile();
      const found = await made('GET', `${C}/importing/imports/${id}`);
      return ask('DELETE', `${C}/importing/imports/${id}/files/${found.files[0].id}`);
    },
    'POST /importing/imports/{id}/preflight': async () =>
      ask('POST', `${C}/importing/imports/${await withFile()}/preflight`),
    'POST /importing/imports/{id}/run': async () => {
      const id = await ready();
      const answer = await ask('POST', `${C}/importing/imports/${id}/run`);
      await work(id);
      return answer;
    },
    'POST /importing/imports/{id}/undo': async () => {
      const id = await ready();
      await made('POST', `${C}/importing/imports/${id}/run`);
      await work(id);
      const answer = await ask('POST', `${C}/importing/imports/${id}/undo`);
      await work(id);
      return answer;
    },
    'POST /courtyard/id-number-keys/rotation': async () => {
      await ensureSeals({ ...district(), tenantId, table: tenantTable(table, tenantId) }, testMasterKey);
      return ask('POST', `${C}/courtyard/id-number-keys/rotation`);
    },
    'POST /timebank/catalogue-items': () =>
      ask('POST', `${C}/timebank/catalogue-items`, { name: '大米', type: 'goods', points: 20, stock: 10 }),
    'PUT /timebank/catalogue-items/{id}': async () =>
      ask('PUT', `${C}/timebank/catalogue-items/${await catalogueItem()}`, {
        ...{ name: '肥皂', points: 6, monthlyLimit: 2, revision: 0 },
      }),
    'POST /timebank/catalogue-items/{id}/deliveries': async () =>
      ask('POST', `${C}/timebank/catalogue-items/${await catalogueItem()}/deliveries`, {
        ...{ quantity: 20, reason: '超市赞助' },
      }),
    'PUT /timebank/catalogue-items/{id}/picture': async () =>
      ask('PUT', `${C}/timebank/catalogue-items/${await catalogueItem()}/picture`, A_SMALL_PICTURE),
    'DELETE /timebank/catalogue-items/{id}/picture': async () => {
      const picture = `${C}/timebank/catalogue-items/${await catalogueItem()}/picture`;
      await made('PUT', picture, A_SMALL_PICTURE);
      return ask('DELETE', picture);
    },
    'PUT /timebank/catalogue-items/{id}/stock': async () => {
      const counted = { expected: 9, counted: 8, reason: '一支破损' };
      return ask('PUT', `${C}/timebank/catalogue-items/${await catalogueItem()}/stock`, counted);
    },
    'PUT /timebank/order-terms': () => ask('PUT', `${C}/timebank/order-terms`, { keptDays: 10 }),
    'POST /timebank/hours-samples': () => ask('POST', `${C}/timebank/hours-samples`, { month: '2018-01' }),
    'PUT /timebank/hours-samples/{id}': async () => {
      await askAsStaff(`${C}/timebank/service-records`, await served());
      await made('POST', `${C}/timebank/hours-samples`, { month: '2019-04' });
      const { items } = await made('GET', `${C}/timebank/hours-samples?month=2019-04`);
      const other = items.find(({ enteredBy }: { enteredBy: string }) => enteredBy !== 'operator');
      return ask('PUT', `${C}/timebank/hours-samples/${other.id}`, { outcome: 'right' });
    },
    'PUT /timebank/hours-checks': async () => {
      const checks = {
        dailyMinutes: 600,
        pairTimes: 10,
        pairDays: 30,
        hourlyEntries: 500,
        nightlyEntries: 500,
      };
      return ask('PUT', `${C}/timebank/hours-checks`, checks);
    },
    'POST /timebank/points-rules': () =>
      ask('POST', `${C}/timebank/points-rules`, { from: '2099-01-01', pointsPerHour: 12 }),
    'POST /timebank/points-rules/{id}/withdrawal': async () => {
      const rule = { from: '2099-02-01', pointsPerHour: 12 };
      const { id } = await made('POST', `${C}/timebank/points-rules`, rule);
      return ask('POST', `${C}/timebank/points-rules/${id}/withdrawal`);
    },
    ...recognition(),
    ...OF_VOLUNTEERS,
    'POST /timebank/activities': async () => ask('POST', `${C}/timebank/activities`, anActivity()),
    'POST /timebank/activities/{id}/shifts': async () => {
      const { id } = await made('POST', `${C}/timebank/activities`, anActivity());
      return ask('POST', `${C}/timebank/activities/${id}/shifts`, aShift(9));
    },
    'PUT /timebank/shifts/{id}/capacity': async () =>
      ask('PUT', `${C}/timebank/shifts/${await shiftAhead()}/capacity`, { capacity: 7 }),
    'POST /timebank/shifts/{id}/calling-off': async () =>
      ask('POST', `${C}/timebank/shifts/${await shiftAhead()}/calling-off`, { reason: '下雨' }),
    'POST /timebank/shifts/{id}/sign-ups/{signUpId}/cancellation': async () => {
      const { shiftId, id } = await signedUp(await shiftAhead());
      return ask('POST', `${C}/timebank/shifts/${shiftId}/sign-ups/${id}/cancellation`, {});
    },
    'POST /timebank/shifts/{id}/sign-ups/{signUpId}/absence': async () => {
      const { shiftId, id } = await signedUp(await shiftNow());
      return ask('POST', `${C}/timebank/shifts/${shiftId}/sign-ups/${id}/absence`);
    },
    'POST /timebank/check-ins': async () => {
      const { shiftId, volunteerId } = await signedUp(await shiftNow());
      const item = { id: 'scan-of-a-walk', shiftId, volunteerId, what: 'in' };
      return ask('POST', `${C}/timebank/check-ins`, { items: [item] });
    },
    'POST /reporting/rebuild': async () => {
      const wrong = { scope: 'community', period: 'all', metric: 'meetings', counter: 3, recount: 0 };
      return ask('POST', `${C}/reporting/rebuild`, { counters: [wrong] });
    },
  }),
});

const TIMEBANK = `${C}/timebank`;
const mother = { guardianName: '王芳', relation: 'mother', way: 'inPerson', givenOn: '2019-05-09' };

const application = async (): Promise<string> =>
  (await made('POST', `${TIMEBANK}/volunteer-applications`, { personId: await person(), bornIn: '1956-03' }))
    .id;

const notice = async (): Promise<string> => (await made('POST', `${TIMEBANK}/recruitment-notices`, call)).id;
const call = { title: '招募助老志愿者', text: '每周六上门陪伴', wanted: 2, until: '2099-06-30' };

/** A volunteer's way, from the call to where they stand. */
const OF_VOLUNTEERS: Record<string, Walk> = {
  'POST /timebank/recruitment-notices': () => ask('POST', `${TIMEBANK}/recruitment-notices`, call),
  'POST /timebank/recruitment-notices/{id}/closing': async () =>
    ask('POST', `${TIMEBANK}/recruitment-notices/${await notice()}/closing`),
  'POST /courtyard/persons': async () =>
    ask('POST', `${C}/courtyard/persons`, { name: `张三${++keys}`, courtyardId: await yard() }),
  'POST /timebank/volunteer-applications': async () =>
    ask('POST', `${TIMEBANK}/volunteer-applications`, { personId: await person(), bornIn: '1956-03' }),
  'POST /timebank/volunteer-applications/{id}/acceptance': async () =>
    ask('POST', `${TIMEBANK}/volunteer-applications/${await application()}/acceptance`, {}),
  'POST /timebank/volunteer-applications/{id}/refusal': async () =>
    ask('POST', `${TIMEBANK}/volunteer-applications/${await application()}/refusal`, { reason: '名额已满' }),
  'POST /timebank/volunteer-applications/{id}/withdrawal': async () =>
    ask('POST', `${TIMEBANK}/volunteer-applications/${await application()}/withdrawal`, {
      reason: '本人不去了',
    }),
  'PUT /timebank/volunteer-applications/{id}/guardian-consent': async () =>
    ask('PUT', `${TIMEBANK}/volunteer-applications/${await application()}/guardian-consent`, mother),
  'POST /timebank/volunteers/{id}/steps': async () =>
    ask('POST', `${TIMEBANK}/volunteers/${await volunteer()}/steps`, {
      line: 1,
      to: 'paused',
      reason: '住院',
    }),
  'POST /timebank/volunteers/{id}/trainings': async () => {
    const training = { line: 1, on: '2019-05-09', topic: '急救', minutes: 60 };
    return ask('POST', `${TIMEBANK}/volunteers/${await volunteer()}/trainings`, training);
  },
  'PUT /timebank/volunteers/{id}/profile': async () =>
    ask('PUT', `${TIMEBANK}/volunteers/${await volunteer()}/profile`, { skills: ['理发'] }),
  'PUT /timebank/volunteers/{id}/party-badge': async () =>
    ask('PUT', `${TIMEBANK}/volunteers/${await volunteer({ partyMember: true })}/party-badge`, {
      agreed: true,
      way: 'desk',
    }),
  'PUT /timebank/volunteers/{id}/guardian-consent': async () =>
    ask('PUT', `${TIMEBANK}/volunteers/${await volunteer()}/guardian-consent`, mother),
  'DELETE /timebank/volunteers/{id}/guardian-consent': async () => {
    const consent = `${TIMEBANK}/volunteers/${await volunteer()}/guardian-consent`;
    await made('PUT', consent, mother);
    return ask('DELETE', consent);
  },
};

async function yard(): Promise<string> {
  const id = newId('courtyard', clock());
  const at = { tenantId, importId: 'imp_1', source: 's', row: ++keys, now: clock(), by: 'system' };
  const fields = { id, name: `院落${keys}`, position: keys, hasBranch: false, hasStation: false };
  await tenantTable(table, tenantId).insertMany([draftCourtyard(fields, at).insert]);
  return id;
}

/** What only a community's own people may do, not an operator: one successful walk of each. */
const walksOfStaff = (): Record<string, Walk> =>
  below('/communities/{community}', {
    'POST /courtyard/persons/{id}/reveal': async () =>
      askAsStaff(`${C}/courtyard/persons/${await person()}/reveal`, {
        fields: ['phone'],
        reason: '上门前联系',
      }),
    'POST /timebank/service-proposals/{id}/refusal': async () =>
      askAsStaff(`${C}/timebank/service-proposals/${await proposal()}/refusal`, { reason: '没有看到人' }),
    'POST /partners/units/{id}/reveal': async () =>
      askAsStaff(`${C}/partners/units/${await unit()}/reveal`, { reason: '邀请共建' }),
    'POST /courtyard/persons/{id}/consents': async () =>
      askAsStaff(`${C}/courtyard/persons/${await person()}/consents`, { way: 'desk' }),
    'POST /courtyard/persons/{id}/consents/{consent}/withdrawal': async () => {
      const whose = await person();
      const { id } = await (
        await askAsStaff(`${C}/courtyard/persons/${whose}/consents`, { way: 'desk' })
      ).json();
      return askAsStaff(`${C}/courtyard/persons/${whose}/consents/${id}/withdrawal`, { way: 'phone' });
    },
    'POST /timebank/volunteers/{id}/record-export': async () =>
      askAsStaff(`${TIMEBANK}/volunteers/${await volunteer({ personId: await person() })}/record-export`, {
        reason: '本人申请',
      }),
    'POST /courtyard/persons/{id}/export': async () =>
      askAsStaff(`${C}/courtyard/persons/${await person()}/export`, { reason: '本人申请' }),
    'POST /courtyard/persons/{id}/erasure': async () =>
      askAsStaff(`${C}/courtyard/persons/${await person()}/erasure`, { reason: '本人申请', name: '王芳' }),
  });

/** What somebody says for themselves. */
const walksOfResident = (): Record<string, Walk> =>
  below('/communities/{community}', {
    'POST /me/timebank/service-proposals/{id}/withdrawal': async () => {
      const { id } = await (await proposedOwn()).json();
      return askAs(resident, 'POST', `${C}/me/timebank/service-proposals/${id}/withdrawal`, {});
    },
    'POST /me/timebank/service-proposals/{id}/dispute': async () => {
      const { id } = await (await proposedOwn()).json();
      await made('POST', `${C}/timebank/service-proposals/${id}/refusal`, { reason: '没有看到人' });
      return askAs(resident, 'POST', `${C}/me/timebank/service-proposals/${id}/dispute`, { note: '我去了' });
    },
    'PUT /me/timebank/naming': () => askAs(resident, 'PUT', `${C}/me/timebank/naming`, { agreed: true }),
    'POST /me/timebank/objections': async () =>
      askAs(resident, 'POST', `${C}/me/timebank/objections`, {
        about: await announced(),
        reason: '那天没有来',
      }),
  });

/** What somebody does for themselves who is in the register, one after the other: one successful walk of each. */
const walksOfOneself = (): Record<string, Walk> =>
  below('/communities/{community}/me/timebank/volunteering', {
    'POST /applications': () => askAsStaff(`${OWN}/applications`, { bornIn: '1956-03' }),
    'POST /applications/{id}/withdrawal': async () => {
      const answer = await app.request(`/api/v1${OWN}`, { headers: { cookie: administrator } });
      const { applications } = (await answer.json()) as { applications: { id: string }[] };
      return askAsStaff(`${OWN}/applications/${applications[0]?.id}/withdrawal`, {});
    },
    'PUT /party-badge': async () => {
      const at = { tenantId, importId: 'imp_1', source: 's', row: keys, now: clock(), by: 'system' };
      const own = {
        id: newId('volunteer', clock()),
        personId: themselves,
        volunteerNo: 'DH999',
        name: '王芳',
      };
      await tenantTable(table, tenantId).insertMany([
        draftVolunteer({ ...own, partyMember: true }, at).insert,
      ]);
      return askAs(administrator, 'PUT', `${OWN}/party-badge`, { agreed: true });
    },
  });

const OWN = `${C}/me/timebank/volunteering`;

/** Routes whose record is its own audit record: it says who, when, from where and in which request. */
const OWN_RECORD: Record<string, Walk> = below('/communities/{community}', {
  'POST /timebank/service-records': async () => ask('POST', `${C}/timebank/service-records`, await served()),
  'POST /timebank/service-proposals': async () =>
    ask('POST', `${C}/timebank/service-proposals`, await served()),
  'POST /me/timebank/service-proposals': () => proposedOwn(),
  'POST /timebank/service-proposals/{id}/confirmation': async () =>
    askAsStaff(`${C}/timebank/service-proposals/${await proposal()}/confirmation`, {}),
  'POST /me/timebank/received-services/{id}/confirmation': async () =>
    askAs(resident, 'POST', `${C}/me/timebank/received-services/${await proposal()}/confirmation`, {}),
  'POST /timebank/shifts/{id}/sign-ups': async () =>
    ask('POST', `${C}/timebank/shifts/${await shiftAhead()}/sign-ups`, { volunteerId: await volunteer() }),
  'POST /timebank/service-records/{id}/reversal': async () => {
    const { id } = await made('POST', `${C}/timebank/service-records`, await served());
    return ask('POST', `${C}/timebank/service-records/${id}/reversal`, { reason: '记错了' });
  },
});

/** What is ordered is an entry of the points book, and so is its end. */
const ORDERS: Record<string, Walk> = below('/communities/{community}', {
  'POST /me/timebank/orders': () => ordered(),
  'POST /me/timebank/orders/{id}/cancellation': async () =>
    askAs(resident, 'POST', `${C}/me/timebank/orders/${await openOrder()}/cancellation`, {}),
  'POST /timebank/orders/{id}/cancellation': async () =>
    ask('POST', `${C}/timebank/orders/${await openOrder()}/cancellation`),
  'POST /timebank/orders/{id}/hand-over': async () =>
    ask('POST', `${C}/timebank/orders/${await openOrder()}/hand-over`),
});

async function ordered(): Promise<Response> {
  const itemId = await catalogueItem();
  await made('POST', `${ENTRIES_OF}/issues`, issued(residentAsVolunteer));
  return askAs(resident, 'POST', `${C}/me/timebank/orders`, {
    ...{ items: [{ itemId, quantity: 1 }], total: 5, day: plainDateOf(clock()) },
  });
}

const openOrder = async (): Promise<string> => (await (await ordered()).json()).id;

/** Entries of the points book are their own records too. */
const ENTRIES: Record<string, Walk> = below('/communities/{community}/timebank/points-entries', {
  'POST /issues': async () => ask('POST', `${ENTRIES_OF}/issues`, issued(await volunteer())),
  'POST /transfers': async () => {
    const from = await richVolunteer();
    return ask('POST', `${ENTRIES_OF}/transfers`, { from, to: await volunteer(), points: 5, reason: '慰问' });
  },
  'POST /batches': async () => {
    const holder = await richVolunteer();
    const shares = [{ holder: await volunteer(), points: 5 }];
    return ask('POST', `${ENTRIES_OF}/batches`, { direction: 'toMany', holder, shares, reason: '慰问' });
  },
  'POST /redemptions': async () => {
    const holder = await richVolunteer();
    return ask('POST', `${ENTRIES_OF}/redemptions`, redeemed(holder, await catalogueItem()));
  },
  'POST /holds': async () => ask('POST', `${ENTRIES_OF}/holds`, held(await richVolunteer())),
  'POST /{id}/capture': async () => {
    const { id } = await made('POST', `${ENTRIES_OF}/holds`, held(await richVolunteer()));
    return ask('POST', `${ENTRIES_OF}/${id}/capture`, { to: await volunteer() });
  },
  'POST /{id}/release': async () => {
    const { id } = await made('POST', `${ENTRIES_OF}/holds`, held(await richVolunteer()));
    return ask('POST', `${ENTRIES_OF}/${id}/release`);
  },
  'POST /{id}/reversal': async () => {
    const { id } = await made('POST', `${ENTRIES_OF}/issues`, issued(await volunteer()));
    return ask('POST', `${ENTRIES_OF}/${id}/reversal`, { reason: '记错了' });
  },
  'POST /{id}/correction': async () => {
    const [from, to] = [await richVolunteer(), await volunteer()];
    const { id } = await made('POST', `${ENTRIES_OF}/issues`, issued(to));
    const right = { from, to, points: 5, reason: '慰问', because: '记错了' };
    return ask('POST', `${ENTRIES_OF}/${id}/correction`, right);
  },
});

/** Of star levels, with whatever has to stand in publicity first. */
const recognition = (): Record<string, Walk> => ({
  'POST /timebank/star-rounds': async () =>
    ask('POST', `${C}/timebank/star-rounds`, { volunteerIds: [await hundredHours()] }),
  'POST /timebank/star-rounds/{id}/grants': async () => {
    const volunteerIds = [await hundredHours()];
    const { id } = await openStarRound(
      { ...inCommunity(), now: '2019-05-10T02:00:00.000Z' },
      { key: `round ${++keys}`, volunteerIds },
    );
    return ask('POST', `${C}/timebank/star-rounds/${id}/grants`);
  },
  'POST /timebank/objections': async () =>
    ask('POST', `${C}/timebank/objections`, { about: await announced(), reason: '那天没有来' }),
  'POST /timebank/objections/{id}/settlement': async () => {
    const said = { about: await announced(), reason: '那天没有来' };
    const { id } = await made('POST', `${C}/timebank/objections`, said);
    const settled = { outcome: 'upheld', note: '查了签到表' };
    return ask('POST', `${C}/timebank/objections/${id}/settlement`, settled);
  },
  'POST /timebank/certificates': async () =>
    ask('POST', `${C}/timebank/certificates`, { volunteerId: (await helped()).volunteerId, ...APRIL }),
  'POST /timebank/certificates/{id}/issue': async () =>
    ask('POST', `${C}/timebank/certificates/${await drawnUp()}/issue`, ISSUED),
  'POST /timebank/certificates/{id}/revocation': async () => {
    const one = `${C}/timebank/certificates/${await drawnUp()}`;
    await made('POST', `${one}/issue`, ISSUED);
    return ask('POST', `${one}/revocation`, { reason: '写错了' });
  },
  'PUT /timebank/stamp': () => ask('PUT', `${C}/timebank/stamp`, { png: 'iVBORw0KGgo=' }),
  'PUT /timebank/volunteers/{id}/naming': async () =>
    ask('PUT', `${C}/timebank/volunteers/${await volunteer()}/naming`, { agreed: true }),
});

const APRIL = { from: '2019-04-01', to: '2019-04-30' };
const ISSUED = { handler: '周强', contact: '028-83010000' };

const helped = async () => made('POST', `${C}/timebank/service-records`, await served());

/** A certificate whose publicity is over. */
async function drawnUp(): Promise<string> {
  const { volunteerId } = await helped();
  const then = { ...inCommunity(), now: '2019-05-10T02:00:00.000Z' };
  return (await drawUpCertificate(then, { key: `certificate ${++keys}`, volunteerId, ...APRIL })).id;
}

const inCommunity = () => ({ ...district(), tenantId, table: tenantTable(table, tenantId) });

async function hundredHours(): Promise<string> {
  const volunteerId = await volunteer();
  const accountId = memberAccountId(tenantId, volunteerId);
  await postImportSum(inCommunity(), 'imp_1', { accountId, volunteerId, points: 0, minutes: 6000 });
  return volunteerId;
}

/** A star that stands in publicity. */
async function announced(): Promise<string> {
  const volunteerIds = [await hundredHours()];
  const { id } = await openStarRound(inCommunity(), { key: `round ${++keys}`, volunteerIds });
  return (await getStarRound(inCommunity(), id)).stars[0]?.id as string;
}

const ENTRIES_OF = `${C}/timebank/points-entries`;
const redeemed = (holder: string, itemId: string) => ({ holder, items: [{ itemId, quantity: 1 }], total: 5 });

async function catalogueItem(): Promise<string> {
  const id = newId('catalogueItem', clock());
  const at = { tenantId, importId: 'imp_1', source: 's', row: ++keys, now: clock(), by: 'system' };
  const fields = { id, name: `牙膏${keys}`, type: 'goods' as const, points: 5, stock: 9 };
  await tenantTable(table, tenantId).insertMany([draftCatalogueItem(fields, at).insert]);
  return id;
}

const A_SMALL_PICTURE = { file: A_PICTURE, alt: '一支牙膏' };

const issued = (to: string) => ({ to, points: 20, reason: '赞助' });
const held = (from: string) => ({ from, points: 5, reason: '预订' });

async function richVolunteer(): Promise<string> {
  const id = await volunteer();
  await made('POST', `${ENTRIES_OF}/issues`, issued(id));
  return id;
}

/** Lists of points are their own records. */
const LISTS: Record<string, Walk> = below('/communities/{community}', {
  'POST /timebank/cards/{id}/gifts': async () => {
    const { cardId, asker } = await twoHolders();
    return ask('POST', `${TIMEBANK}/cards/${cardId}/gifts`, { ...GIFT, signer: asker });
  },
  'POST /timebank/points-lists': async () =>
    ask('POST', `${TIMEBANK}/points-lists`, { text: await lineOfList(), reason: '年终奖励' }),
  'POST /timebank/sponsor-promises': async () =>
    ask('POST', `${TIMEBANK}/sponsor-promises`, await promised()),
  'POST /me/timebank/cards/{id}/gifts': async () => {
    const { cardId } = await twoHolders(residentPersonId);
    return askAs(resident, 'POST', `${C}/me/timebank/cards/${cardId}/gifts`, GIFT);
  },
});

const promised = async () => ({
  sponsor: '花园超市',
  itemId: await catalogueItem(),
  quantity: 5,
  by: '2099-06-01',
});

/** Who holds a card, and who signs for a gift. */
const OF_CARDS: Record<string, Walk> = below('/communities/{community}', {
  'PUT /timebank/cards/{id}/holders/{personId}': async () =>
    ask('PUT', `${TIMEBANK}/cards/${await card()}/holders/${await person()}`, { reason: '负责人' }),
  'POST /timebank/cards/{id}/holders/{personId}/removal': async () => {
    const held = `${TIMEBANK}/cards/${await card()}/holders/${await person()}`;
    await made('PUT', held, { reason: '负责人' });
    return ask('POST', `${held}/removal`, { reason: '离职' });
  },
  'POST /timebank/sponsor-promises/{id}/withdrawal': async () => {
    const { id } = await made('POST', `${TIMEBANK}/sponsor-promises`, await promised());
    return ask('POST', `${TIMEBANK}/sponsor-promises/${id}/withdrawal`, { reason: '停业' });
  },
  'PUT /timebank/cards/{id}/signatures': async () => {
    const { cardId } = await twoHolders();
    return ask('PUT', `${TIMEBANK}/cards/${cardId}/signatures`, { signatures: 1 });
  },
  'POST /timebank/points-lists/{id}/signature': async () => {
    const { id, signer } = await askedGift();
    return ask('POST', `${TIMEBANK}/points-lists/${id}/signature`, { signer });
  },
  'POST /timebank/points-lists/{id}/refusal': async () => {
    const { id, signer } = await askedGift();
    return ask('POST', `${TIMEBANK}/points-lists/${id}/refusal`, { signer, reason: '超出预算' });
  },
});

/** What the holder of a card does for themselves. */
const walksOfHolder = (): Record<string, Walk> =>
  below('/communities/{community}/me/timebank', {
    'POST /gifts/{id}/signature': async () => {
      const { id } = await askedGift(residentPersonId);
      return askAs(resident, 'POST', `${C}/me/timebank/gifts/${id}/signature`, {});
    },
    'POST /gifts/{id}/refusal': async () => {
      const { id } = await askedGift(residentPersonId);
      return askAs(resident, 'POST', `${C}/me/timebank/gifts/${id}/refusal`, { reason: '超出预算' });
    },
  });

/** Of however large a group the neediest alone. */
const GIFT = { group: {}, shares: { points: 1, budget: 1 }, people: 1, total: 1, reason: '慰问' };

async function card(): Promise<string> {
  const id = newId('card', clock());
  const at = { tenantId, importId: 'imp_1', source: 's', row: ++keys, now: clock(), by: 'system' };
  const fields = { cardNo: `QY${keys}`, cardType: 'enterprise' as const, holder: '花园超市' };
  const accountId = cardAccountId(tenantId, id);
  await tenantTable(table, tenantId).insertMany([draftCard({ ...fields, id, accountId }, at).insert]);
  await made('POST', `${ENTRIES_OF}/issues`, issued(id));
  return id;
}

/** A card that takes two signatures, with its holders: one of them who is said, where one is. */
async function twoHolders(second?: string) {
  const [cardId, asker, signer] = [await card(), await person(), second ?? (await person())];
  await volunteer({ personId: await person() });
  for (const one of [asker, signer])
    await made('PUT', `${TIMEBANK}/cards/${cardId}/holders/${one}`, { reason: '负责人' });
  await made('PUT', `${TIMEBANK}/cards/${cardId}/signatures`, { signatures: 2 });
  return { cardId, asker, signer };
}

/** A gift that waits for the second signature. */
async function askedGift(second?: string) {
  const { cardId, asker, signer } = await twoHolders(second);
  const { id } = await made('POST', `${TIMEBANK}/cards/${cardId}/gifts`, { ...GIFT, signer: asker });
  return { id, signer };
}

async function lineOfList(): Promise<string> {
  const volunteerNo = `DH${++keys}`;
  await volunteer();
  return `${volunteerNo} 5`;
}

/** Routes that change nothing of the community, and why. */
const CHANGES_NOTHING: Record<string, string> = {
  'POST /api/v1/communities/{community}/importing/imports/{id}/uploads':
    'Hands out a place to send a file to; taking it in is the change.',
  'POST /api/v1/communities/{community}/timebank/points-rules/preview':
    'Reckons what a rule would have given; the rule is more than an address holds.',
  'POST /api/v1/communities/{community}/timebank/cards/{id}/gifts/preview':
    'Reckons who would get what of a gift; whom it is for is more than an address holds.',
  'POST /api/v1/communities/{community}/me/timebank/cards/{id}/gifts/preview':
    'The same for the holder of a card, in numbers.',
  'POST /api/v1/communities/{community}/timebank/points-lists/readings':
    'Reads a file as text; the list is what is posted of it.',
  'POST /api/v1/communities/{community}/timebank/points-lists/check':
    'Says what is wrong with a list; the list is more than an address holds.',
  'POST /api/v1/communities/{community}/timebank/points-lists/{id}/steps':
    'Goes on with a list that somebody posted; each part says by whose request.',
  'POST /api/v1/communities/{community}/courtyard/persons/search':
    'Finds the person of an ID number, which an address must not hold; shows them masked, and is a line of the trail when there is one.',
};

async function mutatingRoutes(): Promise<string[]> {
  const { paths } = (await (await app.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'get')
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}

async function auditRecords(): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.tableName }));
  return Items.filter((item) => String(item[TABLE.partitionKey]).includes('#auditRecord'));
}

/** The routes that left no record saying that this one asked, and from where. */
async function silentAmong(some: Record<string, Walk>, asker: string): Promise<string[]> {
  const silent: string[] = [];
  for (const [route, walk] of Object.entries(some)) {
    const answer = await walk();

    if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`);
    const requestId = answer.headers.get('x-request-id');
    const left = (await auditRecords()).filter((record) => record['requestId'] === requestId);
    const says = left.some(({ actorId, address }) => actorId === asker && address === '10.0.0.7');
    const fromForm = route.endsWith('/files');
    if (left.length === 0 || (!says && !fromForm)) silent.push(route);
  }
  return silent;
}

describe('the audit trail', () => {
  it('knows every route that changes something', async () => {
    const walked = {
      ...{ ...walks(), ...walksOfStaff(), ...walksOfResident(), ...walksOfOneself() },
      ...{ ...walksOfVolunteer(), ...walksOfNeeds(), ...walksOfHelping() },
      ...walksOfAttendances(),
      ...{ ...OWN_RECORD, ...ENTRIES, ...ORDERS, ...OF_CARDS, ...LISTS, ...walksOfHolder() },
    };
    const known = [...Object.keys(walked), ...Object.keys(CHANGES_NOTHING)];

    expect((await mutatingRoutes()).filter((route) => !known.includes(route))).toEqual([]);
  });

  it('gains a record by every request that changes something, saying who asked, from where and in which', async () => {
    const silent = [
      ...(await silentAmong(walks(), 'operator')),
      ...(await silentAmong(OF_CARDS, 'operator')),
      ...(await silentAmong(walksOfHolder(), residentId)),
      ...(await silentAmong(walksOfStaff(), administratorId)),
      ...(await silentAmong(walksOfResident(), residentId)),
      ...(await silentAmong(walksOfOneself(), administratorId)),
      ...(await silentAmong({ ...walksOfNeeds(), ...walksOfAttendances() }, 'operator')),
      ...(await silentAmong({ ...walksOfVolunteer(), ...walksOfHelping() }, walker.userId)),
    ];

    expect(silent).toEqual([]);
  }, 120_000);

  it('is in the record itself where the record says all of that', async () => {
    for (const walk of [OWN_RECORD, ENTRIES, ORDERS, LISTS].flatMap((walks) => Object.values(walks))) {
      const answer = await walk();

      const records: Record<string, unknown>[] = [];
      for (const noun of [
        'serviceRecord',
        'serviceProposal',
        'pointsEntry',
        'pointsList',
        'sponsorPromise',
        'signUp',
      ])
        for await (const record of tenantTable(table, tenantId).eachStored(noun)) records.push(record);
      const requestId = answer.headers.get('x-request-id');
      const record = records.find(({ made }) => (made as { requestId?: string })?.requestId === requestId);
      expect(record).toMatchObject({ made: { address: '10.0.0.7' } });
      expect(['operator', administratorId, residentId]).toContain(record?.['createdBy']);
    }
  });
});
