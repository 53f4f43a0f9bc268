import { draftPerson } from '@linli/core/courtyard';
import { listMembers } from '@linli/core/identity';
import { draftPointsRule, draftVolunteer, openingRule } from '@linli/core/timebank';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestTable, type Engine, startEngine, type TestTable, tenantTable } from '../support/engine.ts';
import { type Office, openOffice } from '../support/office.ts';

const NOW = '2026-05-01T08:00:00.000Z';
const PEOPLE = '/communities/donghuan/identity';

let engine: Engine;
let table: TestTable;
let office: Office;
let tenantId: string;
let administrator: string;
let administratorId: string;

beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
  office = openOffice(table, { origin: 'http://localhost:3000', now: NOW });
  tenantId = await office.community('donghuan', '东环路社区');
  administratorId = await office.staff('wangfang', '王芳', [{ role: 'communityAdministrator', tenantId }]);
  administrator = await office.cookieOf('wangfang');
});
afterAll(() => engine?.stop());

test('nobody gives themselves a role, by the list of people or by an invitation of their own', async () => {
  const raised = await office.api('PUT', `${PEOPLE}/members/${administratorId}/roles`, administrator, {
    roles: [{ role: 'communityAdministrator' }, { role: 'secretary' }],
  });
  const wanted = { name: '我自己', role: 'secretary' };
  const { body } = await office.api(
    'POST',
    `${PEOPLE}/invitations`,
    administrator,
    wanted,
    'form-for-myself',
  );

  const accepted = await office.auth('POST', '/auth/invitation/accept', administrator, { code: body.code });

  expect(raised.body.error).toMatchObject({ code: 'forbidden', reason: 'notOneself' });
  expect((await accepted.json()).error).toMatchObject({ code: 'forbidden', reason: 'notOneself' });
  const { items } = await listMembers({ ...office.system(), tenantId }, {});
  expect(items.find(({ userId }) => userId === administratorId)?.roles).toEqual([
    { role: 'communityAdministrator' },
  ]);
});

test('the last administrator cannot leave their community without one', async () => {
  const left = await office.api('PUT', `${PEOPLE}/members/${administratorId}/roles`, administrator, {
    roles: [],
  });
  const disabled = await office.api('PUT', `${PEOPLE}/members/${administratorId}/disabled`, administrator, {
    disabled: true,
  });

  expect([left.body.error.reason, disabled.body.error.reason]).toEqual(['notOneself', 'notOneself']);
  expect((await office.api('GET', `${PEOPLE}/members`, administrator)).status).toBe(200);
});

test('an account linked to a person of the register records no service of that very person', async () => {
  const by = { tenantId, importId: 'imp_1', source: 's', row: 1, now: NOW, by: 'test' };
  await tenantTable(table, tenantId).insertMany(
    [
      draftPerson({ id: 'prs_zhou', name: '周强', retired: false }, by),
      draftVolunteer(
        { id: 'vol_zhou', personId: 'prs_zhou', volunteerNo: 'V1', name: '周强', partyMember: false },
        by,
      ),
      draftPointsRule(openingRule(tenantId), by),
    ].map(({ insert }) => insert),
  );
  const userId = await office.staff('zhouqiang', '周强', [{ role: 'staff', tenantId }]);
  const service = {
    volunteerId: 'vol_zhou',
    servedOn: '2026-04-30',
    item: '理发',
    category: '便民',
    durationMinutes: 60,
  };
  const record = async (key: string) =>
    office.api(
      'POST',
      '/communities/donghuan/timebank/service-records',
      await office.cookieOf('zhouqiang'),
      service,
      key,
    );
  const roles = [{ role: 'staff' }];
  const link = (personId: string | null) =>
    office.api('PUT', `${PEOPLE}/members/${userId}/roles`, administrator, { roles, personId });

  const unknown = await link('prs_nobody');
  const noText = await link('\ud800');
  await link('prs_zhou');
  const member = await office.api('GET', `${PEOPLE}/members/${userId}`, administrator);
  const own = await record('of-himself');
  await link(null);
  const unlinked = await record('not-linked-any-more');

  expect(unknown.status).toBe(404);
  // Half a surrogate pair: no key can hold it.
  expect(noText.status).toBe(422);
  expect(member.body).toMatchObject({ personId: 'prs_zhou', roles });
  expect(own.body.error).toMatchObject({ code: 'forbidden', reason: 'ownMatter' });
  expect(unlinked.status).toBe(201);
});
