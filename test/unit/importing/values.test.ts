import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gender, politics } from '../../../packages/core/src/importing/ledger-files/values/choices.ts';
import { readDate } from '../../../packages/core/src/importing/ledger-files/values/dates.ts';
import { buildingTime } from '../../../packages/core/src/importing/ledger-files/values/decades.ts';
import {
  readDuration,
  serviceDuration,
  showDuration,
} from '../../../packages/core/src/importing/ledger-files/values/durations.ts';
import { readMoney, showYuan } from '../../../packages/core/src/importing/ledger-files/values/money.ts';
import { readMonth } from '../../../packages/core/src/importing/ledger-files/values/months.ts';
import {
  squareMetres,
  wholeNumber,
} from '../../../packages/core/src/importing/ledger-files/values/numbers.ts';
import { phone } from '../../../packages/core/src/importing/ledger-files/values/phones.ts';
import { rating } from '../../../packages/core/src/importing/ledger-files/values/ratings.ts';
import { NO_SURROUNDINGS } from '../../../packages/core/src/importing/ledger-files/values/reading.ts';
import { schedule } from '../../../packages/core/src/importing/ledger-files/values/schedules.ts';
import { code, nameOf } from '../../../packages/core/src/importing/ledger-files/values/words.ts';
import { yesNo } from '../../../packages/core/src/importing/ledger-files/values/yes-no.ts';
import { dateOfSerial, serialOfDate } from '../../../packages/core/src/spreadsheet/serial-dates.ts';

const written = (text: string) => ({ text });
const value = (reading: { ok: boolean }) => (reading as { value?: unknown }).value;
const reason = (reading: { ok: boolean }) => (reading as { reason?: string }).reason;
const minutes = (text: string, heading = '') => readDuration(written(text), { heading, notes: '' });
const fen = (text: string, heading = '', notes = '') => readMoney(written(text), { heading, notes });
const wide = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

const days = fc
  .date({ min: new Date('1927-06-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

describe('dates', () => {
  it('read back however a day is written', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 6 }), fc.boolean(), (day, style, fullWidth) => {
        const [y = 0, m = 0, d = 0] = day.split('-').map(Number);
        const texts = [
          day,
          `${y}.${m}.${d}`,
          `${y}/${m}/${d}`,
          `${y}年${m}月${d}日`,
          ` ${y} 年 ${m} 月 ${d} 日 `,
          day.replaceAll('-', ''),
          String(serialOfDate(day)),
        ];
        const text = texts[style] ?? '';
        expect(value(readDate(written(fullWidth ? wide(text) : text)))).toBe(day);
      }),
    );
  });

  it('survive the spreadsheet’s day numbers in both systems', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(dateOfSerial(serialOfDate(day))).toBe(day);
        expect(dateOfSerial(serialOfDate(day) - 1462, true)).toBe(day);
      }),
    );
    expect(dateOfSerial(59)).toBe('1900-02-28');
    expect(dateOfSerial(61)).toBe('1900-03-01');
  });

  it('say what is wrong: no day, no such day, no date', () => {
    for (const text of ['2019.4', '2019年4月', '2019', '201904'])
      expect(reason(readDate(written(text)))).toBe('dateWithoutDay');
    for (const text of ['2019-02-30', '2019.13.1', '20190431'])
      expect(reason(readDate(written(text)))).toBe('dateImpossible');
    for (const text of ['昨天', '4月12日', '19.4.12', '9999999'])
      expect(reason(readDate(written(text)))).toBe('dateUnreadable');
  });
});

describe('months', () => {
  it('read back however they are written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 4 }),
        (y, m, style) => {
          const two = String(m).padStart(2, '0');
          const text = [`${y}-${two}`, `${y}.${two}`, `${y}${two}`, `${y}年${m}月`, `${y}/${m}`][style] ?? '';
          expect(value(readMonth(written(text)))).toBe(`${y}-${two}`);
        },
      ),
    );
  });

  it('ask again where a number lost its last digit', () => {
    expect(reason(readMonth({ text: '1953.1', number: 1953.1 }))).toBe('monthAmbiguous');
    expect(value(readMonth(written('1953.1')))).toBe('1953-01');
    expect(reason(readMonth(written('1953')))).toBe('monthMissing');
  });
});

describe('building times', () => {
  it.each([
    ['80年代', 1980],
    ['1990年代', 1990],
    ['90年代初', 1990],
    ['1985年', 1985],
    ['2001', 2001],
    ['上世纪八十年代', 1980],
    ['00年代', 2000],
  ])('%s is from %i', (text, fromYear) => {
    expect(value(buildingTime.read(written(text), NO_SURROUNDINGS))).toEqual({ text, fromYear });
  });

  it('keeps words that name no year, with a doubt', () => {
    expect(buildingTime.read(written('老房子'), NO_SURROUNDINGS)).toEqual({
      ok: true,
      value: { text: '老房子' },
      doubt: 'decadeUnreadable',
    });
  });
});

