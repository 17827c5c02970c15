-- Facilitating: the queue, what is decided about posts and people, and the circle's own settings. A facilitator
-- reads names as the circle does; no answer here tells who wrote a veiled post. Every act and every first look at
-- a case is one row of the log, written in the same transaction.

create function app.touch_case(_circle uuid, _case uuid, _version integer, _me uuid) returns app.cases
language plpgsql security definer set search_path = '' as $$
declare
  the_case app.cases;
begin
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

create function app.claim_case(_circle uuid, _case uuid, _version integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  the_case app.cases;
begin
  -- Claiming what one holds already is a retry, not a conflict.
  if exists (select from app.cases where circle_id = _circle and id = _case and claimed_by = me and closed_at is null) then
    return jsonb_build_object('version', (select version from app.cases where circle_id = _circle and id = _case));
  end if;
  the_case := app.touch_case(_circle, _case, _version, me);
  update app.cases set claimed_by = me, claimed_at = now(), version = version + 1 where circle_id = _circle and id = _case;
  perform app.write_log(_circle, me, 'case_claimed', the_case.post_id, _case);
  return jsonb_build_object('version', the_case.version + 1);
end $$;

-- What each decision makes of a post. Approving lets it in now, so its author's quarter of an hour starts now.
create function app.apply_decision(_circle uuid, _post uuid, _action text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if _action in ('approved', 'restored') then
    update app.posts set status = 'shown', shown_at = greatest(shown_at, now()), shown_hour = date_trunc('hour', greatest(shown_at, now()))
    where circle_id = _circle and id = _post and status <> 'shown';
  elsif _action in ('sent_back', 'hidden', 'removed') then
    update app.posts set status = case _action when 'sent_back' then 'returned' else _action end::app.post_status
    where circle_id = _circle and id = _post;
  end if;
  update app.holds set released_at = now() where circle_id = _circle and post_id = _post and released_at is null;
end $$;

create function app.decide_case(_circle uuid, _case uuid, _version integer, _action text, _reason text, _rule integer, _typed text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  the_case app.cases;
  words text;
begin
  the_case := app.touch_case(_circle, _case, _version, me);
  perform app.one_of(coalesce(_action, ''), array['approved', 'sent_back', 'hidden', 'restored', 'removed', 'dismissed'], 'decision_unknown');
  words := app.checked_text(_reason, 600, _action in ('approved', 'restored', 'dismissed'));
  if the_case.post_id is null and _action <> 'dismissed' then
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

-- The way back for a hidden or removed post: what was hidden can be shown again.
create function app.restore_post(_circle uuid, _post uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
begin
  perform from app.posts where circle_id = _circle and id = _post and status = 'hidden' and deleted_at is null for update;
  if not found then
    raise sqlstate 'PT404' using message = 'post_not_found';
  elsif app.wrote(_circle, _post, me) then
    raise sqlstate 'PT403' using message = 'own_case';
  end if;
  perform app.apply_decision(_circle, _post, 'restored');
  update app.cases set decision = 'restored' where circle_id = _circle and post_id = _post and decision = 'hidden';
  perform app.write_log(_circle, me, 'case_restored', _post);
  perform app.touch(_circle);
end $$;

-- A measure about a person, named by handle or only by a post. Through a post the answer is the same whoever it was.
create function app.set_measure(_id uuid, _circle uuid, _handle text, _post uuid, _kind app.measure_kind, _until date, _rule integer, _reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  target uuid;
  last_day timestamptz := (_until + 1)::timestamp at time zone (select time_zone from app.circles where id = _circle);
begin
  if exists (select from app.measures where circle_id = _circle and id = _id) then
    return;
  elsif _until is null or last_day <= now() or last_day > now() + interval '61 days' then
    raise sqlstate 'PT422' using message = 'measure_until';
  elsif _rule is null or _rule not between 1 and cardinality((app.rules_in_force(_circle)).sentences) then
    raise sqlstate 'PT422' using message = 'measure_rule';
  elsif _post is not null then
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
    values (_circle, _id, target, _post, _kind, _rule, app.checked_text(_reason, 600), me, last_day);
  end if;
  perform app.write_log(_circle, me, 'measure_' || _kind, _post,
    _detail => jsonb_build_object('measure_id', _id, 'handle', case when _post is null then _handle end, 'until', _until, 'rule', _rule, 'reason', _reason));
end $$;

-- Removal takes two: the one who proposed it and another facilitator.
create function app.confirm_removal(_circle uuid, _measure uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  proposed app.measures;
begin
  select * into proposed from app.measures where circle_id = _circle and id = _measure and kind = 'removal' and lifted_at is null for update;
  if proposed.id is null then
    raise sqlstate 'PT404' using message = 'measure_not_found';
  elsif me in (proposed.decided_by, proposed.membership_id) then
    raise sqlstate 'PT403' using message = 'second_facilitator';
  elsif proposed.confirmed_by is not null then
    return;
  end if;
  update app.measures set confirmed_by = me where circle_id = _circle and id = _measure;
  update app.memberships set left_at = now(), removed_at = now() where circle_id = _circle and id = proposed.membership_id;
  update app.identities set ended_at = now() where circle_id = _circle and membership_id = proposed.membership_id;
  perform app.write_log(_circle, me, 'removal_confirmed', _detail => jsonb_build_object('measure_id', _measure));
  perform app.touch(_circle);
end $$;

create function app.decide_appeal(_circle uuid, _appeal uuid, _lifted boolean, _answer text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  asked app.appeals;
  against app.measures;
begin
  select * into asked from app.appeals where circle_id = _circle and id = _appeal for update;
  select * into against from app.measures where circle_id = _circle and id = asked.measure_id;
  if asked.id is null then
    raise sqlstate 'PT404' using message = 'case_not_found';
  elsif me in (against.decided_by, against.membership_id) then
    raise sqlstate 'PT403' using message = 'second_facilitator';
  elsif asked.decided_at is not null then
    raise sqlstate 'PT409' using message = 'case_moved';
  end if;
  update app.appeals set lifted = _lifted, answer = app.checked_text(_answer, 600), decided_by = me, decided_at = now()
  where circle_id = _circle and id = _appeal;
  if _lifted then
    update app.measures set lifted_at = now() where circle_id = _circle and id = asked.measure_id;
    update app.memberships set removed_at = null where circle_id = _circle and id = against.membership_id;
  end if;
  perform app.write_log(_circle, me, 'appeal_decided', _detail => jsonb_build_object('lifted', _lifted));
end $$;

-- Settings --------------------------------------------------------------------------------------------------------

create function app.set_prompt(_circle uuid, _prompt text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
begin
  update app.circles set prompt = app.checked_text(_prompt, 280, true) where id = _circle;
  perform app.write_log(_circle, me, 'prompt_set');
  perform app.touch(_circle);
end $$;

create function app.set_rules(_circle uuid, _sentences text[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  fresh integer;
begin
  perform from app.circles where id = _circle for update;
  if (app.rules_in_force(_circle)).sentences = app.checked_rules(_sentences) then
    return;
  end if;
  fresh := (app.rules_in_force(_circle)).version + 1;
  insert into app.house_rules (circle_id, version, sentences) values (_circle, fresh, app.checked_rules(_sentences));
  insert into app.acceptances (circle_id, membership_id, version) values (_circle, me, fresh);
  perform app.write_log(_circle, me, 'rules_changed', _detail => jsonb_build_object('version', fresh));
  perform app.touch(_circle);
end $$;

create function app.set_watched_terms(_circle uuid, _terms text[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
begin
  if cardinality(_terms) > 50 or exists (select from unnest(_terms) as term where char_length(app.tidy(term)) not between 2 and 40) then
    raise sqlstate 'PT422' using message = 'watched_term_length';
  end if;
  delete from app.watched_terms where circle_id = _circle;
  insert into app.watched_terms (circle_id, term) select distinct _circle, lower(app.tidy(term)) from unnest(_terms) as term;
  perform app.write_log(_circle, me, 'watched_terms_set');
end $$;

create function app.set_duty(_circle uuid, _starts time, _ends time) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
begin
  update app.memberships set duty_starts = case when _ends is not null then _starts end, duty_ends = case when _starts is not null then _ends end
  where circle_id = _circle and id = me;
  perform app.write_log(_circle, me, 'duty_set');
end $$;

-- A facilitator makes a member another one: to share the work, or to hand it over before leaving.
create function app.hand_over(_circle uuid, _handle text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
begin
  update app.memberships set role = 'facilitator' where circle_id = _circle and handle = _handle and left_at is null and role = 'member';
  if not found then
    raise sqlstate 'PT404' using message = 'member_not_found';
  end if;
  perform app.write_log(_circle, me, 'facilitator_made', _detail => jsonb_build_object('handle', _handle));
  perform app.touch(_circle);
end $$;

-- The page --------------------------------------------------------------------------------------------------------

create function app.case_json(_case app.cases, _me uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', _case.id, 'kind', _case.kind, 'version', _case.version,
    'age_hours', floor(extract(epoch from now() - _case.opened_at) / 3600)::integer,
    'due_in_hours', floor(extract(epoch from _case.due_at - now()) / 3600)::integer,
    'claimed_by', (select handle from app.memberships where circle_id = _case.circle_id and id = _case.claimed_by),
    'claimed_by_me', coalesce(_case.claimed_by = _me, false),
    'asks_for_help', case when _case.post_id is null then _case.reason end,
    -- Why a veiled post waits could name the one newcomer: there only a watched word is said.
    'held', (select reason from app.holds where (reason = 'watched_term' or not exists (
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

create function app.note_looks(_circle uuid, _me uuid) returns void
language sql security definer set search_path = '' as $$
  insert into app.log (circle_id, actor_id, action, post_id, case_id)
  select _circle, _me, 'case_seen', cases.post_id, cases.id from app.cases
  where cases.circle_id = _circle and cases.closed_at is null and not app.wrote(_circle, cases.post_id, _me)
    and not exists (
      select from app.log where log.circle_id = _circle and log.case_id = cases.id and log.actor_id = _me and log.action = 'case_seen');
$$;

create function app.facilitate_page(_circle uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  zone text := app.my_time_zone();
begin
  perform app.note_looks(_circle, me);
  return app.circle_head(_circle, me) || jsonb_build_object(
    'queue', (select coalesce(jsonb_agg(app.case_json(cases, me) order by least(cases.kind, 'hold'), cases.due_at, cases.id), '[]')
              from app.cases where cases.circle_id = _circle and closed_at is null and not app.wrote(_circle, cases.post_id, me)),
    'unanswered', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', waiting.id, 'name', app.shown_name(waiting), 'body', left(waiting.body, 280), 'wanted', waiting.wanted,
        'age_hours', floor(extract(epoch from now() - waiting.shown_hour) / 3600)::integer)), '[]')
      from app.waiting_posts(_circle, 24) as waiting),
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
      where measures.circle_id = _circle and measures.kind = 'removal' and confirmed_by is null and lifted_at is null
        and ends_at > now() and measures.membership_id <> me),
    'appeals', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', appeals.id, 'words', appeals.words, 'kind', measures.kind, 'reason', measures.reason, 'rule', measures.rule,
        'mine', measures.decided_by = me) order by appeals.created_at), '[]')
      from app.appeals join app.measures on measures.circle_id = appeals.circle_id and measures.id = appeals.measure_id
      where appeals.circle_id = _circle and decided_at is null and measures.membership_id <> me),
    'rules', to_jsonb(app.rules_in_force(_circle)) - 'circle_id' - 'created_at',
    'rules_history', (select coalesce(jsonb_agg(jsonb_build_object('version', version, 'sentences', sentences, 'when', app.coarse_time(created_at, zone)) order by version desc), '[]')
      from app.house_rules where house_rules.circle_id = _circle),
    'watched_terms', (select coalesce(jsonb_agg(term order by term), '[]') from app.watched_terms where watched_terms.circle_id = _circle),
    'duty', (select jsonb_build_object('starts', to_char(duty_starts, 'HH24:MI'), 'ends', to_char(duty_ends, 'HH24:MI'))
             from app.memberships where memberships.circle_id = _circle and memberships.id = me),
    'log', (select coalesce(jsonb_agg(jsonb_build_object(
        'who', memberships.handle, 'action', entries.action, 'when', app.coarse_time(entries.created_at, zone),
        'detail', entries.detail - 'measure_id') order by entries.created_at desc, entries.id), '[]')
      from (select * from app.log where log.circle_id = _circle order by log.created_at desc limit 50) as entries
      left join app.memberships on memberships.id = entries.actor_id));
end $$;

-- Doors -----------------------------------------------------------------------------------------------------------

create function public.facilitate_page(circle uuid) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.facilitate_page($1) $$;
create function public.claim_case(circle uuid, case_id uuid, version integer) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.claim_case($1, $2, $3) $$;
create function public.decide_case(circle uuid, case_id uuid, version integer, action text, reason text default '', rule integer default null, typed text default '') returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.decide_case($1, $2, $3, $4, $5, $6, $7) $$;
create function public.restore_post(circle uuid, post uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.restore_post($1, $2) $$;
create function public.set_measure(id uuid, circle uuid, kind text, until date, rule integer, reason text, handle text default null, post uuid default null) returns void
language sql volatile security invoker set search_path = '' as $$ select app.set_measure($1, $2, $7, $8, $3::app.measure_kind, $4, $5, $6) $$;
create function public.confirm_removal(circle uuid, measure uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.confirm_removal($1, $2) $$;
create function public.decide_appeal(circle uuid, appeal uuid, lifted boolean, answer text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.decide_appeal($1, $2, $3, $4) $$;
create function public.set_prompt(circle uuid, prompt text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.set_prompt($1, $2) $$;
create function public.set_rules(circle uuid, sentences text[]) returns void
language sql volatile security invoker set search_path = '' as $$ select app.set_rules($1, $2) $$;
create function public.set_watched_terms(circle uuid, terms text[]) returns void
language sql volatile security invoker set search_path = '' as $$ select app.set_watched_terms($1, $2) $$;
create function public.set_duty(circle uuid, starts time, ends time) returns void
language sql volatile security invoker set search_path = '' as $$ select app.set_duty($1, $2, $3) $$;
create function public.hand_over(circle uuid, handle text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.hand_over($1, $2) $$;

grant usage on type app.measure_kind to authenticated;
grant execute on function
  app.facilitate_page(uuid), app.claim_case(uuid, uuid, integer), app.decide_case(uuid, uuid, integer, text, text, integer, text),
  app.restore_post(uuid, uuid), app.set_measure(uuid, uuid, text, uuid, app.measure_kind, date, integer, text),
  app.confirm_removal(uuid, uuid), app.decide_appeal(uuid, uuid, boolean, text), app.set_prompt(uuid, text),
  app.set_rules(uuid, text[]), app.set_watched_terms(uuid, text[]), app.set_duty(uuid, time, time), app.hand_over(uuid, text),
  public.facilitate_page(uuid), public.claim_case(uuid, uuid, integer), public.decide_case(uuid, uuid, integer, text, text, integer, text),
  public.restore_post(uuid, uuid), public.set_measure(uuid, uuid, text, date, integer, text, text, uuid),
  public.confirm_removal(uuid, uuid), public.decide_appeal(uuid, uuid, boolean, text), public.set_prompt(uuid, text),
  public.set_rules(uuid, text[]), public.set_watched_terms(uuid, text[]), public.set_duty(uuid, time, time), public.hand_over(uuid, text)
to authenticated;
