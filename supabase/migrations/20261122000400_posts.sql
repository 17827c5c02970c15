-- Posts: wins, setbacks, notes, and the replies under them. Who wrote one stands in app.post_authors alone.
--
-- A reply is a post with a thread. A veiled post carries a name made for that one thread, picked at random and
-- derived from nothing; its author answers under the same name. Inside an hour posts are ordered by their random
-- id, so that the order tells nobody who was on at half past.

create type app.post_kind as enum ('win', 'setback', 'note', 'reply');
create type app.post_status as enum ('shown', 'held', 'returned', 'hidden', 'removed');

create table app.posts (
  circle_id uuid not null references app.circles on delete cascade,
  id uuid not null,
  thread_id uuid,
  kind app.post_kind not null,
  status app.post_status not null default 'shown',
  membership_id uuid,
  pseudonym text,
  body text not null constraint text_too_long check (char_length(body) <= 4000),
  took text not null default '' constraint took_too_long check (char_length(took) <= 1000),
  win_kind text constraint win_kind_unknown check (win_kind in (
    'application', 'materials', 'contact', 'interview', 'follow_up', 'learning', 'rest', 'brave_act',
    'callback', 'second_round', 'offer', 'new_skill', 'kind_feedback', 'helped_someone', 'kept_boundary', 'job')),
  wanted text constraint wanted_unknown check (wanted in ('heard', 'views', 'advice', 'logging')),
  stage text constraint stage_unknown check (stage in ('application', 'screen', 'interview', 'later_round', 'offer', 'other')),
  said boolean,
  feelings jsonb not null default '[]',
  shape text constraint shape_unknown check (shape in ('acknowledge', 'view', 'advice')),
  weekly boolean not null default false,
  worrying boolean not null default false,
  shown_at timestamptz not null,
  shown_hour timestamptz not null,
  local_date date not null,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  deleted_at timestamptz,
  primary key (circle_id, id),
  foreign key (circle_id, thread_id) references app.posts (circle_id, id) on delete cascade,
  foreign key (circle_id, membership_id) references app.memberships (circle_id, id),
  constraint reply_has_thread check ((kind = 'reply') = (thread_id is not null)),
  constraint veiled_has_no_handle check (pseudonym is null or membership_id is null)
);
comment on table app.posts is 'What members say in their circle; a reply is a post with a thread.';
comment on column app.posts.shown_at is 'When others may see it: later than created_at where its author chose a delay or it was held.';
create index posts_feed_idx on app.posts (circle_id, shown_hour desc, id desc)
  where kind <> 'reply' and status = 'shown' and deleted_at is null;
create index posts_thread_idx on app.posts (circle_id, thread_id, created_at);
create index posts_member_idx on app.posts (circle_id, membership_id);
create index posts_deleted_idx on app.posts (deleted_at) where deleted_at is not null;

create table app.post_authors (
  circle_id uuid not null,
  post_id uuid not null,
  membership_id uuid not null,
  primary key (circle_id, post_id),
  foreign key (circle_id, post_id) references app.posts on delete cascade,
  foreign key (circle_id, membership_id) references app.memberships on delete cascade
);
comment on table app.post_authors is 'The only place where a veiled post meets its author. Nobody has a grant on it.';
create index post_authors_member_idx on app.post_authors (circle_id, membership_id);

create table app.reactions (
  circle_id uuid not null,
  post_id uuid not null,
  membership_id uuid not null,
  kind text not null constraint reaction_unknown check (kind in ('with_you', 'me_too', 'glad', 'courage')),
  created_at timestamptz not null default now(),
  primary key (circle_id, post_id, membership_id, kind),
  foreign key (circle_id, post_id) references app.posts on delete cascade,
  foreign key (circle_id, membership_id) references app.memberships on delete cascade
);
comment on table app.reactions is 'A small kindness. Only the author of the post sees how many.';
create index reactions_member_idx on app.reactions (circle_id, membership_id);

create table app.thanks (
  circle_id uuid not null,
  reply_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (circle_id, reply_id),
  foreign key (circle_id, reply_id) references app.posts on delete cascade
);
comment on table app.thanks is '"This helped", said privately by the author of a post to the one who replied.';

create table app.mutes (
  circle_id uuid not null,
  membership_id uuid not null,
  muted_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (circle_id, membership_id, muted_id),
  foreign key (circle_id, membership_id) references app.memberships on delete cascade,
  foreign key (circle_id, muted_id) references app.memberships (circle_id, id) on delete cascade
);
comment on table app.mutes is 'Handles a member does not want to read. Never told, and never reaching a veiled post.';
create index mutes_muted_idx on app.mutes (circle_id, muted_id);

