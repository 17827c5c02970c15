-- Operators: who runs a copy of Rebound. They see counts and whether all is well, and are the second person where a
-- circle has nobody else: never its members, and never its words but those of the decision that is brought to them.

create table app.operators (
  account_id uuid primary key references app.profiles on delete cascade,
  appointed_at timestamptz not null default now()
);
comment on table app.operators is 'Accounts that may open the operator''s page. Appointed by whoever runs the database, and by nobody else.';

create table app.operator_decisions (
  circle_id uuid not null,
  id uuid not null default gen_random_uuid(),
  measure_id uuid not null,
  act text not null check (act in ('looked', 'read_appeal', 'confirmed', 'declined', 'answered')),
  account_id uuid references app.profiles on delete set null,
  primary key (circle_id, id),
  constraint operator_acted_once unique (circle_id, measure_id, act, account_id),
  foreign key (circle_id, measure_id) references app.measures on delete cascade
);
comment on table app.operator_decisions is 'Which operator looked and decided, so that nobody decides twice about the same. A circle learns only that an operator did.';
create index operator_decisions_account_idx on app.operator_decisions (account_id);

alter table app.operators enable row level security;
alter table app.operator_decisions enable row level security;

alter table app.measures add column operator_confirmed_at timestamptz;
create index cases_open_idx on app.cases (kind, circle_id, due_at) where closed_at is null;

-- Appointing ------------------------------------------------------------------------------------------------------

