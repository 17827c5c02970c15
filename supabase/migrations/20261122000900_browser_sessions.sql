-- Browser sessions: staying signed in. A browser holds one random id in a cookie that no script can read; here lies
-- what it stands for. Only hashes of ids are kept, and the tokens are sealed with a key that the database never
-- sees, so neither a copy of these tables nor a stolen key opens anybody's account.
--
-- The doors are open to visitors, because the id is the proof: 256 random bits that nobody can guess.

create table app.browser_sessions (
  id_hash text primary key,
  account_id uuid not null references app.profiles on delete cascade,
  sealed text not null constraint browser_session_size check (char_length(sealed) between 1 and 16000),
  access_expires_at timestamptz not null,
  expires_at timestamptz not null default now() + interval '30 days',
  version integer not null default 0,
  lease_until timestamptz not null default '-infinity',
  created_at timestamptz not null default now()
);
comment on table app.browser_sessions is 'One row for each browser that is signed in. Deleting it signs that browser out.';
comment on column app.browser_sessions.lease_until is 'Until then one process alone may spend the refresh token.';
create index browser_sessions_account_idx on app.browser_sessions (account_id, created_at desc);
create index browser_sessions_expiry_idx on app.browser_sessions (expires_at);
alter table app.browser_sessions enable row level security;

create table app.session_tickets (
  ticket_hash text primary key,
  binding_hash text not null,
  id_hash text not null references app.browser_sessions on delete cascade,
  sealed_id text not null constraint session_ticket_size check (char_length(sealed_id) between 1 and 1000),
  expires_at timestamptz not null default now() + interval '1 minute'
);
comment on table app.session_tickets is 'Carries a new session to the one browser that asked for it, once, within a minute.';
create index session_tickets_session_idx on app.session_tickets (id_hash);
create index session_tickets_expiry_idx on app.session_tickets (expires_at);
alter table app.session_tickets enable row level security;

create function app.hash_of(_secret text) returns text
language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(_secret, 'UTF8')), 'hex');
$$;

-- A short id could be guessed, an empty binding would fit every browser.
create function app.need_secret(_secret text, _shortest integer default 40) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(char_length(_secret), 0) not between _shortest and 200 then
    raise sqlstate 'PT401' using message = 'session_ended';
  end if;
  return app.hash_of(_secret);
end $$;

-- Actions ---------------------------------------------------------------------------------------------------------

-- Keeps a fresh sign-in, its ticket, and the account's twenty newest browsers. A repeated call changes nothing.
create function app.open_browser_session(_id text, _ticket text, _binding text, _sealed text, _sealed_id text, _access_expires_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_account();
  session text := app.need_secret(_id);
begin
  delete from app.browser_sessions where expires_at < now();
  delete from app.session_tickets where expires_at < now();
  insert into app.browser_sessions (id_hash, account_id, sealed, access_expires_at)
  values (session, me, _sealed, _access_expires_at)
  on conflict do nothing;
  if not found then
    return;
  end if;
  insert into app.session_tickets (ticket_hash, binding_hash, id_hash, sealed_id)
  values (app.need_secret(_ticket), app.need_secret(_binding, 32), session, _sealed_id);
  delete from app.browser_sessions
  where id_hash in (
    select id_hash from app.browser_sessions where account_id = me order by created_at desc, id_hash offset 20
  );
end $$;

-- A ticket is spent by the first try, right or wrong.
create function app.redeem_session_ticket(_ticket text, _binding text) returns text
language sql security definer set search_path = '' as $$
  with spent as (
    delete from app.session_tickets where ticket_hash = app.need_secret(_ticket) returning *
  )
  select sealed_id from spent where binding_hash = app.need_secret(_binding, 32) and expires_at > now();
$$;

create function app.browser_session(_id text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'sealed', sealed, 'version', version,
    'access_expires_in_s', extract(epoch from access_expires_at - now())::integer
  )
  from app.browser_sessions where id_hash = app.need_secret(_id) and expires_at > now();
$$;

-- True for the one caller who may now spend the refresh token; ten seconds, or until it is renewed.
create function app.lease_browser_session(_id text, _version integer) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update app.browser_sessions set lease_until = now() + interval '10 seconds'
  where id_hash = app.need_secret(_id) and version = _version and lease_until < now() and expires_at > now();
  return found;
end $$;

create function app.renew_browser_session(_id text, _version integer, _sealed text, _access_expires_at timestamptz) returns void
language sql security definer set search_path = '' as $$
  update app.browser_sessions
  set sealed = _sealed, access_expires_at = _access_expires_at, version = version + 1, lease_until = '-infinity'
  where id_hash = app.need_secret(_id) and version = _version;
$$;

create function app.close_browser_session(_id text) returns void
language sql security definer set search_path = '' as $$
  delete from app.browser_sessions where id_hash = app.need_secret(_id);
$$;

create function app.close_my_browser_sessions() returns void
language sql security definer set search_path = '' as $$
  delete from app.browser_sessions where account_id = app.need_account();
$$;

-- Doors -----------------------------------------------------------------------------------------------------------

create function public.open_browser_session(id text, ticket text, binding text, sealed text, sealed_id text, access_expires_at timestamptz) returns void
language sql volatile security invoker set search_path = '' as $$ select app.open_browser_session($1, $2, $3, $4, $5, $6) $$;
create function public.redeem_session_ticket(ticket text, binding text) returns text
language sql volatile security invoker set search_path = '' as $$ select app.redeem_session_ticket($1, $2) $$;
create function public.browser_session(id text) returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.browser_session($1) $$;
create function public.lease_browser_session(id text, version integer) returns boolean
language sql volatile security invoker set search_path = '' as $$ select app.lease_browser_session($1, $2) $$;
create function public.renew_browser_session(id text, version integer, sealed text, access_expires_at timestamptz) returns void
language sql volatile security invoker set search_path = '' as $$ select app.renew_browser_session($1, $2, $3, $4) $$;
create function public.close_browser_session(id text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.close_browser_session($1) $$;
create function public.close_my_browser_sessions() returns void
language sql volatile security invoker set search_path = '' as $$ select app.close_my_browser_sessions() $$;

revoke execute on function
  app.hash_of(text), app.need_secret(text, integer),
  app.open_browser_session(text, text, text, text, text, timestamptz), app.redeem_session_ticket(text, text),
  app.browser_session(text), app.lease_browser_session(text, integer),
  app.renew_browser_session(text, integer, text, timestamptz), app.close_browser_session(text),
  app.close_my_browser_sessions(),
  public.open_browser_session(text, text, text, text, text, timestamptz), public.redeem_session_ticket(text, text),
  public.browser_session(text), public.lease_browser_session(text, integer),
  public.renew_browser_session(text, integer, text, timestamptz), public.close_browser_session(text),
  public.close_my_browser_sessions()
from public, anon, authenticated;

grant execute on function
  app.open_browser_session(text, text, text, text, text, timestamptz), app.close_my_browser_sessions(),
  public.open_browser_session(text, text, text, text, text, timestamptz), public.close_my_browser_sessions()
to authenticated;

grant execute on function
  app.redeem_session_ticket(text, text), app.browser_session(text), app.lease_browser_session(text, integer),
  app.renew_browser_session(text, integer, text, timestamptz), app.close_browser_session(text),
  public.redeem_session_ticket(text, text), public.browser_session(text), public.lease_browser_session(text, integer),
  public.renew_browser_session(text, integer, text, timestamptz), public.close_browser_session(text)
to anon, authenticated;
