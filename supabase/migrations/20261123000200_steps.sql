-- Steps: what a member did for their search, one tap each, for themselves. What they add up to in the circle is
-- published week by week, elsewhere. A step belongs to the circle it was logged in, so that no two circles'
-- numbers can be subtracted from each other; its day is the member's own and is never computed again.
--
-- A break is a person's, not a circle's: one switch, no reason, back whenever they like.

create table app.steps (
  circle_id uuid not null,
  id uuid not null,
  membership_id uuid not null,
  kind text not null constraint step_kind_unknown check (kind in (
    'application', 'materials', 'contact', 'interview', 'follow_up', 'learning', 'rest', 'brave_act')),
  act text constraint step_act_form check (act ~ '^[a-z_]{2,40}$'),
  local_date date not null,
  amount integer not null default 1 constraint step_count check (amount between 1 and 50),
  note text not null default '' constraint step_note_too_long check (char_length(note) <= 280),
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (circle_id, id),
  -- An erased account takes its steps along; whoever leaves a circle keeps theirs.
  foreign key (circle_id, membership_id) references app.identities on delete cascade
);
comment on table app.steps is 'What a member did, on which of their days. Private; others see published sums alone.';
create index steps_member_idx on app.steps (circle_id, membership_id, local_date) where deleted_at is null;
create index steps_week_idx on app.steps (circle_id, local_date) where deleted_at is null;
create index steps_identity_idx on app.steps (circle_id, membership_id);
create index steps_deleted_idx on app.steps (deleted_at) where deleted_at is not null;

create table app.breaks (
  account_id uuid not null references app.profiles on delete cascade,
  starts_on date not null,
  ends_on date not null,
  primary key (account_id, starts_on),
  constraint break_length check (ends_on >= starts_on)
);
comment on table app.breaks is 'Days a member rests, first and last included. Nobody is told, and nobody asks why.';

alter table app.steps enable row level security;
alter table app.breaks enable row level security;

-- What a shared win came from. A copy, not a link: a veiled post must lead to no step and no step to a post.
alter table app.posts add column step jsonb;

-- Questions -------------------------------------------------------------------------------------------------------

create function app.my_today() returns date
language sql stable security definer set search_path = '' as $$
  select (now() at time zone app.my_time_zone())::date;
$$;

create function app.today_of(_account uuid) returns date
language sql stable security definer set search_path = '' as $$
  select (now() at time zone coalesce((select time_zone from app.profiles where account_id = _account), 'UTC'))::date;
$$;

-- The last day of the caller's break, while they are on one.
create function app.resting_until() returns date
language sql stable security definer set search_path = '' as $$
  select max(ends_on) from app.breaks
  where account_id = (select auth.uid()) and app.my_today() between starts_on and ends_on;
$$;

-- The oldest day that can still be filled in: one that ended less than 48 hours ago.
create function app.earliest_day(_zone text) returns date
language sql stable set search_path = '' as $$
  select min(day) from (select (now() at time zone _zone)::date - back as day from generate_series(0, 3) as back) as days
  where now() < ((day + 1)::timestamp at time zone _zone) + interval '48 hours';
$$;

create function app.open_day(_day date) returns date
language plpgsql stable security definer set search_path = '' as $$
begin
  if _day > app.my_today() then
    raise sqlstate 'PT422' using message = 'step_day_future';
  elsif _day < app.earliest_day(app.my_time_zone()) then
    raise sqlstate 'PT422' using message = 'step_day_past';
  end if;
  return _day;
end $$;

create function app.checked_count(_amount integer) returns integer
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(_amount, 0) not between 1 and 50 then
    raise sqlstate 'PT422' using message = 'step_count';
  end if;
  return _amount;
end $$;

