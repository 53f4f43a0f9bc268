import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { recordChange, verifyAudit, verifyDistrictAudit } from '@linli/core/audit';
import {
  changeIdNumberKey,
  findByIdNumber,
  getPerson,
  listPersons,
  revealPerson,
} from '@linli/core/courtyard';
import { listMeetings, listOpinions } from '@linli/core/governance';
import {
  acceptInvitation,
  createRecord,
  inviteMember,
  openSession,
  type PeopleScope,
  residentUserId,
  setGrants,
  setResidentPin,
} from '@linli/core/identity';
import { listFindings } from '@linli/core/importing';
import { type Grant, newId, type Role, type Scope, SYSTEM } from '@linli/core/kernel';
import { queueMessage } from '@linli/core/messaging';
import { erasePerson, exportPerson, giveConsent, listConsents, withdrawConsent } from '@linli/core/personal';
import { projectTallies, verify } from '@linli/core/reporting';
import {
  checkIn,
  createActivity,
  getActivity,
  getRoster,
  listServiceRecords,
  listVolunteers,
  recordTraining,
  setProfile,
  signVolunteerUp,
  takeStep,
} from '@linli/core/timebank';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, imported, preflighted, type TestCommunity, testCommunity } from '../support/community.ts';
import {
  createTestTable,
  districtTable,
  type Engine,
  startEngine,
  type TestTable,
  tenantTable,
} from '../support/engine.ts';
import { readWholeStream } from '../support/stream.ts';
import { DISTRICT, sealInto } from '../support/trail.ts';

let engine: Engine;
const open: TestCommunity[] = [];

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(async () => {
  await Promise.all(open.map((community) => community.close()));
  await engine.stop();
});

/** Somebody with a role here, as the office has them. */
const as = (scope: Scope, role: Role, courtyardIds?: readonly string[]): Scope => ({
  ...scope,
  actor: {
    kind: 'user',
    id: 'usr_1',
    name: '办事员',
    grants: [{ role, tenantId: scope.tenantId, ...(courtyardIds && { courtyardIds }) }],
  },
});

const NAME = '戚映雪';
const PHONE = '19901007788';
const ID_NUMBER = '510104195307120028';
const CANARIES = [NAME, PHONE, ID_NUMBER, '199 0100 7788', '1990100 7788'];

const LEDGERS = [
  csv('院落台账.csv', ['序号,院落名称,详细地址,户数', '1,桂花苑,东环路1号,2']),
  csv('桂花苑入户摸底表.csv', [
    '桂花苑居民入户摸底表（2018年12月）',
    '户号,门牌号,户主姓名,姓名,与户主关系,性别,出生年月,身份证号,联系电话,政治面貌,需求和建议',
    `1,1-1,${NAME},${NAME},户主,女,1953-08,${ID_NUMBER},${PHONE},中共党员,请打${PHONE}`,
    `1,1-1,${NAME},戚映雪莲,妹妹,,,,19901007789,群众,`,
    '2,1-2,郑万里,郑万里,户主,男,1960-01,510104196001010010,199010077,群众,',
  ]),
  csv('志愿者登记表.csv', [
    '志愿者编号,姓名,性别,出生年月,手机号码,所在院落,注册时间',
    `DH001,${NAME},女,1953-07,${PHONE},桂花苑,2018-03-01`,
    'DH002,郑万里,男,1960-01,,桂花苑,2018-03-01',
  ]),
  csv('积分兑换目录.csv', [
    '积分兑换目录（1小时服务=10积分）',
    '名称,类别,所需积分,库存',
    '洗衣液,实物,60,5',
  ]),
  csv('服务记录.csv', [
    '序号,服务日期,志愿者编号,志愿者姓名,服务项目,服务类别,服务时长,服务对象,核实人',
    `1,2019-04-01,DH001,${NAME},理发,便民,2小时,郑万里,郑万里`,
    `2,2019-04-02,DH002,郑万里,送餐,便民,1小时,${NAME},${NAME}`,
  ]),
  csv('坝坝会记录.csv', [
    '会议编号,会议日期,会议形式,院落,主持人,参会人数',
    `HY01,2018-05-01,坝坝会,桂花苑,${NAME},20`,
  ]),
  csv('意见建议台账.csv', [
    '序号,会议编号,院落,提出人,意见内容,办理状态',
    `1,HY01,桂花苑,${NAME},${NAME}说路灯不亮，电话${PHONE},已解决`,
    '2,HY01,桂花苑,戚映雪莲,戚映雪莲说井盖坏了,已解决',
  ]),
];

