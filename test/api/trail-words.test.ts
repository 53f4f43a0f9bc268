import { randomUUID } from 'node:crypto';
import { draftCourtyard, draftIdMark, draftPerson, ensureSeals, idMarkOf } from '@linli/core/courtyard';
import { newId } from '@linli/core/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestTable, type Engine, startEngine, tenantTable } from '../support/engine.ts';
import { testMasterKey } from '../support/master-key.ts';
import { type Device, PASSWORD, SignInDesk } from '../support/sign-in.ts';

type Line = {
  action: string;
  noun: string;
  actorName?: string;
  recordId: string;
  recordName?: string;
  onBehalfOf?: string;
  withoutPage?: string[];
  changes: { field: string; fieldName: string; from: string; to: string }[];
};

const C = '/communities/donghuan';

let engine: Engine;
let desk: SignInDesk;
let donghuan: string;
let head: Device;

beforeAll(async () => {
  engine = await startEngine();
  const table = await createTestTable(engine.endpoint);
  desk = new SignInDesk(table);
  donghuan = await desk.community('donghuan', '东环路社区');
  await ensureSeals(
    { ...desk.system(), tenantId: donghuan, table: tenantTable(table, donghuan) },
    testMasterKey,
  );
  await desk.staff('head', { role: 'communityAdministrator', tenantId: donghuan });
  head = await desk.signedIn('head');
});
afterAll(() => engine?.stop());

const inRegister = () => tenantTable(desk.table, donghuan);
const at = () => ({
  tenantId: donghuan,
  importId: 'imp_1',
  source: 's',
  row: 1,
  now: desk.now,
  by: 'system',
});

async function courtyard(name: string): Promise<string> {
  const id = newId('courtyard', desk.now);
  await inRegister().insertMany([
    draftCourtyard({ id, name, position: 1, hasBranch: true, hasStation: false }, at()).insert,
  ]);
  return id;
}

async function personOf(number: string): Promise<string> {
  const scope = { ...desk.system(), tenantId: donghuan, table: inRegister() };
  const idNumber = (await ensureSeals(scope, testMasterKey)).seal(number);
  const id = newId('person', desk.now);
  const mark = { id: idMarkOf(donghuan, idNumber), personId: id };
  await inRegister().insertMany([
    draftPerson({ id, name: '陈秀英', retired: false, idNumber }, at()).insert,
    draftIdMark(mark, at()).insert,
  ]);
  return id;
}

const trailOf = async (where: string, query = ''): Promise<Line[]> =>
  (await head.api('GET', `${where}/audit/records?limit=100${query}`)).body.items;
const staffHere = (username: string) => desk.staff(username, { role: 'staff', tenantId: donghuan });

describe('the trail in words', () => {
  it('names the account something was done to', async () => {
    const userId = await staffHere('tang');
    await head.api('PUT', `${C}/identity/members/${userId}/disabled`, { disabled: true });
    const [line] = await trailOf(C, '&action=disable');
    expect(line).toMatchObject({ noun: 'user', actorName: 'head', recordName: 'tang' });
  });

  it('names courtyards, and says instants by the clock of the place', async () => {
    const offered = { name: '李娟', role: 'gridWorker', courtyardIds: [await courtyard('花园颐院')] };
    const { body: invitation } = await head.api('POST', `${C}/identity/invitations`, offered);
    const [line] = await trailOf(C, '&action=invite');
    const said = Object.fromEntries(line?.changes.map(({ field, to }) => [field, to]) ?? []);
    expect(said['courtyardIds']).toBe('花园颐院');
    const stranger = await desk.device().auth('POST', '/invitation', { code: invitation.code });
    expect(stranger.body).toMatchObject({ community: '东环路社区', courtyards: ['花园颐院'] });
    const inBeijing = new Date(Date.parse(invitation.until) + 8 * 3600_000).toISOString();
    expect(said['until']).toBe(inBeijing.slice(0, 16).replace('T', ' '));
  });

  it('names the courtyards with which an invitation was accepted', async () => {
    const courtyardIds = [await courtyard('桂花苑')];
    const offered = { name: '唐敏', role: 'gridWorker', courtyardIds };
    const { body } = await head.api('POST', `${C}/identity/invitations`, offered);
    await staffHere('tangmin');
    await (await desk.signedIn('tangmin')).auth('POST', '/invitation/accept', { code: body.code });
    const [line] = await trailOf(C, '&action=accept');
    expect(line?.changes.find(({ field }) => field === 'courtyardIds')?.to).toBe('桂花苑');
  });

  it('refuses courtyards for a role that takes none, and does not drop them without a word', async () => {
    const offered = { name: '何静', role: 'staff', courtyardIds: [await courtyard('竹苑')] };
    const refused = await head.api('POST', `${C}/identity/invitations`, offered);
    expect(refused).toMatchObject({
      status: 422,
      body: { error: { reason: 'courtyardsNotTaken', field: 'courtyardIds' } },
    });
  });

  it('says whose invitation was withdrawn', async () => {
    const { body } = await head.api('POST', `${C}/identity/invitations`, { name: '王芳', role: 'staff' });
    await head.api('POST', `${C}/identity/invitations/${body.id}/withdrawal`);
    const [line] = await trailOf(C, '&action=withdraw');
    expect(line?.changes.map(({ from }) => from)).toContain('王芳');
  });
});

