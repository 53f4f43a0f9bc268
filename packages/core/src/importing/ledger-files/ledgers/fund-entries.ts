import { date } from '../values/dates.ts';
import { money } from '../values/money.ts';
import { name, text } from '../values/words.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';
import { courtyardBefore } from './sheet-facts.ts';

/** What a courtyard's micro-fund took in and spent, with its running balance. */
export const fundEntries = defineLedger({
  kind: 'fundEntries',
  label: { zh: '微基金收支明细', en: 'micro-fund entries' },
  titles: /微?基金|收支|资金/,
  fields: {
    enteredOn: required(date, ['日期', '记账日期', '时间', '发生日期', '入账日期', '收支日期', '记账时间']),
    summary: required(text, ['摘要', '事项', '内容', '说明', '用途', '项目', '收支内容', '事由', '收支项目']),
    incomeFen: optional(money, ['收入', '收入金额', '收入（元）', '收入（万元）', '进账', '收'], {
      tells: true,
      control: 'sum',
    }),
    spendingFen: optional(money, ['支出', '支出金额', '支出（元）', '支出（万元）', '支'], {
      tells: true,
      control: 'sum',
    }),
    balanceFen: optional(
      money,
      ['结余', '余额', '结存', '余额（元）', '结余（元）', '结余金额', '累计结余'],
      { tells: true, control: 'last' },
    ),
    handler: optional(name, ['经手人', '经办人', '负责人', '经手', '经办', '记账人']),
  },
  facts: {
    courtyard: {
      ...courtyardBefore(/(院落|微更新)?(改造|更新|治理|公益|邻里)?(微?基金|收支|资金|经费)/),
      required: true as const,
    },
  },
  needsOneOf: [['incomeFen', 'spendingFen', 'balanceFen']],
  identify: (row) => ({
    by: 'content',
    content: [row.enteredOn, row.summary, row.incomeFen, row.spendingFen],
  }),
});
