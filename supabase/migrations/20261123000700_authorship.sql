-- Authorship under attack: what a post's fate told about who wrote it, and no longer tells.
--
-- Whether a post waits is seen by a facilitator, and what goes when a member goes is seen by everybody. So nothing
-- about a veiled post may depend on who wrote it: it waits while anybody in the circle is new, or after any veiled
-- post was removed, and it leaves later than its author. What is said under a handle depends on what was said under
-- that handle alone.

alter table app.posts add column fades_at timestamptz;
comment on column app.posts.fades_at is 'When a veiled post goes whose author left and took their words along.';
create index posts_fading_idx on app.posts (circle_id, fades_at) where fades_at is not null and deleted_at is null;

create function app.is_watched(_circle uuid, _words text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.watched_terms where circle_id = _circle and position(lower(term) in lower(_words)) > 0);
$$;

-- Why a post under a handle waits: nothing said under a veil counts, for it or against it.
create function app.hold_reason(_circle uuid, _membership uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when exists (
      select from app.posts where circle_id = _circle and membership_id = _membership and status = 'removed'
        and created_at > now() - interval '30 days'
    ) then 'after_removal'
    when not exists (
      select from app.memberships where circle_id = _circle and id = _membership and role = 'facilitator'
    ) and 2 > (
      select count(*) from app.posts
      where circle_id = _circle and membership_id = _membership and kind <> 'reply' and status = 'shown'
    ) then 'first_posts'
  end;
$$;

-- Why a veiled post waits: the same for whoever in the circle wrote it.
create function app.veiled_hold_reason(_circle uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when exists (
      select from app.posts where circle_id = _circle and pseudonym is not null and status = 'removed'
        and created_at > now() - interval '30 days'
    ) then 'veil_after_removal'
    when exists (
      select from app.memberships
      where circle_id = _circle and role = 'member' and left_at is null and joined_at > now() - interval '28 days'
    ) then 'veil_newcomer'
  end;
$$;

alter table app.holds drop constraint hold_reason_unknown;
alter table app.holds add constraint hold_reason_unknown
  check (reason in ('first_posts', 'after_removal', 'watched_term', 'veil_after_removal', 'veil_newcomer'));

create or replace function app.settle(_circle uuid, _post uuid, _membership uuid, _words text, _worrying boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  veiled boolean := (select pseudonym is not null from app.posts where circle_id = _circle and id = _post);
  why text := case
    when app.is_watched(_circle, _words) then 'watched_term'
    when veiled then app.veiled_hold_reason(_circle)
    else app.hold_reason(_circle, _membership)
  end;
begin
  if why is not null then
    update app.posts set status = 'held' where circle_id = _circle and id = _post;
    insert into app.holds (circle_id, post_id, reason) values (_circle, _post, why);
    perform app.open_case(_circle, _post, 'hold');
  else
    update app.posts set status = 'shown' where circle_id = _circle and id = _post;
  end if;
  if _worrying then
    perform app.open_case(_circle, _post, 'crisis');
    perform app.touch(_circle);
  else
    perform app.touch_seen((select posts from app.posts where circle_id = _circle and id = _post));
  end if;
end $$;
drop function app.hold_reason(uuid, uuid, text);

-- Open pages hear of what they can show. A word that waits, or comes in some hours, moves nothing: whoever watches would
-- learn when it was written. Words that sound like a crisis do move something, for the facilitator's sake.
create function app.touch_seen(_post app.posts) returns void
language sql security definer set search_path = '' as $$
  select app.touch(_post.circle_id) where _post.status = 'shown' and _post.shown_at <= now();
$$;

create or replace function app.case_json(_case app.cases, _me uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', _case.id, 'kind', _case.kind, 'version', _case.version,
    -- From one full hour to another: a number that changes at 14:37 says what was written at 14:37.
    'age_hours', (extract(epoch from date_trunc('hour', now()) - date_trunc('hour', _case.opened_at)) / 3600)::integer,
    'due_in_hours', (extract(epoch from date_trunc('hour', _case.due_at) - date_trunc('hour', now())) / 3600)::integer,
    'claimed_by', (select handle from app.memberships where circle_id = _case.circle_id and id = _case.claimed_by),
    'claimed_by_me', coalesce(_case.claimed_by = _me, false),
    'asks_for_help', case when _case.post_id is null then _case.reason end,
    -- Holds from before the veil had reasons of its own stay unsaid.
    'held', (select reason from app.holds where (reason not in ('first_posts', 'after_removal') or not exists (
        select from app.posts where posts.circle_id = _case.circle_id and posts.id = _case.post_id and posts.pseudonym is not null
      )) and circle_id = _case.circle_id and post_id = _case.post_id and released_at is null limit 1),
    'reports', (select coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'note', note) order by reason, note), '[]')
                from app.reports where circle_id = _case.circle_id and case_id = _case.id),
    'post', (select jsonb_build_object(
        'id', posts.id, 'kind', posts.kind, 'name', app.shown_name(posts), 'veiled', posts.pseudonym is not null, 'body', posts.body,
        'took', posts.took, 'status', posts.status, 'wanted', posts.wanted, 'feelings', posts.feelings, 'worrying', posts.worrying)
      from app.posts where posts.circle_id = _case.circle_id and posts.id = _case.post_id)
  );
