import { m } from '#lib/paraglide/messages.js';
import { link, text } from '../cell.ts';
import type { Noun } from '../noun.ts';
import type { ItemOf, RowOf } from '../rows.ts';

export const units: Noun<RowOf<'partners', 'units'>, ItemOf<'partners', 'units'>> = {
  path: 'partners/units',
  title: m.console_units,
  empty: m.console_units_empty,
  columns: [
    { label: m.console_field_name, value: (u, { base }) => link(u.name, `${base}/partners/units/${u.id}`) },
    { label: m.console_field_party_organisation, value: (u) => text(u.partyOrganisation) },
    { label: m.console_field_contact, value: (u) => text(u.contact) },
    { label: m.console_field_phone, value: (u) => text(u.phone) },
    { label: m.console_field_resource, value: (u) => text(u.resource) },
    { label: m.console_field_unit_need, value: (u) => text(u.need) },
    { label: m.console_field_project, value: (u) => text(u.project) },
  ],
  detail: {
    titled: true,
    heading: (u) => u.name,
    fields: [
      { label: m.console_field_party_organisation, value: (u) => text(u.partyOrganisation) },
      { label: m.console_field_contact, value: (u) => text(u.contact) },
      { label: m.console_field_phone, value: (u) => text(u.phone) },
      { label: m.console_field_resource, value: (u) => text(u.resource) },
      { label: m.console_field_unit_need, value: (u) => text(u.need) },
      { label: m.console_field_project, value: (u) => text(u.project) },
    ],
  },
};