create table app.quiet_threads (
  circle_id uuid not null,
  membership_id uuid not null,
  post_id uuid not null,
  until timestamptz not null default 'infinity',
  primary key (circle_id, membership_id, post_id),
  foreign key (circle_id, membership_id) references app.memberships on delete cascade,
  foreign key (circle_id, post_id) references app.posts on delete cascade
);
comment on table app.quiet_threads is 'Single threads a member does not want to see, for a while or for good.';
create index quiet_threads_post_idx on app.quiet_threads (circle_id, post_id);

alter table app.posts enable row level security;
alter table app.post_authors enable row level security;
alter table app.reactions enable row level security;
alter table app.thanks enable row level security;
alter table app.mutes enable row level security;
alter table app.quiet_threads enable row level security;

-- Questions -------------------------------------------------------------------------------------------------------

create function app.wrote(_circle uuid, _post uuid, _membership uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from app.post_authors where circle_id = _circle and post_id = _post and membership_id = _membership
  );
$$;

-- May this member read this post now? One sentence for every door that names a post.
create function app.reads(_post app.posts, _membership uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select _post.id is not null and _post.deleted_at is null and (
    app.wrote(_post.circle_id, _post.id, _membership)
    or (_post.status = 'shown' and _post.shown_at <= now() and exists (
      select from app.memberships
      where circle_id = _post.circle_id and id = _membership and memberships.sees_from <= _post.shown_at
    ))
  );
$$;

create function app.need_post(_circle uuid, _post uuid, _membership uuid) returns app.posts
language plpgsql stable security definer set search_path = '' as $$
declare
  the_post app.posts;
begin
  select * into the_post from app.posts where circle_id = _circle and id = _post;
  if not app.reads(the_post, _membership)
     or (the_post.kind = 'reply' and not app.reads((select threads from app.posts as threads where threads.circle_id = _circle and threads.id = the_post.thread_id), _membership)) then
    raise sqlstate 'PT404' using message = 'post_not_found';
  end if;
  return the_post;
end $$;

create function app.need_own_post(_circle uuid, _post uuid, _membership uuid) returns app.posts
language plpgsql security definer set search_path = '' as $$
declare
  the_post app.posts;
begin
  select posts.* into the_post from app.posts
  join app.post_authors on post_authors.circle_id = posts.circle_id and post_authors.post_id = posts.id
  where posts.circle_id = _circle and posts.id = _post and post_authors.membership_id = _membership
  for update of posts;
  if the_post.id is null then
    raise sqlstate 'PT404' using message = 'post_not_found';
  end if;
  return the_post;
end $$;

create function app.random_name() returns text
language sql volatile set search_path = '' as $$
  select name from unnest(
    '{Alder,Ash,Aspen,Beech,Birch,Bracken,Cedar,Clover,Cypress,Elder,Elm,Heather,Hazel,Holly,Iris,Ivy,Juniper,Larch,Laurel,Linden,Lotus,Maple,Meadow,Moss,Myrtle,Oak,Olive,Pine,Poplar,Reed,Rowan,Rush,Sage,Sorrel,Spruce,Thyme,Violet,Walnut,Willow,Yew}'::text[]
  ) as name order by random() limit 1;
$$;

create function app.checked_feelings(_feelings jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(coalesce(_feelings, '[]')) <> 'array' or jsonb_array_length(coalesce(_feelings, '[]')) > 5 or exists (
    select from jsonb_array_elements(coalesce(_feelings, '[]')) as feeling
    where jsonb_typeof(feeling) <> 'object'
       or coalesce(feeling ->> 'word', '') not in ('disappointed', 'sad', 'angry', 'ashamed', 'anxious', 'numb', 'tired', 'envious', 'confused', 'lonely', 'relieved', 'hopeful')
       or coalesce(feeling ->> 'strength', '') not in ('1', '2', '3')
  ) then
    raise sqlstate 'PT422' using message = 'feelings_unknown';
  end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object('word', feeling ->> 'word', 'strength', (feeling ->> 'strength')::integer))
    from jsonb_array_elements(_feelings) as feeling), '[]');
end $$;

create function app.one_of(_value text, _allowed text[], _refusal text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if _value is not null and _value <> all(_allowed) then
    raise sqlstate 'PT422' using message = _refusal;
  end if;
  return _value;
end $$;
