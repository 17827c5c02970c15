-- Moderation: a post waiting (hold), somebody's concern (report), the work item (case), what was decided about a
-- person (measure), and a second look by somebody else (appeal). Nothing here tells a facilitator who wrote a
-- veiled post, and nothing tells anybody who reported.

create type app.case_kind as enum ('crisis', 'identity', 'harassment', 'hold', 'other');
create type app.measure_kind as enum ('nudge', 'reply_pause', 'post_pause', 'circle_pause', 'removal');

create table app.watched_terms (
  circle_id uuid not null references app.circles on delete cascade,
  term text not null constraint watched_term_length check (char_length(term) between 2 and 40),
  primary key (circle_id, term)
);
comment on table app.watched_terms is 'Words that make a post wait for a facilitator.';

create table app.cases (
  circle_id uuid not null references app.circles on delete cascade,
  id uuid not null default gen_random_uuid(),
  post_id uuid,
  kind app.case_kind not null,
  opened_at timestamptz not null default now(),
  due_at timestamptz not null,
  claimed_by uuid,
  claimed_at timestamptz,
  version integer not null default 1,
  decision text,
  reason text not null default '',
  rule integer,
  decided_by uuid,
  closed_at timestamptz,
  primary key (circle_id, id),
  foreign key (circle_id, post_id) references app.posts on delete cascade,
  foreign key (circle_id, claimed_by) references app.memberships (circle_id, id),
  foreign key (circle_id, decided_by) references app.memberships (circle_id, id)
);
comment on table app.cases is 'One thing for a facilitator to look at, with a clock. `version` makes two decisions a conflict.';
create unique index case_open on app.cases (circle_id, post_id) where closed_at is null and post_id is not null;
create index cases_queue_idx on app.cases (circle_id, closed_at, due_at);
create index cases_post_idx on app.cases (circle_id, post_id);
create index cases_claimer_idx on app.cases (circle_id, claimed_by);
create index cases_decider_idx on app.cases (circle_id, decided_by);

create table app.holds (
  circle_id uuid not null,
  id uuid not null default gen_random_uuid(),
  post_id uuid not null,
  reason text not null constraint hold_reason_unknown check (reason in ('first_posts', 'after_removal', 'watched_term')),
  created_at timestamptz not null default now(),
  released_at timestamptz,
  primary key (circle_id, id),
  foreign key (circle_id, post_id) references app.posts on delete cascade
);
comment on table app.holds is 'A post that waits for a facilitator before others see it, and why.';
create index holds_post_idx on app.holds (circle_id, post_id);

create table app.reports (
  circle_id uuid not null,
  id uuid not null,
  post_id uuid not null,
  reason text not null constraint report_reason_unknown check (reason in ('identifies_someone', 'hurtful', 'worried', 'spam', 'other')),
  note text not null default '' constraint report_note_length check (char_length(note) <= 600),
  case_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (circle_id, id),
  foreign key (circle_id, post_id) references app.posts on delete cascade,
  foreign key (circle_id, case_id) references app.cases on delete cascade
);
comment on table app.reports is 'Somebody''s concern about a post. Who said it stands in app.report_authors.';
create index reports_case_idx on app.reports (circle_id, case_id);
create index reports_post_idx on app.reports (circle_id, post_id);

create table app.report_authors (
  circle_id uuid not null,
  report_id uuid not null,
  post_id uuid not null,
  membership_id uuid not null,
  primary key (circle_id, report_id),
  foreign key (circle_id, report_id) references app.reports on delete cascade,
  foreign key (circle_id, membership_id) references app.memberships on delete cascade
);
comment on table app.report_authors is 'Who reported what. Nobody has a grant on it, facilitators included.';
create index report_authors_member_idx on app.report_authors (circle_id, membership_id, post_id);

create table app.measures (
  circle_id uuid not null,
  id uuid not null,
  membership_id uuid not null,
  via_post_id uuid,
  kind app.measure_kind not null,
  rule integer not null,
  reason text not null constraint measure_reason_length check (char_length(reason) between 1 and 600),
  decided_by uuid not null,
  confirmed_by uuid,
  starts_at timestamptz not null default now(),
  ends_at timestamptz not null,
  lifted_at timestamptz,
  primary key (circle_id, id),
  foreign key (circle_id, membership_id) references app.memberships on delete cascade,
  foreign key (circle_id, via_post_id) references app.posts on delete set null (via_post_id),
  foreign key (circle_id, decided_by) references app.memberships (circle_id, id),
  foreign key (circle_id, confirmed_by) references app.memberships (circle_id, id)
);
comment on table app.measures is 'What was decided about a person: with an end, a rule and a way to appeal. Set through a post, it names nobody.';
create index measures_member_idx on app.measures (circle_id, membership_id, ends_at);
create index measures_post_idx on app.measures (circle_id, via_post_id);
create index measures_decider_idx on app.measures (circle_id, decided_by);
create index measures_confirmer_idx on app.measures (circle_id, confirmed_by);

