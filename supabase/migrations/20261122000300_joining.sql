-- Joining: an expiring, use-limited, revocable code opens one circle. Only its hash is kept.

create table app.invitations (
  circle_id uuid not null references app.circles on delete cascade,
  id uuid not null,
  code_hash bytea not null constraint invitation_code_taken unique,
  role app.circle_role not null default 'member',
  created_by uuid not null,
  expires_at timestamptz not null,
  most_uses integer not null constraint invitation_uses check (most_uses between 1 and 12),
  uses integer not null default 0,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (circle_id, id),
  foreign key (circle_id, created_by) references app.memberships on delete cascade
);
comment on table app.invitations is 'A way into a circle. The code itself is shown once and kept nowhere.';
create index invitations_maker_idx on app.invitations (circle_id, created_by);
alter table app.invitations enable row level security;

-- Codes are read aloud and typed by hand: case, spaces and dashes do not count, and look-alikes are one.
create function app.code_hash(_code text) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(convert_to(translate(upper(coalesce(_code, '')), 'OIL -', '011'), 'UTF8'));
$$;

create function app.create_invitation(_id uuid, _circle uuid, _code text, _role app.circle_role, _days integer, _uses integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
begin
  if exists (select from app.invitations where circle_id = _circle and id = _id) then
    return jsonb_build_object('id', _id);
  elsif char_length(translate(_code, ' -', '')) < 16 then
    raise sqlstate 'PT422' using message = 'invitation_code_short';
  elsif _days not between 1 and 30 or _uses not between 1 and 12 then
    raise sqlstate 'PT422' using message = 'invitation_uses';
  end if;
  perform app.need_pace(app.need_account(), 'invite', 30, '1 day');
  insert into app.invitations (circle_id, id, code_hash, role, created_by, expires_at, most_uses)
  values (_circle, _id, app.code_hash(_code), _role, me, now() + make_interval(days => _days), _uses);
  perform app.write_log(_circle, me, 'invitation_made', _detail => jsonb_build_object('role', _role, 'uses', _uses));
  return jsonb_build_object('id', _id);
end $$;

create function app.revoke_invitation(_circle uuid, _id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
begin
  update app.invitations set revoked_at = now() where circle_id = _circle and id = _id and revoked_at is null;
  if found then
    perform app.write_log(_circle, me, 'invitation_revoked');
  end if;
end $$;

-- What a code is good for, for this account: 'open', or the name of the refusal.
create function app.invitation_state(_found app.invitations, _account uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when _found.id is null then 'invitation_bad'
    when exists (select from app.identities where account_id = _account and circle_id = _found.circle_id and ended_at is null)
      then 'already_in'
    when exists (
      select from app.identities join app.memberships on memberships.id = identities.membership_id
      where identities.account_id = _account and identities.circle_id = _found.circle_id and memberships.removed_at is not null
    ) then 'removed_before'
    when _found.revoked_at is not null then 'invitation_revoked'
    when _found.expires_at <= now() then 'invitation_expired'
    when _found.uses >= _found.most_uses then 'invitation_used_up'
    when app.people_in(_found.circle_id) >= 12 then 'circle_full'
    else 'open'
  end;
$$;

-- Looks a code up and counts the try when it is wrong. It answers with a status and never raises, because an
-- exception would undo the count and let a guesser go on for ever.
create function app.try_code(_code text, _account uuid, out state text, out invitation app.invitations)
language plpgsql security definer set search_path = '' as $$
begin
  perform from app.profiles where account_id = _account for update;
  if 10 <= (
    select coalesce(sum(uses), 0) from app.rate_limits
    where account_id = _account and action = 'wrong_code' and starts_at > now() - interval '1 hour'
  ) then
    state := 'too_many_tries';
    return;
  end if;
  select * into invitation from app.invitations where code_hash = app.code_hash(_code);
  state := app.invitation_state(invitation, _account);
  if state = 'invitation_bad' then
    perform app.within_limit(_account, 'wrong_code', 10, '1 hour');
  end if;
end $$;

create function app.look_at_invitation(_code text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  tried record;
begin
  tried := app.try_code(_code, app.need_account());
  if tried.state = 'already_in' then
    return jsonb_build_object('state', tried.state, 'circle_id', (tried.invitation).circle_id);
  elsif tried.state <> 'open' then
    return jsonb_build_object('state', tried.state);
  end if;
  return (
    select jsonb_build_object(
      'state', 'open', 'name', circles.name, 'purpose', circles.purpose, 'role', (tried.invitation).role,
      'people', app.people_in(circles.id), 'rules', (app.rules_in_force(circles.id)).sentences,
      'version', (app.rules_in_force(circles.id)).version, 'handles', array(
        select idea from unnest(app.handle_ideas(20)) as idea where not exists (
          select from app.memberships where memberships.circle_id = circles.id and lower(memberships.handle) = lower(idea)) limit 8)
    ) from app.circles where circles.id = (tried.invitation).circle_id
  );
end $$;

create function app.join_circle(_code text, _handle text, _adult boolean, _version integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_account();
  tried record;
  _circle uuid;
  mine uuid;
begin
  if _adult is distinct from true then
    raise sqlstate 'PT422' using message = 'adults_only';
  end if;
  tried := app.try_code(_code, account);
  _circle := (tried.invitation).circle_id;
  if _circle is null then
    return jsonb_build_object('state', tried.state);
  end if;
  -- The lock makes two people after the last seat come one after the other; then the code is looked at again.
  perform from app.circles where id = _circle for update;
  select app.invitation_state(invitations, account) as state, invitations as invitation into tried
  from app.invitations where circle_id = _circle and id = (tried.invitation).id;
  if tried.state <> 'open' then
    return jsonb_build_object('state', tried.state, 'circle_id', case when tried.state = 'already_in' then _circle end);
  elsif _version is distinct from (app.rules_in_force(_circle)).version then
    raise sqlstate 'PT409' using message = 'rules_changed';
  end if;
  update app.profiles set adult_since = coalesce(adult_since, now()) where account_id = account;
  mine := app.add_membership(_circle, account, _handle, (tried.invitation).role);
  update app.invitations set uses = uses + 1 where circle_id = _circle and id = (tried.invitation).id;
  update app.circles set opened_at = now() where id = _circle and opened_at is null and app.people_in(_circle) >= 3;
  perform app.write_log(_circle, mine, 'joined');
  perform app.touch(_circle);
  return jsonb_build_object('state', 'joined', 'circle_id', _circle);
end $$;

-- Doors -----------------------------------------------------------------------------------------------------------

create function public.create_invitation(id uuid, circle uuid, code text, role text default 'member', days integer default 7, uses integer default 3) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.create_invitation($1, $2, $3, $4::app.circle_role, $5, $6) $$;
create function public.revoke_invitation(circle uuid, id uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.revoke_invitation($1, $2) $$;
create function public.look_at_invitation(code text) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.look_at_invitation($1) $$;
create function public.join_circle(code text, handle text, adult boolean, version integer) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.join_circle($1, $2, $3, $4) $$;

grant usage on type app.circle_role to authenticated;
grant execute on function
  app.create_invitation(uuid, uuid, text, app.circle_role, integer, integer), app.revoke_invitation(uuid, uuid),
  app.look_at_invitation(text), app.join_circle(text, text, boolean, integer),
  public.create_invitation(uuid, uuid, text, text, integer, integer), public.revoke_invitation(uuid, uuid),
  public.look_at_invitation(text), public.join_circle(text, text, boolean, integer)
to authenticated;
