import { addPerson, listCourtyards, listPersons } from '@linli/core/courtyard';
import { inviteMember } from '@linli/core/identity';
import {
  addFile,
  createImport,
  createUpload,
  getImport,
  requestPreflight,
  requestRun,
  runImportJob,
} from '@linli/core/importing';
import {
  type Actor,
  type DistrictScope,
  IN_JOB,
  LinliError,
  type Role,
  type Scope,
  SYSTEM,
} from '@linli/core/kernel';
import { messageIdOf, queueMessage } from '@linli/core/messaging';
import { giveConsent } from '@linli/core/personal';
import { type Table, write } from '@linli/core/table';
import { Communities, createCommunity, MODULES } from '@linli/core/tenancy';
import {
  addPointsRule,
  applyFor,
  declineProposal,
  drawSample,
  drawUpCertificate,
  getStarRound,
  holdPoints,
  issueCertificate,
  issuePoints,
  listCards,
  listCatalogueItems,
  listVolunteers,
  lodgeObjection,
  memberAccountId,
  openStarRound,
  postImportSum,
  proposeService,
  publishRecruitment,
  recordTraining,
  redeemPoints,
  withdrawOwnApplication,
} from '@linli/core/timebank';
import type { FolderFiles } from '../../../functions/src/local/files.ts';
import { csv } from '../../support/community.ts';
import { testMasterKey } from '../../support/master-key.ts';
import { type Activities, addActivities } from './activities.ts';
import { addGifts, type Gifts } from './gifts.ts';
import { ledgersOf, type Marks } from './ledgers.ts';
import { addNeeds, asked, type Needs } from './needs.ts';
import { addOrders } from './orders.ts';

/** Which community is filled, and with whose words. Its id is given, so that it can look like another's. */
export type Wanted = { tenantId: string; slug: string; marks: Marks };

type Tools = { district: DistrictScope; files: FolderFiles; tenantTable(tenantId: string): Table };

/** What there is of one community that could be named in a request, beside the records in its partition. */
export type Filled = Wanted & {
  scope: Scope;
  importId: string;
  /** An import that is not at work and has a file, a sheet with findings, and a file announced. */
  draft: {
    importId: string;
    fileId: string;
    sheetId: string;
    uploadId: string;
    uploadUrl: string;
    fileName: string;
  };
  invitation: { id: string; code: string };
  /** By volunteer: a service that waits to be confirmed, and one that was declined. */
  proposals: Record<string, { open: string; declined: string }>;
  /** An entry of the points book that can be taken back, a hold, a redemption, and a points rule that has not begun. */
  entries: { issueId: string; holdId: string; ruleId: string; redemptionId: string };
  recognised: Recognised;
  /** People who are in no ledger: one who can apply to be a volunteer, one with an account and an application taken back. */
  life: { candidateId: string; residentId: string; ownApplicationId: string };
  gifts: Gifts;
  /** By courtyard. */
  activities: ReadonlyMap<string, Activities>;
  /** By courtyard; and what the resident who is no volunteer has asked for. */
  needs: ReadonlyMap<string, Needs>;
  ownNeedId: string;
  messageId: string;
  keys: string[];
};

/** A live community with a record of every noun that a ledger brings, and the district's items about it. */
export async function fill(tools: Tools, wanted: Wanted): Promise<Filled> {
  const { tenantId, slug, marks } = wanted;
  const { district, files } = tools;
  const { districtId, now } = district;
  const keys = ['import', 'draft', 'invitation'].map((what) => `${marks.kept}-${what}`);
  const [importKey = '', draftKey = '', invitationKey = ''] = keys;
  const community = Communities.create({
    districtId,
    tenantId,
    slug,
    name: `${marks.shown}社区`,
    address: `${marks.shown}路`,
    contact: marks.shown,
    modules: [...MODULES],
    language: 'zh-CN',
    state: 'live',
    steps: [],
    createdAt: now,
    createdBy: 'system',
    key: `${marks.kept}-community`,
    asked: marks.kept,
  });
  await district.table.commit([write(community, new LinliError('conflict', 'slugTaken'))]);

  const scope: Scope = {
    tenantId,
    table: tools.tenantTable(tenantId),
    actor: SYSTEM,
    now,
    requestId: 'req_battery',
    from: IN_JOB,
  };
  const { id: importId } = await createImport(scope, { key: importKey });
  for (const ledger of ledgersOf(marks)) await addFile(scope, files, importId, ledger);
  await requestPreflight(scope, importId);
  await work(scope, files, importId);
  await requestRun(scope, importId);
  await work(scope, files, importId);
  const done = await getImport(scope, importId);
  if (done.state !== 'done')
    throw new Error(`The ledgers of ${slug} did not come in: ${JSON.stringify(done)}`);

  for (const { id } of (await listPersons(scope, {})).items)
    await giveConsent({ ...scope, actor: administratorOf(tenantId) }, id, {
      way: 'desk',
      key: `${id} agrees`,
    });

  const entries = await postPoints(scope, marks);
  const proposals = await propose(scope, marks);
  await drawSample(scope, { month: '2019-04' });
  const recognised = await recognise(scope, marks);
  const life = await callForVolunteers(scope, marks);
  await train(scope, marks);
  const activities = await addActivities(scope, marks);
  const gifts = await addGifts(scope, marks, life);
  await addOrders(scope, marks);
  const needs = await addNeeds(scope, marks);
  const ownNeedId = await asked(scope, marks, life.residentId, 'own');
  const notes = await addNotes(district, tenantId, { role: 'staff', key: invitationKey, mark: marks.kept });
  return {
    ...wanted,
    ...{ scope, importId, keys, entries, proposals, recognised, life, gifts, activities, needs, ownNeedId },
    ...notes,
    draft: await draftOf(scope, files, { key: draftKey, marks }),
  };
}

