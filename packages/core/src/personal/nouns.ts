import type { z } from 'zod';
import { Courtyard, Household, Person } from '../courtyard/index.ts';
import { Candidate, Election, Meeting, Office, Opinion } from '../governance/index.ts';
import { ApiToken, Invitation, Member, User } from '../identity/index.ts';
import { Import, ImportFile, ImportSheet, ImportSheetColumn } from '../importing/index.ts';
import { Organisation } from '../incubation/index.ts';
import { classOf, type FieldClass } from '../kernel/index.ts';
import { Course, Room, Slot } from '../learning/index.ts';
import { OutgoingMessage } from '../messaging/index.ts';
import { Unit } from '../partners/index.ts';
import { FundEntry } from '../renewal/index.ts';
import { Community, Step } from '../tenancy/index.ts';
import {
  Account,
  Attendance,
  Card,
  CatalogueItem,
  CatalogueTerms,
  Certificate,
  CertificateFace,
  CertifiedService,
  CheckFinding,
  Deed,
  Finder,
  Goods,
  GuardianConsent,
  Honour,
  HoursChecks,
  MonthSample,
  Multiplier,
  Naming,
  Notice,
  Objection,
  Order,
  OrderTerms,
  PassbookLine,
  PointsEntryDetail,
  PointsPosting,
  PointsRuleDetail,
  PublicActivity,
  RecruitmentNotice,
  SampledRecord,
  ServiceProposal,
  ServiceRecord,
  Shift,
  SignUp,
  Star,
  StarCandidate,
  StarRound,
  StockMovementDetail,
  TrainingRecord,
  Volunteer,
  VolunteerApplication,
  VolunteerStep,
} from '../timebank/index.ts';
import { Consent } from './consent.ts';

/** Every noun that is kept, with its name as the office says it: what docs/personal-data.md is written from. */
export const NOUNS: Readonly<Record<string, readonly [zh: string, schema: z.ZodObject]>> = {
  Community: ['社区', Community],
  Step: ['开通的一步', Step],
  User: ['用户', User],
  Member: ['工作人员', Member],
  Invitation: ['邀请', Invitation],
  ApiToken: ['程序令牌', ApiToken],
  OutgoingMessage: ['短信与邮件', OutgoingMessage],
  Courtyard: ['院落', Courtyard],
  Household: ['户', Household],
  Person: ['居民', Person],
  Consent: ['同意书', Consent],
  Meeting: ['坝坝会', Meeting],
  Opinion: ['意见建议', Opinion],
  Election: ['换届', Election],
  Candidate: ['候选人', Candidate],
  Office: ['院委会职务', Office],
  FundEntry: ['微基金收支', FundEntry],
  Volunteer: ['志愿者', Volunteer],
  VolunteerApplication: ['志愿者报名', VolunteerApplication],
  VolunteerStep: ['志愿者的变动', VolunteerStep],
  TrainingRecord: ['培训记录', TrainingRecord],
  GuardianConsent: ['监护人同意', GuardianConsent],
  RecruitmentNotice: ['招募公告', RecruitmentNotice],
  Finder: ['志愿者的查找键', Finder],
  ServiceRecord: ['服务记录', ServiceRecord],
  ServiceProposal: ['服务申报', ServiceProposal],
  Deed: ['谁在何时做了什么', Deed],
  CheckFinding: ['核对提示', CheckFinding],
  HoursChecks: ['工时核对规则', HoursChecks],
  MonthSample: ['一月的抽查', MonthSample],
  SampledRecord: ['抽查的记录', SampledRecord],
  Account: ['账户', Account],
  PointsEntry: ['积分流水', PointsEntryDetail],
  Goods: ['兑换的一行', Goods],
  PointsPosting: ['积分流水的一方', PointsPosting],
  PassbookLine: ['存折的一行', PassbookLine],
  PointsRule: ['积分规则', PointsRuleDetail],
  Multiplier: ['积分规则的一项加倍', Multiplier],
  StarCandidate: ['星级待公示', StarCandidate],
  StarRound: ['星级公示', StarRound],
  Star: ['星级', Star],
  Objection: ['异议', Objection],
  Notice: ['公示内容', Notice],
  Honour: ['光荣榜', Honour],
  Naming: ['公开姓名', Naming],
  Certificate: ['志愿服务记录证明', Certificate],
  CertifiedService: ['证明的一行', CertifiedService],
  CertificateFace: ['证明的查验页', CertificateFace],
  Activity: ['志愿活动', PublicActivity],
  Shift: ['班次', Shift],
  SignUp: ['活动报名', SignUp],
  Attendance: ['签到记录', Attendance],
  Card: ['储蓄卡', Card],
  CatalogueItem: ['兑换目录', CatalogueItem],
  CatalogueTerms: ['兑换条件', CatalogueTerms],
  Order: ['预订', Order],
  OrderTerms: ['预订规则', OrderTerms],
  StockMovement: ['库存变动', StockMovementDetail],
  Room: ['功能室', Room],
  Course: ['课程', Course],
  Slot: ['上课时间', Slot],
  Organisation: ['社会组织', Organisation],
  Unit: ['区域单位', Unit],
  Import: ['台账导入', Import],
  ImportFile: ['上传的文件', ImportFile],
  ImportSheet: ['工作表', ImportSheet],
  ImportSheetColumn: ['工作表的一列', ImportSheetColumn],
};

export type ClassedField = { field: string; class: FieldClass | undefined; mask: string | undefined };

export const fieldsOf = (schema: z.ZodObject): ClassedField[] =>
  Object.entries(schema.shape).map(([field, declared]) => {
    const said = classOf(declared as z.ZodType);
    return { field, class: said?.class, mask: said?.mask };
  });
