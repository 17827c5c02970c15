-- What an author hears when the same write comes a second time, and where somebody looks for help.

-- An id answers "taken" for ever, else a second try with it would tell what its author deleted from what a facilitator hid.
create table app.spent_ids (
  circle_id uuid not null references app.circles on delete cascade,
  id uuid not null,
  primary key (circle_id, id)
);
comment on table app.spent_ids is 'Ids of posts that are gone for good. Nothing else of them stays.';
alter table app.spent_ids enable row level security;

create function app.spend_id() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.spent_ids (circle_id, id) select old.circle_id, old.id from app.circles where circles.id = old.circle_id
  on conflict do nothing;
  return old;
end $$;
create trigger spend_id after delete on app.posts for each row execute function app.spend_id();

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
  if exists (select from app.spent_ids where circle_id = _circle and id = _id) then
    raise sqlstate 'PT409' using message = 'id_taken';
  elsif earlier.id is null then
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
