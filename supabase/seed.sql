-- Demo: one living circle of five with twelve weeks of history. Used by `make demo` alone, on the embedded Supabase.
-- The five accounts exist already; their addresses begin with the names below.

create temp table people (name text primary key, handle text, role app.circle_role, account_id uuid, membership_id uuid default gen_random_uuid());
insert into people (name, handle, role) values
  ('wren', 'Patient Wren', 'facilitator'), ('heron', 'Quiet Heron', 'member'), ('robin', 'Early Robin', 'member'),
  ('otter', 'River Otter', 'member'), ('linnet', 'Mellow Linnet', 'member');
update people set account_id = users.id from auth.users where users.email = people.name || '@demo.invalid';

insert into app.profiles (account_id, time_zone, adult_since, practised_at)
select account_id, 'Europe/Berlin', now() - interval '95 days', now() - interval '90 days' from people
on conflict (account_id) do update set time_zone = excluded.time_zone, adult_since = excluded.adult_since, practised_at = excluded.practised_at;

create temp table demo as select gen_random_uuid() as circle_id;
insert into app.circles (id, name, purpose, time_zone, prompt, opened_at, created_at)
select circle_id, 'Tuesday circle', 'For people between jobs who want company on the way.', 'Europe/Berlin',
  'What is one thing this week that was kinder than it had to be?', date_trunc('week', now()) - interval '12 weeks', now() - interval '95 days' from demo;
insert into app.house_rules (circle_id, version, sentences)
select circle_id, 1, array[
  'What is said here stays here.', 'Nobody is compared with anybody.', 'We ask before we advise.',
  'We talk about what happened, not about who people are.', 'We leave out names, employers and places.',
  'Anybody may rest, and nobody has to say why.', 'If somebody may be in danger, we say so at once.'] from demo;
insert into app.memberships (circle_id, id, handle, role, sees_from, joined_at, duty_starts, duty_ends)
select circle_id, membership_id, handle, role, '-infinity', now() - interval '90 days',
  case when role = 'facilitator' then time '18:00' end, case when role = 'facilitator' then time '20:00' end from people, demo;
insert into app.identities (circle_id, membership_id, account_id) select circle_id, membership_id, account_id from people, demo;
insert into app.acceptances (circle_id, membership_id, version) select circle_id, membership_id, 1 from people, demo;
insert into app.intakes (account_id, why, outcome, plan)
select account_id, 'My contract ended in spring.', 'Work I can walk home from without it following me.',
  'If I get a no, then I will put the phone away and walk once around the park.' from people where name = 'heron';

create temp table said (
  place integer, hours integer, who text, kind app.post_kind, veil text, body text, took text default '', win_kind text,
  wanted text, stage text, said boolean, feelings jsonb default '[]', post_id uuid default gen_random_uuid()
);
insert into said (place, hours, who, kind, veil, body, took, win_kind, wanted, stage, said, feelings) values
  (1, 1180, 'robin', 'note', null, 'Hello all. I have been looking since March and I am glad not to do it alone any more.', '', null, null, null, null, '[]'),
  (2, 1010, 'otter', 'win', null, 'My new CV is done. One page, and I recognise myself in it.', 'Four evenings, and asking a friend to read it.', 'materials', null, null, null, '[]'),
  (3, 840, 'heron', 'setback', null, 'A form letter after two rounds. I had already imagined the desk.', '', null, 'heard', 'later_round', true, '[{"word": "disappointed", "strength": 3}, {"word": "tired", "strength": 2}]'),
  (4, 690, 'linnet', 'win', null, 'I asked for feedback and got a real answer: they liked the example about the night shift.', 'Writing the question took longer than the interview.', 'kind_feedback', null, null, null, '[]'),
  (5, 530, 'robin', 'win', null, 'First interview in two months, on [date]. I slept before it.', 'Saying no to a second one the same day.', 'interview', null, null, null, '[]'),
  (6, 420, 'otter', 'setback', 'Rowan', 'Silence for five weeks now. I keep opening the portal.', '', null, 'views', 'application', false, '[{"word": "anxious", "strength": 2}, {"word": "lonely", "strength": 1}]'),
  (7, 300, 'heron', 'win', null, 'Wrote to somebody I used to work with. We are having tea next week.', '', 'contact', null, null, null, '[]'),
  (8, 190, 'linnet', 'note', null, 'A library near [place] has quiet rooms for video calls, free, two hours at a time.', '', null, null, null, null, '[]'),
  (9, 120, 'robin', 'setback', null, 'They went with somebody internal. The panel was kind about it, which made it almost harder.', '', null, 'advice', 'interview', true, '[{"word": "sad", "strength": 2}]'),
  (10, 74, 'heron', 'win', null, 'Said no to a job that wanted weekends. It felt like a small spine growing.', 'Reading my own list of what I look for.', 'kept_boundary', null, null, null, '[]'),
  (11, 50, 'otter', 'win', null, 'Callback from [company 1]: second round.', 'Sending the application although I met seven of ten points.', 'callback', null, null, null, '[]'),
  (12, 26, 'linnet', 'setback', 'Heather', 'I cried in the car after the call. Then I bought bread.', '', null, 'heard', 'screen', true, '[{"word": "ashamed", "strength": 2}, {"word": "relieved", "strength": 1}]'),
  (13, 5, 'robin', 'win', null, 'One hour of learning every day since Monday.', '', 'learning', null, null, null, '[]');

