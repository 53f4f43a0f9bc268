import { choice } from '../values/choices.ts';
import { date } from '../values/dates.ts';
import { unspaced } from '../values/plain-text.ts';
import { taken, type ValueStyle } from '../values/reading.ts';
import { code, name, nameOf, text } from '../values/words.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';
import { courtyardBefore } from './sheet-facts.ts';

const status = choice({
  open: ['待处理', '未处理', '待办理', '待办', '未办理', '新登记', '未答复', '待答复', '未解决'],
  inProgress: ['办理中', '处理中', '正在办理', '正在处理', '跟进中', '进行中', '协调中'],
  answered: ['已答复', '已回复', '已解释', '已回应'],
  resolved: ['已解决', '已办结', '办结', '已处理', '已完成', '完成', '已办理', '已落实', '解决'],
});

const ANONYMOUS = /^(匿名|不具名|未署名|不愿透露.*|无名|佚名|不留名)$/;

/** Who spoke; a person who wished not to be named has none. */
const speaker: ValueStyle<string | undefined> = {
  read: (written, surroundings) =>
    ANONYMOUS.test(unspaced(written.text))
      ? taken(undefined)
      : name.read({ text: nameOf(written.text) }, surroundings),
};

/** Residents' opinions and suggestions, and what became of them. */
export const opinions = defineLedger({
  kind: 'opinions',
  label: { zh: '意见建议台账', en: 'opinions and suggestions' },
  titles: /意见|建议|诉求/,
  fields: {
    serial: optional(code, ['序号', '编号', '序', '意见编号']),
    meetingNo: optional(code, ['会议编号', '会议号', '来源会议', '所属会议', '会次']),
    courtyard: optional(name, ['院落', '所在院落', '院落名称', '所属院落', '小区']),
    speaker: optional(
      speaker,
      ['提出人', '反映人', '建议人', '提议人', '姓名', '居民姓名', '提出人姓名', '发言人'],
      { tells: true },
    ),
    text: required(
      text,
      [
        '意见建议',
        '意见',
        '建议',
        '意见和建议',
        '意见内容',
        '建议内容',
        '反映内容',
        '问题',
        '诉求',
        '反映问题',
        '意见建议内容',
        '诉求内容',
        '内容',
      ],
      { tells: true },
    ),
    category: optional(name, ['类别', '分类', '类型', '问题类别', '意见类别', '问题分类']),
    status: optional(
      status,
      ['办理情况', '状态', '办理状态', '处理情况', '办理结果', '处理状态', '落实情况', '办理进度'],
      { tells: true },
    ),
    owner: optional(
      name,
      ['责任单位', '责任人', '承办单位', '办理单位', '处理单位', '负责单位', '责任部门', '承办人'],
      { tells: true },
    ),
    closedOn: optional(
      date,
      ['办结日期', '办结时间', '解决日期', '完成日期', '解决时间', '完成时间', '办理日期', '答复日期'],
      { tells: true, lenient: true },
    ),
  },
  facts: {
    courtyard: courtyardBefore(
      /(居民)?(坝坝会|院坝会|院落夜话|夜话|院落会议|会议|议事|居民会|意见|建议|诉求)/,
    ),
  },
  derive: (_row, written): { anonymous?: true } =>
    ANONYMOUS.test(unspaced(written.speaker ?? '')) ? { anonymous: true } : {},
  identify: (row) => ({ by: 'serial', serial: row.serial, content: [row.meetingNo, row.speaker, row.text] }),
});
