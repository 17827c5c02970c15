-- Words that may hurt another member wait, kindly, until a facilitator has read them. Said differently, they need not.
--
-- The app hears it in the words as the circle would read them, and says so at the door; a client of somebody's own can
-- leave it out. That is no way around anybody: reports and watched words do not depend on it. Why such a post waits is
-- in its words alone, never in who wrote it, so that it can be said of a veiled one too.

alter table app.holds drop constraint hold_reason_unknown;
alter table app.holds add constraint hold_reason_unknown
  check (reason in ('first_posts', 'after_removal', 'watched_term', 'veil_after_removal', 'veil_newcomer', 'hurtful'));

-- Once a text is written: makes it wait for how it is said, or lets it go on now that it is said differently.
create function app.mind_words(_circle uuid, _written jsonb, _hurtful boolean) returns jsonb
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
  return (select app.own_state(posts) from app.posts where circle_id = _circle and id = mine.id);
end $$;

-- A post that waited for how it was said waits only for what any post would now. No mark of it stays.
create function app.let_go_on(_circle uuid, _post app.posts, _membership uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  words text := _post.body || ' ' || _post.took;
begin
  delete from app.holds where circle_id = _circle and post_id = _post.id and reason = 'hurtful' and released_at is null;
  if not found then
    return;
  end if;
  update app.cases set closed_at = now(), decision = 'withdrawn', version = version + 1
  where circle_id = _circle and post_id = _post.id and closed_at is null and kind = 'hold';
  if _post.kind <> 'reply' or app.is_watched(_circle, words) then
    perform app.settle(_circle, _post.id, _membership, words, false);
  else
    update app.posts set status = 'shown' where circle_id = _circle and id = _post.id;
  end if;
  update app.posts set shown_at = greatest(shown_at, now()), shown_hour = date_trunc('hour', greatest(shown_at, now()))
  where circle_id = _circle and id = _post.id and status = 'shown';
end $$;

-- Doors -----------------------------------------------------------------------------------------------------------

alter function app.share_post(uuid, uuid, text, text, jsonb, boolean, integer, boolean) rename to put_post;
alter function app.reply_to_post(uuid, uuid, uuid, text, text, boolean) rename to put_reply;
alter function app.edit_post(uuid, uuid, text, text, boolean) rename to put_changes;
revoke execute on function
  app.put_post(uuid, uuid, text, text, jsonb, boolean, integer, boolean), app.put_reply(uuid, uuid, uuid, text, text, boolean),
  app.put_changes(uuid, uuid, text, text, boolean)
from authenticated;

create function app.share_post(_id uuid, _circle uuid, _kind text, _body text, _details jsonb, _veiled boolean, _delay_hours integer, _worrying boolean, _hurtful boolean) returns jsonb
language sql volatile security definer set search_path = '' as $$ select app.mind_words($2, app.put_post($1, $2, $3, $4, $5, $6, $7, $8), $9) $$;
create function app.reply_to_post(_id uuid, _circle uuid, _post uuid, _body text, _shape text, _worrying boolean, _hurtful boolean) returns jsonb
language sql volatile security definer set search_path = '' as $$ select app.mind_words($2, app.put_reply($1, $2, $3, $4, $5, $6), $7) $$;
create function app.edit_post(_circle uuid, _post uuid, _body text, _took text, _worrying boolean, _hurtful boolean) returns jsonb
language sql volatile security definer set search_path = '' as $$ select app.mind_words($1, app.put_changes($1, $2, $3, $4, $5), $6) $$;

drop function public.share_post(uuid, uuid, text, text, jsonb, boolean, integer, boolean);
drop function public.reply_to_post(uuid, uuid, uuid, text, text, boolean);
drop function public.edit_post(uuid, uuid, text, text, boolean);
create function public.share_post(id uuid, circle uuid, kind text, body text, details jsonb default '{}', veiled boolean default false, delay_hours integer default 0, worrying boolean default false, hurtful boolean default false) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.share_post($1, $2, $3, $4, $5, $6, $7, $8, $9) $$;
create function public.reply_to_post(id uuid, circle uuid, post uuid, body text, shape text default 'acknowledge', worrying boolean default false, hurtful boolean default false) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.reply_to_post($1, $2, $3, $4, $5, $6, $7) $$;
create function public.edit_post(circle uuid, post uuid, body text, took text default '', worrying boolean default false, hurtful boolean default false) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.edit_post($1, $2, $3, $4, $5, $6) $$;
grant execute on function
  app.share_post(uuid, uuid, text, text, jsonb, boolean, integer, boolean, boolean), app.reply_to_post(uuid, uuid, uuid, text, text, boolean, boolean),
  app.edit_post(uuid, uuid, text, text, boolean, boolean),
  public.share_post(uuid, uuid, text, text, jsonb, boolean, integer, boolean, boolean), public.reply_to_post(uuid, uuid, uuid, text, text, boolean, boolean),
  public.edit_post(uuid, uuid, text, text, boolean, boolean)
to authenticated;