$$;

-- Setbacks that wanted an answer and have none, the longest waiting first, from hour to hour as in the feed. An answer stays one when its author or the one
-- it went to has left: else an answered veil that waits again would be theirs who left just now.
create or replace function app.waiting_posts(_circle uuid, _hours integer) returns setof app.posts
language sql stable security definer set search_path = '' as $$
  select posts.* from app.posts
  where posts.circle_id = _circle and kind = 'setback' and status = 'shown' and deleted_at is null and wanted <> 'logging'
    and shown_hour < date_trunc('hour', now()) - make_interval(hours => _hours) and shown_hour > now() - interval '14 days'
    and not exists (
      select from app.posts as replies
      where replies.circle_id = posts.circle_id and replies.thread_id = posts.id and replies.status = 'shown'
        -- Under a veil only its author answers with a name of the thread.
        and replies.deleted_at is null and replies.pseudonym is null and not exists (
          select from app.post_authors as theirs
          join app.post_authors as own on own.circle_id = theirs.circle_id and own.membership_id = theirs.membership_id
          where theirs.circle_id = posts.circle_id and theirs.post_id = replies.id and own.post_id = posts.id))
  order by shown_hour, id;
$$;

-- A kindness that was given stays counted when its giver has left, under an id of nobody.
alter table app.reactions drop constraint reactions_circle_id_membership_id_fkey;

-- Every change in a circle takes along what was to fade by then: its going is tied to nobody who did anything.
create or replace function app.touch(_circle uuid) returns void
language sql security definer set search_path = '' as $$
  update app.posts set body = '', took = '', feelings = '[]', deleted_at = now()
  where circle_id = _circle and fades_at <= now() and deleted_at is null;
  update app.circles set changes = changes + 1 where id = _circle;
$$;

-- Is this still to come, and in nobody's queue?
create function app.nobody_read(_post app.posts) returns boolean
language sql stable security definer set search_path = '' as $$
  select _post.status = 'shown' and _post.shown_at > now()
    and not exists (select from app.cases where circle_id = _post.circle_id and post_id = _post.id);
$$;

create or replace function app.leave_circle(_circle uuid, _delete_posts boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
begin
  perform from app.circles where id = _circle for update;
  if app.people_in(_circle) > 1 and not exists (
    select from app.memberships where circle_id = _circle and role = 'facilitator' and left_at is null and id <> me
  ) then
    raise sqlstate 'PT409' using message = 'last_facilitator';
  end if;
  if _delete_posts then
    -- What is under a veil goes hour by hour, not with its author: gone together, they would be known together.
    update app.posts set fades_at = now() + random() * interval '72 hours' from app.post_authors
    where posts.circle_id = _circle and posts.pseudonym is not null
      and post_authors.circle_id = _circle and post_authors.post_id = posts.id and post_authors.membership_id = me;
    update app.posts set body = '', took = '', feelings = '[]', deleted_at = coalesce(deleted_at, now()) from app.post_authors
    where posts.circle_id = _circle and (posts.pseudonym is null or app.nobody_read(posts))
      and post_authors.circle_id = _circle and post_authors.post_id = posts.id and post_authors.membership_id = me;
  end if;
  update app.posts set membership_id = null where circle_id = _circle and membership_id = me;
  delete from app.post_authors where circle_id = _circle and membership_id = me;
  -- Taken back, they would tell each author whose they were.
  update app.reactions set membership_id = gen_random_uuid() where circle_id = _circle and membership_id = me;
  delete from app.mutes where circle_id = _circle and membership_id = me;
  delete from app.quiet_threads where circle_id = _circle and membership_id = me;
  update app.cases set claimed_by = null, claimed_at = null, version = version + 1 where circle_id = _circle and claimed_by = me and closed_at is null;
  update app.memberships set left_at = now() where circle_id = _circle and id = me;
  update app.identities set ended_at = now() where circle_id = _circle and membership_id = me;
  update app.circles set archived_at = now() where id = _circle and app.people_in(_circle) = 0;
  perform app.touch(_circle);
end $$;

create or replace function app.purge() returns void
language sql security definer set search_path = '' as $$
  update app.posts set body = '', took = '', feelings = '[]', deleted_at = now() where fades_at <= now() and deleted_at is null;
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
