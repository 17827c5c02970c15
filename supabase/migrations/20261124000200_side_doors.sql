-- Side doors: what told who wrote something, or lost it, although no door says so.
--
-- A pause through a veiled post, an appeal against it and the log of who looked; an account that comes back as a second
-- person; the clock of a report; words that go while somebody still needs them. Each is closed where it opened.

-- Pauses through a post ---------------------------------------------------------------------------------------------

-- The post may go, and what was set through it must not turn into something about a handle: so the id stays.
alter table app.measures drop constraint measures_circle_id_via_post_id_fkey;
update app.measures set via_post_id = gen_random_uuid() from app.log
where measures.via_post_id is null and log.circle_id = measures.circle_id and log.detail ->> 'measure_id' = measures.id::text
  and log.action like 'measure\_%' and log.detail ->> 'handle' is null;
comment on column app.measures.via_post_id is 'Through which post it was set, also when that is gone. It is shown by no handle then.';

-- Was it set through words nobody's handle stood under, or that are gone?
create function app.names_nobody(_measure app.measures) returns boolean
language sql stable security definer set search_path = '' as $$
  select _measure.via_post_id is not null and not exists (
    select from app.posts where circle_id = _measure.circle_id and id = _measure.via_post_id and pseudonym is null);
$$;

-- The answer is the same whoever wrote, and whether they are still there: everything is checked before that is known.
create or replace function app.set_measure(_id uuid, _circle uuid, _handle text, _post uuid, _kind app.measure_kind, _until date, _rule integer, _reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  target uuid;
  zone text := (select time_zone from app.circles where id = _circle);
  -- A removal lasts a year, whatever was asked for.
  until_day date := case when _kind = 'removal' then ((now() at time zone zone) + interval '1 year')::date else _until end;
  last_day timestamptz := (until_day + 1)::timestamp at time zone zone;
  words text;
begin
  if exists (select from app.log where circle_id = _circle and detail ->> 'measure_id' = _id::text) then
    return;
  elsif until_day is null or last_day <= now() or (_kind <> 'removal' and last_day > now() + interval '61 days') then
    raise sqlstate 'PT422' using message = 'measure_until';
  elsif _rule is null or _rule not between 1 and cardinality((app.rules_in_force(_circle)).sentences) then
    raise sqlstate 'PT422' using message = 'measure_rule';
  end if;
  words := app.checked_text(_reason, 600);
  if _post is not null then
    select membership_id into target from app.post_authors where circle_id = _circle and post_id = _post;
  else
    select id into target from app.memberships where circle_id = _circle and handle = _handle and left_at is null;
  end if;
  if _post is null and (target is null or target = me) then
    raise sqlstate 'PT404' using message = 'member_not_found';
  elsif _kind = 'removal' and _post is not null then
    raise sqlstate 'PT422' using message = 'removal_needs_handle';
  elsif _post is not null and not exists (select from app.posts where circle_id = _circle and id = _post) then
    raise sqlstate 'PT404' using message = 'post_not_found';
  end if;
  -- An author who has left cannot be paused; saying so would tell who it was, so the answer stays the same.
  if target is not null then
    insert into app.measures (circle_id, id, membership_id, via_post_id, kind, rule, reason, decided_by, ends_at)
    values (_circle, _id, target, _post, _kind, _rule, words, me, last_day);
  end if;
  perform app.write_log(_circle, me, 'measure_' || _kind, _post,
    _detail => jsonb_build_object('measure_id', _id, 'handle', case when _post is null then _handle end, 'until', until_day, 'rule', _rule, 'reason', words));
end $$;
create index log_measure_idx on app.log (circle_id, (detail ->> 'measure_id')) where detail ? 'measure_id';

-- Which of the facilitators may not decide would tell which of them wrote: this goes to an operator, whoever it was.
create or replace function app.circle_can_decide(_measure app.measures) returns boolean
language sql stable security definer set search_path = '' as $$
  select not app.names_nobody(_measure) and exists (
    select from app.memberships
    where circle_id = _measure.circle_id and role = 'facilitator' and left_at is null
      and id <> _measure.membership_id and id <> _measure.decided_by and id is distinct from _measure.confirmed_by
  );
$$;

create or replace function app.decide_appeal(_circle uuid, _appeal uuid, _lifted boolean, _answer text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  asked app.appeals;
  against app.measures;
begin
  select * into asked from app.appeals where circle_id = _circle and id = _appeal for update;
  select * into against from app.measures where circle_id = _circle and id = asked.measure_id;
  if asked.id is null or app.names_nobody(against) then
    raise sqlstate 'PT404' using message = 'case_not_found';
  elsif me in (against.decided_by, against.confirmed_by, against.membership_id) then
    raise sqlstate 'PT403' using message = 'second_facilitator';
  elsif asked.decided_at is not null then
    raise sqlstate 'PT409' using message = 'case_moved';
  end if;
  perform app.answer_appeal(asked, against.membership_id, me, _lifted, _answer);
  perform app.write_log(_circle, me, 'appeal_decided', _detail => jsonb_build_object('lifted', _lifted));
end $$;

-- One second look for each decision. A second request is refused, so that its words are not swallowed.
create or replace function app.appeal(_id uuid, _circle uuid, _measure uuid, _words text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app.need_account();
  if not exists (
    select from app.identities as me
    join app.measures on measures.circle_id = me.circle_id and measures.membership_id = me.membership_id
    where me.account_id = (select auth.uid()) and measures.circle_id = _circle and measures.id = _measure
  ) then
    raise sqlstate 'PT404' using message = 'measure_not_found';
  elsif exists (select from app.appeals where circle_id = _circle and measure_id = _measure and id <> _id) then
    raise sqlstate 'PT409' using message = 'appeal_made';
  end if;
  insert into app.appeals (circle_id, id, measure_id, words) values (_circle, _id, _measure, app.checked_text(_words, 1000))
  on conflict do nothing;
end $$;

-- The queue and the log -------------------------------------------------------------------------------------------------

-- Hours, not minutes: a zone of one's own making would bring the minute back, at its noon or its midnight.
create or replace function app.is_time_zone(_name text) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from pg_catalog.pg_timezone_names where name = _name);
$$;

create or replace function app.coarse_time(_at timestamptz, _zone text) returns text
language sql stable set search_path = '' as $$
  select case
    when here.day = today.day and extract(hour from here.clock) < 12 then 'this_morning'
    when here.day = today.day and extract(hour from here.clock) < 18 then 'this_afternoon'
    when here.day = today.day then 'this_evening'
    when here.day = today.day - 1 then 'yesterday'
    when date_trunc('week', here.day) = date_trunc('week', today.day) then 'this_week'
    when date_trunc('week', here.day) = date_trunc('week', today.day) - interval '1 week' then 'last_week'
    when date_trunc('month', here.day) = date_trunc('month', today.day) then 'this_month'
    else to_char(here.day, 'YYYY-MM')
  end
  from (select date_trunc('hour', _at) at time zone _zone as clock, (date_trunc('hour', _at) at time zone _zone)::date as day) as here,
       (select (now() at time zone _zone)::date as day) as today;
$$;

-- May a facilitator see this case yet? Words under a veil that were to come later stand there from the next full hour,
-- so that nobody who watches the queue learns the minute. Danger never waits.
create function app.is_listed(_case app.cases) returns boolean
language sql stable security definer set search_path = '' as $$
  select _case.kind <> 'hold' or _case.opened_at < date_trunc('hour', now()) or not exists (
    select from app.posts
    where circle_id = _case.circle_id and id = _case.post_id and pseudonym is not null and shown_at > now());
$$;

create or replace function app.note_looks(_circle uuid, _me uuid) returns void
language sql security definer set search_path = '' as $$
  insert into app.log (circle_id, actor_id, action, post_id, case_id)
  select _circle, _me, 'case_seen', cases.post_id, cases.id from app.cases
  where cases.circle_id = _circle and cases.closed_at is null and app.is_listed(cases) and not app.wrote(_circle, cases.post_id, _me)
    and not exists (
      select from app.log where log.circle_id = _circle and log.case_id = cases.id and log.actor_id = _me and log.action = 'case_seen');
$$;

create or replace function app.facilitate_page(_circle uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  zone text := app.my_time_zone();
  from_when timestamptz := (select sees_from from app.memberships where circle_id = _circle and id = me);
begin
  perform app.note_looks(_circle, me);
  perform app.keep_hour(_circle, me);
  return app.circle_head(_circle, me) || jsonb_build_object(
    -- Within an hour by chance: the order of writing would be known else.
    'queue', (select coalesce(jsonb_agg(app.case_json(cases, me) order by least(cases.kind, 'hold'), date_trunc('hour', cases.due_at), cases.id), '[]')
              from app.cases where cases.circle_id = _circle and closed_at is null and app.is_listed(cases) and not app.wrote(_circle, cases.post_id, me)),
    'unanswered', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', waiting.id, 'name', app.shown_name(waiting), 'body', left(waiting.body, 280), 'wanted', waiting.wanted,
        'age_hours', floor(extract(epoch from now() - waiting.shown_hour) / 3600)::integer)), '[]')
      from app.waiting_posts(_circle, 24) as waiting where waiting.shown_at >= from_when),
    'hidden', (select coalesce(jsonb_agg(jsonb_build_object('id', posts.id, 'name', app.shown_name(posts), 'body', left(posts.body, 280), 'kind', posts.kind) order by posts.shown_hour desc), '[]')
      from app.posts where posts.circle_id = _circle and posts.status = 'hidden' and posts.deleted_at is null and not app.wrote(_circle, posts.id, me)),
    'invitations', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', invitations.id, 'role', invitations.role, 'uses', uses, 'most_uses', most_uses,
        'days_left', greatest(0, ceil(extract(epoch from expires_at - now()) / 86400))::integer) order by invitations.created_at desc), '[]')
      from app.invitations where invitations.circle_id = _circle and revoked_at is null and expires_at > now() and uses < most_uses),
    -- What was set through a veiled post stays out of this list: here it would name its author.
    'members', (select coalesce(jsonb_agg(jsonb_build_object(
        'handle', memberships.handle, 'role', memberships.role, 'alum', memberships.alum, 'me', memberships.id = me,
        'paused', (select app.last_day(max(ends_at)) from app.measures
                   where measures.circle_id = _circle and measures.membership_id = memberships.id and via_post_id is null
                     and measures.kind in ('reply_pause', 'post_pause', 'circle_pause') and lifted_at is null and ends_at > now())
      ) order by lower(memberships.handle)), '[]') from app.memberships where memberships.circle_id = _circle and left_at is null),
    'removals', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', measures.id, 'handle', memberships.handle, 'reason', measures.reason, 'rule', measures.rule, 'mine', measures.decided_by = me)), '[]')
      from app.measures join app.memberships on memberships.id = measures.membership_id
      where measures.circle_id = _circle and measures.kind = 'removal' and not app.is_confirmed(measures) and lifted_at is null
        and ends_at > now() and measures.membership_id <> me),
    'appeals', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', appeals.id, 'words', appeals.words, 'kind', measures.kind, 'reason', measures.reason, 'rule', measures.rule,
        'mine', coalesce(me in (measures.decided_by, measures.confirmed_by), false)) order by appeals.created_at), '[]')
      from app.appeals join app.measures on measures.circle_id = appeals.circle_id and measures.id = appeals.measure_id
      where appeals.circle_id = _circle and decided_at is null and measures.membership_id <> me and not app.names_nobody(measures)),
    'stand_in', (select jsonb_build_object('handle', memberships.handle, 'agreed', stand_ins.agreed_at is not null)
                 from app.stand_ins join app.memberships on memberships.id = stand_ins.membership_id
                 where stand_ins.circle_id = _circle and memberships.left_at is null and memberships.role = 'member'),
    'stepped_in', (select coalesce(jsonb_agg(distinct memberships.handle), '[]')
      from app.log join app.memberships on memberships.id = log.actor_id
      where log.circle_id = _circle and log.action = 'stepped_in' and log.created_at > now() - interval '14 days' and log.actor_id <> me),
    'unveilings', app.unveilings_json(_circle, me),
    'rules', to_jsonb(app.rules_in_force(_circle)) - 'circle_id' - 'created_at',
    'rules_history', (select coalesce(jsonb_agg(jsonb_build_object('version', version, 'sentences', sentences, 'when', app.coarse_time(created_at, zone)) order by version desc), '[]')
      from app.house_rules where house_rules.circle_id = _circle),
    'watched_terms', (select coalesce(jsonb_agg(term order by term), '[]') from app.watched_terms where watched_terms.circle_id = _circle),
    'duty', (select jsonb_build_object('starts', to_char(duty_starts, 'HH24:MI'), 'ends', to_char(duty_ends, 'HH24:MI'))
             from app.memberships where memberships.circle_id = _circle and memberships.id = me),
    -- Of looks at cases everybody reads their own: nobody looks at a case about themselves, so the others' would name them.
    'log', (select coalesce(jsonb_agg(jsonb_build_object(
        'who', memberships.handle, 'action', entries.action, 'when', app.coarse_time(entries.created_at, zone),
        'detail', entries.detail - 'measure_id') order by entries.created_at desc, entries.id), '[]')
      from (
        select * from app.log where log.circle_id = _circle and (log.action <> 'case_seen' or log.actor_id = me)
        order by log.created_at desc limit 50) as entries
      left join app.memberships on memberships.id = entries.actor_id));