create function app.checked_step_note(_note text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if char_length(_note) > 280 then
    raise sqlstate 'PT422' using message = 'text_too_long';
  end if;
  return app.tidy(_note);
end $$;

-- A step of mine, in this circle, locked; also after I left it.
create function app.need_own_step(_circle uuid, _step uuid) returns app.steps
language plpgsql security definer set search_path = '' as $$
declare
  mine app.steps;
begin
  perform app.need_account();
  select steps.* into mine from app.steps
  join app.identities on identities.circle_id = steps.circle_id and identities.membership_id = steps.membership_id
  where steps.circle_id = _circle and steps.id = _step and identities.account_id = (select auth.uid())
  for update of steps;
  if mine.id is null then
    raise sqlstate 'PT404' using message = 'step_not_found';
  end if;
  return mine;
end $$;

create function app.step_json(_step app.steps) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', _step.id, 'kind', _step.kind, 'act', _step.act, 'day', _step.local_date,
    'amount', _step.amount, 'note', _step.note);
$$;

-- Actions ---------------------------------------------------------------------------------------------------------

-- Logging tells nobody: not even that something changed, for a page that moved at half past would be a presence.
create function app.log_step(_id uuid, _circle uuid, _kind text, _day date, _amount integer, _note text, _act text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  made app.steps;
begin
  -- Two clicks at once come one after the other.
  perform pg_advisory_xact_lock(hashtextextended(_id::text, 0));
  select * into made from app.steps where circle_id = _circle and id = _id;
  if made.id is not null and made.membership_id <> me then
    raise sqlstate 'PT409' using message = 'id_taken';
  elsif made.id is null then
    if _kind is null or _act !~ '^[a-z_]{2,40}$' then
      raise sqlstate 'PT422' using message = 'step_kind_unknown';
    end if;
    perform app.one_of(_kind, array['application', 'materials', 'contact', 'interview', 'follow_up', 'learning', 'rest', 'brave_act'], 'step_kind_unknown');
    perform app.need_pace(app.need_account(), 'step', 60, '10 minutes');
    insert into app.steps (circle_id, id, membership_id, kind, act, local_date, amount, note)
    values (_circle, _id, me, _kind, _act, app.open_day(coalesce(_day, app.my_today())), app.checked_count(_amount), app.checked_step_note(_note))
    returning * into made;
  end if;
  return app.step_json(made);
end $$;

create function app.edit_step(_circle uuid, _step uuid, _amount integer, _note text, _day date) returns void
language plpgsql security definer set search_path = '' as $$
declare
  old app.steps := app.need_own_step(_circle, _step);
begin
  update app.steps set amount = app.checked_count(_amount), note = app.checked_step_note(_note),
    local_date = case when coalesce(_day, old.local_date) = old.local_date then old.local_date else app.open_day(_day) end
  where circle_id = _circle and id = _step;
end $$;

create function app.delete_step(_circle uuid, _step uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app.need_own_step(_circle, _step);
  update app.steps set deleted_at = now() where circle_id = _circle and id = _step and deleted_at is null;
end $$;

create function app.undelete_step(_circle uuid, _step uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  old app.steps := app.need_own_step(_circle, _step);
begin
  if old.deleted_at < now() - interval '15 minutes' then
    raise sqlstate 'PT409' using message = 'undo_too_late';
  end if;
  update app.steps set deleted_at = null where circle_id = _circle and id = _step;
end $$;

-- At once, for up to four weeks, today included. Taken again it begins where it began and ends when it is told now.
create function app.take_break(_until date) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_account();
  today date := app.my_today();
  running date;
begin
  if _until is null or _until not between today and today + 27 then
    raise sqlstate 'PT422' using message = 'break_length';
  end if;
  perform from app.profiles where account_id = account for update;
  select starts_on into running from app.breaks where account_id = account and today between starts_on and ends_on;
  insert into app.breaks as kept (account_id, starts_on, ends_on) values (account, coalesce(running, today), _until)
  on conflict (account_id, starts_on) do update set ends_on = excluded.ends_on;
end $$;

create function app.end_break() returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_account();
  today date := app.my_today();
begin
  perform from app.profiles where account_id = account for update;
  delete from app.breaks where account_id = account and starts_on >= today;
  update app.breaks set ends_on = today - 1 where account_id = account and ends_on >= today;
end $$;

-- My steps: one call, for their owner alone, whichever circle they were logged in.
create function app.my_steps(_circle uuid, _month date) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  today date := app.my_today();
  first_day date := date_trunc('month', coalesce(_month, app.my_today()))::date;
begin
  return app.circle_head(_circle, me) || jsonb_build_object(
    'today', today, 'earliest', app.earliest_day(app.my_time_zone()), 'month', first_day,
    'break', (select jsonb_build_object('until', app.resting_until()) where app.resting_until() is not null),
    'days', (
      select coalesce(jsonb_agg(jsonb_build_object('day', local_date, 'steps', steps) order by local_date desc), '[]')
      from (
        select steps.local_date, jsonb_agg(app.step_json(steps) || jsonb_build_object('circle_id', circles.id, 'circle', circles.name)
          order by steps.created_at, steps.id) as steps
        from app.identities
        join app.steps on steps.circle_id = identities.circle_id and steps.membership_id = identities.membership_id
        join app.circles on circles.id = steps.circle_id
        where identities.account_id = (select auth.uid()) and steps.deleted_at is null
          and steps.local_date >= first_day and steps.local_date < (first_day + interval '1 month')::date
        group by steps.local_date) as days));
end $$;

-- A shared win can say which step it came from: its kind and how many, never its day or its note.
create function app.shared_step(_circle uuid, _me uuid, _step uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  mine app.steps;
begin
  select * into mine from app.steps where circle_id = _circle and id = _step and membership_id = _me and deleted_at is null;
  if _step is not null and mine.id is null then
    raise sqlstate 'PT404' using message = 'step_not_found';
  end if;
  return case when mine.id is not null then jsonb_build_object('kind', mine.kind, 'amount', mine.amount) end;
end $$;

create or replace function app.share_post(_id uuid, _circle uuid, _kind text, _body text, _details jsonb, _veiled boolean, _delay_hours integer, _worrying boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  earlier jsonb := app.written_before(_circle, _id, me);
  -- What comes later comes at a minute of nobody's choosing: it would be the one it was written at.
  later timestamptz := now() + make_interval(hours => coalesce(_delay_hours, 0))
    + case when _delay_hours > 0 then random() else 0 end * interval '1 hour';
  words text;
  took text;
  made app.posts;
begin
  if earlier is not null then
    return earlier;
  end if;
  perform app.need_voice(_circle, 'post_pause');
  perform app.need_rules(_circle, me);
  perform app.one_of(_kind, array['win', 'setback', 'note'], 'post_kind_unknown');
  words := app.checked_text(_body, 4000, _kind = 'setback');
  took := app.checked_text(_details ->> 'took', 1000, true);
  if _kind = 'setback' and words = '' and jsonb_array_length(app.checked_feelings(_details -> 'feelings')) = 0 then
    raise sqlstate 'PT422' using message = 'text_missing';
  elsif coalesce(_delay_hours, 0) not between 0 and 72 then
    raise sqlstate 'PT422' using message = 'delay_unknown';
  elsif not exists (select from app.circles where id = _circle and opened_at is not null) then
    raise sqlstate 'PT409' using message = 'circle_not_open';
  elsif _veiled and app.people_in(_circle) < 4 then
    raise sqlstate 'PT409' using message = 'veil_needs_four';
  end if;
  perform app.need_pace(app.need_account(), 'post', 20, '10 minutes');
  insert into app.posts (
    circle_id, id, kind, membership_id, pseudonym, body, took, win_kind, wanted, stage, said, feelings, weekly, step, worrying,
    shown_at, shown_hour, local_date
  ) values (
    _circle, _id, _kind::app.post_kind, case when not _veiled then me end, case when _veiled then app.random_name() end, words, took,
    case when _kind = 'win' then app.one_of(_details ->> 'win_kind', array['application', 'materials', 'contact', 'interview', 'follow_up', 'learning', 'rest', 'brave_act', 'callback', 'second_round', 'offer', 'new_skill', 'kind_feedback', 'helped_someone', 'kept_boundary', 'job'], 'win_kind_unknown') end,
    case when _kind = 'setback' then coalesce(app.one_of(_details ->> 'wanted', array['heard', 'views', 'advice', 'logging'], 'wanted_unknown'), 'heard') end,
    case when _kind = 'setback' then app.one_of(_details ->> 'stage', array['application', 'screen', 'interview', 'later_round', 'offer', 'other'], 'stage_unknown') end,
    case when _kind = 'setback' then (_details ->> 'said')::boolean end,
    case when _kind = 'setback' then app.checked_feelings(_details -> 'feelings') else '[]' end,
    coalesce((_details ->> 'weekly')::boolean, false), case when _kind = 'win' then app.shared_step(_circle, me, (_details ->> 'step')::uuid) end, coalesce(_worrying, false),
    later, date_trunc('hour', later), (now() at time zone app.my_time_zone())::date
  ) returning * into made;
  insert into app.post_authors (circle_id, post_id, membership_id) values (_circle, _id, me);
  perform app.settle(_circle, _id, me, words || ' ' || took, _worrying);
  select * into made from app.posts where circle_id = _circle and id = _id;
  return app.own_state(made);
end $$;

create or replace function app.posts_json(_circle uuid, _ids uuid[], _viewer uuid, _zone text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (with chosen as (
    select id from app.posts where circle_id = _circle and id = any(_ids)
    union all
    select replies.id from app.posts as replies
    where replies.circle_id = _circle and replies.thread_id = any(_ids) and replies.status = 'shown' and replies.deleted_at is null
      and not exists (select from app.mutes where mutes.circle_id = _circle and mutes.membership_id = _viewer and muted_id = replies.membership_id)
  ), texts as materialized (
    select posts.*, coalesce(posts.pseudonym, memberships.handle) as name, authors.membership_id is not null as mine,
      posts.status in ('held', 'returned') or now() < posts.shown_at + interval '15 minutes' as still_open
    from chosen
    join app.posts on posts.circle_id = _circle and posts.id = chosen.id
    left join app.memberships on memberships.circle_id = _circle and memberships.id = posts.membership_id
    left join app.post_authors as authors on authors.circle_id = _circle and authors.post_id = posts.id and authors.membership_id = _viewer
  ), hours as materialized (
    select shown_hour, app.coarse_time(shown_hour, _zone) as label from (select distinct shown_hour from texts) as distinct_hours
  ), kindness as (
    select post_id, jsonb_agg(kind order by kind) filter (where own) as mine, jsonb_object_agg(kind, many) as totals from (
      select post_id, kind, count(*) as many, bool_or(membership_id = _viewer) as own from app.reactions
      where circle_id = _circle and post_id = any(array(select id from texts)) group by post_id, kind) as counted
    group by post_id
  ), answers as (
    select replies.thread_id, jsonb_agg(jsonb_build_object(
      'id', replies.id, 'name', replies.name, 'body', replies.body, 'shape', replies.shape, 'op', replies.pseudonym is not null,
      'when', hours.label, 'edited', replies.edited_at is not null, 'mine', replies.mine,
      'editable', replies.mine and replies.still_open, 'reactions', coalesce(kindness.mine, '[]'),
      'totals', case when replies.mine then coalesce(kindness.totals, '{}') end,
      'thanked', case when replies.mine or threads.mine then thanks.reply_id is not null end
    ) order by replies.created_at, replies.id) as replies
    from texts as replies
    join texts as threads on threads.id = replies.thread_id
    join hours on hours.shown_hour = replies.shown_hour
    left join kindness on kindness.post_id = replies.id
    left join app.thanks on thanks.circle_id = _circle and thanks.reply_id = replies.id
    group by replies.thread_id
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', texts.id, 'kind', texts.kind, 'name', texts.name, 'veiled', texts.pseudonym is not null, 'body', texts.body,
    'took', texts.took, 'win_kind', texts.win_kind, 'wanted', texts.wanted, 'stage', texts.stage, 'said', texts.said,
    'feelings', texts.feelings,
    -- Everybody has one weekly win: under a veil it would rule out whoever shared theirs by name.
    'weekly', texts.weekly and (texts.mine or texts.pseudonym is null), 'step', texts.step, 'when', hours.label, 'edited', texts.edited_at is not null,
    'mine', texts.mine, 'editable', texts.mine and texts.still_open, 'reactions', coalesce(kindness.mine, '[]'),
    'totals', case when texts.mine then coalesce(kindness.totals, '{}') end, 'replies', coalesce(answers.replies, '[]')
  ) order by array_position(_ids, texts.id)), '[]')
  from texts
  join hours on hours.shown_hour = texts.shown_hour
  left join kindness on kindness.post_id = texts.id
  left join answers on answers.thread_id = texts.id
  where texts.id = any(_ids));
end $$;

create or replace function app.circle_head(_circle uuid, _me uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'circle', jsonb_build_object(
      'id', circles.id, 'name', circles.name, 'purpose', circles.purpose, 'prompt', circles.prompt,
      'open', circles.opened_at is not null, 'time_zone', circles.time_zone, 'people', app.people_in(circles.id), 'coverage', app.coverage(circles.id)),
    'me', jsonb_build_object(
      'handle', memberships.handle, 'role', memberships.role, 'alum', memberships.alum,
      'urgent', memberships.role = 'facilitator' and exists (
        select from app.cases where cases.circle_id = _circle and kind = 'crisis' and closed_at is null and claimed_by is null
          and not app.wrote(_circle, post_id, _me)),
      'veil_ready', app.people_in(circles.id) >= 4, 'resting_until', app.resting_until(),
      'practised', exists (select from app.profiles where account_id = (select auth.uid()) and practised_at is not null),
      'posts_paused', app.last_day(app.paused_until(_circle, '{post_pause}')),
      'replies_paused', app.last_day(app.paused_until(_circle, '{reply_pause}')),
      'away_until', app.last_day(app.paused_until(_circle, '{circle_pause}')),
      'rules', case when not exists (
        select from app.acceptances
        where circle_id = _circle and membership_id = _me and version = (app.rules_in_force(_circle)).version
      ) then to_jsonb(app.rules_in_force(_circle)) - 'circle_id' - 'created_at' end)
  )
  from app.circles join app.memberships on memberships.circle_id = circles.id and memberships.id = _me
  where circles.id = _circle;
$$;

create or replace function app.purge() returns void
language sql security definer set search_path = '' as $$
  delete from app.posts where deleted_at < now() - interval '1 hour';
  update app.posts set body = '', took = '', feelings = '[]'
  where status = 'removed' and created_at < now() - interval '30 days' and body <> '';
  delete from app.steps where deleted_at < now() - interval '1 hour';
  delete from app.rate_limits where starts_at < now() - interval '2 days';
  delete from app.invitations where expires_at < now() - interval '30 days';
  delete from app.browser_sessions where expires_at < now();
  delete from app.session_tickets where expires_at < now();
  delete from app.log where created_at < now() - interval '400 days';
$$;

-- Doors -----------------------------------------------------------------------------------------------------------

create function public.log_step(id uuid, circle uuid, kind text, day date default null, amount integer default 1, note text default '', act text default null) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.log_step($1, $2, $3, $4, $5, $6, $7) $$;
create function public.edit_step(circle uuid, step uuid, amount integer, note text default '', day date default null) returns void
language sql volatile security invoker set search_path = '' as $$ select app.edit_step($1, $2, $3, $4, $5) $$;
create function public.delete_step(circle uuid, step uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.delete_step($1, $2) $$;
create function public.undelete_step(circle uuid, step uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.undelete_step($1, $2) $$;
create function public.take_break(until date) returns void
language sql volatile security invoker set search_path = '' as $$ select app.take_break($1) $$;
create function public.end_break() returns void
language sql volatile security invoker set search_path = '' as $$ select app.end_break() $$;
create function public.my_steps(circle uuid, month date default null) returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.my_steps($1, $2) $$;
grant execute on function
  app.log_step(uuid, uuid, text, date, integer, text, text), app.edit_step(uuid, uuid, integer, text, date), app.delete_step(uuid, uuid),
  app.undelete_step(uuid, uuid), app.take_break(date), app.end_break(), app.my_steps(uuid, date),
  public.log_step(uuid, uuid, text, date, integer, text, text), public.edit_step(uuid, uuid, integer, text, date), public.delete_step(uuid, uuid),
  public.undelete_step(uuid, uuid), public.take_break(date), public.end_break(), public.my_steps(uuid, date)
to authenticated;
