-- Momentum: what a circle's steps add up to, against its own past and nothing else.
--
-- A closed week of the circle's time zone is published once, on the first read after it closed, and never changes
-- again, whoever leaves, deletes or fills in later. A number is published only where enough people stand behind it:
-- three for effort, five for anything about feelings or setbacks. Kinds with fewer fold into "other" until "other"
-- itself holds two kinds and three people, so that no subtraction gives a fold back. Where one person made more
-- than 60 percent, a band stands in for the number. Four quiet weeks in a row may speak together as one block;
-- none of them was published alone, so nothing can be subtracted from it.
--
-- What is counted of posts is what everybody reads in the circle: the hour they were shown in, and the handle they
-- carry. Whoever wrote under a veil stands behind no number, for a threshold that is met only if they are somebody
-- new would tell who they are; and a post that waits or is to be shown later counts when it is shown.

create table app.snapshots (
  circle_id uuid not null references app.circles on delete cascade,
  week date not null constraint snapshot_monday check (extract(isodow from week) = 1),
  numbers jsonb not null,
  blocks jsonb not null default '{}',
  published_at timestamptz not null default now(),
  primary key (circle_id, week)
);
comment on table app.snapshots is 'What was published of a closed week. Holds only what everybody in the circle may read.';

create table app.check_ins (
  circle_id uuid not null,
  membership_id uuid not null,
  week date not null,
  energy integer not null constraint energy_unknown check (energy between 1 and 3),
  primary key (circle_id, membership_id, week),
  foreign key (circle_id, membership_id) references app.identities on delete cascade
);
comment on table app.check_ins is 'How much energy a member has this week: 1 low, 2 steady, 3 high. Private; five together show as one band.';

create table app.snapshot_parts (
  circle_id uuid not null,
  week date not null,
  membership_id uuid not null,
  steps integer not null,
  primary key (circle_id, membership_id, week),
  foreign key (circle_id, membership_id) references app.identities on delete cascade
);
comment on table app.snapshot_parts is 'What a published sum held of one member, for that member alone and for as long as their page shows that week.';

create table app.week_notes (
  circle_id uuid not null references app.circles on delete cascade,
  week date not null,
  note text not null constraint week_note_length check (char_length(note) between 1 and 140),
  primary key (circle_id, week)
);
comment on table app.week_notes is 'A facilitator''s word on a week, for everybody: a holiday, a new member, a hard one.';

alter table app.snapshots enable row level security;
alter table app.snapshot_parts enable row level security;
alter table app.check_ins enable row level security;
alter table app.week_notes enable row level security;

create function app.snapshot_stays() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' and not exists (select from app.circles where id = old.circle_id) then
    return old;
  end if;
  raise sqlstate 'PT403' using message = 'snapshot_stays';
end $$;
create trigger snapshot_stays before update or delete on app.snapshots for each row execute function app.snapshot_stays();
create trigger snapshot_stays_whole before truncate on app.snapshots for each statement execute function app.snapshot_stays();

-- From what happened to what is published -------------------------------------------------------------------------

-- A number, a band or silence, from a total, the people behind it, the most that one of them gave, and the threshold.
-- Where hardly more were present than the threshold asks for, a small sum speaks for each: in a circle of three, "4"
-- tells the one who took two steps that the others took one each. So it stays quiet below two steps a head, and so
-- does a band where the others together took less than that.
create function app.count_value(_total bigint, _people bigint, _largest bigint, _needed integer, _present integer default null) returns jsonb
language sql immutable set search_path = '' as $$
  select case
    when coalesce(_people, 0) < _needed then jsonb_build_object('state', 'quiet')
    when _present <= _needed + 1 and (_total < 2 * _needed or (_largest > 0.6 * _total and _total - _largest < 2 * (_needed - 1)))
      then jsonb_build_object('state', 'quiet')
    when _largest > 0.6 * _total then (
      select jsonb_build_object('state', 'band', 'low', low, 'high', high)
      from (values (1, 5), (6, 10), (11, 20), (21, 40), (41, 80), (81, 160), (161, 320), (321, 10000)) as bands (low, high)
      -- Whoever reads the widest range is told "more than 320": what stands at its upper end says nothing.
      where least(_total, 10000) between low and high)
    else jsonb_build_object('state', 'shown', 'total', _total)
  end;
$$;

