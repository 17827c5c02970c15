-- The circle page: one call paints it. What leaves here carries handles and thread names, coarse times and ids;
-- never an account, a membership, an exact time, or how often anybody was read.

create index posts_waiting_idx on app.posts (circle_id, shown_at)
  where kind = 'setback' and status = 'shown' and deleted_at is null;

create function app.shown_name(_post app.posts) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(_post.pseudonym, (select handle from app.memberships where circle_id = _post.circle_id and id = _post.membership_id));
$$;

create function app.is_muted(_post app.posts, _viewer uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from app.mutes where circle_id = _post.circle_id and membership_id = _viewer and muted_id = _post.membership_id
  ) or exists (
    select from app.quiet_threads
    where circle_id = _post.circle_id and membership_id = _viewer and post_id = coalesce(_post.thread_id, _post.id) and until > now()
  );
$$;

-- The posts of these ids with everything under them, in the order given. Set by set rather than row by row: twenty
-- posts cost one pass over each table. PL/pgSQL keeps the plan, which is most of what the query costs.
create function app.posts_json(_circle uuid, _ids uuid[], _viewer uuid, _zone text) returns jsonb
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
    'feelings', texts.feelings, 'weekly', texts.weekly, 'when', hours.label, 'edited', texts.edited_at is not null,
    'mine', texts.mine, 'editable', texts.mine and texts.still_open, 'reactions', coalesce(kindness.mine, '[]'),
    'totals', case when texts.mine then coalesce(kindness.totals, '{}') end, 'replies', coalesce(answers.replies, '[]')
  ) order by array_position(_ids, texts.id)), '[]')
  from texts
  join hours on hours.shown_hour = texts.shown_hour
  left join kindness on kindness.post_id = texts.id
  left join answers on answers.thread_id = texts.id
  where texts.id = any(_ids));
end $$;

-- Setbacks that wanted an answer and have none after twelve hours, the longest waiting first.
create function app.waiting_posts(_circle uuid, _hours integer) returns setof app.posts
language sql stable security definer set search_path = '' as $$
  select posts.* from app.posts
  where posts.circle_id = _circle and kind = 'setback' and status = 'shown' and deleted_at is null and wanted <> 'logging'
    and shown_at < now() - make_interval(hours => _hours) and shown_at > now() - interval '14 days'
    and not exists (
      select from app.posts as replies
      join app.post_authors as theirs on theirs.circle_id = replies.circle_id and theirs.post_id = replies.id
      join app.post_authors as own on own.circle_id = posts.circle_id and own.post_id = posts.id
      where replies.circle_id = posts.circle_id and replies.thread_id = posts.id and replies.status = 'shown'
        and replies.deleted_at is null and theirs.membership_id <> own.membership_id)
  order by shown_at;
$$;

-- What I wrote that others do not see yet, or no longer: with its state, its clock and the reason given.
create function app.my_unseen(_circle uuid, _me uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(app.own_state(posts) || jsonb_build_object(
    'kind', posts.kind, 'body', posts.body, 'took', posts.took, 'editable', app.may_edit(posts),
    'reason', (select reason from app.cases where cases.circle_id = _circle and cases.post_id = posts.id and decision in ('sent_back', 'hidden', 'removed')
               order by closed_at desc limit 1)
  ) order by posts.created_at desc), '[]')
  from app.post_authors join app.posts on posts.circle_id = post_authors.circle_id and posts.id = post_authors.post_id
  where post_authors.circle_id = _circle and post_authors.membership_id = _me and posts.deleted_at is null
    and posts.created_at > now() - interval '30 days' and (posts.status <> 'shown' or posts.shown_at > now());
$$;

