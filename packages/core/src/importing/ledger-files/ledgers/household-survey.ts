import { choice, gender, politics } from '../values/choices.ts';
import { ID_NUMBER_WORDS, idNumber } from '../values/id-numbers.ts';
import { month } from '../values/months.ts';
import { phone } from '../values/phones.ts';
import { code, name, text } from '../values/words.ts';
import { yesNo } from '../values/yes-no.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';
import { courtyardBefore, monthAfter } from './sheet-facts.ts';

const RETIRED = {
  yes: ['离退休', '退休', '离休', '离退休干部', '退休干部', '老党员', '离退休党员', '已退休'],
  no: ['在职', '未退休', '非离退休'],
};

/** Where a party member's organisation is (双找): here, elsewhere, or not settled yet. */
const partyRelation = choice(
  {
    here: [
      '本社区党委',
      '本社区',
      '社区党委',
      '社区党支部',
      '本社区党支部',
      '院落党支部',
      '在本社区',
      '已转入',
      '社区',
    ],
    unsettled: [
      '未落实',
      '待落实',
      '未接转',
      '未转接',
      '无',
      '不清楚',
      '口袋党员',
      '未找到',
      '未明确',
      '失联',
    ],
    elsewhere: ['原单位', '外地', '单位', '原单位党委', '户籍地', '其他'],
  },
  { otherwise: 'elsewhere' },
);

/** The door-to-door survey of one courtyard: a row a person, the household's cells merged down. */
export const householdSurvey = defineLedger({
  kind: 'householdSurvey',
  label: { zh: '入户摸底表', en: 'household survey' },
  titles: /入户|摸底|户籍|住户(信息|登记|台账)|居民(信息|登记|花名册|台账)|人口信息/,
  fields: {
    householdNo: required(code, ['户号', '户编号', '户序号', '家庭编号', '户次', '户'], {
      tells: true,
      fillsDown: true,
    }),
    courtyard: required(name, ['院落', '所在院落', '院落名称', '小区', '小区名称', '所属院落'], {
      orFact: 'courtyard',
    }),
    door: optional(
      text,
      ['门牌号', '房号', '门牌', '楼栋房号', '住址', '家庭住址', '房屋地址', '栋单元号', '居住地址'],
      { tells: true, fillsDown: true },
    ),
    head: optional(name, ['户主姓名', '户主', '户主名'], { tells: true, fillsDown: true }),
    name: required(name, ['姓名', '家庭成员姓名', '成员姓名', '居民姓名', '家庭成员', '人员姓名']),
    relation: optional(text, ['与户主关系', '关系', '家庭关系', '与户主的关系', '户主关系'], { tells: true }),
    gender: optional(gender, ['性别'], { lenient: true }),
    bornIn: optional(month, ['出生年月', '出生日期', '出生时间', '生日', '出生年月日'], { lenient: true }),
    idNumber: optional(idNumber, ID_NUMBER_WORDS, { lenient: true }),
    phone: optional(phone, ['联系电话', '电话', '手机号码', '手机', '联系方式', '手机号', '电话号码'], {
      lenient: true,
    }),
    politics: optional(politics, ['政治面貌', '政治面目', '面貌']),
    retired: optional(yesNo(RETIRED), [
      '离退休老党员干部',
      '离退休',
      '是否离退休',
      '是否退休',
      '离退休干部',
      '离退休党员',
      '退休情况',
    ]),
    partyRelation: optional(
      partyRelation,
      ['组织关系所在', '组织关系', '党组织关系', '组织关系所在地', '党组织关系所在', '党员组织关系'],
      { tells: true },
    ),
    skill: optional(text, ['特长', '技能特长', '爱好特长', '技能', '个人特长', '兴趣爱好', '专长']),
    need: optional(text, [
      '需求和建议',
      '需求',
      '需求建议',
      '服务需求',
      '建议',
      '困难需求',
      '意见建议',
      '需求与建议',
      '诉求',
    ]),
  },
  facts: {
    courtyard: courtyardBefore(/(居民)?入户|(居民|住户|家庭|人口|党员)?(摸底|信息|登记|调查|花名册|台账)/),
    surveyedIn: monthAfter(/(摸底|调查|入户|走访|填表|登记|填报)(时间|日期)/, {
      zh: '摸底时间',
      en: 'surveyed in',
    }),
  },
  derive: (_row, written): { partyRelationText?: string } =>
    written.partyRelation === undefined ? {} : { partyRelationText: written.partyRelation },
  identify: (row) => ({ by: 'name', parts: [row.courtyard, row.householdNo, row.name] }),
});