-- For whoever runs the database: `select app.appoint_operator('olga@example.org')`, and dismiss_operator for the end of it.
create function app.appoint_operator(_email text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := (select id from auth.users where lower(email) = lower(btrim(_email)) and confirmed_at is not null);
begin
  if account is null then
    raise exception 'No confirmed account has the address %. Sign up with it first.', _email;
  end if;
  insert into app.profiles (account_id) values (account) on conflict do nothing;
  insert into app.operators (account_id) values (account) on conflict do nothing;
end $$;

create function app.dismiss_operator(_email text) returns void
language sql security definer set search_path = '' as $$
  delete from app.operators using auth.users where users.id = operators.account_id and lower(users.email) = lower(btrim(_email));
$$;

-- Questions -------------------------------------------------------------------------------------------------------

create function app.need_operator() returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_account();
begin
  if not exists (select from app.operators where account_id = account) then
    raise sqlstate 'PT403' using message = 'operators_only';
  end if;
  return account;
end $$;

-- Was this account ever in the circle? Then it has no part in what is decided there from outside.
create function app.was_in(_circle uuid, _account uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.identities where circle_id = _circle and account_id = _account);
$$;

create function app.need_outside_operator(_circle uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_operator();
begin
  if app.was_in(_circle, account) then
    raise sqlstate 'PT403' using message = 'operator_in_circle';
  end if;
  return account;
end $$;

create function app.is_confirmed(_measure app.measures) returns boolean
language sql immutable set search_path = '' as $$
  select _measure.confirmed_by is not null or _measure.operator_confirmed_at is not null;
$$;

-- Is there a facilitator who had no part in this measure? Then it is theirs to decide, and no operator's.
create function app.circle_can_decide(_measure app.measures) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from app.memberships
    where circle_id = _measure.circle_id and role = 'facilitator' and left_at is null
      and id <> _measure.membership_id and id <> _measure.decided_by and id is distinct from _measure.confirmed_by
  );
$$;

-- Has every facilitator been away for two days? A circle without one counts too.
-- The hour is kept for this question alone and leaves by no door.
create table app.facilitating_hours (
  circle_id uuid not null,
  membership_id uuid not null,
  last_hour timestamptz not null,
  primary key (circle_id, membership_id),
  foreign key (circle_id, membership_id) references app.memberships on delete cascade
);
comment on table app.facilitating_hours is 'The hour in which a facilitator last opened the queue. For the two-day hand-over alone; in no payload.';
alter table app.facilitating_hours enable row level security;

create function app.keep_hour(_circle uuid, _me uuid) returns void
language sql security definer set search_path = '' as $$
  insert into app.facilitating_hours as kept (circle_id, membership_id, last_hour) values (_circle, _me, date_trunc('hour', now()))
  on conflict (circle_id, membership_id) do update set last_hour = excluded.last_hour where kept.last_hour < excluded.last_hour;
$$;

create function app.facilitators_away(_circle uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select not exists (
    select from app.memberships as keeper
    where keeper.circle_id = _circle and keeper.role = 'facilitator' and keeper.left_at is null and (
      exists (
        select from app.facilitating_hours as hours
        where hours.circle_id = _circle and hours.membership_id = keeper.id
          and hours.last_hour >= date_trunc('hour', now()) - interval '48 hours'
      ) or exists (
        select from app.log
        where log.circle_id = _circle and log.actor_id = keeper.id and log.created_at > now() - interval '48 hours'
      ))
  );
$$;

-- What both kinds of second person do ---------------------------------------------------------------------------------

create function app.remove_member(_measure app.measures) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update app.memberships set left_at = now(), removed_at = now() where circle_id = _measure.circle_id and id = _measure.membership_id;
  update app.identities set ended_at = now() where circle_id = _measure.circle_id and membership_id = _measure.membership_id;
  perform app.touch(_measure.circle_id);
end $$;

create function app.answer_appeal(_appeal app.appeals, _membership uuid, _me uuid, _lifted boolean, _answer text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update app.appeals set lifted = _lifted, answer = app.checked_text(_answer, 600), decided_by = _me, decided_at = now()
  where circle_id = _appeal.circle_id and id = _appeal.id;
  if _lifted then
    update app.measures set lifted_at = now() where circle_id = _appeal.circle_id and id = _appeal.measure_id;
    update app.memberships set removed_at = null where circle_id = _appeal.circle_id and id = _membership;
  end if;
end $$;

create or replace function app.confirm_removal(_circle uuid, _measure uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  proposed app.measures;
begin
  select * into proposed from app.measures where circle_id = _circle and id = _measure and kind = 'removal' and lifted_at is null for update;
  if proposed.id is null then
    raise sqlstate 'PT404' using message = 'measure_not_found';
  elsif me in (proposed.decided_by, proposed.membership_id) then
    raise sqlstate 'PT403' using message = 'second_facilitator';
  elsif app.is_confirmed(proposed) then
    return;
  end if;
  update app.measures set confirmed_by = me where circle_id = _circle and id = _measure;
  perform app.remove_member(proposed);
  perform app.write_log(_circle, me, 'removal_confirmed', _detail => jsonb_build_object('measure_id', _measure));
end $$;

-- A proposal that waits is taken back by whoever made it, or declined by somebody else: one yes is not two.
create function app.drop_removal(_circle uuid, _measure uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  proposed app.measures;
begin
  select * into proposed from app.measures where circle_id = _circle and id = _measure and kind = 'removal' for update;
  if proposed.id is null or proposed.membership_id = me then
    raise sqlstate 'PT404' using message = 'measure_not_found';
  elsif app.is_confirmed(proposed) then
    raise sqlstate 'PT409' using message = 'case_moved';
  elsif proposed.lifted_at is null then
    update app.measures set lifted_at = now() where circle_id = _circle and id = _measure;
    perform app.write_log(_circle, me, case when proposed.decided_by = me then 'removal_withdrawn' else 'removal_declined' end,
      _detail => jsonb_build_object('measure_id', _measure));
  end if;
end $$;

-- Whoever confirmed a removal decided about it too, so they do not answer its appeal either.
create or replace function app.decide_appeal(_circle uuid, _appeal uuid, _lifted boolean, _answer text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  asked app.appeals;
  against app.measures;
begin
  select * into asked from app.appeals where circle_id = _circle and id = _appeal for update;
  select * into against from app.measures where circle_id = _circle and id = asked.measure_id;
  if asked.id is null then
    raise sqlstate 'PT404' using message = 'case_not_found';
  elsif me in (against.decided_by, against.confirmed_by, against.membership_id) then
    raise sqlstate 'PT403' using message = 'second_facilitator';
  elsif asked.decided_at is not null then
    raise sqlstate 'PT409' using message = 'case_moved';
  end if;
  perform app.answer_appeal(asked, against.membership_id, me, _lifted, _answer);
  perform app.write_log(_circle, me, 'appeal_decided', _detail => jsonb_build_object('lifted', _lifted));
end $$;

-- What an operator does -----------------------------------------------------------------------------------------------

-- The log says that an operator did it; which one is kept apart, where no circle looks.
create function app.note_operator(_measure app.measures, _account uuid, _act text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.operator_decisions (circle_id, measure_id, act, account_id)
  values (_measure.circle_id, _measure.id, _act, _account) on conflict do nothing;
  if found then
    perform app.write_log(_measure.circle_id, null, 'operator_' || _act, _detail => jsonb_build_object('measure_id', _measure.id));
  end if;
end $$;

create function app.operator_confirm_removal(_circle uuid, _measure uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_outside_operator(_circle);
  proposed app.measures;
begin
  select * into proposed from app.measures
  where circle_id = _circle and id = _measure and kind = 'removal' and lifted_at is null and ends_at > now() for update;
  if proposed.id is null then
    raise sqlstate 'PT404' using message = 'measure_not_found';
  elsif app.is_confirmed(proposed) then
    return;
  elsif app.circle_can_decide(proposed) then
    raise sqlstate 'PT409' using message = 'circle_decides';
  end if;
  update app.measures set operator_confirmed_at = now() where circle_id = _circle and id = _measure;
  perform app.remove_member(proposed);
  perform app.note_operator(proposed, account, 'confirmed');
end $$;

create function app.operator_decline_removal(_circle uuid, _measure uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_outside_operator(_circle);
  proposed app.measures;
begin
  select * into proposed from app.measures where circle_id = _circle and id = _measure and kind = 'removal' for update;
  if proposed.id is null then
    raise sqlstate 'PT404' using message = 'measure_not_found';
  elsif app.is_confirmed(proposed) then
    raise sqlstate 'PT409' using message = 'case_moved';
  elsif proposed.lifted_at is not null then
    return;
  elsif app.circle_can_decide(proposed) then
    raise sqlstate 'PT409' using message = 'circle_decides';
  end if;
  update app.measures set lifted_at = now() where circle_id = _circle and id = _measure;
  perform app.note_operator(proposed, account, 'declined');
end $$;

create function app.operator_decide_appeal(_circle uuid, _appeal uuid, _lifted boolean, _answer text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_outside_operator(_circle);
  asked app.appeals;
  against app.measures;
begin
  select * into asked from app.appeals where circle_id = _circle and id = _appeal for update;
  select * into against from app.measures where circle_id = _circle and id = asked.measure_id;
  if asked.id is null then
    raise sqlstate 'PT404' using message = 'case_not_found';
  elsif asked.decided_at is not null then
    raise sqlstate 'PT409' using message = 'case_moved';
  elsif app.circle_can_decide(against) then
    raise sqlstate 'PT409' using message = 'circle_decides';
  elsif app.confirmed_myself(against, account) then
    raise sqlstate 'PT403' using message = 'second_operator';
  end if;
  perform app.answer_appeal(asked, against.membership_id, null, _lifted, _answer);
  perform app.note_operator(against, account, 'answered');
end $$;

create function app.confirmed_myself(_measure app.measures, _account uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from app.operator_decisions
    where circle_id = _measure.circle_id and measure_id = _measure.id and act = 'confirmed' and account_id = _account
  );
$$;

-- The page ------------------------------------------------------------------------------------------------------------

-- Removals and appeals that no facilitator of their circle may decide.
create function app.brought_to_operators() returns setof app.measures
language sql stable security definer set search_path = '' as $$
  select measures.* from app.measures
  where measures.lifted_at is null and not app.circle_can_decide(measures) and (
    (measures.kind = 'removal' and measures.ends_at > now() and not app.is_confirmed(measures))
    or exists (
      select from app.appeals
      where appeals.circle_id = measures.circle_id and appeals.measure_id = measures.id and appeals.decided_at is null));
$$;

-- One decision as an operator reads it: no handle, no author, no words but those it is about.
create function app.brought_json(_measure app.measures, _account uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'circle_id', circles.id, 'circle', circles.name, 'measure_id', _measure.id, 'kind', _measure.kind, 'reason', _measure.reason,
    'rule', (app.rules_in_force(circles.id)).sentences[_measure.rule],
    'days', floor(extract(epoch from now() - coalesce(appeals.created_at, _measure.starts_at)) / 86400)::integer,
    'appeal_id', appeals.id, 'words', appeals.words, 'mine', app.confirmed_myself(_measure, _account))
  from app.circles left join app.appeals on appeals.circle_id = circles.id and appeals.measure_id = _measure.id and appeals.decided_at is null
  where circles.id = _measure.circle_id;
$$;

-- People are counted in tens and overdue cases by circles: a number must not point at anybody.
create function app.operator_counts() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'open', (select count(*) from app.circles where opened_at is not null and archived_at is null),
    'lobby', (select count(*) from app.circles where opened_at is null and archived_at is null),
    'archived', (select count(*) from app.circles where archived_at is not null),
    'tens_of_people', (select count(distinct account_id) / 10 from app.identities where ended_at is null),
    'overdue', (select coalesce(jsonb_agg(jsonb_build_object('kind', late.kind, 'circles', late.circles) order by late.kind), '[]') from (
      select kind, count(distinct circle_id) as circles from app.cases where closed_at is null and due_at < now() group by kind) as late),
    'unattended', (select count(*) from (select distinct circle_id from app.cases where closed_at is null) as waiting
                   where app.facilitators_away(waiting.circle_id)),
    'without_facilitator', (select count(*) from app.circles where archived_at is null and not exists (
      select from app.memberships where memberships.circle_id = circles.id and role = 'facilitator' and left_at is null)),
    -- The purge deletes these after two days; an older one says that it has not run.
    'purged', not exists (select from app.rate_limits where starts_at < now() - interval '2 days 3 hours'));
$$;

create function app.operator_page() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_operator();
  answer jsonb;
begin
  perform app.note_operator(brought, account, case when brought.kind = 'removal' and not app.is_confirmed(brought) then 'looked' else 'read_appeal' end)
  from app.brought_to_operators() as brought
  where not app.was_in(brought.circle_id, account);
  select jsonb_build_object(
    'brought', coalesce(jsonb_agg(app.brought_json(brought, account) order by brought.starts_at)
      filter (where not app.was_in(brought.circle_id, account)), '[]'),
    'for_another', count(*) filter (where app.was_in(brought.circle_id, account)))
  into answer from app.brought_to_operators() as brought;
  return app.operator_counts() || answer;
end $$;

-- The year of a removal -----------------------------------------------------------------------------------------------

create or replace function app.set_measure(_id uuid, _circle uuid, _handle text, _post uuid, _kind app.measure_kind, _until date, _rule integer, _reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  target uuid;
  zone text := (select time_zone from app.circles where id = _circle);
  -- A removal lasts a year, whatever was asked for.
  until_day date := case when _kind = 'removal' then ((now() at time zone zone) + interval '1 year')::date else _until end;
  last_day timestamptz := (until_day + 1)::timestamp at time zone zone;
begin
  if exists (select from app.measures where circle_id = _circle and id = _id) then
    return;
  elsif until_day is null or last_day <= now() or (_kind <> 'removal' and last_day > now() + interval '61 days') then
    raise sqlstate 'PT422' using message = 'measure_until';
  elsif _rule is null or _rule not between 1 and cardinality((app.rules_in_force(_circle)).sentences) then
    raise sqlstate 'PT422' using message = 'measure_rule';
  elsif _post is not null then
    select membership_id into target from app.post_authors where circle_id = _circle and post_id = _post;
  else
    select id into target from app.memberships where circle_id = _circle and handle = _handle and left_at is null;
  end if;
  if _post is null and (target is null or target = me) then
    raise sqlstate 'PT404' using message = 'member_not_found';
  elsif _kind = 'removal' and _post is not null then
    raise sqlstate 'PT422' using message = 'removal_needs_handle';
  elsif _post is not null and not exists (select from app.posts where circle_id = _circle and id = _post) then
    raise sqlstate 'PT404' using message = 'post_not_found';
  end if;
  -- An author who has left cannot be paused; saying so would tell who it was, so the answer stays the same.
  if target is not null then
    insert into app.measures (circle_id, id, membership_id, via_post_id, kind, rule, reason, decided_by, ends_at)
    values (_circle, _id, target, _post, _kind, _rule, app.checked_text(_reason, 600), me, last_day);
  end if;
  perform app.write_log(_circle, me, 'measure_' || _kind, _post,
    _detail => jsonb_build_object('measure_id', _id, 'handle', case when _post is null then _handle end, 'until', until_day, 'rule', _rule, 'reason', _reason));
end $$;

-- Somebody who was removed may be invited again when the year is over.
create or replace function app.invitation_state(_found app.invitations, _account uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when _found.id is null then 'invitation_bad'
    when exists (select from app.identities where account_id = _account and circle_id = _found.circle_id and ended_at is null)
      then 'already_in'
    when exists (
      select from app.identities join app.memberships on memberships.id = identities.membership_id
      where identities.account_id = _account and identities.circle_id = _found.circle_id and memberships.removed_at > now() - interval '1 year'
    ) then 'removed_before'
    when _found.revoked_at is not null then 'invitation_revoked'
    when _found.expires_at <= now() then 'invitation_expired'
    when _found.uses >= _found.most_uses then 'invitation_used_up'
    when app.people_in(_found.circle_id) >= 12 then 'circle_full'
    else 'open'
  end;
$$;

create or replace function app.decisions_about_me() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(decision order by at desc), '[]') from (
    select cases.closed_at as at, jsonb_build_object(
      'what', cases.decision, 'circle', circles.name, 'circle_id', circles.id, 'reason', cases.reason, 'rule', cases.rule,
      'when', app.coarse_time(cases.closed_at, app.my_time_zone()), 'words', left(posts.body, 140)) as decision
    from app.identities as me
    join app.post_authors as mine on mine.circle_id = me.circle_id and mine.membership_id = me.membership_id
    join app.posts on posts.circle_id = mine.circle_id and posts.id = mine.post_id
    join app.cases on cases.circle_id = posts.circle_id and cases.post_id = posts.id
    join app.circles on circles.id = me.circle_id
    where me.account_id = (select auth.uid()) and cases.decision in ('approved', 'sent_back', 'hidden', 'restored', 'removed')
    union all
    select measures.starts_at, jsonb_build_object(
      'what', measures.kind, 'measure_id', measures.id, 'circle', circles.name, 'circle_id', circles.id,
      'reason', measures.reason, 'rule', measures.rule, 'when', app.coarse_time(measures.starts_at, app.my_time_zone()),
      'until', app.last_day(measures.ends_at),
      'over', measures.lifted_at is not null or measures.ends_at <= now(), 'confirmed', measures.kind <> 'removal' or app.is_confirmed(measures),
      'by_operator', measures.operator_confirmed_at is not null,
      'appeal', (select jsonb_build_object('words', words, 'answer', answer, 'lifted', lifted, 'decided', decided_at is not null,
                   'by_operator', decided_at is not null and decided_by is null)
                 from app.appeals where appeals.circle_id = measures.circle_id and appeals.measure_id = measures.id))
    from app.identities as me
    join app.measures on measures.circle_id = me.circle_id and measures.membership_id = me.membership_id
    join app.circles on circles.id = me.circle_id
    where me.account_id = (select auth.uid()) and (measures.kind <> 'removal' or app.is_confirmed(measures))
  ) as decisions;
$$;

-- Doors ---------------------------------------------------------------------------------------------------------------

create function public.operator_page() returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.operator_page() $$;
create function public.operator_confirm_removal(circle uuid, measure uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.operator_confirm_removal($1, $2) $$;
create function public.operator_decline_removal(circle uuid, measure uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.operator_decline_removal($1, $2) $$;
create function public.drop_removal(circle uuid, measure uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.drop_removal($1, $2) $$;
create function public.operator_decide_appeal(circle uuid, appeal uuid, lifted boolean, answer text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.operator_decide_appeal($1, $2, $3, $4) $$;

grant execute on function app.appoint_operator(text), app.dismiss_operator(text) to service_role;
grant execute on function
  app.operator_page(), app.operator_confirm_removal(uuid, uuid), app.operator_decline_removal(uuid, uuid),
  app.operator_decide_appeal(uuid, uuid, boolean, text), app.drop_removal(uuid, uuid),
  public.operator_page(), public.operator_confirm_removal(uuid, uuid), public.operator_decline_removal(uuid, uuid),
  public.operator_decide_appeal(uuid, uuid, boolean, text), public.drop_removal(uuid, uuid)
to authenticated;