/** A community with a person of whom every ledger speaks, and a stream whose counters follow. */
async function community() {
  const table = await createTestTable(engine.endpoint);
  const made = await testCommunity(table, 'tnt_personal');
  open.push(made);
  await imported(made, 'ledgers', LEDGERS);
  const office = as(made.scope, 'communityAdministrator');
  const person = (await listPersons(office, { search: NAME })).items.find(({ name }) => name === NAME);
  const people = { ...office, districtId: DISTRICT, table: districtTable(table, DISTRICT) };
  return {
    made,
    table,
    office,
    people,
    masterKey: made.masterKey,
    person: person as NonNullable<typeof person>,
  };
}

async function wholeTable({ client, tableName }: TestTable): Promise<string> {
  const { Items } = await client.send(new ScanCommand({ TableName: tableName }));
  return JSON.stringify(Items);
}

const count = async (table: TestTable) => {
  const { events } = await readWholeStream(engine.endpoint, table);
  await projectTallies((tenantId) => tenantTable(table, tenantId), 'shard', events);
};

/** Everything of the district office's own part of the table. */
async function wholeControlPlane({ client, tableName }: TestTable): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
  return Items.filter(({ pk }) => String(pk).startsWith('D#'));
}

/** An account under the person's name, invited by a text message and linked to them, with a role elsewhere too. */
async function linkedAccount(people: PeopleScope, personId: string): Promise<string> {
  const userId = newId('user', people.now);
  const fields = { username: 'qiyingxue', name: NAME };
  const names = [{ kind: 'user.username', name: fields.username }];
  await createRecord(people, 'user', userId, { fields, names, owner: userId });
  await createRecord(people, 'account', newId('user', people.now), {
    fields: { note: NAME },
    names: [],
    owner: userId,
  });
  const message = { id: 'msg_1', tenantId: people.tenantId, channel: 'sms' as const, to: PHONE };
  const said = {
    language: 'zh-CN' as const,
    template: 'invitation' as const,
    params: { place: '东环路社区', inviter: NAME, role: 'volunteer' as const },
  };
  const goodUntil = '2019-05-17T02:00:00.000Z';
  const { code } = await inviteMember(people, { name: NAME, role: 'volunteer', key: 'k1' }, new Map(), () => [
    queueMessage(people, { ...message, ...said, secret: 'link', goodUntil }, people.now),
  ]);
  await acceptInvitation(people, { code: code ?? '', userId });
  const here: Grant = { role: 'volunteer', tenantId: people.tenantId, personId };
  await setGrants({ ...people, actor: SYSTEM }, userId, [here, { role: 'volunteer', tenantId: 'tnt_other' }]);
  return userId;
}

async function signIn(people: PeopleScope, userId: string): Promise<void> {
  const { districtId, table, now, requestId, from } = people;
  const actor = { kind: 'user', id: userId, name: NAME, grants: [] } as const;
  await openSession(people, {
    ...{ id: newId('session', now), tokenHash: `hash of ${userId}`, userId, createdAt: now },
    others: () => [
      recordChange(
        { districtId, table, now, requestId, from, actor },
        { action: 'signIn', noun: 'user', id: userId },
      ),
    ],
  });
}

async function wholeFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
  return texts.join('\n');
}

const found = (where: string) =>
  CANARIES.filter((canary) => where.replaceAll('戚映雪莲', '').includes(canary));