-- Earlier weeks, so that there is a past to look back on.
insert into said (place, hours, who, kind, veil, body, took, win_kind, wanted, stage, said, feelings) values
  (21, 1890, 'heron', 'win', null, 'I told my sister that I am looking. She did not give advice.', 'A long walk first.', 'brave_act', null, null, null, '[]'),
  (22, 1800, 'linnet', 'win', null, 'Sent the first one in a year.', '', 'application', null, null, null, '[]'),
  (23, 1620, 'otter', 'win', null, 'Slept through. Did nothing else that day, and that was the plan.', '', 'rest', null, null, null, '[]'),
  (24, 1490, 'robin', 'win', null, 'Found the two sentences I had been looking for in my profile.', '', 'materials', null, null, null, '[]'),
  (25, 1300, 'linnet', 'setback', null, 'No after the task I spent a weekend on.', '', null, 'heard', 'later_round', true, '[{"word": "tired", "strength": 3}]'),
  (26, 1240, 'wren', 'setback', null, 'My own contract is not renewed either. Now you know.', '', null, 'heard', 'other', true, '[{"word": "sad", "strength": 2}]'),
  (27, 1130, 'robin', 'setback', 'Hazel', 'They forgot the call. I had dressed for it.', '', null, 'heard', 'screen', false, '[{"word": "angry", "strength": 2}]'),
  (28, 960, 'otter', 'setback', null, 'A no within the hour. It cannot have been read.', '', null, 'views', 'application', true, '[{"word": "confused", "strength": 1}]'),
  (29, 610, 'linnet', 'setback', null, 'Filled by somebody who had worked there before.', '', null, 'advice', 'interview', true, '[{"word": "disappointed", "strength": 2}]'),
  (30, 480, 'wren', 'setback', null, 'A polite no. I read it four times for something else.', '', null, 'heard', 'application', true, '[{"word": "sad", "strength": 1}]'),
  (31, 350, 'heron', 'setback', null, 'The portal says "not selected". Nothing else.', '', null, 'heard', 'application', true, '[{"word": "numb", "strength": 2}]'),
  (32, 260, 'robin', 'setback', null, 'Lost my words in the third question.', '', null, 'heard', 'interview', false, '[{"word": "ashamed", "strength": 2}]'),
  (34, 1010, 'robin', 'setback', null, 'No answer to the answer I gave them.', '', null, 'heard', 'screen', false, '[{"word": "confused", "strength": 2}]'),
  (35, 540, 'otter', 'setback', null, 'Third form this week that wants the same dates, and then a no.', '', null, 'heard', 'application', true, '[{"word": "tired", "strength": 2}]'),
  (33, 400, 'wren', 'win', null, 'A former colleague offered to read my letter.', '', 'contact', null, null, null, '[]');
insert into app.posts (circle_id, id, kind, membership_id, pseudonym, body, took, win_kind, wanted, stage, said, feelings, shown_at, shown_hour, local_date, created_at)
select circle_id, post_id, kind, case when veil is null then membership_id end, veil, body, took, win_kind, wanted, stage, said.said, feelings,
  now() - make_interval(hours => hours), date_trunc('hour', now() - make_interval(hours => hours)),
  (now() - make_interval(hours => hours))::date, now() - make_interval(hours => hours)
from said join people on people.name = who, demo;
insert into app.post_authors (circle_id, post_id, membership_id)
select circle_id, post_id, membership_id from said join people on people.name = who, demo;

