-- What an author hears when the same write comes a second time, and where somebody looks for help.

-- A retry of a finished write gets the first answer again, and what was said then: the words may differ by now.
-- Somebody else's id gets a refusal.
create or replace function app.written_before(_circle uuid, _id uuid, _membership uuid) returns jsonb
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
  return app.own_state(earlier) || jsonb_build_object('earlier', jsonb_build_object(
    'kind', earlier.kind, 'body', earlier.body, 'took', earlier.took, 'veiled', earlier.pseudonym is not null,
    'editable', earlier.deleted_at is null and app.may_edit(earlier)
  ));
end $$;

create or replace function app.my_circles() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'circle_id', circles.id, 'name', circles.name, 'handle', memberships.handle, 'role', memberships.role,
    'open', circles.opened_at is not null, 'members', app.people_in(circles.id), 'alum', memberships.alum,
    'country', (select country from app.profiles where account_id = (select auth.uid()))
  ) order by lower(circles.name), circles.id), '[]')
  from app.identities
  join app.memberships on memberships.circle_id = identities.circle_id and memberships.id = identities.membership_id
  join app.circles on circles.id = identities.circle_id
  where identities.account_id = (select auth.uid()) and identities.ended_at is null and circles.archived_at is null;
$$;
