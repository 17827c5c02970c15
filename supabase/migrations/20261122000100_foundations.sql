-- Foundations: nothing is reachable until a later migration grants it.
--
-- Tables, and the functions that touch them, live in `app`, which the Data API does not expose. `public` holds
-- only doors: one-line invoker functions, one per intent. No client role may read or write a table: row level
-- security is on everywhere and no policy opens it, so the definers behind the doors are the only way in, and
-- each of them asks first who is calling (app.need_account, app.need_member, app.need_facilitator).

alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from public, anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from public, anon, authenticated, service_role;
alter default privileges in schema public revoke execute on functions from public, anon, authenticated, service_role;

create schema app;
comment on schema app is 'Everything Rebound keeps. Not exposed to the API.';
revoke all on schema app from public;
grant usage on schema app to anon, authenticated, service_role;

-- Accounts ------------------------------------------------------------------------------------------------------

create table app.profiles (
  account_id uuid primary key references auth.users on delete cascade,
  time_zone text not null default 'UTC',
  locale text not null default 'en' constraint locale_form check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  country text constraint country_form check (country ~ '^[A-Z]{2}$'),
  adult_since timestamptz,
  practised_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table app.profiles is 'An account''s own settings. The only table that points at auth.';
alter table app.profiles enable row level security;

create function app.is_time_zone(_name text) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  perform now() at time zone _name;
  return _name is not null;
exception when invalid_parameter_value then
  return false;
end $$;

-- Definer: a newcomer's profile is made the first time it is needed. The caller is read from the token alone.
create function app.need_account() returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := (select auth.uid());
begin
  if me is null then
    raise sqlstate 'PT401' using message = 'sign_in_first';
  end if;
  if not exists (select from app.profiles where account_id = me) then
    insert into app.profiles (account_id) values (me) on conflict do nothing;
  end if;
  return me;
exception when foreign_key_violation then
  -- The token outlived its account.
  raise sqlstate 'PT401' using message = 'session_ended';
end $$;

-- Definer: reads the caller's own settings for the pages.
create function app.my_time_zone() returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((select time_zone from app.profiles where account_id = (select auth.uid())), 'UTC');
$$;

-- What a reader learns of a time: never an instant, only how people speak of one.
create function app.coarse_time(_at timestamptz, _zone text) returns text
language sql stable set search_path = '' as $$
  select case
    when here.day = today.day and extract(hour from here.clock) < 12 then 'this_morning'
    when here.day = today.day and extract(hour from here.clock) < 18 then 'this_afternoon'
    when here.day = today.day then 'this_evening'
    when here.day = today.day - 1 then 'yesterday'
    when date_trunc('week', here.day) = date_trunc('week', today.day) then 'this_week'
    when date_trunc('week', here.day) = date_trunc('week', today.day) - interval '1 week' then 'last_week'
    when date_trunc('month', here.day) = date_trunc('month', today.day) then 'this_month'
    else to_char(here.day, 'YYYY-MM')
  end
  from (select (_at at time zone _zone) as clock, (_at at time zone _zone)::date as day) as here,
       (select (now() at time zone _zone)::date as day) as today;
$$;

-- Words ---------------------------------------------------------------------------------------------------------

-- A member's words as they are kept: no control characters, no invisible ones that could hide a contact.
create function app.tidy(_text text) returns text
language sql immutable set search_path = '' as $$
  select btrim(regexp_replace(
    replace(replace(coalesce(_text, ''), e'\r\n', e'\n'), e'\r', e'\n'),
    '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]', '', 'g'
  ), e' \n\t');
$$;

-- The last wall before a text is stored. The anonymiser has hidden contacts already; this refuses what slipped by.
create function app.holds_contact(_text text) returns boolean
language sql immutable set search_path = '' as $$
  select plain ~* '[[:alnum:]._%+-]+\s*(@|\(at\)|\[at\])\s*[[:alnum:]-]+\s*(\.|\(dot\)|\[dot\])\s*[[:alpha:]]{2,}'
      or plain ~* '(https?://|\mwww\.)\S'
      or plain ~* '\m[[:alnum:]-]+\.(com|org|net|io|co|ai|dev|me|app|edu|gov|info|biz|jobs|uk|ie|de|fr|es|it|nl|ca|au|nz|in|us|ly|gg|xyz|site|page|link)\M'
      or plain ~ '(\+|\m00)[[:space:]().-]*([0-9][[:space:]().-]*){8,15}'
      or plain ~ '(^|[^0-9])\(?[0-9]{3}\)?[ .-][0-9]{3}[ .-][0-9]{4}($|[^0-9])'
      or plain ~ '(^|[^0-9])0([0-9][ .()-]?){8,11}($|[^0-9])'
      or plain ~ '(^|[^0-9])[0-9]{9,15}($|[^0-9])'
  from (
    select regexp_replace(
      regexp_replace(normalize(coalesce(_text, ''), nfkc), '\masp\.net\M', '', 'gi'),
      '\m([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4})\M', '', 'g'
    ) as plain
  ) as texts;
$$;

-- Says no to a text that is too long, empty where it may not be, or still holding a contact; else gives it back tidied.
create function app.checked_text(_text text, _longest integer, _optional boolean default false) returns text
language plpgsql immutable set search_path = '' as $$
declare
  kept text;
begin
  if char_length(_text) > _longest then
    raise sqlstate 'PT422' using message = 'text_too_long';
  end if;
  kept := app.tidy(_text);
  if kept = '' and not _optional then
    raise sqlstate 'PT422' using message = 'text_missing';
  end if;
  if app.holds_contact(kept) then
    raise sqlstate 'PT422' using message = 'contact_left';
  end if;
  return kept;
end $$;

-- Rate limits -----------------------------------------------------------------------------------------------------

create table app.rate_limits (
  account_id uuid not null references app.profiles on delete cascade,
  action text not null,
  starts_at timestamptz not null,
  uses integer not null default 1,
  primary key (account_id, action, starts_at)
);
comment on table app.rate_limits is 'How often an account did something in a window of time. Purged after two days.';
alter table app.rate_limits enable row level security;

-- Counts one use and says whether it is still within the limit. A caller that raises undoes its own count, so
-- whoever must count failures answers with a status instead.
create function app.within_limit(_account uuid, _action text, _most integer, _window interval) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  used integer;
begin
  insert into app.rate_limits as kept (account_id, action, starts_at)
  values (_account, _action, date_bin(_window, now(), timestamptz '2020-01-01'))
  on conflict (account_id, action, starts_at) do update set uses = kept.uses + 1
  returning uses into used;
  return used <= _most;
end $$;

create function app.need_pace(_account uuid, _action text, _most integer, _window interval) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not app.within_limit(_account, _action, _most, _window) then
    raise sqlstate 'PT429' using message = 'too_fast';
  end if;
end $$;