describe('an ID number', () => {
  it('comes from a ledger, stands nowhere in clear, and says birth and sex', async () => {
    const { table, person, office, masterKey } = await community();

    const byNumber = await findByIdNumber(office, masterKey, { idNumber: ID_NUMBER });

    expect(byNumber.id).toBe(person.id);
    expect(byNumber).toMatchObject({ idNumber: '*'.repeat(18), bornIn: '1953-07', gender: 'female' });
    expect(await wholeTable(table)).not.toContain(ID_NUMBER);
  });

  // Three whole imports.
  it('changes nothing when its ledger comes again, also after its key was changed', async () => {
    const { made, table, office, masterKey, person } = await community();

    const before = await imported(made, 'again', LEDGERS);
    const keys = await changeIdNumberKey(made.scope, masterKey, () => false);
    const after = await imported(made, 'once more', LEDGERS);

    for (const { sheets } of [before, after])
      expect(sheets.map(({ inserted, updated }) => inserted + updated)).toEqual(sheets.map(() => 0));
    expect(keys).toEqual({ state: 'done', sealed: 1 });
    expect((await findByIdNumber(office, masterKey, { idNumber: ID_NUMBER })).id).toBe(person.id);
    expect(await wholeTable(table)).not.toContain('k0001');
  }, 90_000);

  it('is a finding that names its cell when its check digit does not fit, and quotes nothing of it', async () => {
    const { made, office } = await community();
    const wrong = '510104195307120029';
    const sheet = csv('桂花苑入户摸底表.csv', [
      '桂花苑居民入户摸底表',
      '户号,户主姓名,姓名,与户主关系,身份证号,联系电话',
      `3,钱多,钱多,户主,${wrong},199010077881`,
    ]);

    const { id, sheets } = await preflighted(made, 'wrong', [sheet]);
    const sheetId = sheets[0]?.id ?? '';
    const { items } = await listFindings(office, made.files, { importId: id, sheetId }, 'zh-CN');

    expect(items.map(({ cell, code }) => `${cell} ${code}`)).toEqual(
      expect.arrayContaining(['E3 idNumberCheckDigit', 'F3 phoneUnreadable']),
    );
    expect(JSON.stringify(items)).not.toMatch(/\d{7}/);
    expect(JSON.stringify(sheets)).not.toMatch(/510104|0100778/);
  });
});

describe('a reveal', () => {
  it('shows what was asked for, and leaves a record that quotes nothing', async () => {
    const { table, office, masterKey, person } = await community();

    const shown = await revealPerson(office, masterKey, person.id, {
      fields: ['phone', 'idNumber'],
      reason: `上门前联系 ${PHONE}`,
    });

    expect(shown).toEqual({ phone: PHONE, idNumber: ID_NUMBER });
    const audit = JSON.stringify(JSON.parse(await wholeTable(table)).filter(isAudit));
    expect(audit).toContain('"action":"reveal"');
    expect(audit).toContain('上门前联系 199****7788');
  });

  it.each<[Role, 'forbidden' | 'not_found']>([
    ['timeBankManager', 'forbidden'],
    ['groupLeader', 'forbidden'],
    ['districtAdministrator', 'forbidden'],
    ['gridWorker', 'not_found'],
  ])('is refused to a %s of elsewhere: %s', async (role, code) => {
    const { made, masterKey, person } = await community();
    const asked = revealPerson(as(made.scope, role, ['cyd_elsewhere']), masterKey, person.id, {
      fields: ['phone'],
      reason: '好奇看看',
    });

    await expect(asked).rejects.toMatchObject({ code });
  });
});

const isAudit = (item: Record<string, unknown>) => item['__edb_e__'] === 'auditRecord';

describe('a consent', () => {
  it('is kept with the version of its text, and can be withdrawn once', async () => {
    const { office, person } = await community();

    const given = await giveConsent(office, person.id, { way: 'desk', key: 'consent-1' });
    const again = await giveConsent(office, person.id, { way: 'desk', key: 'consent-1' });
    const withdrawn = await withdrawConsent(office, { personId: person.id, id: given.id, way: 'phone' });

    expect(again).toEqual(given);
    expect(given).toMatchObject({ version: '2019-01', way: 'desk', recordedByName: '办事员' });
    expect(await listConsents(office, person.id)).toEqual([withdrawn]);
    expect(withdrawn.withdrawnAt).toBe(office.now);
  });
});

type Kept = {
  files?: { id: string; erased?: boolean }[];
  sheet?: { fileId: string; columns: { samples: string[] }[] };
};

