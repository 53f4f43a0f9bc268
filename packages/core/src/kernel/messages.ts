import type { Language } from './errors.ts';

export type MessageParams = Record<string, string | number>;

/**
 * What the platform says when it refuses, Chinese first. Every sentence names what is wrong and what to do.
 * `{name}` is replaced from the parameters.
 */
const CATALOGUE = {
  notFound: [
    '没有找到这条内容，可能已删除，或者地址有误。',
    'Not found: it may have been removed, or the address is wrong.',
  ],
  signInFirst: ['请先登录。', 'Please sign in first.'],
  notAllowed: [
    '您的账号没有这项权限，请联系社区管理员。',
    'Your account may not do this; ask the community administrator.',
  ],
  inputInvalid: ['填写的内容有 {count} 处需要改正。', '{count} fields need correcting.'],
  fieldRequired: ['这一项必须填写。', 'This field is required.'],
  fieldInvalid: ['这一项填写的格式不对：{detail}', 'This field is not in the right form: {detail}'],
  fieldTooLong: ['这一项最多 {max} 个字。', 'At most {max} characters.'],
  cursorInvalid: [
    '翻页位置无效，请从第一页重新开始。',
    'The page position is not valid; start again from the first page.',
  ],
  slugTaken: [
    '网址名“{slug}”已经被别的社区使用，请换一个。',
    'The address name "{slug}" is taken; choose another.',
  ],
  keyReused: [
    '这次提交的编号已用于另一份内容，请刷新页面后重新提交。',
    'This submission id was already used for other content; reload and submit again.',
  ],
  alreadyChanged: [
    '这条内容刚刚被别人改过，请刷新后再试。',
    'Someone has just changed this; reload and try again.',
  ],
  alreadyReversed: ['这笔记录已经冲正过，不能再次冲正。', 'This entry has been reversed already.'],
  balanceTooLow: ['余额不足。', 'The balance is too low.'],
  tooBusy: ['系统正忙，请稍后再试。', 'The system is busy; please try again shortly.'],
  tooManyTries: ['尝试次数过多，请稍后再试。', 'Too many tries; please wait a moment.'],
  batchTooLarge: ['一次最多处理 {max} 条。', 'At most {max} at a time.'],
  importNotReady: [
    '这次导入还没有通过预检，请先预检。',
    'This import has not passed preflight yet; run preflight first.',
  ],
  importRunning: [
    '本社区正在进行另一次导入，请等它完成。',
    'Another import of this community is running; wait for it to finish.',
  ],
  importDependedOn: [
    '已有其他记录依赖这次导入的内容（{what}），不能撤销。',
    'Other records depend on this import ({what}); it cannot be undone.',
  ],
  importFinished: [
    '这次导入已经完成，不能再添加文件。请新建一次导入。',
    'This import is finished and takes no more files; begin a new one.',
  ],
  importNotUndoable: ['只有已完成的导入可以撤销。', 'Only a finished import can be undone.'],
  fileRefused: ['文件“{name}”不能导入：{detail}', 'The file "{name}" cannot be imported: {detail}'],
  fileTooLarge: [
    '文件“{name}”超过 {max} MB，请拆分后再上传。',
    'The file "{name}" is over {max} MB; split it and upload again.',
  ],
  uploadMissing: [
    '文件“{name}”还没有传上来，请重新上传。',
    'The file "{name}" has not arrived; upload it again.',
  ],
  uploadRefused: [
    '这个上传地址无效或已经过期，请重新上传。',
    'This upload address is not valid or has run out; begin the upload again.',
  ],
  uploadNotAsAnnounced: [
    '传来的内容和事先说明的大小不一致，请重新上传。',
    'What arrived is not of the size that was announced; upload it again.',
  ],
  bodyTooLarge: [
    '一次提交不能超过 {max} MB。请打开浏览器的 JavaScript 再上传，或者把文件拆小。',
    'One submission carries at most {max} MB. Turn on JavaScript in the browser and upload again, or split the file.',
  ],
  noRateInForce: [
    '在 {date} 没有生效的积分规则，请先设置。',
    'No points rule is in force on {date}; set one first.',
  ],
  reasonRequired: ['请填写原因。', 'Please give a reason.'],
  durationOutOfRange: [
    '服务时长必须在 1 分钟到 24 小时之间。',
    'A service lasts between 1 minute and 24 hours.',
  ],
  dateInFuture: ['日期不能晚于今天。', 'The date cannot be later than today.'],
  internal: [
    '系统出错了，请把编号 {requestId} 告诉管理员。',
    'Something went wrong; tell your administrator the number {requestId}.',
  ],
  readyContact: [
    '填写社区的联系电话或地址，居民才知道找谁。',
    "Fill in the community's contact, so that residents know whom to ask.",
  ],
  readyCourtyards: ['导入院落台账。', 'Import the courtyard ledger.'],
  readyResidents: [
    '导入至少一个院落的入户摸底表。',
    'Import the household survey of at least one courtyard.',
  ],
  readyVolunteers: ['导入时间银行志愿者登记表。', 'Import the roster of volunteers.'],
  readyCatalogue: [
    '导入积分兑换目录，积分才有处可用。',
    'Import the redemption catalogue, so that points can be spent.',
  ],
  readyCourses: ['导入功能室与课程表。', 'Import the rooms and the timetable.'],
  readyCommittee: ['导入院委会换届结果。', 'Import the result of a committee election.'],
  stepCommunity: ['社区已建立，公开网址为 /{slug}。', 'The community exists; its public address is /{slug}.'],
  stepRules: [
    '积分规则已就绪：每小时 {pointsPerHour} 积分。',
    'The points rule is in force: {pointsPerHour} points an hour.',
  ],
  stepNoImport: ['没有附带台账，可以以后再导入。', 'No ledgers were attached; they can be imported later.'],
  stepImportRunning: ['正在导入台账：{done}/{total} 行。', 'Importing the ledgers: {done} of {total} rows.'],
  stepImportDone: ['台账已导入，共 {total} 行。', 'The ledgers are in: {total} rows.'],
  stepImportFailed: [
    '台账导入停在中途：{failure}。改正后再点“继续”，已导入的不会重复。',
    'The import stopped: {failure}. Mend it and continue; what is in will not be doubled.',
  ],
  stepImportNotReady: [
    '台账还没有通过预检。请先完成预检，再继续。',
    'The ledgers have not passed preflight. Finish preflight, then continue.',
  ],
  stepFiguresWaiting: ['正在核对数字。', 'Checking the figures.'],
  stepFiguresDone: [
    '所有计数与明细一致，共核对 {count} 项。',
    'Every counter agrees with its rows: {count} checked.',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type MessageKey = keyof typeof CATALOGUE;

export function messageOf(key: MessageKey, params: MessageParams, language: Language): string {
  const template = CATALOGUE[key][language === 'zh-CN' ? 0 : 1];
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
