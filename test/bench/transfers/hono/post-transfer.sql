create function answer_of(
  entry entries, giver text, giver_name text, taker text, taker_name text, points integer
) returns json language sql immutable as $$
  select json_build_object(
    'id', entry.id, 'kind', entry.kind, 'on', entry."on",
    'postings', json_build_array(
      json_build_object('account', giver, 'amount', -points, 'name', giver_name),
      json_build_object('account', taker, 'amount', points, 'name', taker_name)
    ),
    'reason', entry.reason
  )
$$;

-- A whole transfer in one round trip and one transaction: who asks, the entry, both accounts, both postings.
-- Errors: LN401, LN403, LN404, LN409, LN422, which are the statuses they are answered with.
create function post_transfer(
  token_hash text, entry_id text, giver text, taker text, points integer, why text, hash_of_asked text
) returns json language plpgsql as $$
declare
  who tokens;
  entry entries;
  giver_name text;
  taker_name text;
begin
  select * into who from tokens where hash = token_hash and until > now();
  if not found then raise exception 'Nobody is signed in' using errcode = 'LN401'; end if;
  if not 'timebank:write' = any (who.permissions) then
    raise exception 'Not permitted' using errcode = 'LN403';
  end if;

  -- First, so that what was posted before is answered whatever has become of the accounts since.
  insert into entries values (entry_id, 'transfer', current_date, why, hash_of_asked, who.actor, now())
    on conflict do nothing returning * into entry;
  if not found then
    select * into entry from entries where id = entry_id;
    if entry.asked_hash <> hash_of_asked then
      raise exception 'The key was used for something else' using errcode = 'LN409';
    end if;
    select account_id, name into giver, giver_name from postings p where p.entry_id = entry.id and position = 0;
    select account_id, name, amount into taker, taker_name, points
      from postings p where p.entry_id = entry.id and position = 1;
    return answer_of(entry, giver, giver_name, taker, taker_name, points);
  end if;

  -- In the order of their ids, so that two transfers over the same accounts meet on the first.
  perform 1 from accounts where id in (giver, taker) order by id for update;
  update accounts set balance = balance - points, line_count = line_count + 1
    where id = giver returning name into giver_name;
  if not found then raise exception 'No such account' using errcode = 'LN404'; end if;
  update accounts set balance = balance + points, line_count = line_count + 1
    where id = taker returning name into taker_name;
  if not found then raise exception 'No such account' using errcode = 'LN404'; end if;
  insert into postings values (entry_id, 0, giver, giver_name, -points), (entry_id, 1, taker, taker_name, points);
  return answer_of(entry, giver, giver_name, taker, taker_name, points);
end $$;
