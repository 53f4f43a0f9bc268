import { m } from '#lib/paraglide/messages.js';
import { count, link, text } from '../cell.ts';
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
