import { expect, test } from 'vitest';
import {
  AuditAnchors,
  AuditHeads,
  AuditRecords,
  AuditSeals,
  DistrictAuditHeads,
  DistrictAuditRecords,
  DistrictAuditSeals,
} from '../../packages/core/src/audit/entities.ts';
import { Courtyards, Households, Persons } from '../../packages/core/src/courtyard/entities.ts';
import { Elections, Meetings, Offices, Opinions } from '../../packages/core/src/governance/entities.ts';
import { ApiTokens, Sessions, SignInCodes } from '../../packages/core/src/identity/entities.ts';
import { Imports } from '../../packages/core/src/importing/entities.ts';
import { Organisations } from '../../packages/core/src/incubation/entities.ts';
import { Courses, Rooms } from '../../packages/core/src/learning/entities.ts';
import { OutgoingMessages } from '../../packages/core/src/messaging/entities.ts';
import { Units } from '../../packages/core/src/partners/entities.ts';
import { FundEntries } from '../../packages/core/src/renewal/entities.ts';
import { Communities } from '../../packages/core/src/tenancy/entities.ts';
import {
  Accounts,
  Cards,
  CatalogueItems,
  PointsRules,
  ServiceRecords,
  Volunteers,
} from '../../packages/core/src/timebank/entities.ts';

/** Every attribute that stands in a key, and whatever else an entity requires. */
const sample = {
  tenantId: 'tnt_1',
  districtId: 'main',
  id: 'x_1',
  createdAt: 'now',
  createdBy: 'me',
  slug: 'donghuan',
  name: '名',
  modules: [],
  language: 'zh-CN',
  state: 'draft',
  steps: [],
  key: 'k',
  asked: 'a',
  tokenHash: 'hash',
  userId: 'usr_1',
  userName: '人',
  grants: [],
  expiresInstant: 'later',
  expiresAt: 1,
  updatedAt: 'now',
  position: 7,
  hasBranch: true,
  hasStation: true,
  courtyardId: 'cyd_1',
  householdNo: '12',
  retired: false,
  listedIn: 'cyd_1',
  listedUnder: 'hsh_1',
  personId: 'prs_1',
  volunteerNo: 'DH1',
  partyMember: true,
  servedOn: '2019-04-12',
  item: '理发',
  category: '便民',
  volunteerId: 'vol_1',
  volunteerName: '人',
  accountId: 'acc_1',
  durationMinutes: 60,
  points: 60,
  ruleId: 'rul_1',
  peopleServed: 1,
  ownerId: 'vol_1',
  ownerKind: 'member',
  pointsBalance: 0,
  minutesServed: 0,
  from: '1970-01-01',
  pointsPerHour: 10,
  cardNo: 'DW01',
  cardType: 'unit',
  holder: '人',
  type: 'goods',
  meetingNo: 'HY01',
  heldOn: '2018-01-25',
  anonymous: false,
  text: '文',
  status: 'open',
  raisedOn: '2018-01-25',
  term: 2,
  candidates: [],
  personName: '人',
  post: '主任',
  enteredOn: '2018-03-11',
  summary: '文',
  incomeFen: 1,
  spendingFen: 0,
  balanceFen: 1,
  slots: [],
  startsOn: '2019-03-04',
  endsOn: '2019-06-28',
  roomName: '室',
  kind: 'team',
  jobNo: 0,
  files: [],
  progress: {},
  channel: 'sms',
  to: '13812345678',
  template: 'signInCode',
  params: {},
  goodUntil: 'later',
  tries: 0,
  askedNo: 1,
  at: 'now',
  actorKind: 'user',
  actorId: 'usr_1',
  requestId: 'req_1',
  action: 'create',
  noun: 'person',
  recordId: 'prs_1',
  about: 'prs_1',
  saidHash: 'hash',
  place: '000000000001',
  seq: 1,
  previous: 'hash',
  sealedAt: 'now',
  shard: 's',
  mark: 'm',
  entries: '',
  hash: 'hash',
  marks: {},
  day: '2026-05-01',
  permissions: [],
  tenantIds: [],
  until: 'later',
  ticketHash: 'hash',
  purpose: 'signIn',
  codeHash: 'hash',
  phone: '13812345678',
};

// An import has states of its own, and so has a message; an audit record comes by channels of its own.
const CHANNELS_OF: Record<string, string> = { AuditRecords: 'site', DistrictAuditRecords: 'site' };
const STATES: Record<string, string> = { Imports: 'collecting', OutgoingMessages: 'waiting' };
const stateOf = (entity: string) => ({
  ...(entity in STATES ? { state: STATES[entity] } : {}),
  ...(entity in CHANNELS_OF ? { channel: CHANNELS_OF[entity] } : {}),
});

const ENTITIES = {
  Accounts,
  ApiTokens,
  AuditAnchors,
  AuditHeads,
  AuditRecords,
  AuditSeals,
  Cards,
  CatalogueItems,
  Communities,
  Courses,
  Courtyards,
  DistrictAuditHeads,
  DistrictAuditRecords,
  DistrictAuditSeals,
  Elections,
  FundEntries,
  Households,
  Imports,
  Meetings,
  Offices,
  Opinions,
  Organisations,
  OutgoingMessages,
  Persons,
  PointsRules,
  Rooms,
  ServiceRecords,
  Sessions,
  SignInCodes,
  Units,
  Volunteers,
};

/** Keys are storage format: a change here makes the records of every live community unreachable. */
test.each(Object.entries(ENTITIES))('the keys of %s are as the first tenant has them', (name, entity) => {
  const { Item } = (entity as typeof Accounts)
    .create({ ...sample, ...stateOf(name) } as never)
    .params({ table: 'linli' }) as unknown as {
    Item: Record<string, string>;
  };
  const keys = Object.fromEntries(Object.entries(Item).filter(([field]) => /^(gsi\d)?(pk|sk)$/.test(field)));

  expect(Object.values(keys).every((key) => key.length > 0)).toBe(true);
  expect(keys).toMatchSnapshot();
});
