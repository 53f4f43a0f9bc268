import { m } from '#lib/paraglide/messages.js';
import { count, hours, moment } from './cell.ts';
import type { ImportSummary } from './importing/import-types.ts';
import { importStateLabel } from './importing/state-label.ts';
import { stepOf } from './importing/step.ts';

type Figures = Readonly<Partial<Record<string, number>>>;
type HomeFigure = { label: string; value: string; href: string; note?: string | undefined };
type Courtyard = { basis: 'rows' | 'reported' | 'unknown'; households: number };
type Attention = { text: string; href: string; since?: string | undefined };

type Counted = { figures: Figures; courtyards: readonly Courtyard[] };

/** What a morning's look at the community, or at their courtyards, wants to know; each figure opens its rows. */
export function homeFigures(
  { figures, courtyards }: Counted,
  base: string,
  shown: (path: string) => boolean,
): HomeFigure[] {
  const one = (label: string, metric: string, path: string, said = count, note?: string) =>
    figures[metric] !== undefined && shown(path)
      ? [{ label, value: said(figures[metric]).text, href: `${base}/${path}`, note }]
      : [];
  const surveyed = surveyedOf(courtyards);
  return [
    ...one(m.console_courtyards(), 'courtyards', 'courtyard/courtyards'),
    ...one(m.console_households(), 'households', 'courtyard/households', count, surveyed),
    ...one(m.console_residents(), 'residents', 'courtyard/persons', count, surveyed),
    ...one(m.console_meetings(), 'meetings', 'governance/meetings'),
    ...one(m.console_opinions(), 'opinions', 'governance/opinions'),
    ...one(m.console_volunteers(), 'volunteers', 'timebank/volunteers'),
    ...one(m.console_hours_served(), 'serviceMinutes', 'timebank/service-records', hours),
    ...one(m.console_courses(), 'courses', 'learning/courses'),
    ...one(m.console_units(), 'regionalUnits', 'partners/units'),
  ];
}

/** Households and residents are those of the surveyed courtyards only, which is said until all of them are. */
function surveyedOf(courtyards: readonly Courtyard[]): string | undefined {
  const surveyed = courtyards.filter(({ basis, households }) => basis === 'rows' && households > 0).length;
  return surveyed === courtyards.length
    ? undefined
    : m.console_surveyed_of({ surveyed: String(surveyed), courtyards: String(courtyards.length) });
}

type Found = {
  open: {
    items: readonly { id: string; text: string; raisedOn?: string | undefined }[];
    next?: string | undefined;
  };
  /** Absent for whoever does not see them. */
  imports: readonly ImportSummary[] | undefined;
  figures: Figures;
};

const UNFINISHED = new Set<ImportSummary['state']>([
  'needsMapping',
  'ready',
  'failed',
  'running',
  'preflighting',
]);

/** What waits for a person, the most pressing first. */
export function needsAttention({ open, imports, figures }: Found, base: string): Attention[] {
  const unfinished = (imports ?? [])
    .filter(({ state }) => UNFINISHED.has(state))
    .map(({ id, state, createdAt }) => ({
      text: m.console_import_waits({ state: importStateLabel(state) }),
      since: moment(createdAt).text,
      href: `${base}/importing/${id}/${stepOf(state)}`,
    }));
  const opinions = open.items.map(({ id, text, raisedOn }) => ({
    text: m.console_opinion_waits({ text }),
    // The same wish is often heard twice: the day tells one from the other.
    since: raisedOn,
    href: `${base}/governance/opinions/${id}`,
  }));
  const nothing = (figures['courtyards'] ?? 0) === 0 && imports?.length === 0;
  const first: Attention[] = nothing ? [{ text: m.console_import_first(), href: `${base}/importing` }] : [];
  const more =
    open.next === undefined
      ? []
      : [{ text: m.console_more_opinions(), href: `${base}/governance/opinions?status=open` }];
  return [...first, ...unfinished, ...opinions, ...more];
}
