-- The challenges page: one call paints it. What leaves here is the circle's sums, and a member's own part for that member
-- alone: no handle, no number of anybody else, nobody's coming or going.

-- My part of a running challenge, from the rows of my own days; null when I take none.
create function app.my_part(_circle uuid, _challenge app.challenges, _me uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  my_day date := app.my_today();
  earliest date := app.earliest_day(app.my_time_zone());
  latest app.commitments;
  current app.commitments;
begin
  select * into latest from app.commitments
  where circle_id = _circle and challenge_id = _challenge.id and membership_id = _me order by starts_on desc limit 1;
  if latest.amount is null then
    return null;
  end if;
  select * into current from app.commitments
  where circle_id = _circle and challenge_id = _challenge.id and membership_id = _me and amount is not null
  -- In force today, else what begins first.
  order by starts_on > my_day, abs(starts_on - my_day) limit 1;
  return (
    select jsonb_build_object(
      'amount', current.amount, 'per', current.per,
      'next', case when latest.starts_on > my_day and latest.starts_on > current.starts_on then
        jsonb_build_object('amount', latest.amount, 'per', latest.per, 'from', latest.starts_on) end,
      'done', coalesce(sum(days.done), 0), 'target', coalesce(app.asked(sum(a_day), sum(a_week)), 0),
      'today', coalesce(sum(days.done) filter (where day = my_day), 0),
      'reserve_left', greatest(0, 2 - app.reserve_around(_circle, _challenge.id, _me, my_day)),
      'days', coalesce(jsonb_agg(jsonb_build_object('day', day, 'done', days.done, 'reserve', reserve, 'open', day between earliest and my_day,
        -- Two days off in any seven around that day; asked of the days alone that a page offers.
        'may_rest', not reserve and case when day between earliest and my_day + 1 then app.reserve_around(_circle, _challenge.id, _me, day) < 2 else false end
      ) order by day), '[]'),
      'needs_note', (
        select count(*) from app.steps
        join app.challenge_templates as templates on templates.slug = _challenge.template and needs_note
        where steps.circle_id = _circle and steps.membership_id = _me and steps.deleted_at is null and steps.note = ''
          and steps.local_date between min(day) and max(day)
          and steps.kind = templates.kind and (templates.act is null or steps.act = templates.act)))
    from app.challenge_days(_circle, array[_challenge.id], _me) as days);
end $$;

-- What runs, as one member sees it: until the last day has ended where that member is.
create function app.running_challenges(_circle uuid, _me uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  today date := app.my_today();
  here date := app.circle_today(_circle);
  running app.challenges[] := array(select challenges from app.running_now(_circle, today) as challenges);
begin
  if cardinality(running) = 0 then
    return '[]';
  end if;
  return (
    select jsonb_agg(jsonb_build_object(
      'id', challenges.id, 'template', template, 'starts_on', starts_on, 'ends_on', ends.on_day,
      'day', today - starts_on + 1, 'days', ends.on_day - starts_on + 1,
      'target', sums.target, 'done', sums.done,
      'change', case when next_from is not null then jsonb_build_object('ends_on', next_ends_on, 'from', next_from, 'note', note) end,
      'mine', app.my_part(_circle, challenges, _me)
    ) order by started_on, challenges.id)
    from unnest(running) as challenges
    cross join lateral (select app.last_day_of(challenges, here) as on_day) as ends
    left join app.challenge_sums(_circle, array(select id from unnest(running)), _me) as sums on sums.challenge_id = challenges.id);
end $$;

-- Writes down what became of challenges, once, when their last day can be filled in nowhere on earth any more: 48 hours
-- after it ended in the westernmost zone. Ten readers at once come one after the other, and nine of them find it done.
create function app.freeze_recaps(_circle uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  due uuid;
begin
  for due in
    select id from app.challenges
    where circle_id = _circle and started_on is not null and dropped_at is null and frozen_at is null
      and (app.last_day_of(challenges, app.circle_today(_circle)) + 1)::timestamp at time zone 'UTC' + interval '60 hours' <= now()
    for update
  loop
    perform app.tell_bar(_circle, due, 'infinity');
    insert into app.challenge_finals (circle_id, challenge_id, membership_id, target, done)
    select _circle, due, shares.membership_id, shares.target, shares.done from app.challenge_shares(_circle, array[due]) as shares;
    update app.challenges set frozen_at = now(), final_target = (
      select sums.target from app.challenge_sums(_circle, array[due], null) as sums)
    where circle_id = _circle and id = due;
  end loop;
end $$;

create function app.ended_challenges(_circle uuid, _me uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  today date := app.my_today();
  here date := app.circle_today(_circle);
  ended uuid[] := array(
    select id from app.challenges
    where circle_id = _circle and started_on is not null and dropped_at is null
      and (ended_on is not null or app.last_day_of(challenges, here) < today)
    order by app.last_day_of(challenges, here) desc, id limit 12);
  still_open uuid[] := array(select id from app.challenges where circle_id = _circle and id = any(ended) and frozen_at is null);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', challenges.id, 'template', challenges.template, 'starts_on', challenges.starts_on, 'ended_on', app.last_day_of(challenges, here),
      'target', coalesce(challenges.final_target, sums.target),
      'done', challenges.told_done + coalesce(finals.done, sums.my_done, 0) - coalesce(told.done, 0),
      'mine', case when coalesce(finals.target, sums.my_target) is not null then jsonb_build_object(
        'target', coalesce(finals.target, sums.my_target), 'done', coalesce(finals.done, sums.my_done)) end,
      'kept', habits.template is not null, 'final', challenges.frozen_at is not null
    ) order by array_position(ended, challenges.id)), '[]')
    from app.challenges
    left join app.challenge_sums(_circle, still_open, _me) as sums on sums.challenge_id = challenges.id
    left join app.challenge_told as told on told.circle_id = _circle and told.challenge_id = challenges.id and told.membership_id = _me
    left join app.challenge_finals as finals on finals.circle_id = _circle and finals.challenge_id = challenges.id and finals.membership_id = _me
    left join app.habits on habits.account_id = (select auth.uid()) and habits.template = challenges.template
    where challenges.circle_id = _circle and challenges.id = any(ended));
