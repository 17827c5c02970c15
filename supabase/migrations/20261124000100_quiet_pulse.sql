-- A pulse that tells nothing of what nobody can see. Open pages hear of a word when the circle could read it before or
-- can read it now. Whoever changes, takes back or answers with words that wait moves nothing: somebody who watches would
-- learn in which minute that was.

-- A reply is seen where its thread is.
create or replace function app.touch_seen(_post app.posts) returns void
language sql security definer set search_path = '' as $$
  select app.touch(_post.circle_id)
  where _post.status = 'shown' and _post.shown_at <= now() and _post.deleted_at is null
    and (_post.thread_id is null or exists (
      select from app.posts as threads
      where threads.circle_id = _post.circle_id and threads.id = _post.thread_id
        and threads.status = 'shown' and threads.shown_at <= now() and threads.deleted_at is null));
$$;

-- Lets a text in, or makes it wait. Words that sound like a crisis wait no less, and ask for a person at once.
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
    perform app.call_a_person(_circle, _post);
  end if;
end $$;

-- Words that sound like a crisis are heard at once wherever a facilitator has the circle open.
create function app.call_a_person(_circle uuid, _post uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app.open_case(_circle, _post, 'crisis');
  perform app.touch(_circle);
end $$;

create or replace function app.put_reply(_id uuid, _circle uuid, _post uuid, _body text, _shape text, _worrying boolean) returns jsonb
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
  if app.is_watched(_circle, words) then
    perform app.settle(_circle, _id, me, words, _worrying);
  elsif _worrying then
    perform app.call_a_person(_circle, _id);
  end if;
  select * into made from app.posts where circle_id = _circle and id = _id;
  return app.own_state(made);
end $$;

create or replace function app.put_changes(_circle uuid, _post uuid, _body text, _took text, _worrying boolean) returns jsonb
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
  elsif old.status = 'shown' and app.is_watched(_circle, words || ' ' || road) then
    perform app.settle(_circle, _post, me, words || ' ' || road, false);
  end if;
  if _worrying then
    perform app.call_a_person(_circle, _post);
  end if;
  -- It may wait from now on: then it goes from open pages.
  perform app.touch_seen(old);
  return (select app.own_state(posts) from app.posts where circle_id = _circle and id = _post);
end $$;

-- Every text comes by here last, so open pages hear of it here.
create or replace function app.mind_words(_circle uuid, _written jsonb, _hurtful boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  mine app.posts;
begin
  if _written ? 'earlier' then
    return _written;
  end if;
  mine := app.need_own_post(_circle, (_written ->> 'id')::uuid, me);
  if _hurtful then
    -- What else it waits for is found again when it is said differently.
    update app.holds set reason = 'hurtful' where circle_id = _circle and post_id = mine.id and released_at is null;
    if not found then
      insert into app.holds (circle_id, post_id, reason) values (_circle, mine.id, 'hurtful');
    end if;
    update app.posts set status = 'held' where circle_id = _circle and id = mine.id;
    perform app.open_case(_circle, mine.id, 'hold');
  else
    perform app.let_go_on(_circle, mine, me);
  end if;
  select * into mine from app.posts where circle_id = _circle and id = mine.id;
  perform app.touch_seen(mine);
  return app.own_state(mine);
end $$;

create or replace function app.delete_post(_circle uuid, _post uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  old app.posts := app.need_own_post(_circle, _post, me);
begin
  update app.posts set deleted_at = now() where circle_id = _circle and id = _post and deleted_at is null;
  update app.cases set closed_at = now(), decision = 'withdrawn', version = version + 1
  where circle_id = _circle and post_id = _post and closed_at is null and kind <> 'crisis';
  perform app.touch_seen(old);
end $$;

create or replace function app.undelete_post(_circle uuid, _post uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  mine app.posts := app.need_own_post(_circle, _post, me);
begin
  if mine.deleted_at is null then
    return;
  elsif mine.deleted_at < now() - interval '15 minutes' then
    raise sqlstate 'PT409' using message = 'undo_too_late';
  end if;
  update app.posts set deleted_at = null where circle_id = _circle and id = _post returning * into mine;
  if mine.status = 'held' then
    perform app.open_case(_circle, _post, 'hold');
  end if;
  perform app.touch_seen(mine);
end $$;
