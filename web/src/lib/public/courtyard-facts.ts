import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { count } from '#lib/words.ts';

type Facts = {
  builtText?: string | undefined;
  reportedHouseholds?: number | undefined;
  reportedResidents?: number | undefined;
  hasBranch: boolean;
  hasStation: boolean;
};

/** When it was built: in Chinese as the ledger writes it, a bare year with its 年; in English 80年代 is the 1980s. */
export function eraOf(builtText: string): string {
  if (getLocale() === 'zh-CN') return /^\d{4}$/.test(builtText) ? `${builtText}年` : builtText;
  const [, decade, part = '', year] =
    /^(?:(\d{2}|\d{4})年代([初中末后])?期?|(\d{4})年?)$/.exec(builtText) ?? [];
  if (decade === undefined) return year ?? builtText;
  // 80年代 is of the last century; 00 and 10 are of this one.
  const century = decade.length === 4 ? '' : Number(decade) < 30 ? '20' : '19';
  return (PART_OF_DECADE[part] ?? m.courtyard_decade)({ decade: century + decade });
}

const PART_OF_DECADE: Readonly<Record<string, typeof m.courtyard_decade>> = {
  初: m.courtyard_decade_early,
  中: m.courtyard_decade_mid,
  末: m.courtyard_decade_late,
  后: m.courtyard_decade_late,
};

/** What is on record of a courtyard, and nothing where nothing is. */
export const factsOf = (courtyard: Facts) => [
  courtyard.builtText !== undefined && m.courtyard_built({ when: eraOf(courtyard.builtText) }),
  courtyard.reportedHouseholds !== undefined &&
    m.households_count({ count: count(courtyard.reportedHouseholds) }),
  courtyard.reportedResidents !== undefined &&
    m.residents_count({ count: count(courtyard.reportedResidents) }),
  courtyard.hasBranch && m.courtyard_branch(),
  courtyard.hasStation && m.courtyard_station(),
];
