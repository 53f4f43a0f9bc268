import { choice } from '../values/choices.ts';
import { date } from '../values/dates.ts';
import { wholeNumber } from '../values/numbers.ts';
import { rating } from '../values/ratings.ts';
import { code, name, text } from '../values/words.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';

const kind = choice({
  socialOrganisation: [
    '社会组织',
    '社会服务机构',
    '社会团体',
    '民办非企业',
    '民办非企业单位',
    '社工机构',
    '社区社会组织',
    '民非',
  ],
  team: ['自组织', '居民自组织', '团队', '队伍', '文体队伍', '志愿队伍', '兴趣小组', '自治组织', '文体团队'],
});

/** The stages of incubation, from the first idea to standing on its own. */
const stage = choice({
  preparing: ['筹备', '筹备中', '酝酿', '意向', '筹建', '种子'],
  admitted: ['入壳', '已入壳', '入驻', '入孵', '已入驻', '新入驻'],
  incubating: ['培育中', '培育', '孵化中', '孵化', '在孵', '培育期', '孵化期'],
  growing: ['成长', '成长期', '成长中', '发展', '发展中', '发展期'],
  mature: ['成熟', '成熟期', '已成熟'],
  graduated: ['已出壳', '出壳', '毕业', '已毕业', '独立运营', '出孵'],
});

/** Social organisations and self-organised teams under incubation. */
export const organisations = defineLedger({
  kind: 'organisations',
  label: { zh: '社会组织台账', en: 'organisations and teams' },
  titles: /社会组织|自组织|孵化/,
  fields: {
    serial: optional(code, ['序号', '编号', '序']),
    name: required(name, ['名称', '组织名称', '社会组织名称', '队伍名称', '团队名称', '机构名称']),
    kind: required(kind, ['类型', '组织类型', '类别', '性质', '组织性质', '组织类别']),
    foundedOn: optional(date, ['成立时间', '成立日期', '组建时间', '组建日期', '建立时间', '登记时间'], {
      tells: true,
      lenient: true,
    }),
    leader: optional(name, ['负责人', '队长', '会长', '召集人', '负责人姓名', '牵头人']),
    members: optional(wholeNumber, ['成员人数', '成员数', '人数', '队员人数', '成员', '会员人数', '队员数'], {
      tells: true,
      control: 'sum',
    }),
    stage: optional(stage, ['培育阶段', '阶段', '孵化阶段', '发展阶段', '培育情况', '孵化情况', '培育状态'], {
      tells: true,
    }),
    registration: optional(
      text,
      [
        '登记/备案',
        '登记备案',
        '登记或备案',
        '登记情况',
        '备案情况',
        '登记（备案）',
        '注册登记',
        '登记备案情况',
      ],
      { tells: true },
    ),
    rating: optional(rating, ['评估等级', '等级', '评级', '等级评估', '评估等次', '评估结果'], {
      tells: true,
    }),
    activities: optional(text, [
      '主要活动',
      '活动情况',
      '活动内容',
      '主要业务',
      '业务范围',
      '活动',
      '开展活动',
    ]),
  },
  facts: {},
  identify: (row) => ({ by: 'name', parts: [row.name] }),
});
