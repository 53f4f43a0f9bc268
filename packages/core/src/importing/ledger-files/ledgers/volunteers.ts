import { choice, gender, politics } from '../values/choices.ts';
import { date } from '../values/dates.ts';
import { ID_NUMBER_WORDS, idNumber } from '../values/id-numbers.ts';
import { month } from '../values/months.ts';
import { phone } from '../values/phones.ts';
import { code, name, text } from '../values/words.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';
import { monthAfter } from './sheet-facts.ts';

const training = choice({
  trained: ['已培训', '已参训', '培训合格', '是', '√', '合格', '完成', '已完成', '已参加'],
  pending: ['待培训', '未培训', '未参训', '否', '×', '待参训', '未参加', '未完成'],
});

/** The time bank's roster of volunteers. */
export const volunteers = defineLedger({
  kind: 'volunteers',
  label: { zh: '志愿者登记表', en: 'volunteers' },
  titles: /志愿者(注册|登记|信息|花名册|名册|名单|台账|一览)?/,
  fields: {
    volunteerNo: required(
      code,
      ['志愿者编号', '志愿者证号', '注册号', '志愿者号', '编号', '注册编号', '志愿编号', '志愿者注册号'],
      { tells: true },
    ),
    name: required(name, ['姓名', '志愿者姓名', '志愿者', '名字']),
    gender: optional(gender, ['性别'], { lenient: true }),
    bornIn: optional(month, ['出生年月', '出生日期', '出生时间', '生日'], { lenient: true }),
    idNumber: optional(idNumber, ID_NUMBER_WORDS, { lenient: true }),
    phone: optional(phone, ['手机号码', '联系电话', '电话', '手机', '手机号', '联系方式', '电话号码'], {
      lenient: true,
    }),
    politics: optional(politics, ['政治面貌', '政治面目', '面貌']),
    courtyard: optional(name, [
      '所在院落',
      '院落',
      '所属院落',
      '居住院落',
      '小区',
      '所在小区',
      '居住小区',
      '居住地',
    ]),
    skill: optional(
      text,
      ['服务特长', '特长', '服务专长', '服务意向', '技能特长', '专长', '服务类别', '志愿服务特长'],
      { tells: true },
    ),
    registeredOn: optional(
      date,
      ['注册时间', '注册日期', '登记时间', '登记日期', '加入时间', '加入日期', '入队时间'],
      { tells: true },
    ),
    training: optional(training, ['培训情况', '培训', '是否培训', '培训状态', '岗前培训', '参训情况'], {
      tells: true,
    }),
  },
  facts: {
    asOf: monthAfter(/(截[至止到]|统计时间|更新时间|统计日期)/, { zh: '截至', en: 'as of' }),
  },
  identify: (row) => ({ by: 'name', parts: [row.volunteerNo] }),
});
