import { date } from '../values/dates.ts';
import { serviceDuration } from '../values/durations.ts';
import { wholeNumber } from '../values/numbers.ts';
import { code, name, text } from '../values/words.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';
import { wordsLike } from './sheet-facts.ts';

const PERIOD =
  /\d{4}年(\d{1,2}月)?(\d{1,2}日)?([-—–~至到]+(\d{4}年)?(\d{1,2}月)?(\d{1,2}日)?)?|\d{4}[.\-/]\d{1,2}([-—–~至到]+\d{4}[.\-/]\d{1,2})?/;

/** What each volunteer did, for how long and for how many people. */
export const serviceRecords = defineLedger({
  kind: 'serviceRecords',
  label: { zh: '服务记录', en: 'service records' },
  titles: /(服务|活动)(记录|登记|明细|台账|时长)/,
  fields: {
    serial: optional(code, ['序号', '编号', '记录编号', '序', '流水号']),
    servedOn: required(date, [
      '服务日期',
      '服务时间',
      '日期',
      '活动日期',
      '活动时间',
      '时间',
      '服务开始日期',
    ]),
    item: optional(
      text,
      ['服务项目', '服务内容', '项目', '活动内容', '活动名称', '服务事项', '内容', '项目名称'],
      { tells: true },
    ),
    category: optional(name, ['服务类别', '类别', '类型', '服务类型', '服务分类', '项目类别']),
    volunteerNo: optional(code, [
      '志愿者编号',
      '志愿者证号',
      '注册号',
      '志愿者号',
      '志愿编号',
      '志愿者注册号',
    ]),
    volunteerName: optional(name, ['志愿者姓名', '姓名', '志愿者', '服务人员', '服务人', '服务者']),
    durationMinutes: required(
      serviceDuration,
      [
        '服务时长',
        '时长',
        '服务小时',
        '服务时数',
        '小时数',
        '服务时间（小时）',
        '服务时长（小时）',
        '服务时长（分钟）',
        '工时',
        '时数',
        '服务小时数',
      ],
      { tells: true, control: 'sum' },
    ),
    recipient: optional(text, ['服务对象', '受助对象', '对象', '受益对象', '被服务人'], { tells: true }),
    peopleServed: optional(
      wholeNumber,
      ['服务人数', '受益人数', '服务人次', '受益人次', '惠及人数', '人数', '人次'],
      { tells: true, control: 'sum' },
    ),
    verifier: optional(name, ['核实人', '核实', '审核人', '证明人', '确认人', '核实人员', '经办人', '审核'], {
      tells: true,
    }),
  },
  facts: { period: wordsLike(PERIOD, { zh: '记录期间', en: 'period' }) },
  needsOneOf: [['volunteerNo', 'volunteerName']],
  identify: (row) => ({
    by: 'serial',
    serial: row.serial,
    content: [
      row.servedOn,
      row.item,
      row.volunteerNo ?? row.volunteerName,
      row.durationMinutes,
      row.recipient,
      row.peopleServed,
    ],
  }),
});
