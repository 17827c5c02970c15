-- My week holds my steps too; and whoever comes back from a break is met once, with a calm word.

alter table app.breaks add column welcomed_at timestamptz;

-- Back from a break that is over, and not welcomed yet. After four weeks nobody is reminded of it any more.
create function app.is_back() returns boolean
language sql stable security definer set search_path = '' as $$
  select app.resting_until() is null and exists (
    select from app.breaks
    where account_id = (select auth.uid()) and welcomed_at is null and ends_on between app.my_today() - 28 and app.my_today() - 1);
$$;

create function app.be_welcomed() returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_account();
begin
  update app.breaks set welcomed_at = now() where account_id = account and welcomed_at is null and ends_on < app.my_today();
end $$;

create or replace function app.my_week(_circle uuid, _me uuid, _zone text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when not exists (
    select from app.memberships where circle_id = _circle and id = _me
      and date_trunc('week', weekly_skipped_on) = date_trunc('week', (now() at time zone _zone)::date)
  ) and not coalesce(bool_or(posts.weekly), false) then jsonb_build_object(
    'wins', count(*) filter (where posts.kind = 'win'), 'setbacks', count(*) filter (where posts.kind = 'setback'),
    'replies', count(*) filter (where posts.kind = 'reply'), 'thanks', count(thanks.reply_id),
    'steps', (
      select coalesce(jsonb_object_agg(kind, many), '{}') from (
        select kind, sum(amount) as many from app.steps
        where circle_id = _circle and membership_id = _me and deleted_at is null
          and local_date >= date_trunc('week', (now() at time zone _zone)::date)::date
          and local_date < date_trunc('week', (now() at time zone _zone)::date)::date + 7
        group by kind) as kinds)) end
  from app.post_authors
  join app.posts on posts.circle_id = post_authors.circle_id and posts.id = post_authors.post_id
  left join app.thanks on thanks.circle_id = posts.circle_id and thanks.reply_id = posts.id
  where post_authors.circle_id = _circle and post_authors.membership_id = _me and posts.deleted_at is null
    and date_trunc('week', posts.local_date) = date_trunc('week', (now() at time zone _zone)::date);
$$;

create or replace function app.circle_head(_circle uuid, _me uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'circle', jsonb_build_object(
      'id', circles.id, 'name', circles.name, 'purpose', circles.purpose, 'prompt', circles.prompt,
      'open', circles.opened_at is not null, 'time_zone', circles.time_zone, 'people', app.people_in(circles.id), 'coverage', app.coverage(circles.id)),
    'me', jsonb_build_object(
      'handle', memberships.handle, 'role', memberships.role, 'alum', memberships.alum,
      'urgent', memberships.role = 'facilitator' and exists (
        select from app.cases where cases.circle_id = _circle and kind = 'crisis' and closed_at is null and claimed_by is null
          and not app.wrote(_circle, post_id, _me)),
      'veil_ready', app.people_in(circles.id) >= 4, 'resting_until', app.resting_until(), 'back', app.is_back(),
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

-- Me says whether I rest, which day it is for me and whether I operate, beside what I keep.
alter function app.me_page() rename to what_i_keep;
revoke execute on function app.what_i_keep() from authenticated;

create function app.me_page() returns jsonb
language sql stable security definer set search_path = '' as $$
  select app.what_i_keep() || jsonb_build_object(
    'today', app.my_today(), 'resting_until', app.resting_until(),
    'operates', exists (select from app.operators where account_id = (select auth.uid())));
$$;

create function public.be_welcomed() returns void
language sql volatile security invoker set search_path = '' as $$ select app.be_welcomed() $$;
grant execute on function app.me_page(), app.be_welcomed(), public.be_welcomed() to authenticated;
