-- The past of a circle: a member sees posts from the day they joined. A circle may let newcomers read more, but only
-- what was shared since it said so: nobody wrote earlier words for them.

alter table app.circles add column history_opened_at timestamptz;
comment on column app.circles.history_opened_at is 'Since when whoever joins later reads along too. Members are told where they share.';

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
          case when kept.history_open then least(kept.history_opened_at, today) else today end)
  returning id into mine;
  insert into app.identities (circle_id, membership_id, account_id) values (_circle, mine, _account);
  insert into app.acceptances (circle_id, membership_id, version)
  values (_circle, mine, (app.rules_in_force(_circle)).version);
  -- Whoever has not said where they are most likely is where their circle is.
  update app.profiles set time_zone = kept.time_zone where account_id = _account and profiles.time_zone = 'UTC';
  return mine;
end $$;

create function app.set_history(_circle uuid, _shared boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
begin
  update app.circles set history_open = coalesce(_shared, false), history_opened_at = case when _shared then now() end
  where id = _circle and history_open <> coalesce(_shared, false);
  if found then
    perform app.write_log(_circle, me, case when _shared then 'history_opened' else 'history_closed' end);
    perform app.touch(_circle);
  end if;
end $$;

create function public.set_history(circle uuid, shared boolean) returns void
language sql volatile security invoker set search_path = '' as $$ select app.set_history($1, $2) $$;

grant execute on function app.set_history(uuid, boolean), public.set_history(uuid, boolean) to authenticated;