end $$;

create function app.challenges_page(_circle uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  head jsonb := app.circle_head(_circle, me);
begin
  head := head || jsonb_build_object(
    'today', app.my_today(), 'resting_until', app.resting_until(), 'running', '[]'::jsonb, 'proposed', '[]'::jsonb, 'ended', '[]'::jsonb,
    'habits', (select coalesce(jsonb_agg(jsonb_build_object('template', template, 'amount', amount, 'per', per) order by template), '[]')
               from app.habits where account_id = (select auth.uid())));
  if head #>> '{me,away_until}' is not null or not (head #>> '{circle,open}')::boolean then
    return head;
  end if;
  perform app.tell_bars(_circle);
  perform app.freeze_recaps(_circle);
  return head || jsonb_build_object(
    'running', app.running_challenges(_circle, me),
    'proposed', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', challenges.id, 'template', template, 'starts_on', starts_on, 'ends_on', ends_on,
        'supports', app.supports_of(_circle, challenges.id), 'needed', app.supports_needed(_circle),
        'mine', exists (select from app.challenge_supports where circle_id = _circle and challenge_id = challenges.id and membership_id = me)
      ) order by starts_on, challenges.id), '[]')
      from app.challenges where challenges.circle_id = _circle and started_on is null and dropped_at is null),
    'ended', app.ended_challenges(_circle, me));
end $$;

-- The circle page, with what runs. It tells what is due as the challenges page does: a bar that moved here only after somebody
-- had looked there would say that somebody was there.
create or replace function app.circle_page(_circle uuid, _kind text, _after uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  zone text := app.my_time_zone();
  head jsonb := app.circle_head(_circle, me);
  from_when timestamptz := (select sees_from from app.memberships where circle_id = _circle and id = me);
  last app.posts;
  page uuid[];
  waiting uuid[];
begin
  perform app.one_of(_kind, array['win', 'setback', 'note'], 'post_kind_unknown');
  head := head || jsonb_build_object(
    'unseen', app.my_unseen(_circle, me), 'known', app.my_private_words(), 'posts', '[]'::jsonb, 'waiting', '[]'::jsonb, 'next', null,
    'challenges', '[]'::jsonb);
  if head #>> '{me,away_until}' is not null or not (head #>> '{circle,open}')::boolean then
    return head;
  end if;
  perform app.tell_bars(_circle);
  select * into last from app.posts where circle_id = _circle and id = _after and posts.kind <> 'reply';
  page := array(
    select posts.id from app.posts
    where posts.circle_id = _circle and posts.kind <> 'reply' and posts.status = 'shown' and posts.deleted_at is null
      and posts.shown_at <= now() and posts.shown_hour >= date_trunc('hour', from_when)
      and (_kind is null or posts.kind = _kind::app.post_kind)
      and (last.id is null or (posts.shown_hour, posts.id) < (last.shown_hour, last.id))
      and not exists (select from app.mutes where mutes.circle_id = _circle and mutes.membership_id = me and muted_id = posts.membership_id)
      and not exists (select from app.quiet_threads as quiet where quiet.circle_id = _circle and quiet.membership_id = me and quiet.post_id = posts.id and until > now())
    order by posts.shown_hour desc, posts.id desc limit 21);
  waiting := array(
    select unanswered.id from app.waiting_posts(_circle, 12) as unanswered
    where not app.wrote(_circle, unanswered.id, me) and not app.is_muted(unanswered, me) and unanswered.shown_at >= from_when
      and (_kind is null or _kind = 'setback') and _after is null
    limit 3);
  return head || jsonb_build_object(
    'posts', app.posts_json(_circle, page[1:20], me, zone),
    'next', case when cardinality(page) > 20 then page[20] end,
    'week', app.my_week(_circle, me, zone), 'challenges', app.running_challenges(_circle, me),
    'waiting', case when cardinality(waiting) > 0 then app.posts_json(_circle, waiting, me, zone) else '[]'::jsonb end);
end $$;

create or replace function public.circle_page(circle uuid, kind text default null, after uuid default null) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.circle_page($1, $2, $3) $$;
create function public.challenges_page(circle uuid) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.challenges_page($1) $$;
grant execute on function app.challenges_page(uuid), public.challenges_page(uuid) to authenticated;
