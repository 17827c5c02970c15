-- Stand-ins: a circle's safety does not hang on one person. A facilitator names a member beforehand, who agrees; when
-- every facilitator has been away for two days and something waits, that member may become one.

create table app.stand_ins (
  circle_id uuid primary key references app.circles on delete cascade,
  membership_id uuid not null,
  named_at timestamptz not null default now(),
  agreed_at timestamptz,
  foreign key (circle_id, membership_id) references app.memberships on delete cascade
);
comment on table app.stand_ins is 'The one member of a circle who is asked to step in when no facilitator is there. Nothing happens without their yes.';
create index stand_ins_member_idx on app.stand_ins (circle_id, membership_id);
alter table app.stand_ins enable row level security;

-- Questions -------------------------------------------------------------------------------------------------------

-- What waits about somebody's own words is no reason to call them: it would tell that there is something.
create function app.may_step_in(_circle uuid, _me uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select app.facilitators_away(_circle)
    and app.paused_until(_circle, '{reply_pause,post_pause,circle_pause}') is null
    and exists (select from app.cases where circle_id = _circle and closed_at is null and not app.wrote(_circle, post_id, _me));
$$;

-- 'asked' before they said yes, then 'agreed', and 'needed' when it is time; null for everybody else.
create function app.stand_in_state(_circle uuid, _me uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  named app.stand_ins;
begin
  select * into named from app.stand_ins where circle_id = _circle and membership_id = _me;
  if named.circle_id is null or exists (select from app.memberships where circle_id = _circle and id = _me and role = 'facilitator') then
    return null;
  end if;
  return case when named.agreed_at is null then 'asked' when app.may_step_in(_circle, _me) then 'needed' else 'agreed' end;
end $$;

-- Actions ---------------------------------------------------------------------------------------------------------

-- Naming the same one again changes nothing; naming nobody takes it back.
create function app.name_stand_in(_circle uuid, _handle text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  named uuid := (select id from app.memberships where circle_id = _circle and handle = _handle and left_at is null and role = 'member');
begin
  if named is null and coalesce(_handle, '') <> '' then
    raise sqlstate 'PT404' using message = 'member_not_found';
  elsif named is null then
    delete from app.stand_ins where circle_id = _circle;
  else
    insert into app.stand_ins as kept (circle_id, membership_id) values (_circle, named)
    on conflict (circle_id) do update set membership_id = excluded.membership_id, named_at = now(), agreed_at = null
    where kept.membership_id <> excluded.membership_id;
  end if;
  if found then
    perform app.write_log(_circle, me, case when named is null then 'stand_in_dropped' else 'stand_in_named' end,
      _detail => jsonb_build_object('handle', case when named is not null then _handle end));
    perform app.touch(_circle);
  end if;
end $$;

create function app.accept_stand_in(_circle uuid, _agree boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  named app.stand_ins;
begin
  select * into named from app.stand_ins where circle_id = _circle and membership_id = me for update;
  if named.circle_id is null then
    raise sqlstate 'PT404' using message = 'stand_in_not_named';
  elsif _agree and named.agreed_at is not null then
    return;
  elsif _agree then
    update app.stand_ins set agreed_at = now() where circle_id = _circle;
  else
    delete from app.stand_ins where circle_id = _circle;
  end if;
  perform app.write_log(_circle, me, case when _agree then 'stand_in_agreed' else 'stand_in_declined' end);
end $$;

-- The circle's row is locked, so that two taps come one after the other.
create function app.step_in(_circle uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  state text;
begin
  perform from app.circles where id = _circle for update;
  if exists (select from app.memberships where circle_id = _circle and id = me and role = 'facilitator') then
    return;
  end if;
  state := app.stand_in_state(_circle, me);
  if state is null or state = 'asked' then
    raise sqlstate 'PT403' using message = 'not_stand_in';
  elsif state <> 'needed' then
    raise sqlstate 'PT409' using message = 'nobody_needed';
  elsif 3 <= (
    select count(*) from app.identities join app.memberships on memberships.id = identities.membership_id
    where identities.account_id = (select auth.uid()) and identities.ended_at is null and memberships.role = 'facilitator'
  ) then
    raise sqlstate 'PT409' using message = 'three_circles';
  end if;
  update app.memberships set role = 'facilitator' where circle_id = _circle and id = me;
  delete from app.stand_ins where circle_id = _circle;
  perform app.write_log(_circle, me, 'stepped_in');
  perform app.touch(_circle);
end $$;

-- The facilitator's page, with who stands in and who did. Opening it is the sign that a facilitator is there.
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

create function public.name_stand_in(circle uuid, handle text default null) returns void
language sql volatile security invoker set search_path = '' as $$ select app.name_stand_in($1, $2) $$;
create function public.accept_stand_in(circle uuid, agree boolean) returns void
language sql volatile security invoker set search_path = '' as $$ select app.accept_stand_in($1, $2) $$;
create function public.step_in(circle uuid) returns void
language sql volatile security invoker set search_path = '' as $$ select app.step_in($1) $$;

grant execute on function
  app.name_stand_in(uuid, text), app.accept_stand_in(uuid, boolean), app.step_in(uuid),
  public.name_stand_in(uuid, text), public.accept_stand_in(uuid, boolean), public.step_in(uuid)
to authenticated;
