import { politics } from '../values/choices.ts';
import { wholeNumber } from '../values/numbers.ts';
import { unspaced } from '../values/plain-text.ts';
import { name } from '../values/words.ts';
import { yesNo } from '../values/yes-no.ts';
import { defineLedger, optional, required } from './ledger-spec.ts';
import { courtyardBefore, dateAfter, type Fact, numberAfter, wordsOf } from './sheet-facts.ts';

const ELECTED = { yes: ['当选', '已当选', '入选'], no: ['未当选', '落选', '没有当选', '差额', '未入选'] };
const DIGITS = '零一二三四五六七八九十';

/** 第二届 → 2, 第十一届 → 11. */
const term: Fact<number> = {
  label: { zh: '届次', en: 'term' },
  required: true,
  read(context) {
    for (const words of wordsOf(context)) {
      const written = /第([\d一二三四五六七八九十]{1,3})届/.exec(unspaced(words))?.[1];
      const number = written === undefined ? 0 : countOf(written);
      if (number > 0) return number;
    }
    return undefined;
  },
};

function countOf(written: string): number {
  if (/^\d+$/.test(written)) return Number(written);
  const [tens, ones] = written.includes('十') ? written.split('十') : ['零', written];
  return (
    (tens === '' ? 1 : DIGITS.indexOf(tens ?? '零')) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones ?? '零'))
  );
}

/** The published result of a committee election. */
export const election = defineLedger({
  kind: 'election',
  label: { zh: '换届选举结果', en: 'election result' },
  titles: /换届|选举/,
  fields: {
    name: required(name, ['姓名', '候选人', '候选人姓名', '当选人', '当选人姓名']),
    politics: optional(politics, ['政治面貌', '政治面目', '面貌']),
    votes: required(wholeNumber, ['得票数', '票数', '得票', '赞成票', '得票情况', '得赞成票'], {
      tells: true,
      control: 'sum',
    }),
    elected: required(yesNo(ELECTED), ['当选情况', '是否当选', '当选', '选举结果', '结果'], { tells: true }),
    post: optional(name, ['职务', '当选职务', '拟任职务', '岗位', '任职', '候选职务']),
  },
  facts: {
    courtyard: {
      ...courtyardBefore(/第[\d一二三四五六七八九十]{1,3}届|(院落)?(管理)?委员会|院委会|换届|选举/),
      required: true as const,
    },
    term,
    declaredOn: dateAfter(/(公示|公告|宣布|选举|换届|投票|当选)(日期|时间)/, {
      zh: '选举日期',
      en: 'day of the election',
    }),
    eligibleHouseholds: numberAfter(/应到(会)?(户数|户|人数)?|应参会|应投票|总户数|有选举权/, {
      zh: '应到户数',
      en: 'eligible households',
    }),
    presentHouseholds: numberAfter(/实到(会)?(户数|户|人数)?|实际到会|实际参会/, {
      zh: '实到户数',
      en: 'present households',
    }),
    ballotsIssued: numberAfter(/发出|发放/, { zh: '发出选票', en: 'ballots issued' }),
    ballotsReturned: numberAfter(/收回|回收/, { zh: '收回选票', en: 'ballots returned' }),
    ballotsValid: numberAfter(/有效/, { zh: '有效票', en: 'valid ballots' }),
  },
  identify: (row, facts) => ({ by: 'name', parts: [facts.courtyard ?? '', facts.term ?? '', row.name] }),
});
