-- Challenges: what a circle takes on together. Anyone proposes; a facilitator or half of the people start it; how much is
-- somebody's own share is said in private, and the circle's target is the sum of the shares.
--
-- Everything is counted in days, and each day is its member's own: a step carries its local date, a share is in force from
-- a local date, and a day is closed for somebody when their own today is later. So no hour of the year is special.
-- What was asked on days gone by is never computed anew: a change of a share, leaving, landing and another last day
-- all begin with today or tomorrow. What was done stays done. It belongs to the circle.

create table app.challenge_templates (
  slug text primary key,
  kind text not null,
  act text,
  needs_note boolean not null,
  per text not null constraint template_per check (per in ('day', 'week')),
  amount integer not null constraint template_amount check (amount between 1 and 20),
  smaller_per text not null constraint template_smaller_per check (smaller_per in ('day', 'week')),
  smaller_amount integer not null constraint template_smaller_amount check (smaller_amount between 1 and 20)
);
comment on table app.challenge_templates is 'The library: which steps count for a challenge, and how much is meant. Its words are the app''s.';

insert into app.challenge_templates (slug, kind, act, needs_note, per, amount, smaller_per, smaller_amount) values
  ('application_a_day', 'application', null, true, 'day', 1, 'week', 2),
  ('contact_a_week', 'contact', null, false, 'week', 1, 'week', 1),
  ('old_contact', 'contact', 'old_contact', false, 'week', 2, 'week', 1),
  ('three_gratitudes', 'brave_act', 'gratitude', false, 'day', 1, 'week', 2),
  ('refresh_material', 'materials', null, false, 'week', 2, 'week', 1),
  ('silence_followed_up', 'follow_up', null, false, 'week', 2, 'week', 1),
  ('learning_hour', 'learning', null, false, 'week', 3, 'week', 1),
  ('ask_feedback', 'brave_act', 'ask_feedback', false, 'week', 1, 'week', 1),
  ('if_then_plan', 'brave_act', 'if_then_plan', false, 'week', 3, 'week', 1),
  ('write_it_out', 'brave_act', 'write_it_out', false, 'week', 3, 'week', 1),
  ('walk_a_day', 'rest', 'walk', false, 'day', 1, 'week', 2),
  ('rehearse_aloud', 'interview', 'rehearse', false, 'week', 3, 'week', 1),
  ('thank_somebody', 'contact', 'thank', false, 'week', 1, 'week', 1),
  ('evening_off', 'rest', 'evening_off', false, 'week', 3, 'week', 1),
  ('kind_to_myself', 'rest', 'kind_to_myself', false, 'week', 3, 'week', 1),
  ('help_somebody', 'brave_act', 'help_somebody', false, 'week', 2, 'week', 1);

create table app.challenges (
  circle_id uuid not null references app.circles on delete cascade,
  id uuid not null,
  template text not null references app.challenge_templates,
  starts_on date not null,
  ends_on date not null,
  next_ends_on date,
  next_from date,
  note text not null default '' constraint challenge_note_length check (char_length(note) <= 280),
  proposed_at timestamptz not null default now(),
  started_on date,
  ended_on date,
  dropped_at timestamptz,
  told_done integer,
  told_until date,
  frozen_at timestamptz,
  final_target integer,
  primary key (circle_id, id),
  constraint challenge_dates check (ends_on between starts_on and starts_on + 41)
);
comment on table app.challenges is 'A proposal, a running challenge, or what became of one. Who proposed it is kept nowhere.';
comment on column app.challenges.told_done is 'What the bar says was done; nothing before the first block was told.';
create index challenges_template_idx on app.challenges (template);

create table app.challenge_supports (
  circle_id uuid not null,
  challenge_id uuid not null,
  membership_id uuid not null,
  primary key (circle_id, challenge_id, membership_id),
  foreign key (circle_id, challenge_id) references app.challenges on delete cascade,
  foreign key (circle_id, membership_id) references app.identities on delete cascade
);
comment on table app.challenge_supports is 'Who would like a proposal. Others see how many.';
create index challenge_supports_member_idx on app.challenge_supports (circle_id, membership_id);

