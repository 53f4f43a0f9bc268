import { m } from '#lib/paraglide/messages.js';
import { dayOfWeek } from '#lib/words.ts';

export const CATEGORIES = {
  company: m.need_company,
  hospital: m.need_hospital,
  errands: m.need_errands,
  housework: m.need_housework,
  repairs: m.need_repairs,
  haircut: m.need_haircut,
  tutoring: m.need_tutoring,
  devices: m.need_devices,
  other: m.need_other,
};
export const URGENCIES = {
  ordinary: m.me_need_ordinary,
  soon: m.me_need_soon,
  urgent: m.me_need_urgent,
};
const PARTS = {
  morning: m.volunteer_part_morning,
  afternoon: m.volunteer_part_afternoon,
  evening: m.volunteer_part_evening,
};

type Part = keyof typeof PARTS;

/** The day that somebody wishes for and the part of it, or that any will do. */
export const wishedTime = ({ wishedOn, wishedPart }: { wishedOn?: string; wishedPart?: Part }): string =>
  [wishedOn === undefined ? m.need_any_day() : dayOfWeek(wishedOn), wishedPart && PARTS[wishedPart]()]
    .filter(Boolean)
    .join(' ');

const options = (words: Record<string, () => string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label: label() }));

/** What a form of a need lets one choose from. */
export const needChoices = () => ({
  categories: options(CATEGORIES),
  parts: [{ value: '', label: m.me_need_part_any() }, ...options(PARTS)],
  urgencies: options(URGENCIES),
});
