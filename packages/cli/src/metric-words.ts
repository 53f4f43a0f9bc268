import { language, say } from './language.ts';

/** Every figure of a report and every counter, in the words of the console. */
const WORDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  courtyards: ['院落', 'Courtyards'],
  households: ['户', 'Households'],
  residents: ['居民', 'Residents'],
  partyMembers: ['党员', 'Party members'],
  retiredPartyMembers: ['离退休党员', 'Retired party members'],
  volunteers: ['志愿者', 'Volunteers'],
  partyVolunteers: ['党员志愿者', 'Party members among them'],
  serviceRecords: ['服务记录', 'Service records'],
  serviceMinutes: ['服务时长', 'Hours served'],
  peopleServed: ['服务人次', 'People served'],
  pointsIssued: ['发放积分', 'Points issued'],
  pointsGranted: ['社区发放的积分', 'Points granted by the community'],
  pointsRedeemed: ['已兑换积分', 'Points redeemed'],
  pointsExpired: ['到期失效积分', 'Points run out'],
  pointsBalance: ['积分余额', 'Points balance'],
  quotaUsed: ['已用的积分上限', 'Points used of a cap'],
  unitCards: ['单位党组织储蓄卡', 'Unit cards'],
  enterpriseCards: ['企业储蓄卡', 'Enterprise cards'],
  courtyardCards: ['院落储蓄卡', 'Courtyard cards'],
  catalogueItems: ['兑换目录', 'Catalogue items'],
  meetings: ['坝坝会', 'Meetings'],
  meetingAttendees: ['参会人次', 'Attendances'],
  opinions: ['意见建议', 'Opinions'],
  opinionsSettled: ['已办结的意见', 'Opinions settled'],
  elections: ['换届', 'Elections'],
  committeeMembers: ['院委会成员', 'Committee members'],
  committeePartyMembers: ['院委会党员', 'Party members in committees'],
  fundBalanceFen: ['微基金结余', 'Fund balance'],
  fundIncomeFen: ['微基金收入', 'Fund income'],
  fundSpendingFen: ['微基金支出', 'Fund spending'],
  socialOrganisations: ['社会组织', 'Social organisations'],
  selfOrganised: ['自组织', 'Teams of residents'],
  mature: ['成熟的自组织', 'Mature teams'],
  rooms: ['功能室', 'Rooms'],
  courses: ['课程', 'Courses'],
  regionalUnits: ['区域单位', 'Units of the neighbourhood'],
};

/** The name people use; a metric this CLI is too old for keeps its own. */
export function metricName(metric: string): string {
  const words = WORDS[metric];
  return words === undefined ? metric : say(...words);
}

/** In the order of the subjects above, and of one subject day by day (`residents@12`). */
export function byMetric(one: { metric: string }, other: { metric: string }): number {
  const [[name = '', day = 0], [otherName = '', otherDay = 0]] = [one, other].map(({ metric }) =>
    metric.split('@'),
  ) as [string[], string[]];
  return ORDER.indexOf(name) - ORDER.indexOf(otherName) || Number(day) - Number(otherDay);
}

const ORDER = Object.keys(WORDS);

/** The number with its unit: counters keep minutes and fen, people read hours and yuan. */
export function metricValue(metric: string, value: number): string {
  if (metric.endsWith('Fen')) return inYuan(value);
  if (metric.endsWith('Minutes')) return `${decimals(1).format(value / 60)} ${say('小时', 'h')}`;
  return decimals(0).format(value);
}

export const inYuan = (fen: number): string =>
  `${new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(fen / 100)} ${say('元', 'yuan')}`;

const decimals = (maximumFractionDigits: number) =>
  new Intl.NumberFormat(language, { maximumFractionDigits });
