import { m } from '#lib/paraglide/messages.js';

const DAYS = {
  mon: m.console_monday,
  tue: m.console_tuesday,
  wed: m.console_wednesday,
  thu: m.console_thursday,
  fri: m.console_friday,
  sat: m.console_saturday,
  sun: m.console_sunday,
};
const PARTS = {
  morning: { of: m.volunteer_morning, alone: m.volunteer_part_morning },
  afternoon: { of: m.volunteer_afternoon, alone: m.volunteer_part_afternoon },
  evening: { of: m.volunteer_evening, alone: m.volunteer_part_evening },
};

type Day = keyof typeof DAYS;
type Part = keyof typeof PARTS;
type Time = `${Day}-${Part}`;

/** A week as a form asks for it: a day a row, a part of the day a column. */
export const week = () => ({
  parts: Object.values(PARTS).map(({ alone }) => alone()),
  days: Object.entries(DAYS).map(([day, name]) => ({
    name: name(),
    times: Object.entries(PARTS).map(([part, { of }]) => ({
      value: `${day}-${part}`,
      label: of({ day: name() }),
    })),
  })),
});

/** 周六上午、周日晚上. */
export const timesInWords = (times: readonly Time[]): string =>
  times
    .map((time) => {
      const [day, part] = time.split('-') as [Day, Part];
      return PARTS[part].of({ day: DAYS[day]() });
    })
    .join(m.console_list_comma());
