-- Circles: a closed group of three to twelve people, their handles, and the rules they agreed on.
-- An account meets a membership in app.identities and nowhere else.

create type app.circle_role as enum ('member', 'facilitator');

create table app.circles (
  id uuid primary key,
  name text not null constraint circle_name_length check (char_length(name) between 3 and 60),
  purpose text not null default '' constraint circle_purpose_length check (char_length(purpose) <= 400),
  time_zone text not null default 'UTC',
  prompt text not null default '' constraint prompt_length check (char_length(prompt) <= 280),
  history_open boolean not null default false,
  changes bigint not null default 0,
  opened_at timestamptz,
  archived_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table app.circles is 'A closed group. `changes` grows with everything its members could see change.';

create table app.memberships (
  circle_id uuid not null references app.circles on delete cascade,
  id uuid not null unique default gen_random_uuid(),
  handle text not null,
  role app.circle_role not null default 'member',
  alum boolean not null default false,
  sees_from timestamptz not null,
  duty_starts time,
  duty_ends time,
  weekly_skipped_on date,
  joined_at timestamptz not null default now(),
  left_at timestamptz,
  removed_at timestamptz,
  primary key (circle_id, id)
);
comment on table app.memberships is 'A person''s place in one circle: a handle and a role. Never an account.';
create unique index handle_taken on app.memberships (circle_id, lower(handle));

create table app.identities (
  circle_id uuid not null,
  membership_id uuid not null,
  account_id uuid not null references app.profiles on delete cascade,
  ended_at timestamptz,
  primary key (circle_id, membership_id),
  foreign key (circle_id, membership_id) references app.memberships on delete cascade
);
comment on table app.identities is 'The only place where an account meets a handle. Nobody has a grant on it.';
create unique index already_in on app.identities (account_id, circle_id) where ended_at is null;
create index identities_account_idx on app.identities (account_id);

create table app.house_rules (
  circle_id uuid not null references app.circles on delete cascade,
  version integer not null,
  sentences text[] not null constraint house_rules_nine check (cardinality(sentences) between 1 and 9),
  created_at timestamptz not null default now(),
  primary key (circle_id, version)
);
comment on table app.house_rules is 'What a circle agreed on, version by version.';

create table app.acceptances (
  circle_id uuid not null,
  membership_id uuid not null,
  version integer not null,
  accepted_at timestamptz not null default now(),
  primary key (circle_id, membership_id, version),
  foreign key (circle_id, membership_id) references app.memberships on delete cascade,
  foreign key (circle_id, version) references app.house_rules on delete cascade
);
comment on table app.acceptances is 'Which version of the house rules a member said yes to.';
create index acceptances_rules_idx on app.acceptances (circle_id, version);

create table app.log (
  circle_id uuid not null,
  id uuid not null default gen_random_uuid(),
  actor_id uuid,
  action text not null,
  post_id uuid,
  case_id uuid,
  detail jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (circle_id, id)
);
comment on table app.log is 'Every decision and every look, appended and never changed. Holds handles'' ids, never accounts.';
create index log_newest_idx on app.log (circle_id, created_at desc);

alter table app.circles enable row level security;
alter table app.memberships enable row level security;
alter table app.identities enable row level security;
alter table app.house_rules enable row level security;
alter table app.acceptances enable row level security;
alter table app.log enable row level security;

create function app.log_stays() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' and old.created_at < now() - interval '400 days' then
    return old;
  end if;
  raise sqlstate 'PT403' using message = 'log_stays';
end $$;
create trigger log_stays before update or delete on app.log for each row execute function app.log_stays();
create trigger log_stays_whole before truncate on app.log for each statement execute function app.log_stays();

create function app.write_log(_circle uuid, _actor uuid, _action text, _post uuid default null, _case uuid default null, _detail jsonb default '{}')
returns void language sql security definer set search_path = '' as $$
  insert into app.log (circle_id, actor_id, action, post_id, case_id, detail)
  values (_circle, _actor, _action, _post, _case, _detail);
$$;

-- Questions -------------------------------------------------------------------------------------------------------

-- Definer: the tables are closed to every client. All of these answer about the caller alone.
create function app.my_circle_ids() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(circle_id), '{}') from app.identities
  where account_id = (select auth.uid()) and ended_at is null;
$$;