-- Steps by person and kind, for whole weeks by the days of those who took them.
create function app.steps_between(_circle uuid, _from date, _to date) returns table (membership_id uuid, kind text, many bigint)
language sql stable security definer set search_path = '' as $$
  select membership_id, kind, sum(amount) from app.steps
  where circle_id = _circle and local_date between _from and _to and deleted_at is null
  group by membership_id, kind;
$$;

-- How many could have taken a step in these weeks, as everybody knows who reads the handles.
create function app.present_between(_circle uuid, _from date, _to date) returns integer
language sql stable security definer set search_path = '' as $$
  select count(*)::integer from app.memberships
  join app.identities on identities.circle_id = memberships.circle_id and identities.membership_id = memberships.id
  join app.circles on circles.id = memberships.circle_id
  where memberships.circle_id = _circle and (joined_at at time zone circles.time_zone)::date <= _to
    and (left_at is null or (left_at at time zone circles.time_zone)::date >= _from);
$$;

-- May these kinds together be told as one number?
create function app.speaks_for_enough(_circle uuid, _from date, _to date, _kinds text[]) returns boolean
language sql stable security definer set search_path = '' as $$
  select app.count_value(sum(many)::bigint, count(*), max(many)::bigint, 3, app.present_between(_circle, _from, _to)) ->> 'state' = 'shown'
  from (
    select sum(many) as many from app.steps_between(_circle, _from, _to) as steps
    where steps.kind = any(_kinds) group by membership_id
  ) as people;
$$;

-- The mix of kinds, the largest first; null where nothing but the total could be told.
create function app.mix_of(_circle uuid, _from date, _to date) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  shown text[];
  folded text[];
begin
  with kinds as (
    select steps.kind, sum(many) as many, app.speaks_for_enough(_circle, _from, _to, array[steps.kind]) as enough
    from app.steps_between(_circle, _from, _to) as steps group by steps.kind
  )
  select coalesce(array_agg(kind order by many desc, kind) filter (where enough), '{}'),
    coalesce(array_agg(kind order by many desc, kind) filter (where not enough), '{}')
  into shown, folded from kinds;
  -- Complementary suppression: the smallest shown kind is folded in until the fold itself hides everybody in it.
  while cardinality(folded) > 0 and cardinality(shown) > 0
    and not app.speaks_for_enough(_circle, _from, _to, folded) loop
    folded := folded || shown[cardinality(shown)];
    shown := shown[1:cardinality(shown) - 1];
  end loop;
  return (
    select jsonb_agg(jsonb_build_object('kind', kind, 'count', many) order by kind = 'other', many desc, kind)
    from (
      select case when steps.kind = any(shown) then steps.kind else 'other' end as kind, sum(many) as many
      from app.steps_between(_circle, _from, _to) as steps group by 1
    ) as told
    where cardinality(shown) > 0);
end $$;

