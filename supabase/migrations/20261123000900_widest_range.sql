-- The widest range has no upper end. A week of more than 10000 steps fell out of every range, was published as nothing
-- at all, and could never be put right, for a snapshot stays.

create or replace function app.count_value(_total bigint, _people bigint, _largest bigint, _needed integer, _present integer default null) returns jsonb
language sql immutable set search_path = '' as $$
  select case
    when coalesce(_people, 0) < _needed then jsonb_build_object('state', 'quiet')
    when _present <= _needed + 1 and (_total < 2 * _needed or (_largest > 0.6 * _total and _total - _largest < 2 * (_needed - 1)))
      then jsonb_build_object('state', 'quiet')
    when _largest > 0.6 * _total then (
      select jsonb_build_object('state', 'band', 'low', low, 'high', high)
      from (values (1, 5), (6, 10), (11, 20), (21, 40), (41, 80), (81, 160), (161, 320), (321, 10000)) as bands (low, high)
      -- Whoever reads it is told "more than 320": what stands at its upper end says nothing.
      where least(_total, 10000) between low and high)
    else jsonb_build_object('state', 'shown', 'total', _total)
  end;
$$;