create temp table answers (place integer, hours integer, who text, shape text, body text, post_id uuid default gen_random_uuid());
insert into answers (place, hours, who, shape, body) values
  (2, 1005, 'robin', 'acknowledge', 'One page is the hard kind.'),
  (3, 836, 'otter', 'acknowledge', 'That one stings. Two rounds is a lot of hoping.'),
  (3, 830, 'linnet', 'acknowledge', 'I am sorry. The desk was real to you.'),
  (6, 415, 'heron', 'view', 'I used to think silence was about me. Then I sat on the other side: two people, four hundred letters.'),
  (9, 118, 'linnet', 'acknowledge', 'Kind and still a no. Both can be true.'),
  (9, 110, 'otter', 'advice', 'When you are ready: ask whether they keep you in mind. I did, and they wrote back in June.'),
  (11, 48, 'heron', 'acknowledge', 'Seven of ten. Good for you for sending it.'),
  (25, 1296, 'otter', 'acknowledge', 'A whole weekend. That is a lot to give.'),
  (26, 1230, 'heron', 'acknowledge', 'Thank you for telling us. We are here for you too.'),
  (27, 1126, 'linnet', 'acknowledge', 'Dressed and ready, and nobody there. I would be angry as well.'),
  (34, 1001, 'otter', 'acknowledge', 'Waiting after one has already answered is the worst kind.'),
  (35, 531, 'robin', 'acknowledge', 'So much typing for one line back.'),
  (28, 958, 'wren', 'view', 'Often a filter reads first. It says little about you.'),
  (29, 600, 'robin', 'acknowledge', 'That was decided before you came in. It still hurts.'),
  (30, 475, 'linnet', 'acknowledge', 'I know that fourth reading.'),
  (31, 345, 'wren', 'acknowledge', 'Two words after all that work.'),
  (32, 230, 'heron', 'acknowledge', 'It happens to me on the second question.');
insert into app.posts (circle_id, id, thread_id, kind, membership_id, body, shape, shown_at, shown_hour, local_date, created_at)
select circle_id, answers.post_id, said.post_id, 'reply', membership_id, answers.body, answers.shape,
  now() - make_interval(hours => answers.hours), date_trunc('hour', now() - make_interval(hours => answers.hours)),
  (now() - make_interval(hours => answers.hours))::date, now() - make_interval(hours => answers.hours)
from answers join said using (place) join people on people.name = answers.who, demo;
insert into app.post_authors (circle_id, post_id, membership_id)
select circle_id, post_id, membership_id from answers join people on people.name = who, demo;
insert into app.thanks (circle_id, reply_id) select circle_id, post_id from answers, demo where who = 'otter';
insert into app.reactions (circle_id, post_id, membership_id, kind)
select circle_id, post_id, membership_id, case said.kind when 'setback' then 'with_you' else 'glad' end
from said, people, demo where people.name <> said.who and (said.place + length(people.name)) % 3 = 0;

-- Two things in the facilitator's queue: a post held for a watched word, and a report.
insert into app.watched_terms (circle_id, term) select circle_id, 'stupid' from demo;
insert into app.posts (circle_id, id, kind, status, membership_id, body, shown_at, shown_hour, local_date)
select circle_id, '00000000-0000-4000-8000-000000000001', 'note', 'held', membership_id,
  'Their stupid form lost everything I had typed. Twice.', now(), date_trunc('hour', now()), now()::date
from people, demo where name = 'linnet';
insert into app.post_authors (circle_id, post_id, membership_id)
select circle_id, '00000000-0000-4000-8000-000000000001', membership_id from people, demo where name = 'linnet';
insert into app.holds (circle_id, post_id, reason) select circle_id, '00000000-0000-4000-8000-000000000001', 'watched_term' from demo;
insert into app.cases (circle_id, post_id, kind, opened_at, due_at)
select circle_id, '00000000-0000-4000-8000-000000000001', 'hold', now() - interval '3 hours', now() + interval '21 hours' from demo;
insert into app.cases (circle_id, id, post_id, kind, opened_at, due_at)
select circle_id, '00000000-0000-4000-8000-000000000002', post_id, 'identity', now() - interval '2 hours', now() + interval '10 hours'
from said, demo where place = 8;
insert into app.reports (circle_id, id, post_id, reason, note, case_id)
select circle_id, '00000000-0000-4000-8000-000000000003', post_id, 'identifies_someone', 'I think I know which library this is.', '00000000-0000-4000-8000-000000000002'
from said, demo where place = 8;
insert into app.report_authors (circle_id, report_id, post_id, membership_id)
select circle_id, '00000000-0000-4000-8000-000000000003', post_id, membership_id from said, people, demo where place = 8 and name = 'otter';

