import type { PublicCourtyard } from '../courtyard/index.ts';
import type { PlainDate } from '../kernel/index.ts';
import type { Figures } from './figures.ts';

/** Who lives in a courtyard, and whether that was counted from surveyed rows or is what the courtyard ledger reports. */
export type Residency = {
  basis: 'rows' | 'reported';
  households: number;
  residents: number;
  partyMembers: number;
  retiredPartyMembers: number;
};

/** Counted where a survey has been; else as reported, if the ledger's report is not of a later day. */
export function residencyOf(courtyard: PublicCourtyard, counted: Figures, asOf: PlainDate): Residency {
  const { households, residents, partyMembers, retiredPartyMembers } = counted;
  const surveyed = households > 0 || residents > 0;
  const reportedLater = courtyard.reportedOn !== undefined && courtyard.reportedOn > asOf;
  if (surveyed || reportedLater)
    return { basis: 'rows', households, residents, partyMembers, retiredPartyMembers };
  return {
    basis: 'reported',
    households: courtyard.reportedHouseholds ?? 0,
    residents: courtyard.reportedResidents ?? 0,
    partyMembers: courtyard.reportedPartyMembers ?? 0,
    retiredPartyMembers: courtyard.reportedRetiredPartyMembers ?? 0,
  };
}
