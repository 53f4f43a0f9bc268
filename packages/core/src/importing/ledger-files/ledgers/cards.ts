import { choice } from '../values/choices.ts';
import { date } from '../values/dates.ts';
import { code, name, text } from '../values/words.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';
import { wordsOf } from './sheet-facts.ts';

export type CardType = 'unit' | 'enterprise' | 'courtyard';

const cardType = choice({
  unit: ['单位', '单位卡', '单位党组织', '单位党组织卡', '党组织卡', '党组织'],
  enterprise: ['企业', '企业卡', '商家卡', '商家'],
  courtyard: ['院落', '院落卡', '院落集体卡', '集体卡', '小区卡'],
});

/** Savings cards of collectives: units' party organisations, enterprises, courtyards. */
export const cards = defineLedger({
  kind: 'cards',
  label: { zh: '储蓄卡台账', en: 'savings cards' },
  titles: /储蓄卡|集体卡|企业卡|单位卡|时间卡/,
  fields: {
    cardNo: required(code, ['卡号', '储蓄卡号', '卡编号', '储蓄卡编号', '卡片编号', '时间卡号'], {
      tells: true,
    }),
    cardType: required(cardType, ['卡类型', '卡类别', '储蓄卡类型', '卡种', '类型', '类别'], {
      orFact: 'cardType',
    }),
    holder: required(name, [
      '单位名称',
      '院落',
      '持卡单位',
      '企业名称',
      '院落名称',
      '党组织名称',
      '持卡人',
      '户名',
      '名称',
      '单位',
      '企业',
      '持卡方',
    ]),
    keeper: optional(name, ['负责人', '保管人', '持卡负责人', '管理人', '联系人', '保管人姓名', '经办人']),
    openedOn: optional(
      date,
      ['办卡日期', '开卡日期', '办理日期', '开户日期', '发卡日期', '办卡时间', '开卡时间', '发卡时间'],
      { tells: true },
    ),
    note: optional(text, ['备注', '说明']),
  },
  facts: {
    cardType: {
      label: { zh: '卡类型', en: 'card type' },
      read(context): CardType | undefined {
        for (const words of wordsOf(context)) {
          // “单位党组织储蓄卡” before “企业”: an enterprise's party organisation holds a unit card.
          if (/党组织|单位(时间)?(储蓄)?卡|机关/.test(words)) return 'unit';
          if (/企业|商家|商户/.test(words)) return 'enterprise';
          if (/院落|集体卡|小区/.test(words)) return 'courtyard';
        }
        return undefined;
      },
    },
  },
  identify: (row) => ({ by: 'name', parts: [row.cardNo] }),
});