-- One decision about a person, and a second look that only an operator can take: Wren keeps the circle alone.
insert into app.measures (circle_id, id, membership_id, kind, rule, reason, decided_by, starts_at, ends_at)
select circle_id, '00000000-0000-4000-8000-000000000004', otter.membership_id, 'nudge', 3, 'Two answers gave advice before anybody had asked for it.',
  wren.membership_id, now() - interval '3 days', now() + interval '4 days'
from people as otter, people as wren, demo where otter.name = 'otter' and wren.name = 'wren';
insert into app.appeals (circle_id, id, measure_id, words, created_at)
select circle_id, '00000000-0000-4000-8000-000000000005', '00000000-0000-4000-8000-000000000004',
  'In one of them advice was asked for. Please read both again.', now() - interval '2 days'
from demo;

-- Twelve weeks of steps. Which day has one follows from a hash, so that the demo looks the same every time; in the
-- week six weeks ago nearly everybody rested, and otter is resting now.
insert into app.steps (circle_id, id, membership_id, kind, local_date, amount, note, created_at)
select circle_id, gen_random_uuid(), membership_id,
  (array['application', 'application', 'contact', 'materials', 'learning', 'follow_up', 'rest', 'interview', 'application', 'contact', 'learning', 'brave_act'])[1 + abs(hashtext(name || 'kind' || day::date)) % 12],
  day::date, 1 + (abs(hashtext(name || 'many' || day::date)) % 7 = 0)::integer, '', day + interval '15 hours'
from people, demo, generate_series(date_trunc('week', now()) - interval '12 weeks', date_trunc('day', now()) - interval '1 day', interval '1 day') as day
where abs(hashtext(name || day::date)) % 100 < case name when 'wren' then 28 when 'heron' then 46 when 'robin' then 42 when 'otter' then 38 else 34 end
  and (date_trunc('week', day) <> date_trunc('week', now()) - interval '6 weeks' or name in ('heron', 'robin'));
-- Everybody but Wren did something for what runs, so that its bar is told on whichever weekday this is.
insert into app.steps (circle_id, id, membership_id, kind, local_date, amount, note, created_at)
select circle_id, gen_random_uuid(), membership_id, 'application', current_date - back, 1, '', now() - back * interval '1 day'
from people, demo, (values (7), (4)) as days (back) where name <> 'wren';
update app.steps set note = 'They ask for what I did for six years.'
from people where steps.membership_id = people.membership_id and steps.kind = 'application';
insert into app.check_ins (circle_id, membership_id, week, energy)
select circle_id, membership_id, week::date, 1 + (abs(hashtext(name || 'energy' || week::date)) % 5 + 1) / 2
from people, demo, generate_series(date_trunc('week', now()) - interval '12 weeks', date_trunc('week', now()) - interval '1 week', interval '1 week') as week
where abs(hashtext(name || 'told' || week::date)) % 40 > 0;
insert into app.breaks (account_id, starts_on, ends_on)
select account_id, current_date - 2, current_date + 5 from people where name = 'otter';
insert into app.week_notes (circle_id, week, note)
select circle_id, (date_trunc('week', now()) - weeks * interval '1 week')::date, note
from demo, (values (6, 'A week of holidays.'), (3, 'Many first interviews.')) as notes (weeks, note);

-- Three challenges: one that ended two weeks ago, one that runs, and one that somebody would like.
create temp table taken_on (id uuid default gen_random_uuid(), template text, starts_on date, ends_on date, started_on date);
insert into taken_on (template, starts_on, ends_on, started_on) values
  ('learning_hour', current_date - 35, current_date - 15, current_date - 35),
  ('application_a_day', current_date - 8, current_date + 5, current_date - 8),
  ('walk_a_day', current_date + 2, current_date + 15, null);
insert into app.challenges (circle_id, id, template, starts_on, ends_on, started_on, proposed_at)
select circle_id, id, template, starts_on, ends_on, started_on, starts_on - interval '2 days' from taken_on, demo;
insert into app.challenge_supports (circle_id, challenge_id, membership_id)
select circle_id, taken_on.id, membership_id from taken_on, people, demo where started_on is null and name in ('robin', 'linnet');
insert into app.commitments (circle_id, challenge_id, membership_id, starts_on, amount, per)
select circle_id, taken_on.id, membership_id, taken_on.starts_on, case when name = 'heron' then 2 else 1 end * case when ends_on < current_date then 1 else 2 end, 'week'
from taken_on, people, demo where started_on is not null and name <> 'wren';

drop table people, demo, said, answers, taken_on;
