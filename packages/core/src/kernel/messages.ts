import { z } from 'zod';
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
  notAPerson: [
    '您的账号还没有关联到居民本人，请带身份证到社区前台办理。',
    'Your account is not linked to a resident yet; bring your ID card to the community desk.',
  ],
  inputInvalid: ['填写的内容有 {count} 处需要改正。', 'Please correct what was filled in (fields: {count}).'],
  bodyUnreadable: [
    '发来的内容不是完整的 JSON，请检查后再发。',
    'What was sent is not whole JSON; check it and send it again.',
  ],
  modulesRequired: ['请至少选一项。', 'Choose at least one.'],
  headerRowEmpty: [
    '第 {row} 行下面没有内容，表头不会在那里。请打开表格看看，写表头所在的行号。',
    'There is nothing below row {row}, so the headings are not there. Open the sheet and give the row of its headings.',
  ],
  fieldRequired: ['这一项必须填写。', 'This field is required.'],
  fieldInvalid: ['这一项填写的格式不对，请核对。', 'This field is not in the right form; check it.'],
  fieldUnknown: ['没有这一项，请去掉。', 'There is no such field; leave it out.'],
  fieldNotText: ['这一项应该是文字。', 'This field takes text.'],
  fieldNotNumber: ['这一项应该是数字。', 'This field takes a number.'],
  fieldNotWhole: ['这一项应该是整数。', 'This field takes a whole number.'],
  fieldNotBoolean: ['这一项只能是 true 或 false。', 'This field is either true or false.'],
  fieldNotList: ['这一项应该是一组内容。', 'This field takes a list.'],
  fieldNotDate: ['请填写日期，例如 2019-04-12。', 'Give a date, such as 2019-04-12.'],
  fieldNotEmail: ['请填写完整的邮箱地址。', 'Give a whole e-mail address.'],
  fieldNotOneOf: ['这一项只能是：{values}。', 'This field is one of: {values}.'],
  fieldTooShort: ['这一项至少 {min} 个字。', 'At least {min} characters.'],
  fieldTooLong: ['这一项最多 {max} 个字。', 'At most {max} characters.'],
  fieldTooSmall: ['这一项不能小于 {min}。', 'At least {min}.'],
  fieldTooBig: ['这一项不能大于 {max}。', 'At most {max}.'],
  fieldTooFew: ['这一项至少要有 {min} 个。', 'At least {min} of these.'],
  fieldTooMany: ['这一项最多 {max} 个。', 'At most {max} of these.'],
  nothingToChange: ['没有要修改的内容。', 'There is nothing to change.'],
  slugForm: [
    '网址名要 3–40 个小写字母、数字或连字符，以字母开头，以字母或数字结尾。',
    'An address name has 3–40 lower-case letters, digits or hyphens, begins with a letter and ends with a letter or digit.',
  ],
  slugReserved: [
    '这个网址名由系统保留，请换一个。',
    'This address name is kept for the system; choose another.',
  ],
  usernameForm: [
    '用户名要 2–30 个字：字母、汉字、数字、下划线或点。',
    'A user name has 2–30 letters, digits, underscores or dots.',
  ],
  cursorInvalid: [
    '翻页位置无效，请从第一页重新开始。',
    'The page position is not valid; start again from the first page.',
  ],
  slugTaken: [
    '网址名“{slug}”已经被别的社区使用，请换一个。',
    'The address name "{slug}" is taken; choose another.',
  ],
  communityHasRecords: [
    '这个社区已经导入过台账，不能删除。请先撤销它的导入，再删除。',
    'Ledgers of this community have been imported, so it cannot be deleted. Undo its imports first.',
  ],
  communityInUse: [
    '只有还没有开通的草稿社区可以删除；“{slug}”已经开始开通或已经开通。',
    'Only a draft can be deleted; "{slug}" is being set up or is live.',
  ],
  keyReused: [
    '这次提交的编号已用于另一份内容，请刷新页面后重新提交。',
    'This submission id was already used for other content; reload and submit again.',
  ],
  alreadyChanged: [
    '这条内容刚刚被别人改过，请刷新后再试。',
    'Someone has just changed this; reload and try again.',
  ],
  monthNotOver: [
    '这个月还没有结束，月底过后再抽查。',
    'This month is not over yet: a sample is drawn after it.',
  ],
  ownEntry: [
    '这条记录是您录入的，要由另一个人抽查。',
    'You entered this record yourself: somebody else looks at it.',
  ],
  noteNeeded: [
    '核对时有提示，请写明为什么仍然属实，再确认。',
    'The checks noticed something: say in a note why it is right all the same, then confirm.',
  ],
  alreadyDecided: [
    '这一条刚刚已有结果，请刷新后再看。',
    'This has been decided meanwhile; load the page again.',
  ],
  alreadyDisputed: [
    '这条申报已经提出过异议，请到社区前台说明。',
    'This was disputed once already; please come to the community desk.',
  ],
  notDeclined: ['只有被退回的申报才能提出异议。', 'Only what was declined can be disputed.'],
  ownProposal: [
    '这条服务是您自己申报的，要由另一个人确认。',
    'You proposed this service yourself: somebody else has to confirm it.',
  ],
  ownDecision: [
    '这条申报是您退回的，异议要由另一个人处理。',
    'You declined this yourself: somebody else decides on the dispute.',
  ],
  notAVolunteer: [
    '您还不是本社区登记的志愿者，请到社区前台报名。',
    'You are not registered here as a volunteer yet; please come to the community desk.',
  ],
  checkOverlaps: [
    '这段时间和这位志愿者的另一条服务重叠。核对时间；确实无误的，请提交给另一个人确认。',
    "It overlaps with another service of this volunteer's. Check the times; if they are right, propose it for another to confirm.",
  ],
  checkSameAgain: [
    '这位志愿者当天已有一条相同的服务，可能重复了。确实是两次的，请提交给另一个人确认。',
    'This volunteer has the same service on the same day already. If there were two, propose it for another to confirm.',
  ],
  checkLongDay: [
    '加上这一条，这位志愿者当天一共服务 {hours} 小时，超过了本社区的上限。确实无误的，请提交给另一个人确认。',
    'With it this volunteer would have served {hours} hours that day, past what is confirmed at once here. If that is right, propose it for another to confirm.',
  ],
  checkSamePair: [
    '这位志愿者近期已为同一位服务对象服务 {count} 次。确实无误的，请提交给另一个人确认。',
    'It would be the {count}th service for the same person of late. If that is right, propose it for another to confirm.',
  ],
  checkBulk: [
    '您这一小时已经录入很多条服务。请提交给另一个人确认。',
    'You have entered many services within the hour: propose them for another to confirm.',
  ],
  alreadyReversed: ['这笔记录已经冲正过，不能再次冲正。', 'This entry has been reversed already.'],
  publicityTooShort: [
    '公示时间不够，最早到 {earliest} 结束。',
    'The publicity is too short: it ends on {earliest} at the earliest.',
  ],
  publicityOpen: [
    '公示到 {endsOn} 才结束，第二天起才能认定、出具。',
    'The publicity lasts until {endsOn}; what stands in it follows on the day after at the earliest.',
  ],
  notInPublicity: [
    '公示已经结束，不能再提异议。请直接联系社区。',
    'The publicity is over, so objections are closed; speak to the community instead.',
  ],
  noStarDue: [
    '“{name}”的服务时间没有达到新的星级，请刷新名单。',
    'The hours of {name} have reached no new star level; reload the list.',
  ],
  alreadyAnnounced: [
    '“{name}”的这一星级已经在公示或者已经认定。',
    'This star level of {name} is in publicity already, or has been granted.',
  ],
  periodBackwards: ['开始日期在结束日期之后，请改过来。', 'The first day is after the last; put them right.'],
  noHoursInPeriod: [
    '这段时间里没有服务记录，不能出具证明。请核对起止日期。',
    'There are no hours in this period to certify; check its days.',
  ],
  hoursChanged: [
    '公示以后，这段时间的服务记录有变动。请重新填写、重新公示。',
    'The hours of this period have changed since it was announced; draw it up and announce it anew.',
  ],
  certificateClosed: [
    '这份证明现在不能这样办：可能有异议没有处理，或者已经出具、已经撤销。请刷新后再看。',
    'This cannot be done with this certificate now: an objection may be open, or it was issued or revoked. Reload it.',
  ],
  notAPng: ['请上传 PNG 格式的图片。', 'Send an image in PNG format.'],
  objectionSettled: ['这条异议已经处理过。', 'This objection has been settled already.'],
  balanceTooLow: ['余额不足。', 'The balance is too low.'],
  sameAccount: [
    '转入和转出是同一个账户，请换一个。',
    'It would go to the account that it comes from; choose another.',
  ],
  accountTwice: [
    '这个账户在名单里出现了两次，请合并成一行。',
    'This account is in the list twice; make one row of both.',
  ],
  outOfStock: ['“{name}”的库存不够了。', 'There is not enough left of “{name}”.'],
  priceChanged: [
    '价格刚刚改过，现在一共要 {total} 积分，请核对后再确认。',
    'A price has just changed: it is {total} points in all now. Check and confirm again.',
  ],
  itemRetired: ['“{name}”已经下架。', '“{name}” is no longer offered.'],
  notForCourtyard: ['“{name}”只供指定的院落兑换。', '“{name}” is for certain courtyards only.'],
  notRedemptionDay: [
    '这一天不能兑换“{name}”，日期见兑换目录。',
    'That is no day for “{name}”; the catalogue says when.',
  ],
  orderDay: [
    '请选 {from} 到 {through} 之间的一天来取。',
    'Choose a day from {from} to {through} to collect it.',
  ],
  orderClosed: [
    '这份预订已经取走、取消或过期，请勿再发放。',
    'This order was collected, cancelled or has lapsed; hand nothing out for it.',
  ],
  limitReached: [
    '“{name}”每人每月最多兑换 {most} 份，这个月不能再兑换这么多了。',
    'Each may redeem {most} of “{name}” in a month; this would be more.',
  ],
  placesTaken: [
    '“{name}”每天只有 {most} 个名额，今天不够了。',
    'There are {most} places of “{name}” in a day, and not enough left today.',
  ],
  itemTwice: [
    '这样东西在单子里出现了两次，请合并成一行。',
    'This item is on the list twice; make one line of both.',
  ],
  onlyOfService: ['这一项只有服务才填。', 'This is for services only.'],
  noStockOfService: ['服务没有库存，不用盘点。', 'A service has no stock to count.'],
  ruleBeforeToday: [
    '新规则最早从今天开始：已经记下的积分不会改变。',
    'A new rule begins today at the earliest: nothing already posted changes.',
  ],
  ruleDateTaken: [
    '{date} 起已经定了一条规则。请换一天；那条还没有开始的，可以先撤回。',
    'A rule from {date} on is set already. Choose another day, or withdraw that one if it has not begun.',
  ],
  ruleBegun: [
    '这条规则已经开始执行，不能撤回。要改，请另定一条新规则。',
    'This rule has begun, so it cannot be withdrawn. To change it, set a new rule.',
  ],
  multiplierAlways: [
    '请写明什么时候、星期几或者哪些类别加倍，至少填一样。',
    'Say when, on which weekdays or for which categories it holds: at least one of these.',
  ],
  datesBackwards: ['结束日期不能早于开始日期。', 'It cannot end before it begins.'],
  mayNotSpend: [
    '按现行的积分规则，这类账户的积分不能兑换。',
    'By the rule in force, points of this kind of account are not redeemed.',
  ],
  cardMayNotGive: [
    '按现行的积分规则，储蓄卡的积分不能这样转出。',
    'By the rule in force, a collective card does not give points in this way.',
  ],
  needsTwoSignatures: [
    '这张卡要两位持卡人签字：请由一位持卡人发起、另一位同意。',
    'This card takes two signatures: one of its holders asks, another agrees.',
  ],
  secondIsFirst: [
    '发起的人不能自己同意，请另一位持卡人来签字。',
    'Whoever asked cannot agree to it themselves; another holder has to sign.',
  ],
  listDecided: ['这份名单已经有了结果，请刷新再看。', 'This list is decided already; reload the page.'],
  listLapsed: [
    '没有在期限内签字，冻结的积分已退回，请重新发起。',
    'Nobody signed in time and the points are free again; ask anew.',
  ],
  holdOfList: [
    '这笔冻结属于一份积分名单，请在那份名单里同意或退回。',
    'This hold belongs to a points list; agree to it or decline it there.',
  ],
  promiseOfOther: [
    '这笔到货和这份赞助承诺对不上，请核对。',
    'This delivery is of something else than the sponsor promised, or the promise was withdrawn.',
  ],
  listFileUnreadable: [
    '文件“{name}”读不出来，请另存为 .xlsx 或 .csv 再试，或者把内容粘贴进来。',
    'The file "{name}" could not be read; save it as .xlsx or .csv, or paste what is in it.',
  ],
  listLineWrong: [
    '第 {line} 行有误，共 {count} 行需要改。',
    'Line {line} is wrong; {count} lines have to be mended.',
  ],
  listPointsMissing: [
    '这行最后没有积分数，请写一个不小于 1 的整数。',
    'This line does not end with points; write a whole number of at least 1.',
  ],
  listNobody: ['没有这个编号的志愿者或储蓄卡。', 'There is no volunteer and no card of this number.'],
  listOtherName: [
    '编号和姓名对不上，请核对。',
    'The number is somebody else’s than the name says; compare them.',
  ],
  groupEmpty: ['没有符合条件的人，请放宽条件。', 'Nobody is in this group; widen it.'],
  groupTooLarge: [
    '符合条件的人超过 {max} 位，请缩小范围。',
    'More than {max} people are in this group; narrow it.',
  ],
  groupChanged: [
    '名单和刚才看到的不一样了：现在是 {people} 人、{total} 积分，请再看一遍。',
    'The group has changed since you looked: it is {people} people and {total} points now; look again.',
  ],
  budgetTooSmall: [
    '总数还不够一个人的，请加大。',
    'The sum is less than one person’s share; make it larger.',
  ],
  notACardHolder: ['签字的人不是这张卡的持卡人。', 'Whoever is to sign is not a holder of this card.'],
  twoHoldersFirst: [
    '要两位签字，这张卡先要有两位持卡人。',
    'For two signatures the card needs two holders first.',
  ],
  lastTwoHolders: [
    '这张卡要两位签字，不能少于两位持卡人：请先改签字方式。',
    'This card takes two signatures, so it keeps two holders; change that first.',
  ],
  transferTooMuch: [
    '按现行的积分规则，一人一次最多转出 {max} 积分。',
    'By the rule in force, one person passes on at most {max} points at once.',
  ],
  grantBeyondPromise: [
    '按现行的积分规则，今年承诺可以兑换的发放积分是 {max}，剩下的不够了。',
    'By the rule in force, {max} points are promised for this year; not enough of them are left to give.',
  ],
  transferDayFull: [
    '按现行的积分规则，一人一天最多转出 {max} 积分，今天剩下的不够了。',
    'By the rule in force, one person passes on at most {max} points a day; not enough is left of today.',
  ],
  redemptionNotCorrected: [
    '兑换不能更正：请先冲正，东西退回后再重新兑换。',
    'A redemption is not corrected: reverse it, take the goods back, and redeem anew.',
  ],
  shiftLength: [
    '结束时间要晚于开始时间，一个班次最长 {hours} 小时。',
    'A shift ends after it begins, and lasts at most {hours} hours.',
  ],
  shiftPast: ['这个班次已经结束了，请填将来的时间。', 'This shift is over already; give a time to come.'],
  shiftCalledOff: ['这个班次已经取消。', 'This shift does not take place.'],
  shiftClosed: [
    '这个班次已经开始，不能再自己报名或取消，请联系现场的工作人员。',
    'This shift has begun: it is too late to sign up or cancel by yourself; speak to the staff at the place.',
  ],
  shiftNotBegun: ['班次还没有开始，不能记缺席。', 'The shift has not begun, so nobody is absent yet.'],
  waitlistFull: [
    '名额和候补（{max} 人）都满了，请选别的班次。',
    'All seats and the waitlist of {max} are taken; choose another shift.',
  ],
  seatsTaken: [
    '已经有 {taken} 人报上名，名额不能比这少。',
    '{taken} have a seat already; there cannot be fewer seats.',
  ],
  signUpOver: [
    '这次报名已经不能再改：已签到、记缺席，或不在名单里。',
    'This sign-up cannot be changed any more: checked in, absent, or off the list.',
  ],
  signedUpAlready: ['您已经在这个班次里了。', 'You have a seat in this shift already.'],
  offerOver: [
    '这个名额已经不再让给您：对方收回了，或者班次有变。',
    'This seat is no longer offered to you: it was taken back, or the shift has changed.',
  ],
  seatToOneself: [
    '这是您自己的编号，请填要接替的人的编号。',
    'This is your own number; give that of the other.',
  ],
  volunteerNoUnknown: [
    '没有这个编号的志愿者，请对照对方的卡再填。',
    'No volunteer has this number; compare it with their card.',
  ],
  noSeat: ['{name}没有报上这个班次，请先报名。', '{name} has no seat in this shift; sign them up first.'],
  notCheckedIn: ['{name}还没有签到，不能签退。', '{name} has not been checked in, so cannot be checked out.'],
  outBeforeIn: ['签退时间早于签到时间。', 'The check-out is before the check-in.'],
  outsideShift: [
    '时间不在这个班次之内（前后各 {minutes} 分钟），请让工作人员核对。',
    'The time is not within the shift (or {minutes} minutes around it); ask the staff to check.',
  ],
  timeToCome: [
    '时间还没有到，请检查手机的时钟。',
    'This time has not come yet; check the clock of the telephone.',
  ],
  ticketOver: [
    '这个签到码无效或已经过期，请扫现场最新的一张。',
    'This code is not valid or has run out; scan the one that is posted at the place.',
  ],
  notAPicture: [
    '这不是完整的 JPEG 或 PNG 图片，或者边长超过 {max} 像素；请换一张，或者先缩小。',
    'This is no whole JPEG or PNG, or a side is longer than {max} pixels; choose another or make it smaller first.',
  ],
  notARedemption: ['这笔不是兑换，没有凭条。', 'This entry is no redemption and has no receipt.'],
  shiftNotOver: [
    '班次还没有结束，结束后再转成时长。',
    'The shift is not over yet; make hours of it afterwards.',
  ],
  notCheckedOut: ['还没有签退，请先改好签到签退时间。', 'Not checked out yet; put the times right first.'],
  noWholeMinute: [
    '在班次时间内不足一分钟，没有时长。',
    'Less than a minute within the shift: there are no hours.',
  ],
  attendanceIsHours: [
    '已经转成服务时长，不能再改签到时间；有错请更正服务记录。',
    'It has become hours; correct the service record instead.',
  ],
  ownNeed: ['这是本人提出的需求，请另请一位志愿者。', 'This is their own need; choose another volunteer.'],
  notYourNeed: [
    '这不是您提出的需求，请回到“我的需求”里找。',
    'This need is not one that you asked for; look under your own needs.',
  ],
  needTaken: ['这个需求已经有志愿者接了。', 'A volunteer has taken this need on already.'],
  needNotTaken: ['这个需求还没有志愿者接。', 'No volunteer has taken this need on yet.'],
  needOver: ['这个需求已经办结或取消。', 'This need is over: it was met, declined or cancelled.'],
  needSteps: [
    '这个需求已经变动 {max} 次，请取消后重新登记。',
    'This need has changed {max} times; cancel it and write it down anew.',
  ],
  wishedInPast: ['希望的日期已经过了，请改成今天或以后。', 'The wished day is over; choose today or later.'],
  notAHold: [
    '这笔不是单独的冻结，不能兑付或解冻；预订请在“预订”里办。',
    'This entry is no hold of its own, so there is nothing to hand over or to free; an order is settled as an order.',
  ],
  holdClosed: ['这笔冻结已经兑付、解冻或过期。', 'This hold has been handed over, freed or has run out.'],
  notReversible: [
    '这笔不能冲正：冲正本身不能再冲正，冻结请用“解冻”。',
    'This entry cannot be reversed: a reversal stays, and a hold is freed instead.',
  ],
  tooBusy: ['系统正忙，请稍后再试。', 'The system is busy; please try again shortly.'],
  tooManyTries: [
    '尝试次数过多，请过 {minutes} 分钟再试。',
    'Too many tries; try again in {minutes} minutes.',
  ],
  tooManyFiles: [
    '一次导入最多 {max} 个文件。请先导入这些，其余的另开一次。',
    'An import takes at most {max} files. Import these first and the others in another one.',
  ],
  importNotReady: [
    '这次导入还没有通过预检，请先预检。',
    'This import has not passed preflight yet; run preflight first.',
  ],
  importFileUnreadable: [
    '文件“{name}”没有读进来。请去掉它，或者改好后用同样的文件名再传一次，然后预检。',
    'The file "{name}" could not be read. Remove it, or mend it and send it again under the same name, then run preflight.',
  ],
  importSheetUnknown: [
    '文件“{file}”的表“{sheet}”还没有认出来。请选出它是哪种台账，或者勾选“这张表不导入”，然后预检。',
    'The sheet "{sheet}" of "{file}" was not recognised. Say which ledger it is, or leave it out, then run preflight.',
  ],
  importEmpty: [
    '还没有可以导入的表。请上传台账，并至少留下一张表。',
    'There is no sheet to import yet. Send a ledger, and leave at least one of its sheets in.',
  ],
  importRunning: [
    '本社区正在进行另一次导入，请等它完成。',
    'Another import of this community is running; wait for it to finish.',
  ],
  importDependedOn: [
    '已有其他记录依赖这次导入的内容（{what}），不能撤销。',
    'Other records depend on this import ({whatEn}); it cannot be undone.',
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
  inputTooLarge: [
    '一次提交的文字不能超过 {max} KB，请删减后再提交。',
    'One submission carries at most {max} KB of text; shorten it and send it again.',
  ],
  inputTooDeep: [
    '发来的内容层层嵌套超过 {max} 层，请检查后再发。',
    'What was sent is nested more than {max} levels deep; check it and send it again.',
  ],
  textBroken: [
    '文字里有坏掉的符号（例如只剩一半的表情），请删掉再填。',
    'The text has a broken character in it, such as half an emoji; take it out and type it again.',
  ],
  addressTooLong: [
    '网址太长，无法打开。请从首页重新进入，或者缩短搜索的内容。',
    'The address is too long. Start again from the home page, or search for less.',
  ],
  headersTooLarge: [
    '浏览器随请求发来的内容太多。请清除本站的 Cookie 后再试。',
    'The browser sent too much along with the request. Delete the cookies of this site and try again.',
  ],
  tooManyRequests: [
    '访问太频繁，请等 {seconds} 秒再试。',
    'Too many requests; please wait {seconds} seconds and try again.',
  ],
  otherSite: [
    '这次提交不是从本站的页面发出的，没有执行。请回到本站的页面再操作。',
    'This did not come from a page of this site, so nothing was done. Open the site and do it there.',
  ],
  otherHost: [
    '这个网址不是本系统的网址，请用管理员给您的网址打开。',
    'This is not an address of this system; use the address your administrator gave you.',
  ],
  volunteerInTraining: [
    '这位志愿者从 {since} 起在培训，还没有开始服务。先登记培训，再把他/她转为“在岗”。',
    'This volunteer has been in training since {since}. Record the training and make them active first.',
  ],
  volunteerPaused: [
    '这位志愿者从 {since} 起暂停服务，不能登记那天及以后的服务。要登记，请先在志愿者页面恢复服务。',
    'This volunteer has paused since {since}: no service from that day on. Resume them on their page first.',
  ],
  volunteerLeft: [
    '这位志愿者已在 {since} 退出，不能登记那天及以后的服务。',
    'This volunteer left on {since}: no service from that day on can be recorded.',
  ],
  stepNotOpen: [
    '志愿者现在的状态不能这样变更，请刷新后重新选择。',
    'This step does not lead on from where the volunteer stands; reload and choose again.',
  ],
  stepBeforeLast: [
    '日期不能早于上一次变更的日期 {since}。',
    'The date cannot be earlier than the last step, {since}.',
  ],
  notTrained: [
    '还没有培训记录。请先登记一次培训，再转为“在岗”。',
    'There is no training yet: record one, then make the volunteer active.',
  ],
  notPartyMember: [
    '登记册上这位志愿者不是党员，没有党员标识可以展示。',
    'The register does not have this volunteer as a party member: there is no badge to show.',
  ],
  guardianConsentMissing: [
    '未满 18 周岁，需要监护人同意。请先登记监护人的同意，再办理。',
    'Under eighteen: a guardian must agree. Record the guardian’s consent first.',
  ],
  tooYoung: [
    '未满 8 周岁，不能登记为志愿者，可以由家长带着一起参加活动。',
    'Under eight: cannot be a volunteer; parents may bring them along.',
  ],
  birthNeeded: [
    '登记册上没有出生年月，请填写，例如 1956-03。',
    'The register has no month of birth; give it, such as 1956-03.',
  ],
  birthDiffers: [
    '和登记册上的出生年月不一样，请核对身份证。',
    'The register has another month of birth; check the ID card.',
  ],
  alreadyVolunteer: ['这位居民已经是志愿者了。', 'This person is a volunteer already.'],
  alreadyApplied: [
    '这位居民已有一份报名在等审核，不用再报。',
    'This person has an application that waits for review already.',
  ],
  noticeClosed: [
    '这份招募已经结束，可以直接报名当志愿者。',
    'This call has ended; you can apply without it.',
  ],
  noRateInForce: [
    '在 {date} 没有生效的积分规则，请先设置。',
    'No points rule is in force on {date}; set one first.',
  ],
  roleOfElsewhere: [
    '这个角色不属于这里：区的角色在区工作台里给，社区的角色在社区里给。',
    'This role is not given here: district roles are given in the district office, the others in the community.',
  ],
  courtyardsNotTaken: [
    '这个角色不分院落，请去掉所选的院落。',
    'This role is not for single courtyards; leave them out.',
  ],
  courtyardsRequired: ['请选择这个角色负责的院落。', 'Choose the courtyards this role is for.'],
  courtyardUnknown: [
    '所选的院落不在本社区，请重新选择。',
    'A chosen courtyard is not of this community; choose again.',
  ],
  ownMatter: [
    '这件事和您本人有关，不能由您自己办理，请另一位工作人员来办。',
    'This is your own matter: ask a colleague to do it.',
  ],
  personUnknown: [
    '没有找到要代办的居民，请在名单里重新选择。',
    'The resident you act for was not found; choose again from the list.',
  ],
  notOneself: [
    '不能修改自己的角色或账号，请另一位管理员来改。',
    'Nobody changes their own role or account; ask another administrator.',
  ],
  currentPasswordWrong: ['现在的密码不对，请重新填写。', 'The present password is wrong; type it again.'],
  passwordCommon: [
    '这个密码太常见，别人一猜就中。请换一个，例如一句只有您知道的话。',
    'Too many people use this password, so it is guessed first. Choose another, such as a sentence only you know.',
  ],
  passwordOfThisPlace: [
    '密码不能只是用户名、“社区”“邻里”这类词加数字，太好猜了。请换一个，例如一句只有您知道的话。',
    'A password is not your user name, or a word such as “linli” or “admin”, with figures behind it. Choose another, such as a sentence only you know.',
  ],
  codeWrong: [
    '验证码不对，或者已经过期、已经用过。请核对，或换一个新的。',
    'The code is wrong, has run out or was used. Check it, or use a new one.',
  ],
  cardNumberForm: [
    '卡号有一位不对，请对照存折上的 8 位数字。',
    'A digit of the card number is wrong; compare the eight digits of your passbook.',
  ],
  wrongCard: [
    '卡号或密码不对，请对照存折再试。',
    'The card number or the PIN is wrong; compare it with your passbook.',
  ],
  phoneForm: ['请填写 11 位手机号。', 'Give a phone number; outside China with + and the country.'],
  phoneTaken: [
    '这个手机号已在另一个账号上。请先在那个账号里去掉它。',
    'This phone is on another account; take it off there first.',
  ],
  passkeyRefused: [
    '没有认出这把通行密钥，请再试一次，或换一种登录方式。',
    'This passkey was not accepted. Try again, or sign in another way.',
  ],
  passkeyTaken: ['这把通行密钥已经登记过了。', 'This passkey is registered already.'],
  tooManyPasskeys: [
    '通行密钥最多 {max} 把，请先去掉不用的。',
    'At most {max} passkeys; remove those that are no longer used.',
  ],
  signInAgain: [
    '改登录方式之前，请重新登录一次：登录已超过 {minutes} 分钟。',
    'You signed in more than {minutes} minutes ago: sign in again before changing how you sign in.',
  ],
  wechatRefused: [
    '微信没有确认，请再试一次，或换一种登录方式。',
    'WeChat did not confirm it. Try again, or sign in another way.',
  ],
  wechatUnknown: [
    '还没有账号绑定这个微信。请先用别的方式登录，再到“我的账号”里绑定。',
    'No account has this WeChat. Sign in another way first, and link it on your account page.',
  ],
  wechatTaken: [
    '这个微信已绑在另一个账号上，请先在那个账号里解绑。',
    'This WeChat is linked to another account; unlink it there first.',
  ],
  offerRunOut: ['放得太久了，请重新开始设置。', 'This took too long; please begin again.'],
  secondFactorFirst: [
    '还差一步：请输入验证器里的验证码。',
    'One step is left: enter the code of your authenticator app.',
  ],
  enrolmentFirst: [
    '还差一步：管理员账号要先设置第二步验证。',
    'One step is left: administrators set up a second step first.',
  ],
  secondFactorDemanded: [
    '管理员账号必须有第二步验证，不能关闭。',
    'Administrators must have a second step; it cannot be switched off.',
  ],
  pinShown: [
    '这张表已经提交过，密码已经设好，没有再改。没有看到密码的，请重新打开页面，再设置一次。',
    'This form was sent before and the PIN is set; nothing was changed. If you did not see it, open the page again and set a new one.',
  ],
  erasedWorksElsewhere: [
    '这个人的账号在别处也有角色，这里不能清除。请先让区里取消那边的角色。',
    'The account of this person has a role elsewhere too. Have the district office take that away first.',
  ],
  passwordSame: ['新密码和现在的一样，请换一个。', 'The new password is the one you have; choose another.'],
  resetCodeWrong: [
    '用户名和口令对不上，或者口令已经过期、用过了。请核对，或请管理员再重设一次。',
    'The user name and the code do not match, or the code has run out or was used. Check them, or have the administrator reset it again.',
  ],
  noPassword: [
    '这个账号没有密码，不能重设；本人用别的方式登录。',
    'This account has no password to reset; its owner signs in another way.',
  ],
  resetOfDisabled: [
    '这个账号已停用，设了新密码也不能登录。请先恢复账号，再重设密码。',
    'This account is disabled, and no new password would let anybody in. Enable it first, then reset the password.',
  ],
  noSecondFactor: [
    '这个账号没有设置第二步验证，用密码就能登录。',
    'This account has no second step; its password is enough.',
  ],
  wayNotOffered: [
    '您的社区没有开通这种登录方式，请换一种，或联系社区工作人员。',
    'Your community does not offer this way of signing in; use another, or ask its staff.',
  ],
  tokenBeyondMaker: [
    '令牌不能有您自己没有的权限，请减少权限或社区。',
    'A token cannot do more than you may yourself; take permissions or communities away.',
  ],
  tokenShown: [
    '这张表已经提交过，令牌已经建好，没有再建。没有复制到的，请吊销它，再新建一个。',
    'This form was sent before and its token is made; no other was. If you did not copy it, revoke it and make a new one.',
  ],
  tooManyTokens: [
    '令牌最多 {max} 个，请先吊销不用的。',
    'At most {max} tokens; revoke those that are no longer used.',
  ],
  signInWayNeeded: ['至少要留一种登录方式。', 'At least one way of signing in must be left.'],
  worksElsewhere: [
    '这个人在别处也有工作，停用账号、重设密码、重设第二步验证要由区里办理。您可以先取消他在本社区的角色。',
    'This person works elsewhere too, so the district office disables the account, and resets its password or its second step. You can take their roles here away.',
  ],
  accountDisabled: ['这个账号已停用，请联系管理员。', 'This account is disabled; ask the administrator.'],
  usernameTaken: [
    '这个用户名已有人使用。如果是您自己的账号，请填它的密码；否则换一个用户名。',
    'This user name is taken. If it is yours, enter its password; otherwise choose another.',
  ],
  wrongCredentials: [
    '用户名或密码不对，请核对后再试；忘记密码请联系管理员。',
    'The user name or the password is wrong. Check both and try again; if you forgot it, ask your administrator.',
  ],
  invitationInvalid: [
    '这个邀请码无效：可能输错、已使用、已撤回或已过期。请向邀请您的人核对，或请他重新邀请。',
    'This invitation code is not valid: mistyped, used, withdrawn or run out. Ask whoever invited you.',
  ],
  invitationAccepted: [
    '这个邀请已被接受，不能撤回。如需收回权限，请在人员名单里修改。',
    'This invitation has been accepted. To take the role back, change the member instead.',
  ],
  idNumberWrong: [
    '这不是正确的身份证号：请对照身份证，18 位逐位核对。',
    'This is no valid ID number. Compare all 18 characters with the card.',
  ],
  nameNotRepeated: [
    '姓名和这位居民的不一致。请照原样再写一遍姓名，再清除。',
    "This is not the person's name. Type the name exactly as it stands, then erase.",
  ],
  reasonRequired: ['请填写原因。', 'Please give a reason.'],
  durationOutOfRange: [
    '服务时长必须在 1 分钟到 24 小时之间。',
    'A service lasts between 1 minute and 24 hours.',
  ],
  dateInPast: ['日期不能早于今天。', 'The date cannot be earlier than today.'],
  personThere: [
    '登记册上已经有这位居民，请回到上一步从名单里选。',
    'The register has this person already; go back and choose them from the list.',
  ],
  dateInFuture: ['日期不能晚于今天。', 'The date cannot be later than today.'],
  recipientInvalid: [
    '手机号或邮箱写得不对，请核对后再填。',
    'That is not a phone number or an e-mail address; check it and type it again.',
  ],
  sendUnreachable: [
    '没有连上短信（邮件）服务。系统会自动重发；一直不成功，请联系运维。',
    'The message service could not be reached. It is tried again by itself; if it never succeeds, tell the operator.',
  ],
  sendRefused: [
    '短信（邮件）服务没有接受这条消息。请核对号码或邮箱；没有写错，请联系运维。',
    'The message service did not take the message. Check the number or address; if it is right, tell the operator.',
  ],
  sendNotSetUp: [
    '平台还没有接通短信（邮件）服务，请联系运维接通后重发。',
    'No message service is connected yet. Ask the operator to connect one, then send again.',
  ],
  sendTooLate: [
    '没能在有效期内发出去，里面的链接或验证码已经失效，请重新发起。',
    'It could not be sent in time: its link or code has run out. Begin anew.',
  ],
  messageSent: [
    '这条消息已经发出，不用重发。',
    'This message has been sent; there is nothing to send again.',
  ],
  messageRunOut: [
    '这条消息里的链接或验证码已经失效，请重新发起，不能重发。',
    'The link or code in this message has run out; begin anew instead of sending it again.',
  ],
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
  stepImportRunning: ['正在导入台账。', 'Importing the ledgers.'],
  stepImportDone: [
    '台账已导入：新增 {inserted} 条，更新 {updated} 条，没有变化 {unchanged} 条。',
    'The ledgers are in: {inserted} new, {updated} updated, {unchanged} unchanged.',
  ],
  stepImportDoneInPart: [
    '台账已导入：新增 {inserted} 条，更新 {updated} 条，没有变化 {unchanged} 条；有 {rejected} 行没有导入，请到“导入台账”里下载，改好后再导入。',
    'The ledgers are in: {inserted} new, {updated} updated, {unchanged} unchanged. {rejected} rows were given back: download them under Imports, mend them and import them.',
  ],
  stepImportFailed: [
    '台账导入停在中途：{failure}改正后再点“继续”，已导入的不会重复。',
    'The import stopped: {failureEn} Mend it and continue; what is in will not be doubled.',
  ],
  stepImportNotReady: [
    '台账还没有通过预检。请先完成预检，再继续。',
    'The ledgers have not passed preflight. Finish preflight, then continue.',
  ],
  stepFiguresWaiting: ['正在核对数字。', 'Checking the figures.'],
  stepFiguresDiffer: [
    '有 {count} 个计数一直和明细对不上。请运行 npx linli verify --community {slug} --rebuild，再点“继续”。',
    '{count} counters still do not agree with their rows. Run npx linli verify --community {slug} --rebuild, then go on.',
  ],
  stepBalancesDiffer: [
    '有 {count} 个账户余额和服务记录对不上。请运行 npx linli verify --community {slug} 看是哪些账户，告诉系统管理员；弄清楚以前不要兑换。',
    '{count} account balances do not agree with their records. Run npx linli verify --community {slug} to see which, tell your administrator, and redeem nothing until it is understood.',
  ],
  stepFiguresDone: [
    '所有计数与明细一致，共核对 {count} 项。',
    'Every counter agrees with its rows: {count} checked.',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type MessageKey = keyof typeof CATALOGUE;

export const isMessageKey = (text: string): text is MessageKey => Object.hasOwn(CATALOGUE, text);

export function messageOf(key: MessageKey, params: MessageParams, language: Language): string {
  const template = CATALOGUE[key][language === 'zh-CN' ? 0 : 1];
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** A sentence that is kept, for readers of whatever language. */
export const InEachLanguage = z.object({ 'zh-CN': z.string(), en: z.string() }) satisfies z.ZodType<
  Record<Language, string>
>;
export type InEachLanguage = z.infer<typeof InEachLanguage>;

export const inEachLanguage = (key: MessageKey, params: MessageParams = {}): InEachLanguage => ({
  'zh-CN': messageOf(key, params, 'zh-CN'),
  en: messageOf(key, params, 'en'),
});
