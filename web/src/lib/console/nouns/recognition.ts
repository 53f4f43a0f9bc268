import { m } from '#lib/paraglide/messages.js';
import { count, hours, link, tag, text } from '../cell.ts';
import type { Noun } from '../noun.ts';
import type { RowOf } from '../rows.ts';

type Round = RowOf<'timebank', 'star-rounds'>;

export const starRounds: Noun<Round> = {
  path: 'timebank/star-rounds',
  title: m.stars,
  empty: m.stars_empty,
  columns: [
    {
      label: m.stars_round_opens,
      value: ({ id, opensOn }, { base }) => link(opensOn, `${base}/timebank/star-rounds/${id}`),
    },
    { label: m.stars_round_ends, value: ({ endsOn }) => text(endsOn) },
    { label: m.stars_round_count, number: true, value: ({ starCount }) => count(starCount) },
  ],
};

type Certificate = RowOf<'timebank', 'certificates'>;

const STATES: Record<Certificate['state'], () => string> = {
  announced: m.certificate_state_announced,
  refused: m.certificate_state_refused,
  issued: m.certificate_state_issued,
  revoked: m.certificate_state_revoked,
};

export const certificates: Noun<Certificate> = {
  path: 'timebank/certificates',
  title: m.certificates,
  empty: m.certificates_empty,
  through: ['volunteerId'],
  columns: [
    {
      label: m.certificate_drawn_up,
      value: ({ id, drawnUpOn }, { base }) => link(drawnUpOn, `${base}/timebank/certificates/${id}`),
    },
    { label: m.certificate_number, value: ({ number }) => text(number) },
    { label: m.console_field_volunteer, saidBy: 'volunteerId', value: ({ name }) => text(name) },
    { label: m.certificate_from, value: ({ from }) => text(from) },
    { label: m.certificate_to, value: ({ to }) => text(to) },
    { label: m.console_field_hours, number: true, value: ({ minutes }) => hours(minutes) },
    {
      label: m.console_field_state,
      value: ({ state }) => tag(STATES[state](), state === 'issued' ? 'good' : 'quiet'),
    },
  ],
};
