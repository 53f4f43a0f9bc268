-- A double-entry ledger of points as one writes it for PostgreSQL. Two servers stand on it, each in a database of its own.

-- `guarded`: may not fall below zero. The community's own account, from which points are issued, is not.
-- Balances are rewritten with every transfer: the free half of each page lets that happen in place, without the index.
create table accounts (
  id text primary key,
  name text not null,
  guarded boolean not null default true,
  balance integer not null default 0,
  line_count integer not null default 0,
  constraint balance_too_low check (balance >= 0 or not guarded)
) with (fillfactor = 50);

-- The id follows from the client's key, so that the same request can be posted once, for ever. What was asked for is
-- kept as a hash, by which the same again is told from something else.
create table entries (
  id text primary key,
  kind text not null,
  "on" date not null,
  reason text not null,
  asked_hash text not null,
  actor text not null,
  at timestamptz not null
);

create index entries_by_day on entries ("on", id);

create table postings (
  entry_id text not null references entries (id),
  position smallint not null,
  account_id text not null references accounts (id),
  name text not null,
  amount integer not null,
  primary key (entry_id, position)
);

create table tokens (
  hash text primary key,
  actor text not null,
  permissions text[] not null,
  until timestamptz not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'entries are immutable';
end $$;

create trigger entries_are_immutable before update or delete on entries for each row execute function refuse_change();
create trigger postings_are_immutable before update or delete on postings for each row execute function refuse_change();
