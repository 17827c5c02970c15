-- Me: what a member keeps for themselves alone. No door gives any of it to anybody else.

create table app.intakes (
  account_id uuid primary key references app.profiles on delete cascade,
  why text not null default '' constraint intake_length check (char_length(why) <= 1000),
  outcome text not null default '' constraint outcome_length check (char_length(outcome) <= 1000),
  plan text not null default '' constraint plan_length check (char_length(plan) <= 1000),
  updated_at timestamptz not null default now()
);
comment on table app.intakes is 'Why I am searching, what a good outcome is, and my plan for the next no. Private.';

create table app.private_words (
  account_id uuid not null references app.profiles on delete cascade,
  words text not null constraint private_words_length check (char_length(words) between 2 and 80),
  primary key (account_id, words)
);
comment on table app.private_words is 'Names and employers an author wants hidden always. Private, gone with the account.';

alter table app.intakes enable row level security;
alter table app.private_words enable row level security;

create function app.my_private_words() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(words order by lower(words)), '[]') from app.private_words where account_id = (select auth.uid());
$$;

create function app.keep_private_words(_words text[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_account();
begin
  if cardinality(_words) > 200 then
    raise sqlstate 'PT422' using message = 'private_words_many';
  elsif exists (select from unnest(_words) as word where char_length(app.tidy(word)) not between 2 and 80) then
    raise sqlstate 'PT422' using message = 'private_words_length';
  end if;
  delete from app.private_words where account_id = account;
  insert into app.private_words (account_id, words)
  select distinct account, app.tidy(word) from unnest(_words) as word;
end $$;

create function app.save_intake(_why text, _outcome text, _plan text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_account();
begin
  if greatest(char_length(_why), char_length(_outcome), char_length(_plan)) > 1000 then
    raise sqlstate 'PT422' using message = 'text_too_long';
  end if;
  insert into app.intakes (account_id, why, outcome, plan) values (account, app.tidy(_why), app.tidy(_outcome), app.tidy(_plan))
  on conflict (account_id) do update set why = excluded.why, outcome = excluded.outcome, plan = excluded.plan, updated_at = now();
end $$;

create function app.save_profile(_time_zone text, _country text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid := app.need_account();
begin
  if not app.is_time_zone(_time_zone) then
    raise sqlstate 'PT422' using message = 'time_zone_unknown';
  elsif _country !~ '^[A-Z]{2}$' then
    raise sqlstate 'PT422' using message = 'country_form';
  end if;
  update app.profiles set time_zone = _time_zone, country = coalesce(_country, country) where account_id = account;
end $$;

-- Everything that was decided about me and about what I wrote, with the rule, the end and the state of my appeal.
create function app.decisions_about_me() returns jsonb
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
      'over', measures.lifted_at is not null or measures.ends_at <= now(), 'confirmed', measures.kind <> 'removal' or measures.confirmed_by is not null,
      'appeal', (select jsonb_build_object('words', words, 'answer', answer, 'lifted', lifted, 'decided', decided_at is not null)
                 from app.appeals where appeals.circle_id = measures.circle_id and appeals.measure_id = measures.id))
    from app.identities as me
    join app.measures on measures.circle_id = me.circle_id and measures.membership_id = me.membership_id
    join app.circles on circles.id = me.circle_id
    where me.account_id = (select auth.uid()) and (measures.kind <> 'removal' or measures.confirmed_by is not null)
  ) as decisions;
$$;

create function app.me_page() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'profile', (select jsonb_build_object('time_zone', time_zone, 'country', country, 'practised', practised_at is not null)
                from app.profiles where account_id = (select auth.uid())),
    'intake', (select jsonb_build_object('why', why, 'outcome', outcome, 'plan', plan) from app.intakes where account_id = (select auth.uid())),
    'words', app.my_private_words(),
    'circles', app.my_circles(),
    'decisions', app.decisions_about_me(),
    'muted', (
      select coalesce(jsonb_agg(jsonb_build_object('circle_id', mutes.circle_id, 'circle', circles.name, 'handle', muted.handle) order by muted.handle), '[]')
      from app.identities as me
      join app.mutes on mutes.circle_id = me.circle_id and mutes.membership_id = me.membership_id
      join app.memberships as muted on muted.id = mutes.muted_id
      join app.circles on circles.id = mutes.circle_id
      where me.account_id = (select auth.uid()) and me.ended_at is null),
    'thanks', (
      select coalesce(jsonb_agg(jsonb_build_object('words', kind_word.body, 'when', app.coarse_time(kind_word.at, app.my_time_zone())) order by kind_word.at desc), '[]')
      from (
        select posts.body, date_trunc('hour', thanks.created_at) as at
        from app.identities as me
        join app.post_authors as mine on mine.circle_id = me.circle_id and mine.membership_id = me.membership_id
        join app.thanks on thanks.circle_id = mine.circle_id and thanks.reply_id = mine.post_id
        join app.posts on posts.circle_id = mine.circle_id and posts.id = mine.post_id
        where me.account_id = (select auth.uid()) and posts.deleted_at is null
        order by thanks.created_at desc limit 50) as kind_word),
    'wins', (
      select coalesce(jsonb_agg(jsonb_build_object('words', won.body, 'took', won.took, 'win_kind', won.win_kind, 'when', app.coarse_time(won.shown_hour, app.my_time_zone())) order by won.created_at desc), '[]')
      from (
        select posts.* from app.identities as me
        join app.post_authors as mine on mine.circle_id = me.circle_id and mine.membership_id = me.membership_id
        join app.posts on posts.circle_id = mine.circle_id and posts.id = mine.post_id
        where me.account_id = (select auth.uid()) and posts.kind = 'win' and posts.deleted_at is null
        order by posts.created_at desc limit 50) as won)
  );
$$;

create function app.appeal(_id uuid, _circle uuid, _measure uuid, _words text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app.need_account();
  if not exists (
    select from app.identities as me
    join app.measures on measures.circle_id = me.circle_id and measures.membership_id = me.membership_id
    where me.account_id = (select auth.uid()) and measures.circle_id = _circle and measures.id = _measure
  ) then
    raise sqlstate 'PT404' using message = 'measure_not_found';
  end if;
  insert into app.appeals (circle_id, id, measure_id, words) values (_circle, _id, _measure, app.checked_text(_words, 1000))
  on conflict do nothing;
end $$;

create function public.me_page() returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.me_page() $$;
create function public.keep_private_words(words text[]) returns void
language sql volatile security invoker set search_path = '' as $$ select app.keep_private_words($1) $$;
create function public.save_intake(why text, outcome text, plan text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.save_intake($1, $2, $3) $$;
create function public.save_profile(time_zone text, country text default null) returns void
language sql volatile security invoker set search_path = '' as $$ select app.save_profile($1, $2) $$;
create function public.appeal(id uuid, circle uuid, measure uuid, words text) returns void
language sql volatile security invoker set search_path = '' as $$ select app.appeal($1, $2, $3, $4) $$;
grant execute on function
  app.me_page(), app.keep_private_words(text[]), app.save_intake(text, text, text), app.save_profile(text, text), app.appeal(uuid, uuid, uuid, text),
  public.me_page(), public.keep_private_words(text[]), public.save_intake(text, text, text), public.save_profile(text, text), public.appeal(uuid, uuid, uuid, text)
to authenticated;
