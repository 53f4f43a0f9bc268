import { choice } from '../values/choices.ts';
import { date } from '../values/dates.ts';
import { wholeNumber } from '../values/numbers.ts';
import { code, name, text } from '../values/words.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';
import { courtyardBefore } from './sheet-facts.ts';

const form = choice({
  courtyardMeeting: ['坝坝会', '院坝会', '居民坝坝会', '院落会议', '院落坝坝会'],
  eveningTalk: ['院落夜话', '夜话', '邻里夜话'],
  committee: ['院委会', '院委会会议', '委员会', '委员会会议', '院落管理委员会会议'],
  assembly: ['居民大会', '户代表会', '户代表会议', '院落居民大会', '居民代表会议', '业主大会', '全体会议'],
});

/** Meetings of a courtyard: 坝坝会, 院落夜话 and the more formal ones. */
export const meetings = defineLedger({
  kind: 'meetings',
  label: { zh: '会议记录', en: 'meetings' },
  titles: /(坝坝会|夜话|会议|议事)(记录|台账|登记|情况|一览)?/,
  fields: {
    meetingNo: required(code, ['会议编号', '编号', '会议号', '会次', '会议序号', '序号'], { tells: true }),
    heldOn: required(date, ['日期', '会议日期', '召开日期', '召开时间', '会议时间', '时间', '开会日期']),
    form: optional(form, ['形式', '会议形式', '会议类型', '类型', '会议类别', '议事形式'], { tells: true }),
    courtyard: optional(name, ['院落', '所在院落', '召开院落', '院落名称', '所属院落', '小区'], {
      orFact: 'courtyard',
    }),
    chair: optional(name, ['主持人', '主持', '召集人', '会议主持', '主持人姓名'], { tells: true }),
    attendees: optional(wholeNumber, ['参加人数', '参会人数', '到会人数', '出席人数', '人数', '与会人数'], {
      tells: true,
      control: 'sum',
    }),
    agenda: optional(text, ['议题', '会议议题', '主题', '会议主题', '内容', '会议内容', '议事内容'], {
      tells: true,
    }),
  },
  facts: { courtyard: courtyardBefore(/(居民)?(坝坝会|院坝会|院落夜话|夜话|院落会议|会议|议事|居民会)/) },
  // Two courtyards may each have a first meeting.
  identify: (row) => ({ by: 'name', parts: [row.courtyard ?? '', row.meetingNo] }),
});