create table app.commitments (
  circle_id uuid not null,
  challenge_id uuid not null,
  membership_id uuid not null,
  starts_on date not null,
  amount integer constraint commitment_size check (amount between 1 and 20),
  per text constraint commitment_per check (per in ('day', 'week')),
  parted boolean not null default false,
  primary key (circle_id, challenge_id, membership_id, starts_on),
  foreign key (circle_id, challenge_id) references app.challenges on delete cascade,
  foreign key (circle_id, membership_id) references app.identities on delete cascade,
  constraint commitment_whole check ((amount is null) = (per is null)),
  constraint commitment_parted check (amount is null or not parted)
);
comment on table app.commitments is 'A member''s share from a day of theirs on, until the next row; no amount means that they left. Private.';
comment on column app.commitments.parted is 'They left the circle or landed, as everybody there knows; leaving the challenge alone is told to nobody.';
create index commitments_member_idx on app.commitments (circle_id, membership_id);

create table app.reserve_days (
  circle_id uuid not null,
  challenge_id uuid not null,
  membership_id uuid not null,
  day date not null,
  primary key (circle_id, challenge_id, membership_id, day),
  foreign key (circle_id, challenge_id) references app.challenges on delete cascade,
  foreign key (circle_id, membership_id) references app.identities on delete cascade
);
comment on table app.reserve_days is 'Days off that cost nothing: two in any seven. Private.';
create index reserve_days_member_idx on app.reserve_days (circle_id, membership_id);

create table app.challenge_told (
  circle_id uuid not null,
  challenge_id uuid not null,
  membership_id uuid not null,
  done integer not null,
  primary key (circle_id, challenge_id, membership_id),
  foreign key (circle_id, challenge_id) references app.challenges on delete cascade,
  foreign key (circle_id, membership_id) references app.identities on delete cascade
);
comment on table app.challenge_told is 'What of a member''s doing the bar holds already. It goes with the member; the bar stays.';
create index challenge_told_member_idx on app.challenge_told (circle_id, membership_id);

create table app.challenge_finals (
  circle_id uuid not null,
  challenge_id uuid not null,
  membership_id uuid not null,
  target integer not null,
  done integer not null,
  primary key (circle_id, challenge_id, membership_id),
  foreign key (circle_id, challenge_id) references app.challenges on delete cascade,
  foreign key (circle_id, membership_id) references app.identities on delete cascade
);
comment on table app.challenge_finals is 'What a member''s own part was when a challenge had closed for everybody. For that member alone.';
create index challenge_finals_member_idx on app.challenge_finals (circle_id, membership_id);

create table app.habits (
  account_id uuid not null references app.profiles on delete cascade,
  template text not null references app.challenge_templates,
  amount integer not null constraint habit_size check (amount between 1 and 20),
  per text not null constraint habit_per check (per in ('day', 'week')),
  primary key (account_id, template)
);
comment on table app.habits is 'What a member keeps from a challenge for themselves. Private; nothing counts it.';
create index habits_template_idx on app.habits (template);

alter table app.challenge_templates enable row level security;
alter table app.challenges enable row level security;
alter table app.challenge_supports enable row level security;
alter table app.commitments enable row level security;
alter table app.reserve_days enable row level security;
alter table app.challenge_told enable row level security;
alter table app.challenge_finals enable row level security;
alter table app.habits enable row level security;

-- A frozen recap is a snapshot like any other.
create trigger recap_stays before update or delete on app.challenges for each row when (old.frozen_at is not null) execute function app.snapshot_stays();

-- Questions -------------------------------------------------------------------------------------------------------

create function app.circle_today(_circle uuid) returns date
language sql stable security definer set search_path = '' as $$
  select (now() at time zone time_zone)::date from app.circles where id = _circle;
$$;

-- The last day in force on a day of the circle's: another one that was decided today begins tomorrow.
create function app.last_day_of(_challenge app.challenges, _today date) returns date
language sql immutable set search_path = '' as $$
  select least(_challenge.ended_on, case when _challenge.next_from <= _today then _challenge.next_ends_on else _challenge.ends_on end);
$$;

create function app.running_now(_circle uuid, _today date) returns setof app.challenges
language sql stable security definer set search_path = '' as $$
  select challenges.* from app.challenges
  where circle_id = _circle and started_on is not null and dropped_at is null and ended_on is null
    and app.last_day_of(challenges, app.circle_today(_circle)) >= _today;