/** Cells that are shown of workbooks which were removed: no search finds in them what stood beside a name. */
function samplesOfErased(items: readonly Kept[]): string[] {
  const erased = new Set(
    items.flatMap(({ files = [] }) => files.filter((one) => one.erased).map(({ id }) => id)),
  );
  if (erased.size === 0) throw new Error('No workbook was removed');
  return items.flatMap(({ sheet }) =>
    sheet && erased.has(sheet.fileId) ? sheet.columns.flatMap(({ samples }) => samples) : [],
  );
}

/** What the office has written down of the person as a volunteer, and of another by their mouth. */
async function asVolunteer(office: Scope): Promise<void> {
  for (const { id, name } of (await listVolunteers(office, {})).items) {
    await takeStep(office, id, { line: 1, to: 'paused', reason: `${NAME}来电话说的` });
    await recordTraining(office, id, {
      line: 1,
      on: '2019-05-09',
      topic: '急救',
      minutes: 60,
      trainer: NAME,
    });
    if (name === NAME) await setProfile(office, id, { skills: [`${NAME}面塑`] });
  }
}

describe('one person’s data', () => {
  it('are exported whole, with their own numbers and nobody else’s', async () => {
    const { office, masterKey, person } = await community();

    await asVolunteer(office);

    const all = await exportPerson(office, masterKey, person.id, { reason: '本人申请' });

    expect(all.person).toMatchObject({ name: NAME, phone: PHONE, idNumber: ID_NUMBER });
    expect(all.household).toMatchObject({ headName: NAME });
    expect(all.volunteers.map(({ volunteerNo }) => volunteerNo)).toEqual(['DH001']);
    expect(all.accounts).toMatchObject([{ pointsBalance: 20, minutesServed: 120 }]);
    expect(all.steps).toMatchObject([{ line: 1, from: 'active', to: 'paused' }]);
    expect(all.trainings).toMatchObject([{ topic: '急救', minutes: 60 }]);
    expect(all.serviceRecords).toHaveLength(1);
    expect(all.mentions.map(({ noun }) => noun).sort()).toEqual([
      ...['meeting', 'opinion', 'serviceRecord', 'trainingRecord', 'volunteerStep'],
    ]);
    expect(JSON.stringify(all)).not.toContain('戚映雪莲');
  });

  it('are erased everywhere, while every counter and balance stands', async () => {
    const { made, table, office, people, masterKey, person } = await community();
    await giveConsent(office, person.id, { way: 'desk', key: 'consent-1' });
    await asVolunteer(office);
    await revealPerson(office, masterKey, person.id, { fields: ['phone'], reason: `${NAME}要求核对` });
    const means = { files: made.files, masterKey, people, outOfTime: () => false };
    const erase = () => erasePerson(office, means, person.id, { reason: `${NAME}本人申请`, name: NAME });
    await count(table);
    const before = await verify(made.scope, {});

    const erased = await erase();
    const again = await erase();

    await count(table);
    const after = await verify(made.scope, {});
    expect(erased).toMatchObject({ state: 'done', workbooks: 5 });
    expect(again).toMatchObject({ state: 'done', records: 0 });
    expect(found(await wholeTable(table))).toEqual([]);
    expect(
      JSON.stringify(JSON.parse(await wholeTable(table)).filter((item: never) => !isAudit(item))),
    ).not.toContain(person.id);
    expect(found(await wholeFolder(made.folder))).toEqual([]);
    expect(samplesOfErased(JSON.parse(await wholeTable(table)))).toEqual([]);
    expect(before.matches).toBe(true);
    expect(after).toEqual(before);
    expect(await listConsents(office, person.id).catch(({ code }) => code)).toBe('not_found');
  });

  it('are exported with the shifts they signed up for and came to, and erased from them', async () => {
    const { made, table, office, people, masterKey, person } = await community();
    const shift = { startsAt: office.now, endsAt: '2019-05-10T04:00:00.000Z', capacity: 2 };
    const asked = { title: '理发', category: '便民', place: '驿站', contact: NAME, shifts: [shift] };
    const { id } = await createActivity(made.scope, { ...asked, key: 'activity' });
    const [{ id: shiftId = '' } = {}] = (await getActivity(made.scope, id)).shifts;
    const [{ id: volunteerId = '' } = {}] = (await listVolunteers(made.scope, { search: 'DH001' })).items;
    await signVolunteerUp(made.scope, shiftId, { volunteerId, key: 'sign-up' });
    const scan = { id: 'scan-of-a-test', shiftId, volunteerId, what: 'in' as const };
    await checkIn(made.scope, { items: [scan] });

    const all = await exportPerson(office, masterKey, person.id, { reason: '本人申请' });
    const means = { files: made.files, masterKey, people, outOfTime: () => false };
    await erasePerson(office, means, person.id, { reason: '本人申请', name: NAME });

    expect(all.signUps).toMatchObject([{ shiftId, volunteerName: NAME, state: 'attended' }]);
    expect(all.attendances).toMatchObject([{ shiftId, item: '理发', state: 'present' }]);
    const roster = await getRoster(made.scope, shiftId);
    expect(roster.signUps).toMatchObject([{ volunteerName: '（已清除）', state: 'attended' }]);
    expect(roster.attendances[0]?.volunteerId).toBe(roster.signUps[0]?.volunteerId);
    expect(roster.activity.contact).toBe('（已清除）');
    const stored: Record<string, unknown>[] = JSON.parse(await wholeTable(table));
    expect(JSON.stringify(stored.filter((item) => !isAudit(item)))).not.toContain(volunteerId);
  });

  it('are erased with the accounts, invitations, messages and sign-ins of the person', async () => {
    const { made, table, office, people, masterKey, person } = await community();
    const means = { files: made.files, masterKey, people, outOfTime: () => false };
    const account = await linkedAccount(people, person.id);
    const { cardNumber } = await setResidentPin(people, { id: person.id, name: NAME }, 'key-of-form');
    const byCard = residentUserId(DISTRICT, people.tenantId, person.id);
    await signIn(people, byCard);
    await signIn(people, account);
    const before = found(JSON.stringify(await wholeControlPlane(table)));

    const elsewhere = await erasePerson(office, means, person.id, { reason: '本人申请', name: NAME }).catch(
      (error) => error,
    );
    await setGrants({ ...people, actor: SYSTEM }, account, [
      { role: 'volunteer', tenantId: people.tenantId, personId: person.id },
    ]);
    await erasePerson(office, means, person.id, { reason: '本人申请', name: NAME });

    const left = await wholeControlPlane(table);
    const outsideTrail = left.filter((item) => !/Audit/.test(String(item['__edb_e__'])));
    expect(before).toEqual([NAME, PHONE]);
    expect(elsewhere).toMatchObject({ code: 'conflict', reason: 'erasedWorksElsewhere' });
    expect(found(JSON.stringify(left))).toEqual([]);
    expect(JSON.stringify(left)).not.toContain(cardNumber);
    expect(JSON.stringify(outsideTrail)).not.toMatch(new RegExp(`${person.id}|${account}|${byCard}`));
    await sealInto(table, (await readWholeStream(engine.endpoint, table)).events);
    const { findings } = await verifyDistrictAudit({ ...people, actor: SYSTEM });
    expect(findings).toEqual([]);
  });

  it('are erased with what the trail says of an invitation that called them something else', async () => {
    const { made, table, office, people, masterKey, person } = await community();
    const means = { files: made.files, masterKey, people, outOfTime: () => false };
    const account = await linkedAccount(people, person.id);
    const note = {
      name: '戚阿姨（桂花苑3栋）',
      role: 'groupLeader' as const,
      courtyardIds: ['cyd_1'],
      key: 'k2',
    };
    const { code } = await inviteMember(people, note, new Map([['cyd_1', '桂花苑']]));
    await acceptInvitation({ ...people, actor: SYSTEM }, { code: code ?? '', userId: account });
    await setGrants({ ...people, actor: SYSTEM }, account, [
      { role: 'volunteer', tenantId: people.tenantId, personId: person.id },
    ]);

    await erasePerson(office, means, person.id, { reason: '本人申请', name: NAME });

    expect(JSON.stringify(await wholeControlPlane(table))).not.toContain('戚阿姨');
    await sealInto(table, (await readWholeStream(engine.endpoint, table)).events);
    const { findings } = await verifyDistrictAudit({ ...people, actor: SYSTEM });
    expect(findings).toEqual([]);
    expect((await verifyAudit(made.scope, { districtId: DISTRICT, table: people.table })).findings).toEqual(
      [],
    );
  });

  it('leave an audit trail that holds, also after the key of ID numbers was changed', async () => {
    const { made, table, office, people, masterKey, person } = await community();
    const means = { files: made.files, masterKey, people, outOfTime: () => false };
    const district = { districtId: DISTRICT, table: districtTable(table, DISTRICT) };
    await giveConsent(office, person.id, { way: 'desk', key: 'consent-1' });
    await revealPerson(office, masterKey, person.id, { fields: ['phone'], reason: '上门前联系' });
    const neighbour = (await listPersons(office, { search: '郑万里' })).items[0]?.id ?? '';
    const reason = `${NAME}托他带话`;
    await revealPerson(office, masterKey, neighbour, { fields: ['phone'], reason });
    await changeIdNumberKey(made.scope, masterKey, () => false);

    await erasePerson(office, means, person.id, { reason: '本人申请', name: NAME });

    await sealInto(table, (await readWholeStream(engine.endpoint, table)).events);
    const { matches, findings, unsealed } = await verifyAudit(made.scope, district);
    expect(findings).toEqual([]);
    expect({ matches, unsealed }).toEqual({ matches: true, unsealed: 0 });
  });

  it('of a namesake stay when one of two is erased, and so do names that hold the name', async () => {
    const { made, office, people, masterKey, person } = await community();
    const means = { files: made.files, masterKey, people, outOfTime: () => false };

    await erasePerson(office, means, person.id, { reason: '本人申请', name: NAME });

    const { items: opinions } = await listOpinions(office, {});
    expect(opinions.map(({ speaker, text }) => `${speaker} ${text}`).sort()).toEqual([
      '戚映雪莲 戚映雪莲说井盖坏了',
      '（已清除） （已清除）说路灯不亮，电话（已清除）',
    ]);
    expect((await listMeetings(office, {})).items[0]).toMatchObject({ chair: '（已清除）', attendees: 20 });
  });

  it('do not come back with the ledger they came from', async () => {
    const { made, table, office, people, masterKey, person } = await community();
    const means = { files: made.files, masterKey, people, outOfTime: () => false };
    await erasePerson(office, means, person.id, { reason: '本人申请', name: NAME });

    const again = await imported(made, 'again', LEDGERS);

    expect(again.state).toBe('done');
    expect(again.sheets.flatMap(({ found: kinds }) => kinds.map(({ code }) => code))).toContain(
      'personErased',
    );
    const tableAfter = JSON.parse(await wholeTable(table)).filter(
      (item: { __edb_e__: string }) => !/^import/.test(item.__edb_e__),
    );
    expect(found(JSON.stringify(tableAfter))).toEqual([]);
    expect((await listVolunteers(office, {})).items.map(({ name }) => name).sort()).toEqual([
      '郑万里',
      '（已清除）',
    ]);
    expect(
      (await listServiceRecords(office, {})).items.map(({ volunteerName }) => volunteerName).sort(),
    ).toEqual(['郑万里', '（已清除）']);
  });

  it('are erased by going on after a stop, and by nobody who mistypes the name', async () => {
    const { made, table, office, people, masterKey, person } = await community();
    const input = { reason: '本人申请', name: NAME };
    let looks = 0;
    const hurried = { files: made.files, masterKey, people, outOfTime: () => ++looks % 2 === 0 };

    await expect(
      erasePerson(office, hurried, person.id, { ...input, name: '戚映雪莲' }),
    ).rejects.toMatchObject({ field: 'name' });
    let calls = 0;
    for (let state = 'more'; state === 'more' && calls < 20; calls++)
      ({ state } = await erasePerson(office, hurried, person.id, input));

    expect(calls).toBeGreaterThan(2);
    expect(found(await wholeTable(table))).toEqual([]);
    await expect(getPerson(office, person.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