end $$;

-- Of words that were taken back, the card of whoever was called says so.
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
        'took', posts.took, 'status', posts.status, 'wanted', posts.wanted, 'feelings', posts.feelings, 'worrying', posts.worrying,
        'gone', posts.deleted_at is not null)
      from app.posts where posts.circle_id = _case.circle_id and posts.id = _case.post_id)
  );
$$;

-- The post before its case, as everybody locks them who writes: else a decision and a change wait for each other.
create or replace function app.touch_case(_circle uuid, _case uuid, _version integer, _me uuid) returns app.cases
language plpgsql security definer set search_path = '' as $$
declare
  the_case app.cases;
begin
  perform from app.posts where circle_id = _circle and id = (select post_id from app.cases where circle_id = _circle and id = _case) for update;
  select * into the_case from app.cases where circle_id = _circle and id = _case for update;
  if the_case.id is null then
    raise sqlstate 'PT404' using message = 'case_not_found';
  elsif app.wrote(_circle, the_case.post_id, _me) then
    raise sqlstate 'PT403' using message = 'own_case';
  elsif the_case.closed_at is not null or the_case.version <> _version then
    raise sqlstate 'PT409' using message = 'case_moved';
  elsif the_case.claimed_by <> _me and the_case.claimed_at > now() - interval '48 hours' then
    raise sqlstate 'PT409' using message = 'case_claimed';
  end if;
  return the_case;
