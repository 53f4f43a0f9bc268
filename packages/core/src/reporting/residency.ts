import type { PublicCourtyard } from '../courtyard/index.ts';
import type { PlainDate } from '../kernel/index.ts';
import type { Figures } from './figures.ts';

/** Counted from surveyed rows, what the courtyard ledger reports, or not known on that day: then the figures say nothing. */
export const BASES = ['rows', 'reported', 'unknown'] as const;

/** Who lives in a courtyard, and how that is known. */
export type Residency = {
  basis: (typeof BASES)[number];
  households: number;
  residents: number;
  partyMembers: number;
  retiredPartyMembers: number;
};

/** Counted where a survey has been; else as reported, unless the ledger's report is of a later day. */
export function residencyOf(courtyard: PublicCourtyard, counted: Figures, asOf: PlainDate): Residency {
  const { households, residents, partyMembers, retiredPartyMembers } = counted;
  const surveyed = households > 0 || residents > 0;
  const reportedLater = courtyard.reportedOn !== undefined && courtyard.reportedOn > asOf;
  if (surveyed) return { basis: 'rows', households, residents, partyMembers, retiredPartyMembers };
  if (reportedLater)
    return { basis: 'unknown', households: 0, residents: 0, partyMembers: 0, retiredPartyMembers: 0 };
  return {
    basis: 'reported',
    households: courtyard.reportedHouseholds ?? 0,
    residents: courtyard.reportedResidents ?? 0,
    partyMembers: courtyard.reportedPartyMembers ?? 0,
    retiredPartyMembers: courtyard.reportedRetiredPartyMembers ?? 0,
  };
}