async function postPoints(scope: Scope, { kept }: Marks): Promise<Filled['entries']> {
  const [{ id = '' } = {}] = (await listCards(scope, {})).items;
  await issuePoints(scope, { key: `${kept}-first`, to: id, points: 1000, reason: `${kept}赞助` });
  const issue = await issuePoints(scope, { key: `${kept}-issue`, to: id, points: 5, reason: `${kept}赞助` });
  const hold = await holdPoints(scope, { key: `${kept}-hold`, from: id, points: 5, reason: `${kept}预订` });
  const rule = await addPointsRule(scope, { key: `${kept}-rule`, from: '2099-06-01', pointsPerHour: 12 });
  const [item] = (await listCatalogueItems(scope, { limit: 1 })).items;
  const redemption = await redeemPoints(scope, {
    ...{ key: `${kept}-redemption`, holder: id, total: item?.points ?? 0 },
    items: [{ itemId: item?.id ?? '', quantity: 1 }],
  });
  return { issueId: issue.id, holdId: hold.id, ruleId: rule.id, redemptionId: redemption.id };
}

async function propose(scope: Scope, { kept }: Marks): Promise<Filled['proposals']> {
  const proposals: Filled['proposals'] = {};
  for (const { id: volunteerId } of (await listVolunteers(scope, {})).items) {
    const service = { volunteerId, servedOn: '2019-04-20', category: '便民', durationMinutes: 30 };
    const made = (item: string) =>
      proposeService(scope, { ...service, item: `${kept}${item}`, key: `${kept}-${item}-${volunteerId}` });
    const [open, declined] = [await made('巡逻'), await made('送饭')];
    const decider = { ...scope, actor: administratorOf(scope.tenantId) };
    await declineProposal(decider, declined.id, { reason: `${kept}没有看到人` });
    proposals[volunteerId] = { open: open.id, declined: declined.id };
  }
  return proposals;
}

/** Of star levels: a publicity that is over, and what stands in one that is not. */
type Recognised = {
  dueVolunteerId: string;
  overRoundId: string;
  announcedId: string;
  objectionId: string;
  overCertificateId: string;
  issuedCertificate: { id: string; code: string };
};

/** One volunteer is due a star; the other has one in a publicity that is over, and the next in one that is open. */
async function recognise(scope: Scope, { shown, kept }: Marks): Promise<Recognised> {
  const [due, other] = (await listVolunteers(scope, {})).items;
  if (due === undefined || other === undefined)
    throw new Error('A community of the batteries has two volunteers');
  const serve = (volunteerId: string, hours: number, importId: string) =>
    postImportSum(scope, importId, {
      ...{ volunteerId, accountId: memberAccountId(scope.tenantId, volunteerId) },
      ...{ points: 0, minutes: hours * 60 },
    });
  const announce = (now: string, key: string) =>
    openStarRound({ ...scope, now }, { key: `${kept}-${key}`, volunteerIds: [other.id] });
  await serve(due.id, 100, 'imp_served');
  await serve(other.id, 100, 'imp_served');
  const { id: overRoundId } = await announce('2019-04-01T02:00:00.000Z', 'first');
  await serve(other.id, 200, 'imp_served_more');
  const open = await announce(scope.now, 'second');
  const [star] = (await getStarRound(scope, open.id)).stars;
  const announcedId = star?.id ?? '';
  const said = { key: `${kept}-objection`, about: announcedId, reason: `${kept}异议` };
  const { id: objectionId } = await lodgeObjection(scope, said);
  const certificates = await certify(scope, due.id, { shown, kept });
  return { dueVolunteerId: due.id, overRoundId, announcedId, objectionId, ...certificates };
}

/** A certificate that waits to be issued, and one that was. */
async function certify(
  scope: Scope,
  volunteerId: string,
  { shown, kept }: Marks,
): Promise<Pick<Recognised, 'overCertificateId' | 'issuedCertificate'>> {
  const before = { ...scope, now: '2019-05-01T02:00:00.000Z' };
  const drawUp = (key: string) =>
    drawUpCertificate(before, { key: `${kept}-${key}`, volunteerId, from: '2019-04-01', to: '2019-04-30' });
  const { id: overCertificateId } = await drawUp('certificate-one');
  const { id, code } = await drawUp('certificate-two');
  await issueCertificate(scope, `${shown}社区`, id, { handler: `${kept}经办`, contact: '028-1' });
  return { overCertificateId, issuedCertificate: { id, code } };
}

