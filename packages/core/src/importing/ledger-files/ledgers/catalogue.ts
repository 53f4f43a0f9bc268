import { choice } from '../values/choices.ts';
import { wholeNumber } from '../values/numbers.ts';
import { name, text } from '../values/words.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';
import { numberAfter } from './sheet-facts.ts';

const type = choice({
  goods: ['实物', '物品', '商品', '实物类', '物资', '礼品', '实物兑换'],
  service: ['服务', '服务类', '服务项目', '服务兑换'],
});

/** What points can be redeemed for. */
export const catalogue = defineLedger({
  kind: 'catalogue',
  label: { zh: '积分兑换目录', en: 'redemption catalogue' },
  titles: /兑换|积分(目录|商品|超市)/,
  fields: {
    name: required(name, [
      '名称',
      '物品名称',
      '兑换物品',
      '商品名称',
      '兑换项目',
      '物品',
      '项目',
      '奖品',
      '项目名称',
      '礼品名称',
    ]),
    type: required(type, ['类型', '类别', '兑换类型', '种类', '分类']),
    points: required(
      wholeNumber,
      ['所需积分', '积分', '兑换积分', '分值', '需要积分', '积分值', '兑换分值', '所需分值'],
      { tells: true },
    ),
    stock: optional(wholeNumber, ['库存', '数量', '库存数量', '剩余', '库存量', '剩余数量'], {
      tells: true,
      control: 'sum',
    }),
    note: optional(text, ['说明', '备注', '兑换说明', '使用说明']),
  },
  facts: {
    pointsPerHour: numberAfter(/(每|1|一)个?小时(志愿)?(服务)?[=:：兑换可得积计]*/, {
      zh: '每小时积分',
      en: 'points an hour',
    }),
  },
  identify: (row) => ({ by: 'name', parts: [row.name] }),
});
