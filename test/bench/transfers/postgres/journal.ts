import type { PostedEntry } from './requests.ts';

const PAGE = 100;

/** A page of the journal, by day and id: one query, however long it is. `after` is the cursor of the page before. */
export const journalQuery = (after = '') => ({
  text: `select e.id, e.kind, e."on"::text, e.reason,
      json_agg(json_build_object('account', p.account_id, 'amount', p.amount, 'name', p.name) order by p.position) as postings
    from (select * from entries where ("on", id) > ($1::date, $2) order by "on", id limit ${PAGE}) e
    join postings p on p.entry_id = e.id
    group by e.id, e.kind, e."on", e.reason order by e."on", e.id`,
  values: after === '' ? ['0001-01-01', ''] : after.split(' '),
});

export const pageOf = (items: PostedEntry[]) => {
  const last = items.at(-1);
  return items.length < PAGE || last === undefined ? { items } : { items, next: `${last.on} ${last.id}` };
};