describe('durations', () => {
  it('read back however they are written, without rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400_000 }), fc.boolean(), (length, fullWidth) => {
        const texts = [
          showDuration(length),
          `${length}分钟`,
          `${length} min`,
          `${Math.floor(length / 60)}小时${length % 60}分`,
          `${Math.floor(length / 60)}:${String(length % 60).padStart(2, '0')}`,
        ];
        if (length % 3 === 0) texts.push(`${length / 60}h`, `${length / 60} 小时`, String(length / 60));
        for (const text of texts) {
          if (/^\d{5,}:|\.\d{3,}/.test(text)) continue;
          expect(value(minutes(fullWidth ? wide(text) : text)), text).toBe(length);
        }
      }),
    );
  });

  it.each([
    ['1.5h', 90],
    ['90分钟', 90],
    ['2 小时', 120],
    ['0.5 小时', 30],
    ['1小时30分', 90],
    ['6300小时', 378_000],
    ['半小时', 30],
    ['1个半小时', 90],
    ['一个半小时', 90],
    ['两小时', 120],
    ['十分钟', 10],
    ['3', 180],
    ['１．５Ｈ', 90],
  ])('%s is %i minutes', (text, expected) => expect(value(minutes(text))).toBe(expected));

  it('bare numbers are minutes where the heading says so', () =>
    expect(value(minutes('90', '服务时长（分钟）'))).toBe(90));

  it('are refused when they do not come to whole minutes, or say nothing', () => {
    expect(reason(minutes('0.33小时'))).toBe('durationNotWholeMinutes');
    for (const text of ['一会儿', '小时', '半', '1-2小时'])
      expect(reason(minutes(text)), text).toBe('durationUnreadable');
  });

  it('of one service stay within a day', () => {
    expect(reason(serviceDuration.read(written('90'), NO_SURROUNDINGS))).toBe('durationOutOfRange');
  });

  it.each(['0', '0分钟', '-3小时', '-3', '－3小时', '负半小时', '-90分钟'])(
    'of one service are more than %s',
    (text) => {
      expect(reason(serviceDuration.read(written(text), NO_SURROUNDINGS))).toBe('durationNotPositive');
    },
  );
});