-- A member's own week, to start the weekly win from. Null when it was shared or skipped already.
create function app.my_week(_circle uuid, _me uuid, _zone text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when not exists (
    select from app.memberships where circle_id = _circle and id = _me
      and date_trunc('week', weekly_skipped_on) = date_trunc('week', (now() at time zone _zone)::date)
  ) and not coalesce(bool_or(posts.weekly), false) then jsonb_build_object(
    'wins', count(*) filter (where posts.kind = 'win'), 'setbacks', count(*) filter (where posts.kind = 'setback'),
    'replies', count(*) filter (where posts.kind = 'reply'), 'thanks', count(thanks.reply_id)) end
  from app.post_authors
  join app.posts on posts.circle_id = post_authors.circle_id and posts.id = post_authors.post_id
  left join app.thanks on thanks.circle_id = posts.circle_id and thanks.reply_id = posts.id
  where post_authors.circle_id = _circle and post_authors.membership_id = _me and posts.deleted_at is null
    and date_trunc('week', posts.local_date) = date_trunc('week', (now() at time zone _zone)::date);
$$;

create function app.circle_head(_circle uuid, _me uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'circle', jsonb_build_object(
      'id', circles.id, 'name', circles.name, 'purpose', circles.purpose, 'prompt', circles.prompt,
      'open', circles.opened_at is not null, 'people', app.people_in(circles.id), 'coverage', app.coverage(circles.id)),
    'me', jsonb_build_object(
      'handle', memberships.handle, 'role', memberships.role, 'alum', memberships.alum,
      'urgent', memberships.role = 'facilitator' and exists (
        select from app.cases where cases.circle_id = _circle and kind = 'crisis' and closed_at is null and claimed_by is null
          and not app.wrote(_circle, post_id, _me)),
      'veil_ready', app.people_in(circles.id) >= 4,
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

create function app.circle_page(_circle uuid, _kind text, _after uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
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
    'unseen', app.my_unseen(_circle, me), 'known', app.my_private_words(), 'posts', '[]'::jsonb, 'waiting', '[]'::jsonb, 'next', null);
  if head #>> '{me,away_until}' is not null or not (head #>> '{circle,open}')::boolean then
    return head;
  end if;
  select * into last from app.posts where circle_id = _circle and id = _after;
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
    'week', app.my_week(_circle, me, zone),
    'waiting', case when cardinality(waiting) > 0 then app.posts_json(_circle, waiting, me, zone) else '[]'::jsonb end);
end $$;

-- A cheap question for open pages: has anything changed? The answer says nothing about what. A post that was
-- to come later changes it in its hour.
create function app.circle_pulse(_circle uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.need_member(_circle);
  return (select md5(circles.id::text || circles.changes::text || (
    select count(*) from app.posts
    where posts.circle_id = _circle and posts.kind <> 'reply' and posts.status = 'shown' and posts.deleted_at is null
      and posts.shown_hour >= date_trunc('hour', now()) - interval '1 day' and posts.shown_at <= now()
  )::text) from app.circles where circles.id = _circle);
end $$;

-- What the share page needs before anything is written.
create function app.share_page(_circle uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
begin
  return app.circle_head(_circle, me) || jsonb_build_object(
    'wins', (select coalesce(jsonb_agg(won.body), '[]') from (
      select posts.body from app.post_authors
      join app.posts on posts.circle_id = post_authors.circle_id and posts.id = post_authors.post_id
      where post_authors.circle_id = _circle and post_authors.membership_id = me and posts.kind = 'win' and posts.deleted_at is null
      order by random() limit 3) as won),
    'week', app.my_week(_circle, me, app.my_time_zone()), 'known', app.my_private_words(),
    'plan', (select plan from app.intakes where account_id = (select auth.uid())));
end $$;

create function public.circle_page(circle uuid, kind text default null, after uuid default null) returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.circle_page($1, $2, $3) $$;
create function public.circle_pulse(circle uuid) returns text
language sql stable security invoker set search_path = '' as $$ select app.circle_pulse($1) $$;
create function public.share_page(circle uuid) returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.share_page($1) $$;
grant execute on function
  app.circle_page(uuid, text, uuid), app.circle_pulse(uuid), app.share_page(uuid),
  public.circle_page(uuid, text, uuid), public.circle_pulse(uuid), public.share_page(uuid)
to authenticated;
