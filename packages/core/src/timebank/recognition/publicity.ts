import { z } from 'zod';
import { LinliError, type PlainDate } from '../../kernel/index.ts';

/** 公示期不少于 3 个工作日: what star levels stand for before they are granted. DESIGN §6. */
const STAR_WORKING_DAYS = 3;
/** 公示时间一般不少于 7 天: 《关于规范志愿服务记录证明工作的指导意见》(民发〔2015〕149号). Calendar days. */
const CERTIFICATE_DAYS = 7;

const DAY_MS = 24 * 60 * 60 * 1000;

const daysAfter = (day: PlainDate, days: number): PlainDate =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

const isWeekend = (day: PlainDate): boolean => [0, 6].includes(new Date(day).getUTCDay());

/**
 * The last day of a publicity that opens on `day` and lasts so many working days, the day of opening not counted. Weekends
 * are no working days. Statutory holidays, and the weekends worked in their stead, are announced anew each year by the
 * State Council and are not known here: whoever opens a publicity before one sets a later end.
 */
export function workingDaysAfter(day: PlainDate, count: number): PlainDate {
  let last = day;
  for (let left = count; left > 0; ) {
    last = daysAfter(last, 1);
    if (!isWeekend(last)) left--;
  }
  return last;
}

/** The earliest last day of a publicity that opens today. */
export const earliestEnd = {
  star: (today: PlainDate): PlainDate => workingDaysAfter(today, STAR_WORKING_DAYS),
  certificate: (today: PlainDate): PlainDate => daysAfter(today, CERTIFICATE_DAYS),
};

/** A last day that was asked for, or the earliest. Throws `invalid` for one that is too early. */
export function publicUntil(kind: keyof typeof earliestEnd, today: PlainDate, asked: PlainDate | undefined) {
  const earliest = earliestEnd[kind](today);
  if (asked !== undefined && asked < earliest)
    throw new LinliError('invalid', 'publicityTooShort', { field: 'endsOn', params: { earliest } });
  return asked ?? earliest;
}

export const EndsOn = z.iso.date().optional();
