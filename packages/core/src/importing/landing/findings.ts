import type { Language } from '../../kernel/index.ts';

/** What only shows when a row meets the community: Chinese first, each saying what to do. */
const SENTENCES = {
  courtyardUnknown: [
    '院落“{name}”不在院落台账里。请先导入院落台账，或把名称改成台账中的写法。',
    'The courtyard "{name}" is not in the courtyard ledger. Import that ledger first, or correct the name.',
  ],
  courtyardMissing: [
    '这张表没有写明是哪个院落。请在表头标题里写上院落名称，或在“表格信息”里选择。',
    'This sheet does not say which courtyard it is of. Put its name into the title, or choose it under sheet facts.',
  ],
  volunteerUnknown: [
    '志愿者编号“{volunteerNo}”不在志愿者登记表里。请核对编号，或先登记这位志愿者。',
    'Volunteer number "{volunteerNo}" is not in the volunteer roster. Check the number, or register the volunteer first.',
  ],
  volunteerNameDiffers: [
    '编号 {volunteerNo} 在登记表里是“{registered}”，这里写的是“{written}”。已按编号记入，请核对。',
    'Number {volunteerNo} is "{registered}" in the roster but "{written}" here. Recorded by number; please check.',
  ],
  servedBeforeRegistration: [
    '服务日期 {servedOn} 早于注册日期 {registeredOn}，已照常记入。',
    'Served on {servedOn}, before registering on {registeredOn}; recorded all the same.',
  ],
  servedInFuture: [
    '服务日期 {servedOn} 还没有到。请核对年份。',
    'Served on {servedOn}, which is yet to come. Check the year.',
  ],
  noRateInForce: [
    '{date} 没有生效的积分规则。请先设置积分规则，或导入兑换目录。',
    'No points rule is in force on {date}. Set one first, or import the catalogue.',
  ],
  volunteerUnsure: [
    '没有写志愿者编号，登记表里叫“{name}”的有 {count} 位。请填上编号。',
    'No volunteer number, and {count} volunteers are called "{name}". Fill in the number.',
  ],
  opinionUndated: [
    '这条意见既没有会议编号也没有办结日期，不知道是哪一天提出的。请填会议编号。',
    'This opinion has neither a meeting number nor a closing date, so its day is unknown. Fill in the meeting number.',
  ],
  meetingUnknown: [
    '会议编号“{meetingNo}”没有对应的会议记录。请核对编号，或先导入会议表。',
    'No meeting has the number "{meetingNo}". Check it, or import the meetings first.',
  ],
  roomUnknown: [
    '教室“{name}”不在功能室一览里，课程先按名称记入。',
    'The room "{name}" is not among the function rooms; the course keeps it by name.',
  ],
  courseUndated: [
    '课程“{name}”没有写全开课和结课日期。请补上。',
    'The course "{name}" lacks its first or last day. Fill them in.',
  ],
  personUnsure: [
    '本院落已有 {count} 位“{name}”，无法判断是哪一位。请补上手机号再导入。',
    'There are {count} persons called "{name}" in this courtyard. Add the phone number and import again.',
  ],
  personDiffers: [
    '“{name}”的{what}在别的台账里是“{known}”，这里是“{written}”，保留了先前的写法，请核对。',
    '{what} of "{name}" is "{known}" in another ledger but "{written}" here; the earlier one was kept. Please check.',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type LandingCode = keyof typeof SENTENCES;

export function landingSentence(
  code: LandingCode,
  params: Record<string, string | number>,
  language: Language,
): string {
  const template = SENTENCES[code][language === 'zh-CN' ? 0 : 1];
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
