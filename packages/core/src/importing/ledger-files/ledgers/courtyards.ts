import { buildingTime } from '../values/decades.ts';
import { wholeNumber } from '../values/numbers.ts';
import { code, name, text } from '../values/words.ts';
import { yesNo } from '../values/yes-no.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';
import { dateAfter } from './sheet-facts.ts';

/** The roster of courtyards. Its figures are what the office reported, kept apart from what Linli counts itself. */
export const courtyards = defineLedger({
  kind: 'courtyards',
  label: { zh: '院落台账', en: 'courtyards' },
  titles: /(院落|小区)(基本情况|基本信息|情况|信息|台账|一览|名册|清单|底册)/,
  fields: {
    serial: optional(code, ['序号', '编号', '序']),
    name: required(name, [
      '院落名称',
      '院落',
      '小区名称',
      '院落（小区）名称',
      '小区（院落）名称',
      '名称',
      '院名',
      '小区',
      '院落名',
    ]),
    address: optional(text, ['详细地址', '地址', '位置', '坐落', '院落地址', '具体地址', '所在位置']),
    builtIn: optional(
      buildingTime,
      [
        '建成年代',
        '建成时间',
        '建成年份',
        '修建年代',
        '建造年代',
        '建筑年代',
        '年代',
        '建设年代',
        '竣工时间',
      ],
      { tells: true, lenient: true },
    ),
    reportedHouseholds: optional(wholeNumber, ['户数', '总户数', '居民户数', '住户数', '家庭户数', '住户'], {
      tells: true,
      control: 'sum',
    }),
    reportedResidents: optional(
      wholeNumber,
      ['人口数', '人口', '总人口', '居民人数', '居民数', '常住人口', '总人数', '人数'],
      { tells: true, control: 'sum' },
    ),
    reportedPartyMembers: optional(wholeNumber, ['党员数', '党员人数', '党员', '党员总数', '党员数量'], {
      tells: true,
      control: 'sum',
    }),
    reportedRetiredPartyMembers: optional(
      wholeNumber,
      ['其中离退休党员', '离退休党员', '离退休党员数', '退休党员', '离退休党员人数', '老党员数'],
      { tells: true, control: 'sum' },
    ),
    hasBranch: optional(
      yesNo(),
      ['是否成立党支部', '党支部', '院落党支部', '是否有党支部', '成立党支部', '党支部情况'],
      { tells: true },
    ),
    hasStation: optional(yesNo(), ['邻里驿站', '是否有邻里驿站', '驿站', '党群驿站', '邻里驿站情况'], {
      tells: true,
    }),
    management: optional(
      text,
      ['物业管理形式', '物业管理', '管理形式', '管理方式', '物业形式', '物业', '管理模式', '物业公司'],
      { tells: true },
    ),
    grid: optional(name, ['网格编号', '网格', '所属网格', '网格名称', '所在网格', '网格号']),
    feature: optional(
      text,
      ['院落特色（一院一特色）', '院落特色', '一院一特色', '特色', '特色主题', '特色亮点'],
      { tells: true },
    ),
    note: optional(text, ['备注', '说明', '备注说明']),
  },
  facts: {
    reportedOn: dateAfter(/(填报|制表|统计|上报|填表|报送)(日期|时间)/, {
      zh: '填报日期',
      en: 'reported on',
    }),
  },
  identify: (row) => ({ by: 'name', parts: [row.name] }),
});