describe('what somebody does to their own account', () => {
  it('is in the trail of the one community they have a role in', async () => {
    await staffHere('only');
    const device = await desk.signedIn('only');
    const token = {
      name: '报表',
      days: 30,
      permissions: ['public:read'],
      tenantIds: [donghuan],
      key: randomUUID(),
    };
    expect((await device.auth('POST', '/tokens', token)).status).toBe(201);
    const own = (await trailOf(C)).filter(({ actorName }) => actorName === 'only');
    expect(own.map(({ action, noun }) => `${action} ${noun}`)).toEqual(['create token', 'signIn user']);
    const places = own[0]?.changes.find(({ field }) => field === 'tenantIds');
    expect(places).toMatchObject({ fieldName: '社区', to: '东环路社区' });
  });

  it("is in the district office's where they have roles in two, or in the district", async () => {
    const other = await desk.community('xiqu', '西区社区');
    await desk.staff('roamer', { role: 'staff', tenantId: donghuan }, { role: 'staff', tenantId: other });
    await desk.staff('quban', { role: 'districtAdministrator', tenantId: '*' });
    await desk.signedIn('roamer');
    const district = await desk.signedIn('quban');
    const { items } = (await district.api('GET', '/district/audit/records?action=signIn')).body;
    expect(items.map(({ recordName }: Line) => recordName)).toEqual(['quban', 'roamer']);
    expect((await trailOf(C, '&action=signIn')).map(({ recordName }) => recordName)).not.toContain('roamer');
  });
});

describe('what the trail names', () => {
  it('is told apart from what has no page any more: somebody erased, and an account that is no member’s', async () => {
    const erased = await personOf('110105194912310038');
    const kept = await personOf('510104195307120028');
    for (const id of [erased, kept]) await head.api('POST', `${C}/courtyard/persons/${id}/pin`);
    const left = await staffHere('left');
    await head.api('PUT', `${C}/identity/members/${left}/roles`, { roles: [] });
    const stays = await staffHere('stays');
    await desk.signedIn('stays');
    await head.api('POST', `${C}/courtyard/persons/${erased}/erasure`, {
      reason: '本人申请',
      name: '陈秀英',
    });

    const lines = await trailOf(C);

    const named = lines.flatMap(({ recordId, onBehalfOf = recordId }) => [recordId, onBehalfOf]);
    const withoutPage = new Set(lines.flatMap((line) => line.withoutPage ?? []));
    expect([erased, kept, left, stays].filter((id) => !named.includes(id))).toEqual([]);
    expect([erased, kept, left, stays].map((id) => withoutPage.has(id))).toEqual([true, false, true, false]);
  });
});

describe('finding a person by their whole ID number', () => {
  it('is a line of the trail, and of what the person reads', async () => {
    const idNumber = '11010519491231002X';
    const personId = await personOf(idNumber);
    const missed = await head.api('POST', `${C}/courtyard/persons/search`, {
      idNumber: '440524188001010014',
    });
    const found = await head.api('POST', `${C}/courtyard/persons/search`, { idNumber });
    const { items } = (await head.api('GET', `${C}/audit/about/${personId}`)).body;
    expect([missed.status, found.body.id]).toEqual([404, personId]);
    expect(items.map(({ action }: Line) => action)).toEqual(['find']);
    expect(JSON.stringify(items)).not.toContain(idNumber);
  });
});

describe('a new password', () => {
  it('is another than the one somebody has', async () => {
    await staffHere('same');
    const device = await desk.signedIn('same');
    const again = await device.auth('POST', '/password', { current: PASSWORD, password: PASSWORD });
    expect(again).toMatchObject({
      status: 422,
      body: { error: { reason: 'passwordSame', field: 'password' } },
    });
  });
});

describe('an authenticator being set up', () => {
  it('is offered again as it was after a wrong code, to the same person only', async () => {
    await staffHere('one');
    await staffHere('two');
    const [one, two] = [await desk.signedIn('one'), await desk.signedIn('two')];
    const { body: first } = await one.auth('POST', '/second-factor/offer');
    const again = await one.auth('POST', '/second-factor/offer', { offer: first.offer });
    const other = await two.auth('POST', '/second-factor/offer', { offer: first.offer });
    expect(again.body.secret).toBe(first.secret);
    expect(other).toMatchObject({ status: 409, body: { error: { reason: 'offerRunOut' } } });
  });
});