create function app.steps_value(_circle uuid, _from date, _to date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select app.count_value(sum(many)::bigint, count(*), max(many)::bigint, 3, app.present_between(_circle, _from, _to))
  from (select sum(many) as many from app.steps_between(_circle, _from, _to) group by membership_id) as people;
$$;

-- Posts that carry no handle may all be one person's, or one of the others': they add to the sum and to the largest.
create function app.posts_value(_circle uuid, _kind app.post_kind, _starts timestamptz, _ends timestamptz, _needed integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select app.count_value(
    sum(many)::bigint, count(membership_id),
    (coalesce(max(many) filter (where membership_id is not null), 0) + coalesce(sum(many) filter (where membership_id is null), 0))::bigint, _needed)
  from (
    select membership_id, count(*) as many from app.posts
    where circle_id = _circle and kind = _kind and status = 'shown' and deleted_at is null
      and shown_hour >= _starts and shown_hour < _ends
    group by membership_id
  ) as people;
$$;

-- Bounce-back: days from a setback that carries a handle to its author's next step, told in the week of that step.
-- Each person counts once, with their own median, and the circle's is the median of those.
create function app.bounce_value(_circle uuid, _from date, _to date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when count(*) < 5 then jsonb_build_object('state', 'quiet')
    else jsonb_build_object('state', 'shown', 'days', round(percentile_cont(0.5) within group (order by days))::integer) end
  from (
    select percentile_cont(0.5) within group (order by back.local_date - posts.local_date) as days
    from app.posts
    cross join lateral (
      select steps.local_date from app.steps
      where steps.circle_id = _circle and steps.membership_id = posts.membership_id and steps.deleted_at is null
        and steps.local_date between posts.local_date and posts.local_date + 28 and steps.created_at > posts.created_at
      order by steps.local_date limit 1
    ) as back
    where posts.circle_id = _circle and posts.kind = 'setback' and posts.status = 'shown' and posts.deleted_at is null
      and posts.shown_at <= now() and posts.local_date between _from - 28 and _to and back.local_date between _from and _to
    group by posts.membership_id
  ) as people;
$$;

-- Answered within a day, of the setbacks whose day of waiting ended in these weeks. Never a count: the few that
-- waited longer would stand out.
create function app.answered_value(_circle uuid, _starts timestamptz, _ends timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case
    when count(distinct author) < 5 then jsonb_build_object('state', 'quiet')
    else jsonb_build_object('state', 'shown', 'band', case
      when avg(answered::integer) >= 0.9 then 'nearly_all' when avg(answered::integer) >= 0.6 then 'most'
      when avg(answered::integer) >= 0.4 then 'half' else 'fewer' end)
  end
  from (
    -- Under one's own post one answers by its handle or its veil.
    select posts.membership_id as author, exists (
      select from app.posts as replies
      where replies.circle_id = _circle and replies.thread_id = posts.id and replies.status = 'shown' and replies.deleted_at is null
        and replies.pseudonym is null and (posts.pseudonym is not null or replies.membership_id is distinct from posts.membership_id)
        and replies.shown_at <= posts.shown_at + interval '1 day'
    ) as answered
    from app.posts
    where posts.circle_id = _circle and posts.kind = 'setback' and posts.wanted <> 'logging' and posts.status = 'shown'
      and posts.deleted_at is null and posts.shown_at + interval '1 day' >= _starts and posts.shown_at + interval '1 day' < _ends
  ) as setbacks;
$$;

create function app.energy_value(_circle uuid, _from date, _to date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case
    when count(*) < 5 then jsonb_build_object('state', 'quiet')
    else jsonb_build_object('state', 'shown', 'band', case when avg(energy) < 1.67 then 'low' when avg(energy) < 2.34 then 'steady' else 'high' end)
  end
  from (
    select avg(energy) as energy from app.check_ins
    where circle_id = _circle and week between _from and _to group by membership_id
  ) as people;
$$;

-- One measure of whole weeks, from the Monday `_from` to the Sunday `_to`.
create function app.measure_value(_circle uuid, _measure text, _from date, _to date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case _measure
    when 'steps' then app.steps_value(_circle, _from, _to)
    when 'wins' then app.posts_value(_circle, 'win', starts, ends, 3)
    when 'setbacks' then app.posts_value(_circle, 'setback', starts, ends, 5)
    when 'bounce' then app.bounce_value(_circle, _from, _to)
    when 'answered' then app.answered_value(_circle, starts, ends)
    when 'energy' then app.energy_value(_circle, _from, _to)
  end
  from (
    select _from::timestamp at time zone time_zone as starts, (_to + 1)::timestamp at time zone time_zone as ends
    from app.circles where circles.id = _circle
  ) as here;
$$;

-- Publishing ------------------------------------------------------------------------------------------------------

-- One week as it is to be told. Stable, so that all of it is read at one moment: a step that came in between the total
-- and its kinds would be the difference of the two.
create function app.week_told(_circle uuid, _week date) returns app.snapshots
language plpgsql stable security definer set search_path = '' as $$
declare
  measure text;
  value jsonb;
  told app.snapshots;
begin
  told.circle_id := _circle;
  told.week := _week;
  told.numbers := '{}';
  told.blocks := '{}';
  told.published_at := now();
  foreach measure in array array['steps', 'wins', 'setbacks', 'bounce', 'answered', 'energy'] loop
    value := app.measure_value(_circle, measure, _week, _week + 6);
    told.numbers := told.numbers || jsonb_build_object(measure, value);
    if value ->> 'state' = 'quiet' and 3 = (
      select count(*) from app.snapshots
      where circle_id = _circle and week in (_week - 7, _week - 14, _week - 21)
        and numbers #>> array[measure, 'state'] = 'quiet' and not blocks ? measure
    ) then
      value := app.measure_value(_circle, measure, _week - 21, _week + 6);
      if value ->> 'state' <> 'quiet' then
        told.blocks := told.blocks || jsonb_build_object(measure, value);
      end if;
    end if;
  end loop;
  if told.numbers #>> '{steps,state}' = 'shown' then
    told.numbers := told.numbers || jsonb_build_object('mix', app.mix_of(_circle, _week, _week + 6));
  end if;
  return told;
end $$;

create function app.this_week(_circle uuid) returns date
language sql stable security definer set search_path = '' as $$
  select date_trunc('week', now() at time zone time_zone)::date from app.circles where id = _circle;
$$;

-- Publishes what has closed since the last time, oldest first. Ten readers at once come one after the other, and
-- nine of them find it done.
create function app.publish_weeks(_circle uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  here app.circles;
  closes date := app.this_week(_circle);
  due date;
begin
  if exists (select from app.snapshots where circle_id = _circle and week = closes - 7) then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('snapshots ' || _circle::text, 0));
  select * into here from app.circles where id = _circle;
  due := greatest(
    coalesce((select max(week) + 7 from app.snapshots where circle_id = _circle), date_trunc('week', here.opened_at at time zone here.time_zone)::date),
    closes - 26 * 7);
  while due < closes loop
    -- One statement, so that the sum and each one's part of it are of one moment.
    with told as materialized (
      select * from app.week_told(_circle, due)
    ), published as (
      insert into app.snapshots select * from told
    )
    insert into app.snapshot_parts (circle_id, week, membership_id, steps)
    select _circle, due, steps.membership_id, sum(steps.many) from told cross join app.steps_between(_circle, due, due + 6) as steps
    where told.numbers #>> '{steps,state}' = 'shown' group by steps.membership_id;
    due := due + 7;
  end loop;
  delete from app.snapshot_parts where circle_id = _circle and week < closes - 84;
end $$;

create function app.publish_due() returns void
language plpgsql security definer set search_path = '' as $$
declare
  circle uuid;
begin
  for circle in
    select circles.id from app.circles
    where opened_at is not null and archived_at is null
      and not exists (select from app.snapshots where circle_id = circles.id and week = app.this_week(circles.id) - 7)
  loop
    perform app.publish_weeks(circle);
  end loop;
end $$;
grant execute on function app.publish_due() to service_role;

do $$
begin
  if exists (select from pg_extension where extname = 'pg_cron') then
    perform cron.schedule('rebound-publish', '7 * * * *', 'select app.publish_due()');
  end if;
exception when others then
  raise notice 'pg_cron is not usable here: %', sqlerrm;
end $$;

-- For me alone ----------------------------------------------------------------------------------------------------

-- My index: my steps added up, each fading by half in 13 days. Days of rest let nothing fade.
create function app.my_index(_circle uuid, _me uuid, _today date) returns numeric
language sql stable security definer set search_path = '' as $$
  with days as (
    select local_date as day, sum(amount) filter (where kind <> 'rest') as effort
    from app.steps
    where circle_id = _circle and membership_id = _me and deleted_at is null and local_date between _today - 180 and _today
    group by local_date
  ), rested as (
    select day from days where effort is null
    union
    select day::date from app.breaks
    cross join generate_series(greatest(starts_on, _today - 180), least(ends_on, _today), interval '1 day') as day
    where account_id = (select auth.uid()) and not exists (select from days where days.day = day.day::date and effort is not null)
  )
  select round(sum(effort * power(0.5, (
    (_today - days.day) - (select count(*) from rested where rested.day > days.day and rested.day < _today)
  ) / 13.0)), 1)
  from days where effort is not null;
$$;

create function app.my_momentum(_circle uuid, _me uuid, _week date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'weeks', coalesce((
      select jsonb_agg(jsonb_build_object('week', snapshots.week, 'steps', mine.many,
        'share', case when numbers #>> '{steps,state}' = 'shown' then round(coalesce(parts.steps, 0) / (numbers #>> '{steps,total}')::numeric, 2) end) order by snapshots.week)
      from app.snapshots
      -- What was logged or deleted since then changes my count, and not what the published number held of it.
      left join app.snapshot_parts as parts on parts.circle_id = snapshots.circle_id and parts.membership_id = _me and parts.week = snapshots.week
      cross join lateral (
        select coalesce(sum(amount), 0)::integer as many from app.steps
        where steps.circle_id = _circle and membership_id = _me and deleted_at is null and local_date between snapshots.week and snapshots.week + 6
      ) as mine
      where snapshots.circle_id = _circle and snapshots.week >= _week - 84), '[]'),
    'this_week', (select coalesce(sum(amount), 0)::integer from app.steps
      where steps.circle_id = _circle and membership_id = _me and deleted_at is null and local_date between _week and _week + 7),
    'index', app.my_index(_circle, _me, app.my_today()),
    'energy', (select (array['low', 'steady', 'high'])[energy] from app.check_ins
      where check_ins.circle_id = _circle and membership_id = _me and week = _week));
$$;

-- The page: one call, which publishes first what has closed -------------------------------------------------------

create function app.published_weeks(_circle uuid, _from date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(told.numbers || jsonb_build_object(
    'week', told.week, 'mix', told.numbers -> 'mix', 'note', week_notes.note,
    'steps', told.numbers -> 'steps' || case when told.numbers #>> '{steps,state}' = 'shown' then jsonb_build_object('median', (
      select percentile_cont(0.5) within group (order by (before.numbers #>> '{steps,total}')::integer) from app.snapshots as before
      where before.circle_id = _circle and before.week between told.week - 28 and told.week - 7 and before.numbers #>> '{steps,state}' = 'shown')) else '{}' end
  ) order by told.week), '[]')
  from app.snapshots as told
  left join app.week_notes on week_notes.circle_id = told.circle_id and week_notes.week = told.week
  where told.circle_id = _circle and told.week >= _from;
$$;

create function app.momentum_page(_circle uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  monday date := app.this_week(_circle);
  head jsonb := app.circle_head(_circle, me);
begin
  head := head || jsonb_build_object(
    'today', app.my_today(), 'this_week', monday, 'may_note', head #>> '{me,role}' = 'facilitator',
    'weeks', '[]'::jsonb, 'blocks', '[]'::jsonb, 'published_weeks', 0);
  if head #>> '{me,away_until}' is not null or not (head #>> '{circle,open}')::boolean then
    return head || jsonb_build_object('mine', app.my_momentum(_circle, me, monday));
  end if;
  perform app.publish_weeks(_circle);
  return head || jsonb_build_object(
    'weeks', app.published_weeks(_circle, monday - 84),
    'blocks', (
      select coalesce(jsonb_agg(jsonb_build_object('measure', block.key, 'from', snapshots.week - 21, 'to', snapshots.week, 'value', block.value)
        order by snapshots.week, block.key), '[]')
      from app.snapshots cross join lateral jsonb_each(blocks) as block
      where snapshots.circle_id = _circle and snapshots.week >= monday - 84),
    'published_weeks', (select count(*) from app.snapshots where snapshots.circle_id = _circle),
    'note', (select note from app.week_notes where week_notes.circle_id = _circle and week_notes.week = monday),
    'mine', app.my_momentum(_circle, me, monday));
end $$;

create function app.say_energy(_circle uuid, _energy text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  level integer := array_position(array['low', 'steady', 'high'], _energy);
begin
  if level is null then
    raise sqlstate 'PT422' using message = 'energy_unknown';
  end if;
  insert into app.check_ins (circle_id, membership_id, week, energy) values (_circle, me, app.this_week(_circle), level)
  on conflict (circle_id, membership_id, week) do update set energy = excluded.energy;
end $$;

create function app.note_week(_circle uuid, _week date, _note text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  words text := app.checked_text(_note, 140, true);
begin
  if _week is null or extract(isodow from _week) <> 1 or _week not between app.this_week(_circle) - 84 and app.this_week(_circle) then
    raise sqlstate 'PT422' using message = 'week_not_open';
  end if;
  delete from app.week_notes where circle_id = _circle and week = _week;
  if words <> '' then
    insert into app.week_notes (circle_id, week, note) values (_circle, _week, words);
  end if;
  perform app.write_log(_circle, me, 'week_noted');
end $$;

create function public.momentum_page(circle uuid) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.momentum_page($1) $$;
create function public.say_energy(circle uuid, energy text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.say_energy($1, $2) $$;
create function public.note_week(circle uuid, week date, note text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.note_week($1, $2, $3) $$;
grant execute on function
  app.momentum_page(uuid), app.say_energy(uuid, text), app.note_week(uuid, date, text),
  public.momentum_page(uuid), public.say_energy(uuid, text), public.note_week(uuid, date, text)
to authenticated;
