-- A helper has no more rights than who calls it. Inside a door that is the database's owner, as before; called by itself,
-- should anybody ever be let, it meets row level security and finds nothing. What a role may call asks first who that
-- is, and triggers work for whoever writes: those keep their owner's rights.

do $$
declare
  helper regprocedure;
begin
  for helper in
    select oid from pg_proc
    where pronamespace = 'app'::regnamespace and prosecdef and prorettype <> 'trigger'::regtype
      and not exists (
        select from unnest(array['anon', 'authenticated', 'service_role']) as caller where has_function_privilege(caller, pg_proc.oid, 'execute'))
  loop
    execute format('alter function %s security invoker', helper);
  end loop;
end $$;