create table app.appeals (
  circle_id uuid not null,
  id uuid not null,
  measure_id uuid not null,
  words text not null constraint appeal_length check (char_length(words) between 1 and 1000),
  answer text not null default '',
  decided_by uuid,
  lifted boolean,
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  primary key (circle_id, id),
  foreign key (circle_id, measure_id) references app.measures on delete cascade,
  foreign key (circle_id, decided_by) references app.memberships (circle_id, id),
  constraint appealed_once unique (circle_id, measure_id)
);
comment on table app.appeals is 'A second look at a measure, by somebody other than the one who set it.';
create index appeals_decider_idx on app.appeals (circle_id, decided_by);

alter table app.watched_terms enable row level security;
alter table app.cases enable row level security;
alter table app.holds enable row level security;
alter table app.reports enable row level security;
alter table app.report_authors enable row level security;
alter table app.measures enable row level security;
alter table app.appeals enable row level security;

-- Questions -------------------------------------------------------------------------------------------------------

-- A measure follows the person, not the handle: leaving and coming back does not end it.
create function app.paused_until(_circle uuid, _kinds app.measure_kind[]) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select max(measures.ends_at) from app.identities
  join app.measures on measures.circle_id = identities.circle_id and measures.membership_id = identities.membership_id
  where identities.account_id = (select auth.uid()) and identities.circle_id = _circle
    and measures.kind = any(_kinds) and measures.lifted_at is null and measures.ends_at > now();
$$;

-- The last day of a measure as its member counts days: it ends with that day, so its end is the next one's first moment.
create function app.last_day(_ends timestamptz) returns text
language sql stable set search_path = '' as $$
  select to_char((_ends - interval '1 second') at time zone app.my_time_zone(), 'YYYY-MM-DD');
$$;

create function app.need_voice(_circle uuid, _kind app.measure_kind) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if app.paused_until(_circle, array[_kind, 'circle_pause']::app.measure_kind[]) is not null then
    raise sqlstate 'PT403' using message = case _kind when 'reply_pause' then 'replies_paused' else 'posts_paused' end;
  end if;
end $$;

create function app.on_duty(_circle uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from app.memberships
    join app.circles on circles.id = memberships.circle_id
    where memberships.circle_id = _circle and role = 'facilitator' and left_at is null and duty_starts is not null
      and case when duty_starts <= duty_ends
        then (now() at time zone circles.time_zone)::time between duty_starts and duty_ends
        else (now() at time zone circles.time_zone)::time >= duty_starts or (now() at time zone circles.time_zone)::time <= duty_ends
      end
  );
$$;

-- 'HH24:MI' in the circle's zone: when somebody is on duty next, or until when somebody is now; null when nobody ever is.
create function app.coverage(_circle uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('on_duty', app.on_duty(_circle), 'at', to_char(
    case when app.on_duty(_circle) then max(duty_ends) else coalesce(
      min(duty_starts) filter (where duty_starts > (now() at time zone circles.time_zone)::time), min(duty_starts)) end, 'HH24:MI'))
  from app.memberships join app.circles on circles.id = memberships.circle_id
  where memberships.circle_id = _circle and role = 'facilitator' and left_at is null and duty_starts is not null;
$$;

create function app.hold_reason(_circle uuid, _membership uuid, _body text) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when exists (
      select from app.watched_terms where circle_id = _circle and position(lower(term) in lower(_body)) > 0
    ) then 'watched_term'
    when exists (
      select from app.posts join app.post_authors on post_authors.circle_id = posts.circle_id and post_authors.post_id = posts.id
      where posts.circle_id = _circle and post_authors.membership_id = _membership
        and posts.status = 'removed' and posts.created_at > now() - interval '30 days'
    ) then 'after_removal'
    when 2 > (
      select count(*) from app.posts
      join app.post_authors on post_authors.circle_id = posts.circle_id and post_authors.post_id = posts.id
      where posts.circle_id = _circle and post_authors.membership_id = _membership and posts.kind <> 'reply' and posts.status = 'shown'
    ) and not exists (
      select from app.memberships where circle_id = _circle and id = _membership and role = 'facilitator'
    ) then 'first_posts'
  end;
$$;

-- How soon somebody must have looked: a crisis within an hour while somebody is on duty, within twelve always.
create function app.due_at(_circle uuid, _kind app.case_kind) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select now() + case
    when _kind = 'crisis' and app.on_duty(_circle) then interval '1 hour'
    when _kind in ('crisis', 'identity') then interval '12 hours'
    else interval '24 hours'
  end;
$$;

-- One open case per post: a second concern joins the first and can only make it more urgent.
create function app.open_case(_circle uuid, _post uuid, _kind app.case_kind) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  opened uuid;
begin
  insert into app.cases as kept (circle_id, post_id, kind, due_at)
  values (_circle, _post, _kind, app.due_at(_circle, _kind))
  on conflict (circle_id, post_id) where closed_at is null and post_id is not null
  do update set kind = least(kept.kind, excluded.kind), due_at = least(kept.due_at, excluded.due_at), version = kept.version + 1
  returning id into opened;
  return opened;
end $$;