create function app.my_membership(_circle uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select membership_id from app.identities
  where account_id = (select auth.uid()) and circle_id = _circle and ended_at is null;
$$;

-- A circle that is not yours and a circle that is not there get the same answer.
create function app.need_member(_circle uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := app.my_membership(_circle);
begin
  if (select auth.uid()) is null then
    raise sqlstate 'PT401' using message = 'sign_in_first';
  elsif me is null then
    raise sqlstate 'PT404' using message = 'circle_not_found';
  end if;
  return me;
end $$;

create function app.need_facilitator(_circle uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
begin
  if not exists (select from app.memberships where circle_id = _circle and id = me and role = 'facilitator') then
    raise sqlstate 'PT403' using message = 'facilitators_only';
  end if;
  return me;
end $$;

create function app.people_in(_circle uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select count(*)::integer from app.memberships where circle_id = _circle and left_at is null;
$$;

create function app.rules_in_force(_circle uuid) returns app.house_rules
language sql stable security definer set search_path = '' as $$
  select rules from app.house_rules as rules where circle_id = _circle order by version desc limit 1;
$$;

-- Tells open pages that there is something to fetch.
create function app.touch(_circle uuid) returns void
language sql security definer set search_path = '' as $$
  update app.circles set changes = changes + 1 where id = _circle;
$$;

-- Handles ---------------------------------------------------------------------------------------------------------

create function app.handle_words() returns table (qualities text[], animals text[])
language sql immutable set search_path = '' as $$
  select
    '{Amber,Brave,Bright,Calm,Clear,Early,Easy,Fair,Fern,Gentle,Golden,Hazel,Humble,Kind,Late,Light,Little,Mellow,Mild,Misty,Morning,Mossy,Northern,Patient,Plain,Quiet,Rainy,Ready,River,Silver,Slow,Small,Soft,Southern,Steady,Still,Sunny,True,Warm,Wild,Willow,Winter}'::text[],
    '{Badger,Bear,Beaver,Bee,Bison,Crane,Cricket,Curlew,Deer,Dove,Duck,Falcon,Finch,Fox,Gannet,Goose,Hare,Hedgehog,Heron,Ibis,Jay,Kestrel,Lark,Linnet,Lynx,Magpie,Marten,Mole,Moose,Moth,Newt,Otter,Owl,Panda,Pigeon,Plover,Puffin,Rabbit,Raven,Robin,Salmon,Seal,Sparrow,Starling,Stoat,Stork,Swallow,Swan,Swift,Tern,Thrush,Toad,Turtle,Vole,Walrus,Weasel,Whale,Wren}'::text[];
$$;

-- Does a handle give away part of the caller's own e-mail address?
create function app.handle_tells(_handle text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from auth.users,
      regexp_split_to_table(lower(split_part(email, '@', 1)), '[^a-z]+') as part
    where users.id = (select auth.uid()) and char_length(part) >= 3
      and (position(part in lower(_handle)) > 0 or position(part in replace(lower(_handle), ' ', '')) > 0)
  ) or exists (
    select from auth.users
    where users.id = (select auth.uid()) and char_length(split_part(email, '@', 1)) >= 3
      and position(regexp_replace(lower(split_part(email, '@', 1)), '[^a-z]', '', 'g') in replace(lower(_handle), ' ', '')) > 0
      and regexp_replace(lower(split_part(email, '@', 1)), '[^a-z]', '', 'g') <> ''
  );
$$;

create function app.handle_ideas(_many integer) returns text[]
language sql volatile security definer set search_path = '' as $$
  select coalesce(array_agg(idea), '{}') from (
    select quality || ' ' || animal as idea
    from app.handle_words() as words, unnest(words.qualities) as quality, unnest(words.animals) as animal
    where not app.handle_tells(quality || ' ' || animal)
    order by random() limit least(greatest(_many, 1), 20)
  ) as ideas;
$$;

create function app.need_handle(_circle uuid, _handle text) returns text
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from app.handle_words() as words
    where split_part(_handle, ' ', 1) = any(words.qualities) and split_part(_handle, ' ', 2) = any(words.animals)
      and _handle = split_part(_handle, ' ', 1) || ' ' || split_part(_handle, ' ', 2)
  ) then
    raise sqlstate 'PT422' using message = 'handle_unknown';
  elsif app.handle_tells(_handle) then
    raise sqlstate 'PT422' using message = 'handle_tells';
  elsif exists (select from app.memberships where circle_id = _circle and lower(handle) = lower(_handle)) then
    raise sqlstate 'PT409' using message = 'handle_taken';
  end if;
  return _handle;
end $$;

-- Actions ---------------------------------------------------------------------------------------------------------

create function app.add_membership(_circle uuid, _account uuid, _handle text, _role app.circle_role) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  kept app.circles;
  mine uuid;
begin
  select * into kept from app.circles where id = _circle;
  insert into app.memberships (circle_id, handle, role, sees_from)
  values (_circle, app.need_handle(_circle, _handle), _role,
          case when kept.history_open then '-infinity'
               else date_trunc('day', now() at time zone kept.time_zone) at time zone kept.time_zone end)
  returning id into mine;
  insert into app.identities (circle_id, membership_id, account_id) values (_circle, mine, _account);
  insert into app.acceptances (circle_id, membership_id, version)
  values (_circle, mine, (app.rules_in_force(_circle)).version);
  -- Whoever has not said where they are most likely is where their circle is.
  update app.profiles set time_zone = kept.time_zone where account_id = _account and profiles.time_zone = 'UTC';
  return mine;
end $$;

create function app.create_circle(_id uuid, _name text, _purpose text, _time_zone text, _handle text, _rules text[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_account();
  mine uuid;
begin
  perform from app.profiles where account_id = account for update;
  if app.my_membership(_id) is not null then
    return jsonb_build_object('circle_id', _id);
  elsif exists (select from app.circles where id = _id) then
    raise sqlstate 'PT409' using message = 'id_taken';
  elsif not app.is_time_zone(_time_zone) then
    raise sqlstate 'PT422' using message = 'time_zone_unknown';
  elsif 3 <= (
    select count(*) from app.identities join app.memberships on memberships.id = identities.membership_id
    where identities.account_id = account and identities.ended_at is null and memberships.role = 'facilitator'
  ) then
    raise sqlstate 'PT409' using message = 'three_circles';
  end if;
  perform app.need_pace(account, 'create_circle', 5, '1 day');
  insert into app.circles (id, name, purpose, time_zone)
  values (_id, app.checked_name(_name), app.checked_text(_purpose, 400, true), _time_zone);
  insert into app.house_rules (circle_id, version, sentences) values (_id, 1, app.checked_rules(_rules));
  update app.profiles set adult_since = coalesce(adult_since, now()) where account_id = account;
  mine := app.add_membership(_id, account, _handle, 'facilitator');
  perform app.write_log(_id, mine, 'circle_created');
  return jsonb_build_object('circle_id', _id);
end $$;

create function app.checked_name(_name text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  kept text := app.checked_text(_name, 60);
begin
  if char_length(kept) < 3 then
    raise sqlstate 'PT422' using message = 'circle_name_length';
  end if;
  return regexp_replace(kept, '\s+', ' ', 'g');
end $$;

create function app.checked_rules(_sentences text[]) returns text[]
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(cardinality(_sentences), 0) not between 1 and 9 then
    raise sqlstate 'PT422' using message = 'house_rules_nine';
  end if;
  return array(select app.checked_text(sentence, 200) from unnest(_sentences) as sentence);
end $$;

create function app.my_circles() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'circle_id', circles.id, 'name', circles.name, 'handle', memberships.handle, 'role', memberships.role,
    'open', circles.opened_at is not null, 'members', app.people_in(circles.id), 'alum', memberships.alum
  ) order by lower(circles.name), circles.id), '[]')
  from app.identities
  join app.memberships on memberships.circle_id = identities.circle_id and memberships.id = identities.membership_id
  join app.circles on circles.id = identities.circle_id
  where identities.account_id = (select auth.uid()) and identities.ended_at is null and circles.archived_at is null;
$$;

create function app.accept_rules(_circle uuid, _version integer) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
begin
  if _version is distinct from (app.rules_in_force(_circle)).version then
    raise sqlstate 'PT409' using message = 'rules_changed';
  end if;
  insert into app.acceptances (circle_id, membership_id, version) values (_circle, me, _version) on conflict do nothing;
end $$;

-- Has a member said yes to the rules in force? Writing waits for it; reading does not.
create function app.need_rules(_circle uuid, _membership uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from app.acceptances
    where circle_id = _circle and membership_id = _membership and version = (app.rules_in_force(_circle)).version
  ) then
    raise sqlstate 'PT409' using message = 'rules_changed';
  end if;
end $$;

create function app.become_alum(_circle uuid, _alum boolean) returns void
language sql security definer set search_path = '' as $$
  update app.memberships set alum = _alum where circle_id = _circle and id = app.need_member(_circle);
$$;

-- Doors -----------------------------------------------------------------------------------------------------------

create function public.my_circles() returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.my_circles() $$;
create function public.handle_ideas(many integer default 5) returns text[]
language sql volatile security invoker set search_path = '' as $$ select app.handle_ideas($1) $$;
create function public.create_circle(id uuid, name text, purpose text, time_zone text, handle text, rules text[]) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.create_circle($1, $2, $3, $4, $5, $6) $$;
create function public.accept_rules(circle uuid, version integer) returns void
language sql volatile security invoker set search_path = '' as $$ select app.accept_rules($1, $2) $$;
create function public.become_alum(circle uuid, alum boolean) returns void
language sql volatile security invoker set search_path = '' as $$ select app.become_alum($1, $2) $$;

grant execute on function
  app.my_circles(), app.handle_ideas(integer),
  app.create_circle(uuid, text, text, text, text, text[]), app.accept_rules(uuid, integer), app.become_alum(uuid, boolean),
  public.my_circles(), public.handle_ideas(integer),
  public.create_circle(uuid, text, text, text, text, text[]), public.accept_rules(uuid, integer), public.become_alum(uuid, boolean)
to authenticated;
