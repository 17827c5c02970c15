-- A crowd: :circles circles of five with :posts posts each, one in five of them a reply, at least as many steps over
-- nine weeks, and a challenge that all take part in. All closed weeks are published and all bars told, but the last week and
-- the bar of the first hundred circles. Cleaned up as a database that has run for weeks is. Made for measuring only.

insert into auth.users (id, email)
select md5('account' || circle || '.' || person)::uuid, 'p' || circle || '.' || person || '@crowd.invalid'
from generate_series(1, :circles) as circle, generate_series(1, 5) as person;
insert into app.profiles (account_id, practised_at)
select md5('account' || circle || '.' || person)::uuid, now()
from generate_series(1, :circles) as circle, generate_series(1, 5) as person;
insert into app.circles (id, name, opened_at)
select md5('circle' || circle)::uuid, 'Circle ' || circle, now() - interval '9 weeks' from generate_series(1, :circles) as circle;
insert into app.house_rules (circle_id, version, sentences)
select md5('circle' || circle)::uuid, 1, array['Be kind.'] from generate_series(1, :circles) as circle;
insert into app.memberships (circle_id, id, handle, role, sees_from, joined_at)
select md5('circle' || circle)::uuid, md5('membership' || circle || '.' || person)::uuid, 'Calm Newt ' || person,
  case person when 1 then 'facilitator' else 'member' end::app.circle_role, '-infinity', now() - interval '9 weeks'
from generate_series(1, :circles) as circle, generate_series(1, 5) as person;
insert into app.identities (circle_id, membership_id, account_id)
select md5('circle' || circle)::uuid, md5('membership' || circle || '.' || person)::uuid, md5('account' || circle || '.' || person)::uuid
from generate_series(1, :circles) as circle, generate_series(1, 5) as person;
insert into app.acceptances (circle_id, membership_id, version)
select md5('circle' || circle)::uuid, md5('membership' || circle || '.' || person)::uuid, 1
from generate_series(1, :circles) as circle, generate_series(1, 5) as person;
insert into app.posts (circle_id, id, thread_id, kind, membership_id, body, wanted, shown_at, shown_hour, local_date, created_at)
select md5('circle' || circle)::uuid, md5('post' || circle || '.' || post)::uuid,
  case when post % 5 = 0 then md5('post' || circle || '.' || post - 1)::uuid end,
  case when post % 5 = 0 then 'reply' when post % 5 = 4 then 'setback' when post % 5 = 3 then 'note' else 'win' end::app.post_kind,
  md5('membership' || circle || '.' || 1 + post % 4)::uuid, repeat('A few words about a week. ', 5),
  case when post % 5 = 4 then 'heard' end,
  at, date_trunc('hour', at), at::date, at
from generate_series(1, :circles) as circle, generate_series(1, :posts) as post,
  lateral (select now() - make_interval(hours => 2 + (:posts - post) * 30) as at) as times;
insert into app.post_authors (circle_id, post_id, membership_id) select circle_id, id, membership_id from app.posts;
insert into app.reactions (circle_id, post_id, membership_id, kind)
select md5('circle' || circle)::uuid, md5('post' || circle || '.' || post)::uuid, md5('membership' || circle || '.5')::uuid, 'glad'
from generate_series(1, :circles) as circle, generate_series(1, :posts, 3) as post;
insert into app.challenges (circle_id, id, template, starts_on, ends_on, started_on)
select md5('circle' || circle)::uuid, md5('challenge' || circle)::uuid, 'contact_a_week', current_date - 6, current_date + 7, current_date - 6
from generate_series(1, :circles) as circle;
insert into app.commitments (circle_id, challenge_id, membership_id, starts_on, amount, per)
select md5('circle' || circle)::uuid, md5('challenge' || circle)::uuid, md5('membership' || circle || '.' || person)::uuid, current_date - 6, 3, 'week'
from generate_series(1, :circles) as circle, generate_series(1, 5) as person;
insert into app.steps (circle_id, id, membership_id, kind, local_date)
select md5('circle' || circle)::uuid, md5('step' || circle || '.' || person || '.' || back)::uuid,
  md5('membership' || circle || '.' || person)::uuid, case when back % 2 = 0 then 'contact' else 'application' end, current_date - back
from generate_series(1, :circles) as circle, generate_series(1, 5) as person, generate_series(0, 6) as back;
insert into app.steps (circle_id, id, membership_id, kind, local_date, amount, created_at)
select md5('circle' || circle)::uuid, md5('step' || circle || '.' || step)::uuid,
  md5('membership' || circle || '.' || 1 + step % 5)::uuid,
  (array['application', 'contact', 'learning', 'rest', 'interview', 'application', 'application'])[1 + step % 7],
  at::date, 1 + step % 3, at
from generate_series(1, :circles) as circle, generate_series(1, :posts) as step,
  lateral (select now() - make_interval(hours => 30 * (:posts - step)) as at) as times;
insert into app.check_ins (circle_id, membership_id, week, energy)
select md5('circle' || circle)::uuid, md5('membership' || circle || '.' || person)::uuid,
  (date_trunc('week', now()) - interval '1 week')::date, 1 + (circle + person) % 3
from generate_series(1, :circles) as circle, generate_series(1, 5) as person;
insert into app.snapshots (circle_id, week, numbers)
select md5('circle' || circle)::uuid, date_trunc('week', now())::date - 7 * weeks, jsonb_build_object(
  'steps', jsonb_build_object('state', 'shown', 'total', 8 + (circle + weeks) % 9),
  'mix', '[{"kind": "application", "count": 6}, {"kind": "other", "count": 6}]'::jsonb,
  'wins', '{"state": "shown", "total": 4}'::jsonb, 'setbacks', '{"state": "quiet"}'::jsonb, 'bounce', '{"state": "quiet"}'::jsonb,
  'answered', '{"state": "quiet"}'::jsonb, 'energy', '{"state": "shown", "band": "steady"}'::jsonb)
from generate_series(1, :circles) as circle, generate_series(1, 9) as weeks where circle > 100 or weeks > 1;
insert into app.snapshot_parts (circle_id, week, membership_id, steps)
select snapshots.circle_id, snapshots.week, memberships.id, 2
from app.snapshots join app.memberships on memberships.circle_id = snapshots.circle_id;
select app.tell_bars(circles.id)
from generate_series(101, :circles) as circle join app.circles on circles.id = md5('circle' || circle)::uuid;
vacuum analyze;
