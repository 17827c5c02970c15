-- Break-glass: lifting one veil, when somebody may be in danger. It takes two people: a facilitator who says why, and
-- another one who agrees, or an operator where the circle has no other. What was asked for is read by one of them, for
-- one day, and whose veil it was reads why under their own decisions, as soon as it was lifted.

create table app.unveilings (
  circle_id uuid not null,
  id uuid not null,
  post_id uuid,
  membership_id uuid,
  reason text not null constraint unveiling_reason_length check (char_length(reason) between 1 and 600),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  agreed_by uuid,
  operator_agreed boolean not null default false,
  agreed_at timestamptz,
  primary key (circle_id, id),
  foreign key (circle_id, post_id) references app.posts on delete set null (post_id),
  foreign key (circle_id, membership_id) references app.memberships (circle_id, id),
  foreign key (circle_id, asked_by) references app.memberships (circle_id, id),
  foreign key (circle_id, agreed_by) references app.memberships (circle_id, id)
);
comment on table app.unveilings is 'A veil that somebody asked to lift: why, who agreed, and whose it was. Open for a day once two agreed.';
create index unveilings_post_idx on app.unveilings (circle_id, post_id);
create index unveilings_member_idx on app.unveilings (circle_id, membership_id);
create index unveilings_asker_idx on app.unveilings (circle_id, asked_by);
create index unveilings_agreer_idx on app.unveilings (circle_id, agreed_by);
alter table app.unveilings enable row level security;

-- Waiting for a second person for a week; then whoever still worries asks again.
create function app.is_asked(_unveiling app.unveilings) returns boolean
language sql stable set search_path = '' as $$
  select _unveiling.agreed_at is null and _unveiling.asked_at > now() - interval '7 days' and _unveiling.post_id is not null;
$$;

create function app.is_lifted(_unveiling app.unveilings) returns boolean
language sql stable set search_path = '' as $$
  select _unveiling.agreed_at > now() - interval '24 hours';
$$;

