-- What every page of a circle begins with, and whether I am asked to stand in.

create or replace function app.circle_head(_circle uuid, _me uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'circle', jsonb_build_object(
      'id', circles.id, 'name', circles.name, 'purpose', circles.purpose, 'prompt', circles.prompt,
      'open', circles.opened_at is not null, 'time_zone', circles.time_zone, 'history_open', circles.history_open, 'people', app.people_in(circles.id), 'coverage', app.coverage(circles.id)),
    'me', jsonb_build_object(
      'handle', memberships.handle, 'role', memberships.role, 'alum', memberships.alum,
      'urgent', memberships.role = 'facilitator' and exists (
        select from app.cases where cases.circle_id = _circle and kind = 'crisis' and closed_at is null and claimed_by is null
          and not app.wrote(_circle, post_id, _me)),
      'veil_ready', app.people_in(circles.id) >= 4, 'resting_until', app.resting_until(), 'back', app.is_back(),
      'stand_in', app.stand_in_state(circles.id, _me),
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
