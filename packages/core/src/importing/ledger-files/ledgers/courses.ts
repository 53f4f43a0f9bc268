import { date } from '../values/dates.ts';
import { wholeNumber } from '../values/numbers.ts';
import { schedule } from '../values/schedules.ts';
import { name } from '../values/words.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';
import { wordsLike } from './sheet-facts.ts';

const TERM =
  /\d{4}年?度?(春夏|秋冬|[春秋夏冬]季?(学期)?|上半年|下半年|暑期|暑假|寒假|第[一二三四1-4](学期|季度|期))/;

/** The citizens' interest classes of one term. */
export const courses = defineLedger({
  kind: 'courses',
  label: { zh: '课程表', en: 'courses' },
  titles: /课程|学习班|兴趣班|培训班|课表/,
  fields: {
    name: required(name, ['课程名称', '课程', '班级名称', '课名', '班名', '学习班名称', '名称', '培训内容']),
    category: optional(name, ['类别', '课程类别', '课程类型', '类型', '分类', '课程分类']),
    teacher: optional(
      name,
      ['授课老师', '老师', '教师', '授课教师', '任课教师', '任课老师', '讲师', '主讲', '主讲人'],
      { tells: true },
    ),
    room: optional(name, ['教室', '上课地点', '地点', '场地', '授课地点', '功能室', '上课教室'], {
      tells: true,
    }),
    schedule: optional(schedule, ['上课时间', '时间', '授课时间', '课程时间', '上课时段', '时间安排'], {
      tells: true,
      lenient: true,
    }),
    startsOn: optional(
      date,
      ['开课日期', '开课时间', '开始日期', '起始日期', '开班日期', '开班时间', '开始时间'],
      { tells: true },
    ),
    endsOn: optional(
      date,
      ['结课日期', '结课时间', '结束日期', '截止日期', '结业日期', '结束时间', '结业时间'],
      { tells: true },
    ),
    seats: optional(
      wholeNumber,
      ['名额', '招生人数', '人数', '招收人数', '班额', '计划人数', '人数上限', '限额'],
      { tells: true, control: 'sum' },
    ),
  },
  facts: { term: wordsLike(TERM, { zh: '学期', en: 'term' }) },
  // The same class comes again each term: the day it starts tells the terms apart.
  identify: (row, facts) => ({ by: 'name', parts: [row.name, row.startsOn ?? facts.term ?? ''] }),
});