create function app.ask_to_unveil(_id uuid, _circle uuid, _post uuid, _reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  words text := app.checked_text(_reason, 600);
begin
  perform pg_advisory_xact_lock(hashtextextended(_id::text, 0));
  if exists (select from app.unveilings where circle_id = _circle and id = _id and asked_by = me) then
    return;
  elsif exists (select from app.unveilings where circle_id = _circle and id = _id) then
    raise sqlstate 'PT409' using message = 'id_taken';
  elsif app.wrote(_circle, _post, me) then
    raise sqlstate 'PT403' using message = 'own_case';
  elsif not exists (select from app.posts where circle_id = _circle and id = _post and pseudonym is not null and deleted_at is null) then
    raise sqlstate 'PT404' using message = 'post_not_found';
  end if;
  insert into app.unveilings (circle_id, id, post_id, reason, asked_by) values (_circle, _id, _post, words, me);
  perform app.write_log(_circle, me, 'unveiling_asked', _post, _detail => jsonb_build_object('reason', words));
end $$;

-- The second person. From here on it stands in the member's own decisions, whether or not anybody looks.
create function app.agree_to_unveil(_unveiling app.unveilings, _by uuid) returns void
language sql security definer set search_path = '' as $$
  update app.unveilings set agreed_by = _by, operator_agreed = _by is null, agreed_at = now(),
    membership_id = (select membership_id from app.post_authors where post_authors.circle_id = _unveiling.circle_id and post_authors.post_id = _unveiling.post_id)
  where circle_id = _unveiling.circle_id and id = _unveiling.id;
$$;

create function app.need_asked(_circle uuid, _id uuid) returns app.unveilings
language plpgsql security definer set search_path = '' as $$
declare
  asked app.unveilings;
begin
  select * into asked from app.unveilings where circle_id = _circle and id = _id for update;
  if asked.id is null or (asked.agreed_at is null and not app.is_asked(asked)) then
    raise sqlstate 'PT404' using message = 'unveiling_not_found';
  end if;
  return asked;
end $$;

create function app.agree_to_unveiling(_circle uuid, _id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  asked app.unveilings := app.need_asked(_circle, _id);
begin
  if app.wrote(_circle, asked.post_id, me) then
    raise sqlstate 'PT403' using message = 'own_case';
  elsif asked.asked_by = me then
    raise sqlstate 'PT403' using message = 'second_facilitator';
  elsif asked.agreed_at is null then
    perform app.agree_to_unveil(asked, me);
    perform app.write_log(_circle, me, 'unveiling_agreed', asked.post_id);
  end if;
end $$;

create function app.operator_agree_to_unveiling(_circle uuid, _id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_outside_operator(_circle);
  asked app.unveilings := app.need_asked(_circle, _id);
begin
  if exists (select from app.memberships where circle_id = _circle and role = 'facilitator' and left_at is null and id <> asked.asked_by) then
    raise sqlstate 'PT409' using message = 'circle_decides';
  elsif asked.agreed_at is null and account is not null then
    perform app.agree_to_unveil(asked, null);
    perform app.write_log(_circle, null, 'operator_unveiled', asked.post_id);
  end if;
end $$;

-- Only who asked reads it, for a day; every look is a row of the log.
create function app.unveiled(_circle uuid, _id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  asked app.unveilings;
begin
  select * into asked from app.unveilings where circle_id = _circle and id = _id and asked_by = me;
  if asked.id is null or asked.agreed_at is null then
    raise sqlstate 'PT404' using message = 'unveiling_not_found';
  elsif not app.is_lifted(asked) then
    raise sqlstate 'PT403' using message = 'unveiling_over';
  end if;
  perform app.write_log(_circle, me, 'unveiling_read', asked.post_id);
  return jsonb_build_object('handle', (select handle from app.memberships where circle_id = _circle and id = asked.membership_id));
end $$;

-- What a facilitator sees of it: what waits for a second person, and what is open for who asked. Never their own veil.
create function app.unveilings_json(_circle uuid, _me uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', unveilings.id, 'name', posts.pseudonym, 'body', left(posts.body, 280), 'reason', unveilings.reason,
    'mine', unveilings.asked_by = _me, 'agreed', unveilings.agreed_at is not null,
    'hours_left', ceil(extract(epoch from unveilings.agreed_at + interval '24 hours' - now()) / 3600)::integer
  ) order by unveilings.asked_at), '[]')
  from app.unveilings left join app.posts on posts.circle_id = unveilings.circle_id and posts.id = unveilings.post_id
  where unveilings.circle_id = _circle and not app.wrote(_circle, unveilings.post_id, _me)
    and (app.is_asked(unveilings) or (app.is_lifted(unveilings) and unveilings.asked_by = _me));
$$;

-- The pages ------------------------------------------------------------------------------------------------------

create or replace function app.decisions_about_me() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(decision order by at desc), '[]') from (
    select cases.closed_at as at, jsonb_build_object(
      'what', cases.decision, 'circle', circles.name, 'circle_id', circles.id, 'reason', cases.reason, 'rule', cases.rule,
      'when', app.coarse_time(cases.closed_at, app.my_time_zone()), 'words', left(posts.body, 140)) as decision
    from app.identities as me
    join app.post_authors as mine on mine.circle_id = me.circle_id and mine.membership_id = me.membership_id
    join app.posts on posts.circle_id = mine.circle_id and posts.id = mine.post_id
    join app.cases on cases.circle_id = posts.circle_id and cases.post_id = posts.id
    join app.circles on circles.id = me.circle_id
    where me.account_id = (select auth.uid()) and cases.decision in ('approved', 'sent_back', 'hidden', 'restored', 'removed')
    union all
    select measures.starts_at, jsonb_build_object(
      'what', measures.kind, 'measure_id', measures.id, 'circle', circles.name, 'circle_id', circles.id,
      'reason', measures.reason, 'rule', measures.rule, 'when', app.coarse_time(measures.starts_at, app.my_time_zone()),
      'until', app.last_day(measures.ends_at),
      'over', measures.lifted_at is not null or measures.ends_at <= now(), 'confirmed', measures.kind <> 'removal' or app.is_confirmed(measures),
      'by_operator', measures.operator_confirmed_at is not null,
      'appeal', (select jsonb_build_object('words', words, 'answer', answer, 'lifted', lifted, 'decided', decided_at is not null,
                   'by_operator', decided_at is not null and decided_by is null)
                 from app.appeals where appeals.circle_id = measures.circle_id and appeals.measure_id = measures.id))
    from app.identities as me
    join app.measures on measures.circle_id = me.circle_id and measures.membership_id = me.membership_id
    join app.circles on circles.id = me.circle_id
    where me.account_id = (select auth.uid()) and (measures.kind <> 'removal' or app.is_confirmed(measures))
    union all
    select unveilings.agreed_at, jsonb_build_object(
      'what', 'unveiled', 'circle', circles.name, 'circle_id', circles.id, 'reason', unveilings.reason, 'rule', null,
      'when', app.coarse_time(unveilings.agreed_at, app.my_time_zone()), 'words', left(posts.body, 140))
    from app.identities as me
    join app.unveilings on unveilings.circle_id = me.circle_id and unveilings.membership_id = me.membership_id
    join app.circles on circles.id = me.circle_id
    left join app.posts on posts.circle_id = unveilings.circle_id and posts.id = unveilings.post_id
    where me.account_id = (select auth.uid())
  ) as decisions;
$$;

create or replace function app.facilitate_page(_circle uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  zone text := app.my_time_zone();
begin
  perform app.note_looks(_circle, me);
  perform app.keep_hour(_circle, me);
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
      where measures.circle_id = _circle and measures.kind = 'removal' and not app.is_confirmed(measures) and lifted_at is null
        and ends_at > now() and measures.membership_id <> me),
    'appeals', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', appeals.id, 'words', appeals.words, 'kind', measures.kind, 'reason', measures.reason, 'rule', measures.rule,
        'mine', coalesce(me in (measures.decided_by, measures.confirmed_by), false)) order by appeals.created_at), '[]')
      from app.appeals join app.measures on measures.circle_id = appeals.circle_id and measures.id = appeals.measure_id
      where appeals.circle_id = _circle and decided_at is null and measures.membership_id <> me),
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
    'log', (select coalesce(jsonb_agg(jsonb_build_object(
        'who', memberships.handle, 'action', entries.action, 'when', app.coarse_time(entries.created_at, zone),
        'detail', entries.detail - 'measure_id') order by entries.created_at desc, entries.id), '[]')
      from (select * from app.log where log.circle_id = _circle order by log.created_at desc limit 50) as entries
      left join app.memberships on memberships.id = entries.actor_id));
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
    where app.is_asked(asked) and not app.was_in(asked.circle_id, account) and not exists (
      select from app.memberships
      where memberships.circle_id = asked.circle_id and role = 'facilitator' and left_at is null and memberships.id <> asked.asked_by)));
end $$;

-- Doors -----------------------------------------------------------------------------------------------------------

create function public.ask_to_unveil(id uuid, circle uuid, post uuid, reason text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.ask_to_unveil($1, $2, $3, $4) $$;
create function public.agree_to_unveiling(circle uuid, unveiling uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.agree_to_unveiling($1, $2) $$;
create function public.operator_agree_to_unveiling(circle uuid, unveiling uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.operator_agree_to_unveiling($1, $2) $$;
create function public.unveiled(circle uuid, unveiling uuid) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select app.unveiled($1, $2) $$;
grant execute on function
  app.ask_to_unveil(uuid, uuid, uuid, text), public.ask_to_unveil(uuid, uuid, uuid, text),
  app.agree_to_unveiling(uuid, uuid), public.agree_to_unveiling(uuid, uuid),
  app.operator_agree_to_unveiling(uuid, uuid), public.operator_agree_to_unveiling(uuid, uuid),
  app.unveiled(uuid, uuid), public.unveiled(uuid, uuid)
to authenticated;
