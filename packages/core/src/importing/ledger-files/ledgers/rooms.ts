import { squareMetres, wholeNumber } from '../values/numbers.ts';
import { name, text } from '../values/words.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';

/** The function rooms of the neighbourhood centre. */
export const rooms = defineLedger({
  kind: 'rooms',
  label: { zh: '功能室一览', en: 'rooms' },
  titles: /功能室|功能间|活动室|场地(一览|台账|清单)|阵地(一览|台账)/,
  fields: {
    name: required(name, [
      '名称',
      '功能室名称',
      '功能室',
      '场地名称',
      '教室名称',
      '房间名称',
      '活动室',
      '活动室名称',
      '室名',
    ]),
    floor: optional(text, ['楼层', '所在楼层', '位置', '层', '所在位置'], { tells: true }),
    areaM2: optional(squareMetres, ['面积（㎡）', '面积', '建筑面积', '使用面积', '面积（平方米）'], {
      tells: true,
      control: 'sum',
    }),
    capacity: optional(
      wholeNumber,
      ['可容纳人数', '容纳人数', '容量', '座位数', '可容纳', '人数', '最多容纳人数'],
      { tells: true, control: 'sum' },
    ),
    openingHours: optional(text, ['开放时间', '开放时段', '开放', '服务时间', '使用时间'], { tells: true }),
    keeper: optional(name, ['负责人', '管理员', '管理人', '责任人', '管理人员', '联系人']),
  },
  facts: {},
  identify: (row) => ({ by: 'name', parts: [row.name] }),
});
