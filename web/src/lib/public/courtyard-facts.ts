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

/** When it was built, as the ledger writes it; a bare year gets its 年. */
export const eraOf = (builtText: string): string =>
  /^\d{4}$/.test(builtText) && getLocale() === 'zh-CN' ? `${builtText}年` : builtText;

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
