import { LEDGER_KINDS, ledgerOf } from '../../../packages/core/src/importing/ledger-files/ledgers/ledgers.ts';
import { NO_SURROUNDINGS } from '../../../packages/core/src/importing/ledger-files/values/reading.ts';
import { xlsxOf } from '../../unit/importing/support/sheets.ts';
import { PAYLOADS } from './payloads.ts';

/** What a column takes that does not take any text: a date, a number, one of its own words. */
const ORDINARY = [
  '2019-04-12',
  '1960-05',
  '3',
  '1小时',
  '是',
  '男',
  '13800138000',
  '每周三 14:00-16:00',
  '1990',
];

/** Columns by which rows of different ledgers find each other: hostile ones would only be hostile to finding. */
const SHARED: Readonly<Record<string, (row: number) => string>> = {
  courtyard: () => '花园院',
  volunteerNo: (row) => `DH${row}`,
  room: () => '书香室',
};

const TITLES: Readonly<Record<string, string>> = {
  courtyards: '院落台账',
  householdSurvey: '花园院入户摸底调查表',
  volunteers: '时间银行志愿者登记表',
  serviceRecords: '时间银行服务记录',
  cards: '企业储蓄卡台账',
  organisations: '社会组织台账',
  meetings: '花园院坝坝会记录',
  opinions: '意见建议台账',
  rooms: '功能室一览',
  courses: '课程表（2019年春季）',
  units: '区域单位台账',
  election: '花园院第二届院落管理委员会换届选举结果',
  fundEntries: '花园院微基金收支明细',
  catalogue: '积分兑换目录',
};

/** A workbook of every kind, with another payload in every cell that takes any text, and each of them in every column. */
export async function hostileLedgers(): Promise<{ name: string; bytes: Buffer }[]> {
  return Promise.all(
    LEDGER_KINDS.map(async (kind, n) => {
      const title = TITLES[kind] ?? kind;
      const fields = Object.entries(ledgerOf(kind).fields);
      const rows = PAYLOADS.map((_, row) =>
        fields.map(([field, { style, words }], column) => {
          const shared = SHARED[field];
          if (shared !== undefined) return shared(row);
          const text = `${row}${PAYLOADS[(row + column) % PAYLOADS.length]}`;
          const takes = (written: string) => style.read({ text: written }, NO_SURROUNDINGS).ok;
          return [text, ...ORDINARY, ...words].find(takes) ?? '';
        }),
      );
      const own = kind === 'courtyards' ? [fields.map(([field]) => (field === 'name' ? '花园院' : ''))] : [];
      const head = fields.map(([, { words }]) => words[0] ?? '');
      return {
        name: `${String(n + 1).padStart(2, '0')}-${title}.xlsx`,
        bytes: await xlsxOf({ [title]: [[title], head, ...own, ...rows] }),
      };
    }),
  );
}
