import type { Language } from '../../kernel/index.ts';

/** What only shows when a row meets the community: Chinese first, each saying what to do. */
const SENTENCES = {
  courtyardUnknown: [
    '院落“{name}”不在院落台账里。请先导入院落台账，或把名称改成台账中的写法。',
    'The courtyard "{name}" is not in the courtyard ledger. Import that ledger first, or correct the name.',
  ],
  courtyardMissing: [
    '没有写明是哪个院落。请在标题里写上院落名称再传一次，或在“核对识别”一步里填写。',
    'It is not said which courtyard this is of. Put its name into the title and send it again, or fill it in in the step “Recognised”.',
  ],
  volunteerUnknown: [
    '志愿者编号“{volunteerNo}”不在志愿者登记表里。请核对编号，或先登记这位志愿者。',
    'Volunteer number "{volunteerNo}" is not in the volunteer roster. Check the number, or register the volunteer first.',
  ],
  volunteerNameDiffers: [
    '编号 {volunteerNo} 登记的是“{registered}”，这里写的是“{written}”。这条服务按编号记在“{registered}”名下；如果记错了人，请改正编号。',
    'Number {volunteerNo} is registered for "{registered}", but "{written}" stands here. The service goes to "{registered}" by the number; mend the number if that is the wrong person.',
  ],
  servedBeforeRegistration: [
    '服务日期 {servedOn} 早于注册日期 {registeredOn}，照常记入。',
    'Served on {servedOn}, before registering on {registeredOn}; recorded all the same.',
  ],
  dayYetToCome: [
    '{heading} {date} 还没有到。请核对年月日；还没有发生的，等发生了再填。',
    '{heading} {date} is yet to come. Check the date; what has not happened is filled in once it has.',
  ],
  rowAgain: [
    '“{file}”第 {row} 行已经有同一条记录，只记一次。',
    'The same record stands in row {row} of "{file}"; it counts once.',
  ],
  rowTwiceDiffering: [
    '“{file}”第 {row} 行的编号和它相同，内容却不同，不知道以哪一条为准。请只留对的那一条再传一次。',
    'Row {row} of "{file}" has the same number but says something else, so it is not known which is right. Keep the right one only and send it again.',
  ],
  birthYetToCome: [
    '{heading} {month} 还没有到。这一行照常导入，只是出生年月空着；请核对后改正。',
    '{heading} {month} is yet to come. The row goes in without it; check and mend it.',
  ],
  noRateInForce: [
    '{date} 没有生效的积分规则。请导入写有“每小时…积分”的兑换目录。',
    'No points rule is in force on {date}. Import the catalogue that says how many points an hour gives.',
  ],
  electionYetToCome: [
    '这张表写的选举日期 {date} 还没有到。请核对年月日，改好再传一次，或在“核对识别”一步里改正。',
    'The election of this sheet is of {date}, which is yet to come. Check the date and send it again, or mend it in the step “Recognised”.',
  ],
  volunteerNotByName: [
    '没有写志愿者编号，登记表里也没有叫“{name}”的志愿者。请核对姓名，或先登记这位志愿者。',
    'No volunteer number, and nobody called "{name}" is in the roster. Check the name, or register the volunteer first.',
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
    '会议编号“{meetingNo}”没有对应的会议记录。请核对编号；那次会议如果被退回了，先改好它；会议表如果还没有导入，先导入。',
    'No meeting has the number "{meetingNo}". Check it; if that meeting was rejected, mend it first; if the meetings are not in yet, import them first.',
  ],
  meetingUnsure: [
    '有 {count} 个院落的会议都编为“{meetingNo}”，不知道是哪一次。请加上“院落”一列，写明是哪个院落的会议。',
    'Meetings of {count} courtyards have the number "{meetingNo}", so it is not known which is meant. Add a column for the courtyard.',
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
  idNumberDiffers: [
    '“{name}”的{heading}写的是“{written}”，身份证号上是“{known}”。按身份证号记入；请核对这一格和身份证号。',
    '{heading} of "{name}" says "{written}", the ID number "{known}". Recorded as the ID number has it; check this cell and the number.',
  ],
  personErased: [
    '“{name}”的个人信息已按要求清除，不能再从台账导入。请从台账里删去这一行。',
    'The data of "{name}" were erased at their request and are not imported again. Delete this row from the ledger.',
  ],
  personNameDiffers: [
    '号码相同的人已经登记为“{known}”，这里写的是“{written}”。按同一个人记入，姓名仍用“{known}”；如果是两个人，请改正号码。',
    'The person of this number is already known as "{known}", but "{written}" stands here. Taken for the same person, called "{known}" still; mend the number if they are two.',
  ],
  personDiffers: [
    '“{name}”的{heading}在别的台账里是“{known}”，这里是“{written}”。保留先前的写法；如果这里才对，请改正那本台账。',
    '{heading} of "{name}" is "{known}" in another ledger but "{written}" here. The earlier is kept; if this one is right, mend that ledger.',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type LandingCode = keyof typeof SENTENCES;
export const LANDING_CODES = Object.keys(SENTENCES) as LandingCode[];

/** What two ledgers may differ about is kept as the choice it was read as; a person reads a word. */
const CHOICES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  female: ['女', 'female'],
  male: ['男', 'male'],
  partyMember: ['中共党员', 'Party member'],
  youthLeague: ['共青团员', 'Youth League member'],
  masses: ['群众', 'no party'],
  other: ['其他', 'other'],
};

export function landingSentence(
  code: LandingCode,
  params: Record<string, string | number>,
  language: Language,
): string {
  const said = language === 'zh-CN' ? 0 : 1;
  const word = (value: string | number) =>
    code === 'personDiffers' || code === 'idNumberDiffers' ? (CHOICES[value]?.[said] ?? value) : value;
  return SENTENCES[code][said].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(word(value));
  });
}