end $$;

create or replace function app.decide_case(_circle uuid, _case uuid, _version integer, _action text, _reason text, _rule integer, _typed text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  the_case app.cases;
  words text;
begin
  the_case := app.touch_case(_circle, _case, _version, me);
  perform app.one_of(coalesce(_action, ''), array['approved', 'sent_back', 'hidden', 'restored', 'removed', 'dismissed'], 'decision_unknown');
  words := app.checked_text(_reason, 600, _action in ('approved', 'restored', 'dismissed'));
  if (the_case.post_id is null and _action <> 'dismissed')
    -- What waits would wait for ever.
    or (_action = 'dismissed' and exists (select from app.posts where circle_id = _circle and id = the_case.post_id and status = 'held' and deleted_at is null)) then
    raise sqlstate 'PT422' using message = 'decision_unknown';
  elsif _action = 'removed' and lower(btrim(coalesce(_typed, ''))) <> 'remove' then
    raise sqlstate 'PT422' using message = 'confirmation_missing';
  end if;
  perform app.apply_decision(_circle, the_case.post_id, _action);
  update app.cases set decision = _action, reason = words, rule = _rule, decided_by = me, closed_at = now(), version = version + 1
  where circle_id = _circle and id = _case;
  perform app.write_log(_circle, me, 'case_' || _action, the_case.post_id, _case, jsonb_build_object('reason', words, 'rule', _rule));
  perform app.touch(_circle);
  return jsonb_build_object('closed', true);
end $$;

-- What an author learns and may do ---------------------------------------------------------------------------------------

-- The clock is that of words that wait. Of a report on words that stand their author learns nothing.
create or replace function app.own_state(_post app.posts) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', _post.id,
    'state', case when _post.status = 'shown' and _post.shown_at > now() then 'delayed' else _post.status::text end,
    'why', (select reason from app.holds where holds.circle_id = _post.circle_id and post_id = _post.id order by holds.created_at desc limit 1),
    'due_in_hours', (
      select greatest(0, ceil(extract(epoch from due_at - now()) / 3600))::integer from app.cases
      where cases.circle_id = _post.circle_id and post_id = _post.id and closed_at is null and _post.status = 'held'
    )
  );
