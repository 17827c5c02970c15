-- Two people are two people. Whoever facilitates can make somebody else a facilitator in a minute, a second account of
-- their own as well: so a veil is lifted by two who have both facilitated for a week before it was asked for, with
-- everybody seeing that they do, or by one of them and an operator.

alter table app.memberships add column facilitator_since timestamptz;
comment on column app.memberships.facilitator_since is 'Since when this is a facilitator, without a break.';
update app.memberships set facilitator_since = joined_at where role = 'facilitator';

create function app.note_facilitating() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.role <> 'facilitator' then
    new.facilitator_since := null;
  elsif tg_op = 'INSERT' or old.role <> 'facilitator' then
    new.facilitator_since := now();
  end if;
  return new;
end $$;
create trigger note_facilitating before insert or update of role on app.memberships for each row
  execute function app.note_facilitating();

create function app.is_settled(_circle uuid, _membership uuid, _at timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from app.memberships
    where circle_id = _circle and id = _membership and role = 'facilitator' and left_at is null
      and facilitator_since <= _at - interval '7 days');
$$;

create or replace function app.circle_can_unveil(_asked app.unveilings) returns boolean
language sql stable security definer set search_path = '' as $$
  select app.is_settled(_asked.circle_id, _asked.asked_by, _asked.asked_at) and exists (
    select from app.memberships
    where circle_id = _asked.circle_id and id <> _asked.asked_by
      and app.is_settled(circle_id, id, _asked.asked_at) and not app.wrote(_asked.circle_id, _asked.post_id, id));
$$;

create or replace function app.agree_to_unveiling(_circle uuid, _id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_facilitator(_circle);
  asked app.unveilings := app.need_asked(_circle, _id);
begin
  if app.wrote(_circle, asked.post_id, me) then
    raise sqlstate 'PT403' using message = 'own_case';
  elsif asked.asked_by = me then
    raise sqlstate 'PT403' using message = 'second_facilitator';
  elsif not (app.is_settled(_circle, me, asked.asked_at) and app.is_settled(_circle, asked.asked_by, asked.asked_at)) then
    raise sqlstate 'PT403' using message = 'facilitates_too_short';
  elsif asked.agreed_at is null then
    perform app.agree_to_unveil(asked, me);
    perform app.write_log(_circle, me, 'unveiling_agreed', asked.post_id);
  end if;
end $$;

-- What a reporter notes is kept like any other words: without a number, an address or a link. A worry about somebody
-- goes through as it is: nothing stands in its way.
create or replace function app.report_post(_id uuid, _circle uuid, _post uuid, _reason text, _note text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.need_member(_circle);
  words text := case _reason when 'worried' then app.tidy(left(_note, 600)) else app.checked_text(left(_note, 600), 600, true) end;
  opened uuid;
begin
  -- Saying the same thing twice is one report while somebody still has to look; a new worry is a new one.
  perform pg_advisory_xact_lock(hashtextextended(me::text || _post::text, 0));
  if exists (
    select from app.report_authors as mine
    join app.reports on reports.circle_id = mine.circle_id and reports.id = mine.report_id
    join app.cases on cases.circle_id = reports.circle_id and cases.id = reports.case_id
    where mine.circle_id = _circle and mine.membership_id = me and mine.post_id = _post
      and (mine.report_id = _id or (reports.reason = _reason and cases.closed_at is null))
  ) then
    return;
  end if;
  perform app.need_post(_circle, _post, me);
  perform app.one_of(coalesce(_reason, ''), array['identifies_someone', 'hurtful', 'worried', 'spam', 'other'], 'report_reason_unknown');
  if exists (select from app.reports where circle_id = _circle and id = _id) then
    raise sqlstate 'PT409' using message = 'id_taken';
  end if;
  perform app.need_pace(app.need_account(), 'report', 20, '1 day');
  opened := app.open_case(_circle, _post, case _reason
    when 'worried' then 'crisis' when 'identifies_someone' then 'identity' when 'hurtful' then 'harassment' else 'other' end::app.case_kind);
  insert into app.reports (circle_id, id, post_id, reason, note, case_id) values (_circle, _id, _post, _reason, words, opened);
  insert into app.report_authors (circle_id, report_id, post_id, membership_id) values (_circle, _id, _post, me);
  if _reason = 'worried' then
    perform app.touch(_circle);
  end if;
end $$;