$$;

create function app.supports_needed(_circle uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select greatest(1, ceil(app.people_in(_circle) / 2.0))::integer;
$$;

-- A voice stays given when its giver leaves: a number that falls with somebody's going says whose it was.
create function app.supports_of(_circle uuid, _challenge uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select count(*)::integer from app.challenge_supports where circle_id = _circle and challenge_id = _challenge;
$$;

create function app.need_challenge(_circle uuid, _challenge uuid) returns app.challenges
language plpgsql stable security definer set search_path = '' as $$
declare
  kept app.challenges;
begin
  select * into kept from app.challenges where circle_id = _circle and id = _challenge;
  if kept.id is null then
    raise sqlstate 'PT404' using message = 'challenge_not_found';
  elsif kept.dropped_at is not null then
    raise sqlstate 'PT409' using message = 'challenge_over';
  end if;
  return kept;
end $$;

-- A challenge that was started and has, on this day, not ended.
create function app.need_running(_circle uuid, _challenge uuid, _today date) returns app.challenges
language plpgsql stable security definer set search_path = '' as $$
declare
  kept app.challenges := app.need_challenge(_circle, _challenge);
begin
  if kept.started_on is null then
    raise sqlstate 'PT409' using message = 'challenge_not_running';
  elsif kept.ended_on is not null or app.last_day_of(kept, app.circle_today(_circle)) < _today then
    raise sqlstate 'PT409' using message = 'challenge_over';
  end if;
  return kept;
end $$;

-- What was asked and what was done -------------------------------------------------------------------------------------

-- Every member's days in these challenges, one row a day: what was asked of them (nothing on a break, on a reserve day
-- and after leaving), and what they did of what counts. The whole arithmetic of challenges adds up these rows; `_only`
-- has one member's.
create function app.challenge_days(_circle uuid, _challenges uuid[], _only uuid default null)
returns table (challenge_id uuid, membership_id uuid, day date, today date, a_day integer, a_week integer, reserve boolean, done integer)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  here date := app.circle_today(_circle);
begin
  return query
  with chosen as materialized (
    select challenges.id, app.last_day_of(challenges, here) as ends_on, templates.kind, templates.act, templates.needs_note
    from app.challenges join app.challenge_templates as templates on templates.slug = challenges.template
    where challenges.circle_id = _circle and challenges.id = any(_challenges)
  ), spans as materialized (
    select chosen.*, shares.membership_id, identities.account_id, shares.amount, shares.per, shares.starts_on as first_day,
      -- What somebody did on the day they left still counts.
      least(chosen.ends_on, case when shares.amount is null then shares.starts_on else lead(shares.starts_on) over own - 1 end) as last_day,
      (now() at time zone profiles.time_zone)::date as today
    from chosen
    join app.commitments as shares on shares.circle_id = _circle and shares.challenge_id = chosen.id
      and (_only is null or shares.membership_id = _only)
    join app.identities on identities.circle_id = _circle and identities.membership_id = shares.membership_id
    join app.profiles on profiles.account_id = identities.account_id
    window own as (partition by shares.challenge_id, shares.membership_id order by shares.starts_on)
  ), acts as materialized (
    select spans.id, spans.membership_id, steps.local_date, sum(steps.amount)::integer as done
    from spans
    join app.steps on steps.circle_id = _circle and steps.membership_id = spans.membership_id
      and steps.local_date between spans.first_day and spans.last_day and steps.deleted_at is null
    where steps.kind = spans.kind and (spans.act is null or steps.act = spans.act) and (not spans.needs_note or steps.note <> '')
    group by spans.id, spans.membership_id, steps.local_date
  ), days as (
    select spans.*, spans.first_day + n as day,
      reserve_days.day is not null as reserve,
      spans.amount is not null and reserve_days.day is null and not exists (
        select from app.breaks where breaks.account_id = spans.account_id and spans.first_day + n between breaks.starts_on and breaks.ends_on
      ) as active
    from spans
    cross join generate_series(0, spans.last_day - spans.first_day) as n
    left join app.reserve_days on reserve_days.circle_id = _circle and reserve_days.challenge_id = spans.id
      and reserve_days.membership_id = spans.membership_id and reserve_days.day = spans.first_day + n
  )
  select days.id, days.membership_id, days.day, days.today,
    case when active and per = 'day' then amount else 0 end, case when active and per = 'week' then amount else 0 end,
    days.reserve, coalesce(acts.done, 0)
  from days
  left join acts on acts.id = days.id and acts.membership_id = days.membership_id and acts.local_date = days.day;
end $$;

-- What a share of days asks for: each day's own, and a week's sevenths rounded down, so that every day off asks for less.
create function app.asked(_daily bigint, _weekly bigint) returns integer
language sql immutable set search_path = '' as $$
  select (_daily + case when _weekly > 0 then greatest(1, _weekly / 7) else 0 end)::integer;
$$;

-- Each member's own sums. Somebody covers the others when they have begun, and everybody may think that they are in it still.
create function app.challenge_shares(_circle uuid, _challenges uuid[])
returns table (challenge_id uuid, membership_id uuid, target integer, done integer, covers boolean)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
  select days.challenge_id, days.membership_id, app.asked(sum(a_day), sum(a_week)), sum(days.done)::integer,
    bool_or(a_day + a_week > 0 and day <= today) and not (
      select parted from app.commitments as latest
      where latest.circle_id = _circle and latest.challenge_id = days.challenge_id and latest.membership_id = days.membership_id
      order by starts_on desc limit 1)
  from app.challenge_days(_circle, _challenges) as days
  group by days.challenge_id, days.membership_id;
end $$;

-- The circle's sums as one member may see them. What was set out to do stands there while three cover each other. What was
-- done is what the bar was told, and of one's own doing all the rest.
create function app.challenge_sums(_circle uuid, _challenges uuid[], _me uuid)
returns table (challenge_id uuid, target integer, done integer, my_target integer, my_done integer)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
  with sums as (
    select shares.challenge_id as id, case when count(*) filter (where covers) >= 3 then sum(shares.target)::integer end as target,
      max(shares.target) filter (where membership_id = _me) as my_target, max(shares.done) filter (where membership_id = _me) as my_done
    from app.challenge_shares(_circle, _challenges) as shares group by shares.challenge_id
  )
  select sums.id, sums.target, told_done + coalesce(sums.my_done, 0) - coalesce(told.done, 0), sums.my_target, sums.my_done
  from sums
  join app.challenges on challenges.circle_id = _circle and challenges.id = sums.id
  left join app.challenge_told as told on told.circle_id = _circle and told.challenge_id = sums.id and told.membership_id = _me;
end $$;

-- What the bar says ------------------------------------------------------------------------------------------------

-- The first day that is not over for everybody who takes part.
create function app.open_from(_circle uuid, _challenge uuid) returns date
language sql stable security definer set search_path = '' as $$
  select min(app.today_of(identities.account_id)) from app.identities
  where identities.circle_id = _circle and exists (
    select from app.commitments
    where commitments.circle_id = _circle and challenge_id = _challenge and commitments.membership_id = identities.membership_id);
$$;

-- Tells the bar what was done before a day, as one block, once at least three people did something that it does not hold yet:
-- then no difference between two readings is one person's doing. Until then it waits, however long. What was deleted goes
-- along with a block; small sums of few people wait as a week's do.
create function app.tell_bar(_circle uuid, _challenge uuid, _until date) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  with news as materialized (
    select days.membership_id, sum(days.done)::integer as done, sum(days.done)::integer - coalesce(told.done, 0) as more
    from app.challenge_days(_circle, array[_challenge]) as days
    left join app.challenge_told as told on told.circle_id = _circle and told.challenge_id = _challenge and told.membership_id = days.membership_id
    where days.day < _until
    group by days.membership_id, told.done
  ), speaks as (
    select app.count_value(sum(more), count(*), max(more), 3, (select count(*)::integer from news)) ->> 'state' <> 'quiet' as enough
    from news where more > 0
  ), noted as (
    insert into app.challenge_told as told (circle_id, challenge_id, membership_id, done)
    select _circle, _challenge, membership_id, news.done from news, speaks where enough and more <> 0
    on conflict (circle_id, challenge_id, membership_id) do update set done = excluded.done
  )
  update app.challenges set told_until = _until, told_done = case when enough then coalesce(told_done, 0) + (select sum(more) from news) else told_done end
  from speaks where circle_id = _circle and id = _challenge;
end $$;

-- Once for each day that is over: ten readers at once come one after the other, and nine of them find it told.
create function app.tell_bars(_circle uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  due record;
begin
  for due in
    select challenges.id, days.open_from from app.challenges
    cross join lateral (select app.open_from(_circle, challenges.id) as open_from) as days
    where circle_id = _circle and started_on is not null and dropped_at is null and frozen_at is null
      and (told_until is null or told_until < days.open_from)
    order by challenges.id for update of challenges
  loop
    perform app.tell_bar(_circle, due.id, due.open_from);
  end loop;
end $$;

-- What the circle decides -------------------------------------------------------------------------------------------

-- The caller holds the lock on the circle's row. A challenge that starts late moves as a whole.
create function app.begin_challenge(_circle uuid, _challenge uuid, _actor uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  today date := app.circle_today(_circle);
begin
  if (select count(*) from app.running_now(_circle, today)) >= 2 then
    raise sqlstate 'PT409' using message = 'challenge_full';
  end if;
  update app.challenges set started_on = today, starts_on = greatest(starts_on, today), ends_on = ends_on + greatest(today - starts_on, 0)
  where circle_id = _circle and id = _challenge;
  -- Started by many, it is nobody's decision.
  if _actor is not null then
    perform app.write_log(_circle, _actor, 'challenge_started', _detail => (
      select jsonb_build_object('template', template) from app.challenges where circle_id = _circle and id = _challenge));
  end if;
  perform app.touch(_circle);
end $$;

create function app.add_support(_circle uuid, _challenge uuid, _me uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.challenge_supports (circle_id, challenge_id, membership_id) values (_circle, _challenge, _me) on conflict do nothing;
  -- With two running already it waits, supported, until one of them has ended.
  if app.supports_of(_circle, _challenge) >= app.supports_needed(_circle)
    and (select count(*) from app.running_now(_circle, app.circle_today(_circle))) < 2 then
    perform app.begin_challenge(_circle, _challenge, null);
  end if;
end $$;

create function app.propose_challenge(_id uuid, _circle uuid, _template text, _starts_on date, _ends_on date) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  today date := least(app.circle_today(_circle), app.my_today());
begin
  perform from app.circles where id = _circle for update;
  if exists (select from app.challenge_supports where circle_id = _circle and challenge_id = _id and membership_id = me) then
    return;
  elsif exists (select from app.challenges where circle_id = _circle and id = _id) then
    raise sqlstate 'PT409' using message = 'id_taken';
  end if;
  perform app.need_voice(_circle, 'circle_pause');
  if not exists (select from app.circles where id = _circle and opened_at is not null) then
    raise sqlstate 'PT409' using message = 'circle_not_open';
  elsif not exists (select from app.challenge_templates where slug = _template) then
    raise sqlstate 'PT422' using message = 'challenge_template_unknown';
  elsif _starts_on is null or _ends_on is null or _starts_on not between today and today + 90
    or _ends_on not between _starts_on + 2 and _starts_on + 41 then
    raise sqlstate 'PT422' using message = 'challenge_dates';
  elsif exists (
    select from app.challenges where circle_id = _circle and template = _template and dropped_at is null and started_on is null
    union all
    select from app.running_now(_circle, today) as running where running.template = _template
  ) then
    raise sqlstate 'PT409' using message = 'challenge_running';
  end if;
  perform app.need_pace(app.need_account(), 'challenge', 10, '1 day');
  insert into app.challenges (circle_id, id, template, starts_on, ends_on) values (_circle, _id, _template, _starts_on, _ends_on);
  perform app.add_support(_circle, _id, me);
  perform app.touch(_circle);
end $$;

create function app.support_challenge(_circle uuid, _challenge uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
begin
  perform app.need_voice(_circle, 'circle_pause');
  perform from app.circles where id = _circle for update;
  if (app.need_challenge(_circle, _challenge)).started_on is null then
    perform app.add_support(_circle, _challenge, me);
  end if;
end $$;

-- Taking a yes back is told to nobody; what has begun meanwhile goes on.
create function app.take_back_support(_circle uuid, _challenge uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
begin
  perform from app.circles where id = _circle for update;
  if (app.need_challenge(_circle, _challenge)).started_on is null then
    delete from app.challenge_supports where circle_id = _circle and challenge_id = _challenge and membership_id = me;
  end if;
end $$;

create function app.start_challenge(_circle uuid, _challenge uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
begin
  perform app.need_voice(_circle, 'circle_pause');
  perform from app.circles where id = _circle for update;
  if (app.need_challenge(_circle, _challenge)).started_on is null then
    perform app.begin_challenge(_circle, _challenge, me);
  end if;
end $$;

-- Puts a proposal away, and one that has not begun; ends a running one with today.
create function app.drop_challenge(_circle uuid, _challenge uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  today date := app.circle_today(_circle);
  kept app.challenges;
begin
  perform app.need_voice(_circle, 'circle_pause');
  perform from app.circles where id = _circle for update;
  select * into kept from app.challenges where circle_id = _circle and id = _challenge;
  if kept.id is null then
    raise sqlstate 'PT404' using message = 'challenge_not_found';
  elsif kept.dropped_at is not null or kept.ended_on is not null or (kept.started_on is not null and app.last_day_of(kept, today) < today) then
    return;
  elsif kept.started_on is null or kept.starts_on > today then
    update app.challenges set dropped_at = now() where circle_id = _circle and id = _challenge;
  else
    update app.challenges set ended_on = today where circle_id = _circle and id = _challenge;
  end if;
  perform app.write_log(_circle, me, 'challenge_dropped', _detail => jsonb_build_object('template', kept.template));
  perform app.touch(_circle);
end $$;

-- Another last day, from tomorrow on, with a word on why that stays beside it.
create function app.change_challenge(_circle uuid, _challenge uuid, _ends_on date, _note text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  today date := app.circle_today(_circle);
  words text := app.checked_text(_note, 280);
  kept app.challenges;
begin
  perform app.need_voice(_circle, 'circle_pause');
  perform from app.circles where id = _circle for update;
  kept := app.need_running(_circle, _challenge, today);
  if _ends_on is null or _ends_on not between greatest(today, kept.starts_on + 2) and kept.starts_on + 41 then
    raise sqlstate 'PT422' using message = 'challenge_dates';
  end if;
  update app.challenges set ends_on = app.last_day_of(kept, today), next_ends_on = _ends_on, next_from = today + 1, note = words
  where circle_id = _circle and id = _challenge;
  perform app.write_log(_circle, me, 'challenge_changed', _detail => jsonb_build_object('template', kept.template));
  perform app.touch(_circle);
end $$;

-- My own part -----------------------------------------------------------------------------------------------------------

-- Two clicks of one member come one after the other.
create function app.lock_member(_circle uuid, _membership uuid) returns void
language sql security definer set search_path = '' as $$
  select from app.memberships where circle_id = _circle and id = _membership for no key update;
$$;

-- First from today, or from the first day; a change from tomorrow. Whoever left and comes back begins again today.
create function app.commit_to_challenge(_circle uuid, _challenge uuid, _amount integer, _per text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  today date := app.my_today();
  kept app.challenges;
  current app.commitments;
  first_day date;
begin
  perform app.need_voice(_circle, 'circle_pause');
  if coalesce(_amount, 0) not between 1 and 20 or coalesce(_per, '') not in ('day', 'week') then
    raise sqlstate 'PT422' using message = 'commitment_size';
  end if;
  kept := app.need_running(_circle, _challenge, today);
  perform app.lock_member(_circle, me);
  -- Looked at again under the lock: somebody who left a moment ago takes nothing on.
  perform app.need_member(_circle);
  select * into current from app.commitments
  where circle_id = _circle and challenge_id = _challenge and membership_id = me and starts_on <= today
  order by starts_on desc limit 1;
  first_day := case when current.amount is not null then today + 1 else greatest(today, kept.starts_on) end;
  delete from app.commitments where circle_id = _circle and challenge_id = _challenge and membership_id = me and starts_on >= first_day;
  if (current.amount, current.per) is distinct from (_amount, _per) then
    insert into app.commitments (circle_id, challenge_id, membership_id, starts_on, amount, per)
    values (_circle, _challenge, me, first_day, _amount, _per);
  end if;
end $$;

-- Ends a member's part in one challenge or in all that run, from today on. Somebody who travelled west has done steps on
-- days that come again: those stay done.
create function app.end_parts(_circle uuid, _membership uuid, _challenge uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  today date := (select app.today_of(account_id) from app.identities where circle_id = _circle and membership_id = _membership);
  last_done date := (select max(local_date) from app.steps where circle_id = _circle and membership_id = _membership and deleted_at is null);
  from_day date := greatest(today, last_done);
  part uuid;
  latest app.commitments;
begin
  perform app.lock_member(_circle, _membership);
  for part in
    select distinct challenges.id from app.challenges
    join app.commitments on commitments.circle_id = challenges.circle_id and commitments.challenge_id = challenges.id
    where challenges.circle_id = _circle and commitments.membership_id = _membership and (_challenge is null or challenges.id = _challenge)
      and app.last_day_of(challenges, app.circle_today(_circle)) >= today
  loop
    delete from app.commitments where circle_id = _circle and challenge_id = part and membership_id = _membership and starts_on > from_day;
    select * into latest from app.commitments
    where circle_id = _circle and challenge_id = part and membership_id = _membership order by starts_on desc limit 1;
    if latest.amount is not null then
      insert into app.commitments (circle_id, challenge_id, membership_id, starts_on, parted)
      values (_circle, part, _membership, from_day, _challenge is null)
      on conflict (circle_id, challenge_id, membership_id, starts_on) do update set amount = null, per = null, parted = excluded.parted;
    elsif _challenge is null then
      update app.commitments set parted = true
      where circle_id = _circle and challenge_id = part and membership_id = _membership and starts_on = latest.starts_on;
    end if;
  end loop;
end $$;

create function app.leave_challenge(_circle uuid, _challenge uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
begin
  perform app.need_challenge(_circle, _challenge);
  perform app.end_parts(_circle, me, _challenge);
end $$;

-- Leaving the circle, being removed from it and landing all end one's parts. Whoever stays to help can take part anew.
create function app.part_with_challenges() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.end_parts(new.circle_id, new.id, null);
  return null;
end $$;
create trigger part_with_challenges after update of left_at, alum on app.memberships for each row
when ((new.left_at is not null and old.left_at is null) or (new.alum and not old.alum)) execute function app.part_with_challenges();

-- How many days off there are in the fullest seven days around a day.
create function app.reserve_around(_circle uuid, _challenge uuid, _me uuid, _day date) returns integer
language sql stable security definer set search_path = '' as $$
  select coalesce(max(many), 0)::integer from (
    select count(*) as many from generate_series(0, 6) as back
    join app.reserve_days on circle_id = _circle and challenge_id = _challenge and membership_id = _me
      and day between _day - back and _day - back + 6
    group by back
  ) as weeks;
$$;

create function app.reserve_day(_circle uuid, _challenge uuid, _day date, _on boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  kept app.challenges := app.need_challenge(_circle, _challenge);
begin
  if kept.started_on is null then
    raise sqlstate 'PT409' using message = 'challenge_not_running';
  elsif not exists (select from app.commitments where circle_id = _circle and challenge_id = _challenge and membership_id = me) then
    raise sqlstate 'PT409' using message = 'commitment_missing';
  elsif _day is null or _day not between kept.starts_on and app.last_day_of(kept, app.circle_today(_circle)) then
    raise sqlstate 'PT422' using message = 'reserve_day_outside';
  elsif _day < app.earliest_day(app.my_time_zone()) then
    raise sqlstate 'PT422' using message = 'step_day_past';
  end if;
  perform app.lock_member(_circle, me);
  if not coalesce(_on, false) then
    delete from app.reserve_days where circle_id = _circle and challenge_id = _challenge and membership_id = me and day = _day;
    return;
  elsif exists (select from app.reserve_days where circle_id = _circle and challenge_id = _challenge and membership_id = me and day = _day) then
    return;
  elsif app.reserve_around(_circle, _challenge, me, _day) >= 2 then
    raise sqlstate 'PT409' using message = 'reserve_days_used';
  end if;
  insert into app.reserve_days (circle_id, challenge_id, membership_id, day) values (_circle, _challenge, me, _day);
end $$;

create function app.keep_habit(_circle uuid, _challenge uuid, _keep boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  kept app.challenges := app.need_challenge(_circle, _challenge);
  share app.commitments;
begin
  if not coalesce(_keep, false) then
    delete from app.habits where account_id = app.need_account() and template = kept.template;
    return;
  end if;
  select * into share from app.commitments
  where circle_id = _circle and challenge_id = _challenge and membership_id = me and amount is not null order by starts_on desc limit 1;
  if share.amount is null then
    raise sqlstate 'PT409' using message = 'commitment_missing';
  end if;
  insert into app.habits as mine (account_id, template, amount, per) values (app.need_account(), kept.template, share.amount, share.per)
  on conflict (account_id, template) do update set amount = excluded.amount, per = excluded.per;
end $$;

-- Keeps a habit as it is told here; without an amount it is let go.
create function app.set_habit(_template text, _amount integer, _per text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_account();
begin
  if not exists (select from app.challenge_templates where slug = _template) then
    raise sqlstate 'PT422' using message = 'challenge_template_unknown';
  elsif _amount is null then
    delete from app.habits where account_id = account and template = _template;
    return;
  elsif _amount not between 1 and 20 or coalesce(_per, '') not in ('day', 'week') then
    raise sqlstate 'PT422' using message = 'commitment_size';
  end if;
  insert into app.habits (account_id, template, amount, per) values (account, _template, _amount, _per)
  on conflict (account_id, template) do update set amount = excluded.amount, per = excluded.per;
end $$;

-- Doors -----------------------------------------------------------------------------------------------------------

create function public.propose_challenge(id uuid, circle uuid, template text, starts_on date, ends_on date) returns void
language sql volatile security invoker set search_path = '' as $$ select app.propose_challenge($1, $2, $3, $4, $5) $$;
create function public.support_challenge(circle uuid, challenge uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.support_challenge($1, $2) $$;
create function public.take_back_support(circle uuid, challenge uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.take_back_support($1, $2) $$;
create function public.start_challenge(circle uuid, challenge uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.start_challenge($1, $2) $$;
create function public.drop_challenge(circle uuid, challenge uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.drop_challenge($1, $2) $$;
create function public.change_challenge(circle uuid, challenge uuid, ends_on date, note text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.change_challenge($1, $2, $3, $4) $$;
create function public.commit_to_challenge(circle uuid, challenge uuid, amount integer, per text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.commit_to_challenge($1, $2, $3, $4) $$;
create function public.leave_challenge(circle uuid, challenge uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.leave_challenge($1, $2) $$;
create function public.reserve_day(circle uuid, challenge uuid, day date, on_ boolean) returns void
language sql volatile security invoker set search_path = '' as $$ select app.reserve_day($1, $2, $3, $4) $$;
create function public.keep_habit(circle uuid, challenge uuid, keep boolean) returns void
language sql volatile security invoker set search_path = '' as $$ select app.keep_habit($1, $2, $3) $$;
create function public.set_habit(template text, amount integer, per text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.set_habit($1, $2, $3) $$;

grant execute on function
  app.propose_challenge(uuid, uuid, text, date, date), app.support_challenge(uuid, uuid), app.start_challenge(uuid, uuid),
  app.drop_challenge(uuid, uuid), app.change_challenge(uuid, uuid, date, text), app.commit_to_challenge(uuid, uuid, integer, text),
  app.leave_challenge(uuid, uuid), app.reserve_day(uuid, uuid, date, boolean), app.keep_habit(uuid, uuid, boolean),
  app.take_back_support(uuid, uuid), app.set_habit(text, integer, text),
  public.take_back_support(uuid, uuid), public.set_habit(text, integer, text),
  public.propose_challenge(uuid, uuid, text, date, date), public.support_challenge(uuid, uuid), public.start_challenge(uuid, uuid),
  public.drop_challenge(uuid, uuid), public.change_challenge(uuid, uuid, date, text), public.commit_to_challenge(uuid, uuid, integer, text),
  public.leave_challenge(uuid, uuid), public.reserve_day(uuid, uuid, date, boolean), public.keep_habit(uuid, uuid, boolean)
to authenticated;
