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
  Card,
  CatalogueItem,
  CatalogueTerms,
  Finder,
  Goods,
  PassbookLine,
  PointsEntryDetail,
  PointsPosting,
  PointsRule,
  ServiceRecord,
  StockMovementDetail,
  Volunteer,
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
  Finder: ['志愿者的查找键', Finder],
  ServiceRecord: ['服务记录', ServiceRecord],
  Account: ['账户', Account],
  PointsEntry: ['积分流水', PointsEntryDetail],
  Goods: ['兑换的一行', Goods],
  PointsPosting: ['积分流水的一方', PointsPosting],
  PassbookLine: ['存折的一行', PassbookLine],
  PointsRule: ['积分规则', PointsRule],
  Card: ['储蓄卡', Card],
  CatalogueItem: ['兑换目录', CatalogueItem],
  CatalogueTerms: ['兑换条件', CatalogueTerms],
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