describe('money', () => {
  it('reads back to the fen however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.boolean(), (amount, fullWidth) => {
        const yuan = `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
        const grouped = yuan.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
        const texts = [showYuan(amount), yuan, `￥${grouped}`, `${grouped} 元`, `人民币${yuan}元整`];
        for (const text of texts) expect(value(fen(fullWidth ? wide(text) : text)), text).toBe(amount);
        expect(value(fen(`(${yuan})`))).toBe(amount === 0 ? 0 : -amount);
        expect(value(fen(`${(BigInt(amount) * 1n).toString()}万元`))).toBe(
          Number.isSafeInteger(amount * 10 ** 6) ? amount * 10 ** 6 : undefined,
        );
      }),
    );
  });

  it('knows 万元 from the cell, the heading and the note', () => {
    expect(value(fen('1.2万元'))).toBe(1_200_000);
    expect(value(fen('1.2', '收入（万元）'))).toBe(1_200_000);
    expect(value(fen('1.2', '收入', '单位：万元'))).toBe(1_200_000);
    expect(value(fen('1.2', '收入（元）', '单位：万元'))).toBe(120);
    expect(value(fen('1.2', '收入', '单位：元'))).toBe(120);
  });

  it('refuses fractions of a fen and what is no amount', () => {
    expect(reason(fen('1.005'))).toBe('moneyTooFine');
    for (const text of ['壹佰', '1,23', '约500', '5.', '--5'])
      expect(reason(fen(text)), text).toBe('moneyUnreadable');
  });
});

describe('smaller styles', () => {
  it('whole numbers read full width, grouping and counting words', () => {
    fc.assert(
      fc.property(fc.nat(), (n) => {
        for (const text of [
          String(n),
          `${n}户`,
          wide(`${n}`),
          `${n}人次`,
          n.toLocaleString('en-US'),
          `${n}.0`,
        ]) {
          expect(value(wholeNumber.read(written(text), NO_SURROUNDINGS)), text).toBe(n);
        }
      }),
    );
    expect(reason(wholeNumber.read(written('50.5'), NO_SURROUNDINGS))).toBe('numberNotWhole');
    expect(reason(wholeNumber.read(written('约50'), NO_SURROUNDINGS))).toBe('numberUnreadable');
    expect(value(squareMetres.read(written('69.5㎡'), NO_SURROUNDINGS))).toBe(69.5);
  });

  it('mobile phones read through dashes, spaces, +86 and full width', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 9 }),
        fc.integer({ min: 0, max: 999_999_999 }),
        (second, rest) => {
          const digits = `1${second}${String(rest).padStart(9, '0')}`;
          const [a, b, c] = [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)];
          for (const text of [
            digits,
            `${a}-${b}-${c}`,
            `${a} ${b} ${c}`,
            `+86 ${digits}`,
            `86${digits}`,
            wide(digits),
          ]) {
            expect(value(phone.read(written(text), NO_SURROUNDINGS)), text).toBe(digits);
          }
        },
      ),
    );
    expect(value(phone.read(written('028-83012345'), NO_SURROUNDINGS))).toBe('02883012345');
    expect(reason(phone.read(written('1990100'), NO_SURROUNDINGS))).toBe('phoneUnreadable');
    expect(phone.read(written('19901000000/19901000007'), NO_SURROUNDINGS)).toEqual({
      ok: true,
      value: '19901000000',
      doubt: 'severalPhones',
    });
  });

  it('yes and no have many signs', () => {
    const style = yesNo({ yes: ['离退休'], no: ['在职'] });
    for (const text of ['√', '✓', '是', '有', ' 离退休 ', 'Y'])
      expect(value(style.read(written(text), NO_SURROUNDINGS)), text).toBe(true);
    for (const text of ['×', '否', '无', '在职', '—'])
      expect(value(style.read(written(text), NO_SURROUNDINGS)), text).toBe(false);
    expect(style.whenBlank).toBe(false);
    expect(reason(style.read(written('也许'), NO_SURROUNDINGS))).toBe('yesNoUnreadable');
  });

  it('members of democratic parties are not members of the Party', () => {
    const read = (text: string) => value(politics.read(written(text), NO_SURROUNDINGS));
    for (const text of ['党员', '中共党员', '预备党员', '中共预备党员'])
      expect(read(text)).toBe('partyMember');
    for (const text of ['民盟盟员', '农工党员', '九三学社社员', '致公党员']) expect(read(text)).toBe('other');
    for (const text of ['民盟盟员', '致公党员', '其他'])
      expect(politics.read(written(text), NO_SURROUNDINGS)).not.toHaveProperty('doubt');
    expect(politics.read(written('外星人'), NO_SURROUNDINGS)).toEqual({
      ok: true,
      value: 'other',
      doubt: 'politicsUnknown',
    });
    expect([read('共青团员'), read('群众')]).toEqual(['youthLeague', 'masses']);
    expect(value(gender.read(written(' 女 '), NO_SURROUNDINGS))).toBe('female');
  });

  it('names and codes are the same however they are typed', () => {
    expect(nameOf('王　强')).toBe('王强');
    expect(nameOf(' Anna  Lee ')).toBe('Anna Lee');
    expect(value(code.read(written('ｄｈ 0001'), NO_SURROUNDINGS))).toBe('DH0001');
    for (const text of ['3A', 'AAA', '三A', '3A级'])
      expect(value(rating.read(written(text), NO_SURROUNDINGS))).toBe('3A');
  });
});

describe('schedules', () => {
  it.each([
    ['每周三 14:00-16:00', [{ weekday: 3, from: '14:00', to: '16:00' }]],
    ['每月第一个周四 15:00-16:30', [{ weekday: 4, nth: 1, from: '15:00', to: '16:30' }]],
    ['每两周周四 14:30-16:00', [{ weekday: 4, everyWeeks: 2, from: '14:30', to: '16:00' }]],
    [
      '每周一、周三 9:00-11:00',
      [
        { weekday: 1, from: '09:00', to: '11:00' },
        { weekday: 3, from: '09:00', to: '11:00' },
      ],
    ],
    ['周六下午2:00-4:00', [{ weekday: 6, from: '14:00', to: '16:00' }]],
    [
      '周一9:00-11:00，周三14:00-16:00',
      [
        { weekday: 1, from: '09:00', to: '11:00' },
        { weekday: 3, from: '14:00', to: '16:00' },
      ],
    ],
  ])('%s', (text, slots) =>
    expect(value(schedule.read(written(text), NO_SURROUNDINGS))).toEqual({ text, slots }),
  );

  it('a range of weekdays names each of them', () => {
    const read = value(schedule.read(written('周一至周五 16:30-18:00'), NO_SURROUNDINGS)) as {
      slots: { weekday: number }[];
    };
    expect(read.slots.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5]);
  });
});
