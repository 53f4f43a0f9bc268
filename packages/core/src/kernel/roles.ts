/**
 * The one table of who may do what. `docs/roles.md` and the console's page of roles are written from it, every route
 * declares one of its permissions, and the battery of roles holds every answer of the API against it.
 */

/** `domain:verb`, with what it lets somebody do in the words of the office. */
export const PERMISSIONS = {
  'public:read': ['看公开页面', 'read what is public'],
  'district:read': ['看全区的社区和数据', 'see every community of the district and its figures'],
  'district:write': ['新建、设置、撤销社区', 'make, set up and discard communities'],
  'identity:read': ['看本社区的工作人员和邀请', "see a community's staff and invitations"],
  'identity:write': ['邀请人员、改角色、停用账号', 'invite people, change their roles, disable accounts'],
  'courtyard:read': ['看院落、住户、居民', 'see courtyards, households and residents'],
  'courtyard:write': ['登记、修改院落和居民', 'record courtyards and residents'],
  'governance:read': ['看坝坝会、意见、院委会', 'see meetings, opinions and committees'],
  'governance:write': ['记录坝坝会、意见、换届', 'record meetings, opinions and elections'],
  'renewal:read': ['看微基金', 'see the micro-funds'],
  'renewal:write': ['记微基金收支', 'enter what a micro-fund takes and gives'],
  'timebank:read': ['看志愿者、服务记录、储蓄卡', 'see volunteers, service records and cards'],
  'timebank:write': ['记录、更正服务', 'record and correct services'],
  'timebank:own': ['自己报名活动、换班、签到', 'sign themselves up for activities, swap and check in'],
  'learning:read': ['看课程和功能室', 'see courses and function rooms'],
  'learning:write': ['安排课程和功能室', 'arrange courses and function rooms'],
  'incubation:read': ['看社会组织和自组织', 'see organisations and teams'],
  'incubation:write': ['登记、评估社会组织', 'record and rate organisations'],
  'partners:read': ['看区域单位和三张清单', 'see regional units and their lists'],
  'partners:write': ['登记区域单位和清单', 'record regional units and their lists'],
  'importing:read': ['看台账导入的经过', 'see what was imported'],
  'importing:write': ['导入、撤销台账', 'import ledgers and undo an import'],
  'personal:read': ['看同意书', 'see what a person has agreed to'],
  'personal:write': ['记录、撤回同意', 'record consents and withdraw them'],
  'personal:reveal': [
    '说明原因后查看完整的电话、身份证号',
    'see a whole phone or ID number, for a stated reason',
  ],
  'personal:export': ['导出一个人的全部信息', 'export all that is kept of one person'],
  'personal:erase': ['清除一个人的个人信息', "erase one person's data"],
  'personal:keys': ['更换身份证号的密钥', 'change the key of ID numbers'],
  'reporting:read': ['看报表、核对数字', 'see the report and check the figures'],
  'reporting:write': ['重算计数', 'rebuild counters'],
  'audit:read': ['看操作记录', 'see who did what'],
  'audit:own': ['看谁查看、改过自己的记录', 'see who looked at or changed their own record'],
  'courtyard:own': ['看自己的记录', 'see what is recorded about themselves'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type Permission = keyof typeof PERMISSIONS;

/**
 * How far a role reaches: every community of the district, one community, named courtyards of it, or only what is
 * about the person themselves.
 */
export type Reach = 'district' | 'community' | 'courtyards' | 'own';

type RoleRow = {
  name: readonly [zh: string, en: string];
  reach: Reach;
  may: readonly Permission[];
};

const both = <const D extends string>(...domains: readonly D[]) =>
  domains.flatMap((domain) => [`${domain}:read`, `${domain}:write`] as const);
const only = <const D extends string>(...domains: readonly D[]) =>
  domains.map((domain) => `${domain}:read` as const);

const EVERY_DOMAIN = [
  'courtyard',
  'governance',
  'renewal',
  'timebank',
  'learning',
  'incubation',
  'partners',
] as const;

const wholeCommunity = [
  'public:read',
  ...both('identity', ...EVERY_DOMAIN, 'importing', 'reporting'),
  'audit:read',
] as const satisfies readonly Permission[];
// Of one person at a time, and never the district's: a community answers for its own residents.
const ofOnePerson = [
  'personal:read',
  'personal:write',
  'personal:reveal',
] as const satisfies readonly Permission[];
const wholeDistrict = [
  'district:read',
  'district:write',
  'personal:keys',
  ...wholeCommunity,
] as const satisfies readonly Permission[];

export const ROLES = {
  districtAdministrator: {
    name: ['区管理员', 'District administrator'],
    reach: 'district',
    may: wholeDistrict,
  },
  districtViewer: {
    name: ['区查看员', 'District viewer'],
    reach: 'district',
    may: ['public:read', 'district:read', 'reporting:read'],
  },
  communityAdministrator: {
    name: ['社区管理员', 'Community administrator'],
    reach: 'community',
    may: [...wholeCommunity, ...ofOnePerson, 'personal:export', 'personal:erase'],
  },
  secretary: {
    name: ['社区书记', 'Secretary'],
    reach: 'community',
    may: [
      'public:read',
      'identity:read',
      ...only(...EVERY_DOMAIN, 'importing', 'reporting', 'audit'),
      'governance:write',
      'renewal:write',
      'partners:write',
      ...ofOnePerson,
      'personal:export',
    ],
  },
  staff: {
    name: ['社区工作人员', 'Community staff'],
    reach: 'community',
    may: ['public:read', ...both(...EVERY_DOMAIN), 'importing:read', 'reporting:read', ...ofOnePerson],
  },
  timeBankManager: {
    name: ['时间银行管理员', 'Time-bank manager'],
    reach: 'community',
    may: ['public:read', ...both('timebank'), ...only('partners', 'reporting')],
  },
  courseManager: {
    name: ['学习班管理员', 'Course manager'],
    reach: 'community',
    may: ['public:read', ...both('learning'), ...only('incubation')],
  },
  gridWorker: {
    name: ['网格员', 'Grid worker'],
    reach: 'courtyards',
    may: [
      'public:read',
      ...both('courtyard', 'governance', 'timebank'),
      ...only('renewal', 'reporting'),
      ...ofOnePerson,
    ],
  },
  groupLeader: {
    name: ['居民小组长', 'Group leader'],
    reach: 'courtyards',
    may: ['public:read', ...only('courtyard', 'governance', 'renewal', 'reporting')],
  },
  committeeMember: {
    name: ['院委会成员', 'Committee member'],
    reach: 'courtyards',
    may: ['public:read', ...both('governance', 'renewal'), 'reporting:read'],
  },
  teacher: { name: ['学习班老师', 'Teacher'], reach: 'own', may: ['public:read'] },
  organisationLeader: { name: ['社会组织负责人', 'Organisation leader'], reach: 'own', may: ['public:read'] },
  unitContact: { name: ['区域单位联系人', 'Unit contact'], reach: 'own', may: ['public:read'] },
  volunteer: {
    name: ['志愿者', 'Volunteer'],
    reach: 'own',
    may: ['public:read', 'audit:own', 'courtyard:own', 'timebank:own'],
  },
  resident: {
    name: ['居民', 'Resident'],
    reach: 'own',
    may: ['public:read', 'audit:own', 'courtyard:own', 'timebank:own'],
  },
  visitor: { name: ['访客（未登录）', 'Visitor (not signed in)'], reach: 'own', may: ['public:read'] },
  /** Jobs and the stream. Nobody can be given it. */
  system: { name: ['系统', 'System'], reach: 'district', may: wholeDistrict },
} as const satisfies Record<string, RoleRow>;

export type Role = keyof typeof ROLES;

export const allows = (role: Role, permission: Permission): boolean =>
  (ROLES[role].may as readonly Permission[]).includes(permission);

/** The roles that somebody can be given, in the order in which an office thinks of them. */
export const GIVEN_ROLES = (Object.keys(ROLES) as Role[]).filter(
  (role) => role !== 'visitor' && role !== 'system',
);
