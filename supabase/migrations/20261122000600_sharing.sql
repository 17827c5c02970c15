-- Sharing: what a member writes, changes and takes back. Every write carries the id its author's browser made,
-- so a second click or a lost answer makes one row.

-- What the author hears back: shown, waiting for a facilitator, or waiting for the hour they chose.
create function app.own_state(_post app.posts) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', _post.id,
    'state', case when _post.status = 'shown' and _post.shown_at > now() then 'delayed' else _post.status::text end,
    'why', (select reason from app.holds where holds.circle_id = _post.circle_id and post_id = _post.id order by holds.created_at desc limit 1),
    'due_in_hours', (
      select greatest(0, ceil(extract(epoch from due_at - now()) / 3600))::integer from app.cases
      where cases.circle_id = _post.circle_id and post_id = _post.id and closed_at is null
    )
  );
$$;

-- Lets a text in, or makes it wait. Words that sound like a crisis never wait; they ask for a person instead.
create function app.settle(_circle uuid, _post uuid, _membership uuid, _words text, _worrying boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  why text := app.hold_reason(_circle, _membership, _words);
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
  end if;
  perform app.touch(_circle);
end $$;

-- A retry of a finished write gets the first answer again; somebody else's id gets a refusal.
create function app.written_before(_circle uuid, _id uuid, _membership uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  earlier app.posts;
begin
  -- Two clicks at once come one after the other.
  perform pg_advisory_xact_lock(hashtextextended(_id::text, 0));
  select * into earlier from app.posts where circle_id = _circle and id = _id;
  if earlier.id is null then
    return null;
  elsif not app.wrote(_circle, _id, _membership) then
    raise sqlstate 'PT409' using message = 'id_taken';
  end if;
  return app.own_state(earlier);
end $$;

create function app.share_post(_id uuid, _circle uuid, _kind text, _body text, _details jsonb, _veiled boolean, _delay_hours integer, _worrying boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  earlier jsonb := app.written_before(_circle, _id, me);
  later timestamptz := now() + make_interval(hours => coalesce(_delay_hours, 0));
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
    circle_id, id, kind, membership_id, pseudonym, body, took, win_kind, wanted, stage, said, feelings, weekly, worrying,
    shown_at, shown_hour, local_date
  ) values (
    _circle, _id, _kind::app.post_kind, case when not _veiled then me end, case when _veiled then app.random_name() end, words, took,
    case when _kind = 'win' then app.one_of(_details ->> 'win_kind', array['application', 'materials', 'contact', 'interview', 'follow_up', 'learning', 'rest', 'brave_act', 'callback', 'second_round', 'offer', 'new_skill', 'kind_feedback', 'helped_someone', 'kept_boundary', 'job'], 'win_kind_unknown') end,
    case when _kind = 'setback' then coalesce(app.one_of(_details ->> 'wanted', array['heard', 'views', 'advice', 'logging'], 'wanted_unknown'), 'heard') end,
    case when _kind = 'setback' then app.one_of(_details ->> 'stage', array['application', 'screen', 'interview', 'later_round', 'offer', 'other'], 'stage_unknown') end,
    case when _kind = 'setback' then (_details ->> 'said')::boolean end,
    case when _kind = 'setback' then app.checked_feelings(_details -> 'feelings') else '[]' end,
    coalesce((_details ->> 'weekly')::boolean, false), coalesce(_worrying, false),
    later, date_trunc('hour', later), (now() at time zone app.my_time_zone())::date
  ) returning * into made;
  insert into app.post_authors (circle_id, post_id, membership_id) values (_circle, _id, me);
  perform app.settle(_circle, _id, me, words || ' ' || took, _worrying);
  select * into made from app.posts where circle_id = _circle and id = _id;
  return app.own_state(made);
end $$;

-- A reply follows what was asked for: advice only where advice was wanted, and nothing where it was just logged.
create function app.need_shape(_post app.posts, _shape text) returns text
language plpgsql stable set search_path = '' as $$
begin
  perform app.one_of(_shape, array['acknowledge', 'view', 'advice'], 'shape_unknown');
  if _post.wanted = 'logging' then
    raise sqlstate 'PT409' using message = 'only_logging';
  elsif (_shape = 'advice' and _post.wanted is distinct from 'advice') or (_shape = 'view' and coalesce(_post.wanted, 'heard') = 'heard') then
    raise sqlstate 'PT409' using message = 'not_asked_for';
  end if;
  return coalesce(_shape, 'acknowledge');
end $$;

create function app.reply_to_post(_id uuid, _circle uuid, _post uuid, _body text, _shape text, _worrying boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  earlier jsonb := app.written_before(_circle, _id, me);
  thread app.posts;
  words text;
  mine boolean;
  made app.posts;
begin
  if earlier is not null then
    return earlier;
  end if;
  thread := app.need_post(_circle, _post, me);
  mine := app.wrote(_circle, _post, me);
  perform app.need_voice(_circle, 'reply_pause');
  perform app.need_rules(_circle, me);
  if thread.kind = 'reply' then
    raise sqlstate 'PT404' using message = 'post_not_found';
  elsif thread.kind = 'setback' and not mine and not exists (
    select from app.profiles where account_id = (select auth.uid()) and practised_at is not null
  ) then
    raise sqlstate 'PT403' using message = 'practice_first';
  end if;
  words := app.checked_text(_body, 4000);
  perform app.need_pace(app.need_account(), 'reply', 30, '10 minutes');
  insert into app.posts (circle_id, id, thread_id, kind, membership_id, pseudonym, body, shape, worrying, shown_at, shown_hour, local_date)
  values (
    _circle, _id, _post, 'reply',
    -- Under one's own veiled post the veil stays on: the handle would tell.
    case when not (mine and thread.pseudonym is not null) then me end, case when mine then thread.pseudonym end,
    words, case when mine then 'acknowledge' else app.need_shape(thread, _shape) end, coalesce(_worrying, false),
    now(), date_trunc('hour', now()), (now() at time zone app.my_time_zone())::date
  );
  insert into app.post_authors (circle_id, post_id, membership_id) values (_circle, _id, me);
  if exists (select from app.watched_terms where circle_id = _circle and position(lower(term) in lower(words)) > 0) then
    perform app.settle(_circle, _id, me, words, _worrying);
  elsif _worrying then
    perform app.open_case(_circle, _id, 'crisis');
  end if;
  perform app.touch(_circle);
  select * into made from app.posts where circle_id = _circle and id = _id;
  return app.own_state(made);
end $$;

create function app.may_edit(_post app.posts) returns boolean
language sql stable set search_path = '' as $$
  select _post.status in ('held', 'returned') or (_post.status = 'shown' and now() < _post.shown_at + interval '15 minutes');
$$;

create function app.edit_post(_circle uuid, _post uuid, _body text, _took text, _worrying boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  old app.posts := app.need_own_post(_circle, _post, me);
  words text;
  road text;
begin
  if old.deleted_at is not null then
    raise sqlstate 'PT404' using message = 'post_not_found';
  elsif not app.may_edit(old) then
    raise sqlstate 'PT409' using message = 'edit_window_over';
  end if;
  words := app.checked_text(_body, 4000, old.kind = 'setback');
  road := app.checked_text(_took, 1000, true);
  update app.posts set body = words, took = road, edited_at = now(), worrying = worrying or coalesce(_worrying, false)
  where circle_id = _circle and id = _post;
  -- Whoever has the old words on the screen is to look again before they decide.
  update app.cases set version = version + 1 where circle_id = _circle and post_id = _post and closed_at is null;
  if old.status = 'returned' then
    -- Sent back and written anew: it waits once more, and somebody is told.
    update app.posts set status = 'held' where circle_id = _circle and id = _post;
    perform app.open_case(_circle, _post, 'hold');
  elsif old.status = 'shown' and exists (
    select from app.watched_terms where circle_id = _circle and position(lower(term) in lower(words || ' ' || road)) > 0
  ) then
    perform app.settle(_circle, _post, me, words || ' ' || road, false);
  end if;
  if _worrying then
    perform app.open_case(_circle, _post, 'crisis');
  end if;
  perform app.touch(_circle);
  return (select app.own_state(posts) from app.posts where circle_id = _circle and id = _post);
end $$;

create function app.delete_post(_circle uuid, _post uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
begin
  perform app.need_own_post(_circle, _post, me);
  update app.posts set deleted_at = now() where circle_id = _circle and id = _post and deleted_at is null;
  update app.cases set closed_at = now(), decision = 'withdrawn', version = version + 1
  where circle_id = _circle and post_id = _post and closed_at is null and kind <> 'crisis';
  perform app.touch(_circle);
end $$;

-- The one-tap undo of a deletion. What had been waiting waits again.
create function app.undelete_post(_circle uuid, _post uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  old app.posts := app.need_own_post(_circle, _post, me);
begin
  if old.deleted_at is null then
    return;
  elsif old.deleted_at < now() - interval '15 minutes' then
    raise sqlstate 'PT409' using message = 'undo_too_late';
  end if;
  update app.posts set deleted_at = null where circle_id = _circle and id = _post;
  if old.status = 'held' then
    perform app.open_case(_circle, _post, 'hold');
  end if;
  perform app.touch(_circle);
end $$;

create function app.react(_circle uuid, _post uuid, _kind text, _on boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
begin
  perform app.need_post(_circle, _post, me);
  perform app.need_voice(_circle, 'circle_pause');
  perform app.one_of(_kind, array['with_you', 'me_too', 'glad', 'courage'], 'reaction_unknown');
  if _on then
    insert into app.reactions (circle_id, post_id, membership_id, kind) values (_circle, _post, me, _kind) on conflict do nothing;
  else
    delete from app.reactions where circle_id = _circle and post_id = _post and membership_id = me and kind = _kind;
  end if;
end $$;

create function app.thank(_circle uuid, _reply uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  reply app.posts := app.need_post(_circle, _reply, me);
begin
  if reply.kind <> 'reply' or not app.wrote(_circle, reply.thread_id, me) or app.wrote(_circle, _reply, me) then
    raise sqlstate 'PT404' using message = 'post_not_found';
  end if;
  insert into app.thanks (circle_id, reply_id) values (_circle, _reply) on conflict do nothing;
end $$;

-- Muting a handle never touches what that person says under a veil, and muting a veiled post never touches a
-- handle: if one went quiet with the other, the muting would have unmasked its author.
create function app.mute(_circle uuid, _post uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  the_post app.posts := app.need_post(_circle, _post, me);
begin
  if the_post.membership_id = me or app.wrote(_circle, _post, me) then
    raise sqlstate 'PT409' using message = 'own_post';
  elsif the_post.membership_id is not null then
    insert into app.mutes (circle_id, membership_id, muted_id) values (_circle, me, the_post.membership_id) on conflict do nothing;
  else
    perform app.quiet_thread(_circle, coalesce(the_post.thread_id, the_post.id), null);
  end if;
end $$;

create function app.unmute(_circle uuid, _handle text) returns void
language sql security definer set search_path = '' as $$
  delete from app.mutes using app.memberships
  where mutes.circle_id = _circle and mutes.membership_id = app.need_member(_circle)
    and memberships.circle_id = _circle and memberships.id = mutes.muted_id and memberships.handle = _handle;
$$;

create function app.quiet_thread(_circle uuid, _post uuid, _days integer) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
begin
  perform app.need_post(_circle, _post, me);
  insert into app.quiet_threads as kept (circle_id, membership_id, post_id, until)
  values (_circle, me, _post, coalesce(now() + make_interval(days => least(greatest(_days, 1), 90)), 'infinity'))
  on conflict (circle_id, membership_id, post_id) do update set until = excluded.until;
end $$;

create function app.report_post(_id uuid, _circle uuid, _post uuid, _reason text, _note text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  words text := app.tidy(left(_note, 600));
  opened uuid;
begin
  -- Saying the same thing twice is one report while somebody still has to look; a new worry is a new one.
  perform pg_advisory_xact_lock(hashtextextended(me::text || _post::text, 0));
  if exists (
    select from app.report_authors as mine
    join app.reports on reports.circle_id = mine.circle_id and reports.id = mine.report_id
    join app.cases on cases.circle_id = reports.circle_id and cases.id = reports.case_id
    where mine.circle_id = _circle and mine.membership_id = me and mine.post_id = _post
      and (mine.report_id = _id or (reports.reason = _reason and cases.closed_at is null))
  ) then
    return;
  end if;
  perform app.need_post(_circle, _post, me);
  perform app.one_of(coalesce(_reason, ''), array['identifies_someone', 'hurtful', 'worried', 'spam', 'other'], 'report_reason_unknown');
  if exists (select from app.reports where circle_id = _circle and id = _id) then
    raise sqlstate 'PT409' using message = 'id_taken';
  end if;
  perform app.need_pace(app.need_account(), 'report', 20, '1 day');
  opened := app.open_case(_circle, _post, case _reason
    when 'worried' then 'crisis' when 'identifies_someone' then 'identity' when 'hurtful' then 'harassment' else 'other' end::app.case_kind);
  insert into app.reports (circle_id, id, post_id, reason, note, case_id) values (_circle, _id, _post, _reason, words, opened);
  insert into app.report_authors (circle_id, report_id, post_id, membership_id) values (_circle, _id, _post, me);
  if _reason = 'worried' then
    perform app.touch(_circle);
  end if;
end $$;

-- "I need a person": opens a crisis case that says which handle to reach, and nothing else.
create function app.ask_for_help(_id uuid, _circle uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
begin
  perform pg_advisory_xact_lock(hashtextextended(_id::text, 0));
  if exists (select from app.cases where circle_id = _circle and id = _id) then
    return;
  end if;
  perform app.need_pace(app.need_account(), 'help', 10, '1 day');
  insert into app.cases (circle_id, id, kind, due_at, reason)
  values (_circle, _id, 'crisis', app.due_at(_circle, 'crisis'), (select handle from app.memberships where circle_id = _circle and id = me));
  perform app.touch(_circle);
end $$;

create function app.skip_weekly(_circle uuid) returns void
language sql security definer set search_path = '' as $$
  update app.memberships set weekly_skipped_on = (now() at time zone app.my_time_zone())::date
  where circle_id = _circle and id = app.need_member(_circle);
$$;

create function app.finish_practice() returns void
language sql security definer set search_path = '' as $$
  update app.profiles set practised_at = coalesce(practised_at, now()) where account_id = app.need_account();
$$;

-- Leaving takes the posts along or leaves them without a name. Either way nothing links them to anybody after.
create function app.leave_circle(_circle uuid, _delete_posts boolean) returns void
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
    update app.posts set body = '', took = '', feelings = '[]', deleted_at = coalesce(deleted_at, now()) from app.post_authors
    where posts.circle_id = _circle and post_authors.circle_id = _circle and post_authors.post_id = posts.id and post_authors.membership_id = me;
  end if;
  update app.posts set membership_id = null where circle_id = _circle and membership_id = me;
  delete from app.post_authors where circle_id = _circle and membership_id = me;
  delete from app.reactions where circle_id = _circle and membership_id = me;
  delete from app.mutes where circle_id = _circle and membership_id = me;
  delete from app.quiet_threads where circle_id = _circle and membership_id = me;
  update app.cases set claimed_by = null, claimed_at = null, version = version + 1 where circle_id = _circle and claimed_by = me and closed_at is null;
  update app.memberships set left_at = now() where circle_id = _circle and id = me;
  update app.identities set ended_at = now() where circle_id = _circle and membership_id = me;
  update app.circles set archived_at = now() where id = _circle and app.people_in(_circle) = 0;
  perform app.touch(_circle);
end $$;

-- Doors -----------------------------------------------------------------------------------------------------------

create function public.share_post(id uuid, circle uuid, kind text, body text, details jsonb default '{}', veiled boolean default false, delay_hours integer default 0, worrying boolean default false) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.share_post($1, $2, $3, $4, $5, $6, $7, $8) $$;
create function public.reply_to_post(id uuid, circle uuid, post uuid, body text, shape text default 'acknowledge', worrying boolean default false) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.reply_to_post($1, $2, $3, $4, $5, $6) $$;
create function public.edit_post(circle uuid, post uuid, body text, took text default '', worrying boolean default false) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.edit_post($1, $2, $3, $4, $5) $$;
create function public.delete_post(circle uuid, post uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.delete_post($1, $2) $$;
create function public.undelete_post(circle uuid, post uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.undelete_post($1, $2) $$;
create function public.react(circle uuid, post uuid, kind text, given boolean) returns void
language sql volatile security invoker set search_path = '' as $$ select app.react($1, $2, $3, $4) $$;
create function public.thank(circle uuid, reply uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.thank($1, $2) $$;
create function public.mute(circle uuid, post uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.mute($1, $2) $$;
create function public.unmute(circle uuid, handle text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.unmute($1, $2) $$;
create function public.quiet_thread(circle uuid, post uuid, days integer default null) returns void
language sql volatile security invoker set search_path = '' as $$ select app.quiet_thread($1, $2, $3) $$;
create function public.report_post(id uuid, circle uuid, post uuid, reason text, note text default '') returns void
language sql volatile security invoker set search_path = '' as $$ select app.report_post($1, $2, $3, $4, $5) $$;
create function public.ask_for_help(id uuid, circle uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.ask_for_help($1, $2) $$;
create function public.skip_weekly(circle uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.skip_weekly($1) $$;
create function public.finish_practice() returns void
language sql volatile security invoker set search_path = '' as $$ select app.finish_practice() $$;
create function public.leave_circle(circle uuid, delete_posts boolean) returns void
language sql volatile security invoker set search_path = '' as $$ select app.leave_circle($1, $2) $$;

grant execute on function
  app.share_post(uuid, uuid, text, text, jsonb, boolean, integer, boolean), app.reply_to_post(uuid, uuid, uuid, text, text, boolean),
  app.edit_post(uuid, uuid, text, text, boolean), app.delete_post(uuid, uuid), app.undelete_post(uuid, uuid),
  app.react(uuid, uuid, text, boolean), app.thank(uuid, uuid), app.mute(uuid, uuid), app.unmute(uuid, text),
  app.quiet_thread(uuid, uuid, integer), app.report_post(uuid, uuid, uuid, text, text), app.ask_for_help(uuid, uuid),
  app.skip_weekly(uuid), app.finish_practice(), app.leave_circle(uuid, boolean),
  public.share_post(uuid, uuid, text, text, jsonb, boolean, integer, boolean), public.reply_to_post(uuid, uuid, uuid, text, text, boolean),
  public.edit_post(uuid, uuid, text, text, boolean), public.delete_post(uuid, uuid), public.undelete_post(uuid, uuid),
  public.react(uuid, uuid, text, boolean), public.thank(uuid, uuid), public.mute(uuid, uuid), public.unmute(uuid, text),
  public.quiet_thread(uuid, uuid, integer), public.report_post(uuid, uuid, uuid, text, text), public.ask_for_help(uuid, uuid),
  public.skip_weekly(uuid), public.finish_practice(), public.leave_circle(uuid, boolean)
to authenticated;
