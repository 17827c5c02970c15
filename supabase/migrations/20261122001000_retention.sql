-- Retention: what was deleted is gone for good after an hour, when its undo has long passed; what was removed loses
-- its words after thirty days, when its appeal has. The embedded server calls this by itself; a hosted project does
-- where it offers pg_cron, and elsewhere whoever runs it calls app.purge() as service_role.

create function app.purge() returns void
language sql security definer set search_path = '' as $$
  delete from app.posts where deleted_at < now() - interval '1 hour';
  update app.posts set body = '', took = '', feelings = '[]'
  where status = 'removed' and created_at < now() - interval '30 days' and body <> '';
  delete from app.rate_limits where starts_at < now() - interval '2 days';
  delete from app.invitations where expires_at < now() - interval '30 days';
  delete from app.browser_sessions where expires_at < now();
  delete from app.session_tickets where expires_at < now();
  delete from app.log where created_at < now() - interval '400 days';
$$;
grant execute on function app.purge() to service_role;

do $$
begin
  if exists (select from pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron;
    perform cron.schedule('rebound-purge', '17 * * * *', 'select app.purge()');
  end if;
exception when others then
  raise notice 'pg_cron is not usable here: %', sqlerrm;
end $$;