/** Each volunteer has had a training, in line 1. */
async function train(scope: Scope, { kept }: Marks): Promise<void> {
  for (const { id } of (await listVolunteers(scope, {})).items)
    await recordTraining(scope, id, { line: 1, on: '2019-04-11', topic: `${kept}培训`, minutes: 60 });
}

/** A call for volunteers, somebody of each courtyard who has applied, and who else `life` names. */
async function callForVolunteers(scope: Scope, { shown, kept }: Marks): Promise<Filled['life']> {
  const [first, second] = (await listCourtyards(scope, {})).items.map(({ id }) => id);
  const added = async (name: string, courtyardId = '') =>
    (
      await addPerson(scope, {
        key: `${kept} ${name}`,
        name: `${name}${kept}`,
        bornIn: '1956-03',
        courtyardId,
      })
    ).id;
  const applying = (personId: string, motive: string) =>
    applyFor(scope, { key: `${personId} applies`, personId, skills: [`${kept}特长`], motive });
  await publishRecruitment(scope, {
    ...{ key: `${kept}-call`, title: `${shown}招募`, text: `${shown}陪伴`, wanted: 2, until: '2099-06-30' },
  });
  await applying(await added('张甲', first), `${kept}理由`);
  await applying(await added('张乙', second), `${kept}理由`);
  const residentId = await added('赵乙', second);
  const { id: ownApplicationId } = await applying(residentId, `${kept}理由`);
  await withdrawOwnApplication({ ...scope, actor: residentOf(scope.tenantId, residentId) }, ownApplicationId);
  return { candidateId: await added('赵甲', first), residentId, ownApplicationId };
}

const residentOf = (tenantId: string, personId: string): Actor => ({
  ...{ kind: 'user', id: 'usr_resident', name: '居民', personId },
  grants: [{ role: 'resident', tenantId, personId }],
});

const administratorOf = (tenantId: string): Actor => ({
  kind: 'user',
  id: 'usr_battery',
  name: '办事员',
  grants: [{ role: 'communityAdministrator', tenantId }],
});

/** What the control plane keeps for a community, or for the district office itself: an invitation and a message. */
export async function addNotes(
  district: DistrictScope,
  tenantId: string,
  { role, key, mark }: { role: Role; key: string; mark: string },
) {
  const people = { ...district, tenantId };
  const { id, code = '' } = await inviteMember(people, { role, name: `${mark}受邀`, key }, new Map());
  const message = {
    ...{
      id: messageIdOf(district.now, tenantId, mark),
      tenantId,
      channel: 'sms' as const,
      to: '13900030000',
    },
    ...{ language: 'zh-CN' as const, template: 'signInCode' as const, params: {} },
    ...{ secret: `${mark}123456`, goodUntil: '2019-06-10T02:00:00.000Z' },
  };
  await district.table.commit([queueMessage(district, message, district.now)]);
  return { invitation: { id, code }, messageId: message.id };
}

/** An import that waits for its mapping to be seen and has rows to reject. */
async function draftOf(scope: Scope, files: FolderFiles, { key, marks }: { key: string; marks: Marks }) {
  const { id: importId } = await createImport(scope, { key });
  const fileName = `${marks.kept}志愿者登记表.csv`;
  const lines = [
    '时间银行志愿者登记表',
    '志愿者编号,姓名,手机号码,注册时间',
    `${marks.kept}7,,1,2018-13-45`,
    `${marks.kept}8,${marks.kept},13900010009,2018-01-05`,
  ];
  await addFile(scope, files, importId, csv(fileName, lines));
  await requestPreflight(scope, importId);
  await work(scope, files, importId);
  const bytes = Buffer.from('志愿者编号,姓名\n');
  const announced = await createUpload(scope, files, importId, {
    name: `${marks.kept}又一份.csv`,
    bytes: bytes.length,
  });
  await files.receive(announced.url.split('/').at(-1) ?? '', sending(bytes), scope.now);
  const { files: sent, sheets } = await getImport(scope, importId);
  return {
    ...{ importId, fileName, uploadId: announced.uploadId, uploadUrl: announced.url },
    fileId: sent[0]?.id ?? '',
    sheetId: sheets[0]?.id ?? '',
  };
}

async function* sending(bytes: Uint8Array) {
  yield bytes;
}

const work = (scope: Scope, files: FolderFiles, importId: string) =>
  runImportJob(
    { scope, files, masterKey: testMasterKey, clock: () => scope.now, outOfTime: () => false },
    importId,
  );

/** A community that has been made and nothing else. */
export const addDraft = (district: DistrictScope, slug: string) =>
  createCommunity(district, { slug, name: '空空社区', key: `${slug}-key` });
