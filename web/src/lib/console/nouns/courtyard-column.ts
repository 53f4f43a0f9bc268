import { m } from '#lib/paraglide/messages.js';
import { link, NOTHING } from '../cell.ts';
import type { Column, Filter } from '../noun.ts';

/** Where a thing belongs, by name; the courtyard's own page is one click away. */
export const courtyardColumn: Column<{ courtyardId?: string | undefined }> = {
  label: m.console_field_courtyard,
  saidBy: 'courtyardId',
  value: ({ courtyardId }, { base, courtyardName }) =>
    courtyardId === undefined
      ? NOTHING
      : link(courtyardName(courtyardId), `${base}/courtyard/courtyards/${courtyardId}`),
};

export const courtyardFilter: Filter = {
  name: 'courtyardId',
  label: m.console_field_courtyard,
  options: 'courtyards',
};