$$;

-- Was it sent back, and has nobody let it in since?
create function app.was_sent_back(_post app.posts) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select decision = 'sent_back' from app.cases
    where circle_id = _post.circle_id and post_id = _post.id and decision in ('approved', 'sent_back')
    order by closed_at desc limit 1), false);
$$;

-- Said differently it waits only for what any post would; what somebody reported, or sent back, still waits for them.
create or replace function app.let_go_on(_circle uuid, _post app.posts, _membership uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  words text := _post.body || ' ' || _post.took;
begin
  delete from app.holds where circle_id = _circle and post_id = _post.id and reason = 'hurtful' and released_at is null;
  if not found or app.was_sent_back(_post) then
    return;
  end if;
  update app.cases set closed_at = now(), decision = 'withdrawn', version = version + 1
  where circle_id = _circle and post_id = _post.id and closed_at is null and kind = 'hold'
    and not exists (select from app.reports where reports.circle_id = _circle and case_id = cases.id);
  if _post.kind <> 'reply' or app.is_watched(_circle, words) then
    perform app.settle(_circle, _post.id, _membership, words, false);
  else
    update app.posts set status = 'shown' where circle_id = _circle and id = _post.id;
  end if;
  update app.posts set shown_at = greatest(shown_at, now()), shown_hour = date_trunc('hour', greatest(shown_at, now()))
  where circle_id = _circle and id = _post.id and status = 'shown';
end $$;

-- Whoever is asked to pause does not say it by changing what stands there.
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
  perform app.need_voice(_circle, case when old.kind = 'reply' then 'reply_pause' else 'post_pause' end::app.measure_kind);
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

-- The undo brings back the case too: else taking back and undoing would close it.
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
  update app.cases set closed_at = null, decision = null, version = version + 1
  where circle_id = _circle and post_id = _post and decision = 'withdrawn' and closed_at >= mine.deleted_at;
  update app.posts set deleted_at = null where circle_id = _circle and id = _post returning * into mine;
  if mine.status = 'held' then
    perform app.open_case(_circle, _post, 'hold');
  end if;
  perform app.touch_seen(mine);
end $$;

-- Who still needs a post that was taken back: a facilitator who was called, the month after a removal, and those whose
-- answers stand under it. Its words go all the same.
create function app.is_needed(_post app.posts) returns boolean
language sql stable security definer set search_path = '' as $$
  select (_post.status = 'removed' and _post.created_at > now() - interval '30 days')
    or exists (
      select from app.cases join app.posts as about on about.circle_id = cases.circle_id and about.id = cases.post_id
      where cases.circle_id = _post.circle_id and _post.id in (about.id, about.thread_id) and cases.kind = 'crisis' and cases.closed_at is null)
    or exists (
      select from app.posts as replies
      where replies.circle_id = _post.circle_id and replies.thread_id = _post.id and replies.deleted_at is null);
$$;

-- What waits for a facilitator who is its author, and the only one, comes in when its day is over: nobody else can let it
-- in. Words that may hurt somebody wait until they are said differently.
create function app.let_in_alone() returns void
language plpgsql security definer set search_path = '' as $$
declare
  waiting app.cases;
begin
  for waiting in
    select cases.* from app.cases
    join app.posts on posts.circle_id = cases.circle_id and posts.id = cases.post_id and posts.status = 'held' and posts.deleted_at is null
    where cases.kind = 'hold' and cases.closed_at is null and cases.due_at < now() and not exists (
      select from app.memberships where memberships.circle_id = cases.circle_id and role = 'facilitator' and left_at is null
        and not app.wrote(cases.circle_id, cases.post_id, memberships.id)
    ) and exists (
      select from app.memberships where memberships.circle_id = cases.circle_id and role = 'facilitator' and left_at is null
    ) and not exists (
      select from app.holds where holds.circle_id = cases.circle_id and holds.post_id = cases.post_id and reason = 'hurtful' and released_at is null)
  loop
    perform app.apply_decision(waiting.circle_id, waiting.post_id, 'approved');
    update app.cases set decision = 'approved', closed_at = now(), version = version + 1 where circle_id = waiting.circle_id and id = waiting.id;
    perform app.touch(waiting.circle_id);
  end loop;
end $$;

create or replace function app.purge() returns void
language sql security definer set search_path = '' as $$
  update app.posts set body = '', took = '', feelings = '[]', deleted_at = now() where fades_at <= now() and deleted_at is null;
  select app.let_in_alone();
  -- One's own answers under a thread go with it. Those of others stay theirs.
  update app.posts set deleted_at = threads.deleted_at from app.posts as threads
  join app.post_authors as author on author.circle_id = threads.circle_id and author.post_id = threads.id
  join app.post_authors as theirs on theirs.circle_id = author.circle_id and theirs.membership_id = author.membership_id
  where posts.circle_id = threads.circle_id and posts.thread_id = threads.id and posts.id = theirs.post_id
    and posts.deleted_at is null and threads.deleted_at < now() - interval '1 hour';
  update app.posts set body = '', took = '', feelings = '[]' where deleted_at < now() - interval '1 hour' and (body, took, feelings) <> ('', '', '[]');
  delete from app.posts where deleted_at < now() - interval '1 hour' and not app.is_needed(posts);
  update app.posts set body = '', took = '', feelings = '[]'
  where status = 'removed' and created_at < now() - interval '30 days' and body <> '';
  delete from app.steps where deleted_at < now() - interval '1 hour';
  delete from app.rate_limits where starts_at < now() - interval '2 days';
  delete from app.invitations where expires_at < now() - interval '30 days';
  delete from app.browser_sessions where expires_at < now();
  delete from app.session_tickets where expires_at < now();
  delete from app.log where created_at < now() - interval '400 days';
$$;

-- The same person twice ----------------------------------------------------------------------------------------------------

-- Who is who in every count of people: whoever leaves and comes back is one person. No door tells it.
create function app.people_of(_circle uuid) returns table (membership_id uuid, person uuid)
language sql stable security definer set search_path = '' as $$
  select identities.membership_id, identities.account_id from app.identities where identities.circle_id = _circle;
$$;

create or replace function app.present_between(_circle uuid, _from date, _to date) returns integer
language sql stable security definer set search_path = '' as $$
  select count(distinct identities.account_id)::integer from app.memberships
  join app.identities on identities.circle_id = memberships.circle_id and identities.membership_id = memberships.id
  join app.circles on circles.id = memberships.circle_id
  where memberships.circle_id = _circle and (joined_at at time zone circles.time_zone)::date <= _to
    and (left_at is null or (left_at at time zone circles.time_zone)::date >= _from);
$$;

-- How much each person did, of some kinds or of all.
create function app.steps_by_person(_circle uuid, _from date, _to date, _kinds text[] default null) returns setof bigint
language sql stable security definer set search_path = '' as $$
  select sum(many)::bigint from app.steps_between(_circle, _from, _to) as steps
  left join app.people_of(_circle) as people using (membership_id)
  where _kinds is null or steps.kind = any(_kinds) group by coalesce(person, membership_id);
$$;

create or replace function app.steps_value(_circle uuid, _from date, _to date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select app.count_value(sum(many)::bigint, count(*), max(many), 3, app.present_between(_circle, _from, _to))
  from app.steps_by_person(_circle, _from, _to) as people (many);
$$;

create or replace function app.speaks_for_enough(_circle uuid, _from date, _to date, _kinds text[]) returns boolean
language sql stable security definer set search_path = '' as $$
  select app.count_value(sum(many)::bigint, count(*), max(many), 3, app.present_between(_circle, _from, _to)) ->> 'state' = 'shown'
  from app.steps_by_person(_circle, _from, _to, _kinds) as people (many);
$$;

create or replace function app.energy_value(_circle uuid, _from date, _to date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case
    when count(*) < 5 then jsonb_build_object('state', 'quiet')
    else jsonb_build_object('state', 'shown', 'band', case when avg(energy) < 1.67 then 'low' when avg(energy) < 2.34 then 'steady' else 'high' end)
  end
  from (
    select avg(energy) as energy from app.check_ins left join app.people_of(_circle) as people using (membership_id)
    where circle_id = _circle and week between _from and _to group by coalesce(person, membership_id)
  ) as people;
$$;

create or replace function app.posts_value(_circle uuid, _kind app.post_kind, _starts timestamptz, _ends timestamptz, _needed integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select app.count_value(
    sum(many)::bigint, count(person),
    (coalesce(max(many) filter (where person is not null), 0) + coalesce(sum(many) filter (where person is null), 0))::bigint, _needed)
  from (
    select coalesce(people.person, membership_id) as person, count(*) as many
    from app.posts left join app.people_of(_circle) as people using (membership_id)
    where circle_id = _circle and kind = _kind and status = 'shown' and deleted_at is null
      and shown_hour >= _starts and shown_hour < _ends
    group by 1
  ) as people;
$$;

create or replace function app.answered_value(_circle uuid, _starts timestamptz, _ends timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case
    when count(distinct author) < 5 then jsonb_build_object('state', 'quiet')
    else jsonb_build_object('state', 'shown', 'band', case
      when avg(answered::integer) >= 0.9 then 'nearly_all' when avg(answered::integer) >= 0.6 then 'most'
      when avg(answered::integer) >= 0.4 then 'half' else 'fewer' end)
  end
  from (
    -- Under one's own post one answers by its handle or its veil.
    select coalesce(person, posts.membership_id) as author, exists (
      select from app.posts as replies
      where replies.circle_id = _circle and replies.thread_id = posts.id and replies.status = 'shown' and replies.deleted_at is null
        and replies.pseudonym is null and (posts.pseudonym is not null or replies.membership_id is distinct from posts.membership_id)
        and replies.shown_at <= posts.shown_at + interval '1 day'
    ) as answered
    from app.posts left join app.people_of(_circle) as people on people.membership_id = posts.membership_id
    where posts.circle_id = _circle and posts.kind = 'setback' and posts.wanted <> 'logging' and posts.status = 'shown'
      and posts.deleted_at is null and posts.shown_at + interval '1 day' >= _starts and posts.shown_at + interval '1 day' < _ends
  ) as setbacks;
$$;

create or replace function app.bounce_value(_circle uuid, _from date, _to date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when count(*) < 5 then jsonb_build_object('state', 'quiet')
    else jsonb_build_object('state', 'shown', 'days', round(percentile_cont(0.5) within group (order by days))::integer) end
  from (
    select percentile_cont(0.5) within group (order by back.local_date - posts.local_date) as days
    from app.posts left join app.people_of(_circle) as people on people.membership_id = posts.membership_id
    cross join lateral (
      select steps.local_date from app.steps
      where steps.circle_id = _circle and steps.membership_id = posts.membership_id and steps.deleted_at is null
        and steps.local_date between posts.local_date and posts.local_date + 28 and steps.created_at > posts.created_at
      order by steps.local_date limit 1
    ) as back
    where posts.circle_id = _circle and posts.kind = 'setback' and posts.status = 'shown' and posts.deleted_at is null
      and posts.shown_at <= now() and posts.local_date between _from - 28 and _to and back.local_date between _from and _to
    group by coalesce(person, posts.membership_id)
  ) as people;
$$;

create or replace function app.supports_of(_circle uuid, _challenge uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select count(distinct coalesce(person, membership_id))::integer
  from app.challenge_supports left join app.people_of(_circle) as people using (membership_id)
  where circle_id = _circle and challenge_id = _challenge;
$$;

create or replace function app.tell_bar(_circle uuid, _challenge uuid, _until date) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  with news as materialized (
    select days.membership_id, sum(days.done)::integer as done, sum(days.done)::integer - coalesce(told.done, 0) as more
    from app.challenge_days(_circle, array[_challenge]) as days
    left join app.challenge_told as told on told.circle_id = _circle and told.challenge_id = _challenge and told.membership_id = days.membership_id
    where days.day < _until
    group by days.membership_id, told.done
  ), people as (
    select sum(more) as more from news left join app.people_of(_circle) as known using (membership_id)
    group by coalesce(known.person, membership_id)
  ), speaks as (
    select app.count_value(sum(more)::bigint, count(*), max(more)::bigint, 3, (select count(*)::integer from people)) ->> 'state' <> 'quiet' as enough
    from people where more > 0
  ), noted as (
    insert into app.challenge_told as told (circle_id, challenge_id, membership_id, done)
    select _circle, _challenge, membership_id, news.done from news, speaks where enough and more <> 0
    on conflict (circle_id, challenge_id, membership_id) do update set done = excluded.done
  )
  update app.challenges set told_until = _until, told_done = case when enough then coalesce(told_done, 0) + (select sum(more) from news) else told_done end
  from speaks where circle_id = _circle and id = _challenge;
end $$;

-- Nor does anybody become new again, and make the veil of everybody wait.
create or replace function app.veiled_hold_reason(_circle uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when exists (
      select from app.posts where circle_id = _circle and pseudonym is not null and status = 'removed'
        and created_at > now() - interval '30 days'
    ) then 'veil_after_removal'
    when exists (
      select from app.memberships left join app.people_of(_circle) as people on people.membership_id = memberships.id
      where circle_id = _circle
      group by coalesce(person, memberships.id)
      having bool_or(role = 'member' and left_at is null) and min(joined_at) > now() - interval '28 days'
    ) then 'veil_newcomer'
  end;
$$;

-- The pulse holds a secret: two small numbers could be guessed from it.
alter table app.circles add column pulse_key uuid not null default gen_random_uuid();
comment on column app.circles.pulse_key is 'What keeps the pulse from being reckoned back. No door tells it.';

create or replace function app.circle_pulse(_circle uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.need_member(_circle);
  return (select md5(circles.pulse_key::text || circles.changes::text || ' ' || (
    select count(*) from app.posts
    where posts.circle_id = _circle and posts.kind <> 'reply' and posts.status = 'shown' and posts.deleted_at is null
      and posts.shown_hour >= date_trunc('hour', now()) - interval '1 day' and posts.shown_at <= now()
  )::text) from app.circles where circles.id = _circle);
end $$;

-- Who is not there ------------------------------------------------------------------------------------------------------------

-- Words that were written before the past was opened, to come after, were not written for newcomers either.
create function app.open_since(_circle app.circles) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select greatest(_circle.history_opened_at, (
    select max(shown_hour) + interval '1 hour' from app.posts
    where circle_id = _circle.id and created_at < _circle.history_opened_at and shown_at >= _circle.history_opened_at and shown_at <= now()));
$$;

create or replace function app.add_membership(_circle uuid, _account uuid, _handle text, _role app.circle_role) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  kept app.circles;
  today timestamptz;
  mine uuid;
begin
  select * into kept from app.circles where id = _circle;
  today := date_trunc('day', now() at time zone kept.time_zone) at time zone kept.time_zone;
  insert into app.memberships (circle_id, handle, role, sees_from)
  values (_circle, app.need_handle(_circle, _handle), _role,
          case when kept.history_open then least(app.open_since(kept), today) else today end)
  returning id into mine;
  insert into app.identities (circle_id, membership_id, account_id) values (_circle, mine, _account);
  insert into app.acceptances (circle_id, membership_id, version)
  values (_circle, mine, (app.rules_in_force(_circle)).version);
  -- Whoever has not said where they are most likely is where their circle is.
  update app.profiles set time_zone = kept.time_zone where account_id = _account and profiles.time_zone = 'UTC';
  return mine;
end $$;

-- An account that is erased leaves its circles: a seat with nobody on it would count for the veil.
create function app.leave_with_account() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update app.memberships set left_at = now() where circle_id = old.circle_id and id = old.membership_id and left_at is null;
  return old;
end $$;
create trigger identities_leave after delete on app.identities for each row execute function app.leave_with_account();

-- The second person for an unveiling is a facilitator who did not write, or else an operator.
create function app.circle_can_unveil(_asked app.unveilings) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from app.memberships
    where circle_id = _asked.circle_id and role = 'facilitator' and left_at is null and id <> _asked.asked_by
      and not app.wrote(_asked.circle_id, _asked.post_id, id));
$$;

create or replace function app.operator_agree_to_unveiling(_circle uuid, _id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_outside_operator(_circle);
  asked app.unveilings := app.need_asked(_circle, _id);
begin
  if app.circle_can_unveil(asked) then
    raise sqlstate 'PT409' using message = 'circle_decides';
  elsif asked.agreed_at is null and account is not null then
    perform app.agree_to_unveil(asked, null);
    perform app.write_log(_circle, null, 'operator_unveiled', asked.post_id);
  end if;
end $$;

create or replace function app.operator_page() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_operator();
  answer jsonb;
begin
  perform app.note_operator(brought, account, case when brought.kind = 'removal' and not app.is_confirmed(brought) then 'looked' else 'read_appeal' end)
  from app.brought_to_operators() as brought
  where not app.was_in(brought.circle_id, account);
  select jsonb_build_object(
    'brought', coalesce(jsonb_agg(app.brought_json(brought, account) order by brought.starts_at)
      filter (where not app.was_in(brought.circle_id, account)), '[]'),
    'for_another', count(*) filter (where app.was_in(brought.circle_id, account)))
  into answer from app.brought_to_operators() as brought;
  return app.operator_counts() || answer || jsonb_build_object('unveilings', (
    select coalesce(jsonb_agg(jsonb_build_object('id', asked.id, 'circle_id', circles.id, 'circle', circles.name, 'reason', asked.reason) order by asked.asked_at), '[]')
    from app.unveilings as asked join app.circles on circles.id = asked.circle_id
    where app.is_asked(asked) and not app.was_in(asked.circle_id, account) and not app.circle_can_unveil(asked)));
end $$;
