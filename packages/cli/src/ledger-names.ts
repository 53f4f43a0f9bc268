import { say } from './language.ts';

const NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  courtyards: ['院落台账', 'courtyards'],
  householdSurvey: ['入户摸底表', 'household survey'],
  volunteers: ['志愿者登记表', 'volunteers'],
  serviceRecords: ['服务记录', 'service records'],
  cards: ['储蓄卡台账', 'savings cards'],
  organisations: ['社会组织台账', 'organisations'],
  meetings: ['会议记录', 'meetings'],
  opinions: ['意见建议台账', 'opinions'],
  rooms: ['功能室一览', 'rooms'],
  courses: ['课程表', 'courses'],
  units: ['区域单位台账', 'units'],
  election: ['换届选举结果', 'election result'],
  fundEntries: ['微基金收支明细', 'fund entries'],
  catalogue: ['积分兑换目录', 'catalogue'],
};

/** What people call a ledger; a kind that this command does not know yet is said as the API says it. */
export function ledgerName(kind: string): string {
  const [zh, en] = NAMES[kind] ?? [kind, kind];
  return say(zh, en);
}
