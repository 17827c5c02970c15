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

create function app.reply_json(_reply app.posts, _thread app.posts, _viewer uuid, _zone text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', _reply.id, 'name', app.shown_name(_reply), 'body', _reply.body, 'shape', _reply.shape,
    'op', _reply.pseudonym is not null, 'when', app.coarse_time(_reply.shown_hour, _zone), 'edited', _reply.edited_at is not null,
    'mine', mine, 'editable', mine and app.may_edit(_reply), 'state', case when mine then _reply.status::text end,
    'reactions', (select coalesce(jsonb_agg(kind order by kind), '[]') from app.reactions
                  where circle_id = _reply.circle_id and post_id = _reply.id and membership_id = _viewer),
    'totals', case when mine then (
      select coalesce(jsonb_object_agg(kind, many), '{}') from (
        select kind, count(*) as many from app.reactions where circle_id = _reply.circle_id and post_id = _reply.id group by kind) as counted) end,
    'thanked', case when mine or thread_mine then exists (select from app.thanks where circle_id = _reply.circle_id and reply_id = _reply.id) end
  )
  from (select app.wrote(_reply.circle_id, _reply.id, _viewer) as mine, app.wrote(_thread.circle_id, _thread.id, _viewer) as thread_mine) as asked;
$$;

create function app.post_json(_post app.posts, _viewer uuid, _zone text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', _post.id, 'kind', _post.kind, 'name', app.shown_name(_post), 'veiled', _post.pseudonym is not null,
    'body', _post.body, 'took', _post.took, 'win_kind', _post.win_kind, 'wanted', _post.wanted, 'stage', _post.stage,
    'said', _post.said, 'feelings', _post.feelings, 'weekly', _post.weekly,
    'when', app.coarse_time(_post.shown_hour, _zone), 'edited', _post.edited_at is not null,
    'mine', mine, 'editable', mine and app.may_edit(_post),
    'reactions', (select coalesce(jsonb_agg(kind order by kind), '[]') from app.reactions
                  where circle_id = _post.circle_id and post_id = _post.id and membership_id = _viewer),
    'totals', case when mine then (
      select coalesce(jsonb_object_agg(kind, many), '{}') from (
        select kind, count(*) as many from app.reactions where circle_id = _post.circle_id and post_id = _post.id group by kind) as counted) end,
    'replies', (
      select coalesce(jsonb_agg(app.reply_json(replies, _post, _viewer, _zone) order by replies.created_at, replies.id), '[]')
      from app.posts as replies
      where replies.circle_id = _post.circle_id and replies.thread_id = _post.id and replies.status = 'shown' and replies.deleted_at is null
        and not app.is_muted(replies, _viewer))
  )
  from (select app.wrote(_post.circle_id, _post.id, _viewer) as mine) as asked;
$$;

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
      'veil_ready', app.people_in(circles.id) >= 4,
      'practised', exists (select from app.profiles where account_id = (select auth.uid()) and practised_at is not null),
      'posts_paused', to_char(app.paused_until(_circle, '{post_pause}') at time zone app.my_time_zone(), 'YYYY-MM-DD'),
      'replies_paused', to_char(app.paused_until(_circle, '{reply_pause}') at time zone app.my_time_zone(), 'YYYY-MM-DD'),
      'away_until', to_char(app.paused_until(_circle, '{circle_pause}') at time zone app.my_time_zone(), 'YYYY-MM-DD'),
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
  page jsonb;
begin
  perform app.one_of(_kind, array['win', 'setback', 'note'], 'post_kind_unknown');
  if head #>> '{me,away_until}' is not null or not (head #>> '{circle,open}')::boolean then
    return head || jsonb_build_object('posts', '[]'::jsonb, 'waiting', '[]'::jsonb, 'unseen', app.my_unseen(_circle, me), 'next', null);
  end if;
  select * into last from app.posts where circle_id = _circle and id = _after;
  with found as (
    select posts, row_number() over (order by shown_hour desc, id desc) as place from app.posts
    where posts.circle_id = _circle and posts.kind <> 'reply' and posts.status = 'shown' and posts.deleted_at is null
      and posts.shown_at <= now() and posts.shown_hour >= date_trunc('hour', from_when)
      and (_kind is null or posts.kind = _kind::app.post_kind)
      and (last.id is null or (posts.shown_hour, posts.id) < (last.shown_hour, last.id))
      and not app.is_muted(posts, me)
    order by shown_hour desc, id desc limit 21
  )
  select jsonb_build_object(
    'posts', coalesce(jsonb_agg(app.post_json(posts, me, zone) order by place) filter (where place <= 20), '[]'),
    'next', case when count(*) > 20 then max((posts).id::text) filter (where place = 20) end
  ) into page from found;
  return head || page || jsonb_build_object(
    'unseen', app.my_unseen(_circle, me),
    'week', app.my_week(_circle, me, zone),
    'waiting', (
      select coalesce(jsonb_agg(app.post_json(waiting, me, zone)), '[]') from (
        select waiting from app.waiting_posts(_circle, 12) as waiting
        where not app.wrote(_circle, waiting.id, me) and not app.is_muted(waiting, me) and waiting.shown_at >= from_when
          and (_kind is null or _kind = 'setback')
        limit 3) as top(waiting)));
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
