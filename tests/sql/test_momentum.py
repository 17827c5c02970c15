"""Momentum: a closed week is published once, for enough people, and never changes again."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

from tests.sql.stage import today

MONDAY = today() - timedelta(days=today().weekday())


def weeks_ago(many: int) -> date:
    return MONDAY - timedelta(weeks=many)


@pytest.fixture
def living(cast, connection):
    """The circle has been open for twenty weeks."""
    connection.execute("update app.circles set opened_at = opened_at - interval '20 weeks'")
    connection.execute("update app.memberships set joined_at = joined_at - interval '20 weeks'")
    return cast


def membership(connection, actor, circle):
    return connection.execute(
        "select membership_id from app.identities where account_id = %s and circle_id = %s",
        [actor.account_id, circle],
    ).fetchone()[0]


def took(connection, actor, circle, week: date, **kinds: int) -> None:
    """Put steps into a week of the past, as if they had been logged in it."""
    for kind, amount in kinds.items():
        connection.execute(
            "insert into app.steps (circle_id, id, membership_id, kind, local_date, amount, created_at)"
            " values (%s, %s, %s, %s, %s, %s, %s)",
            [
                circle,
                uuid4(),
                membership(connection, actor, circle),
                kind,
                week + timedelta(days=2),
                amount,
                datetime.combine(week + timedelta(days=2), datetime.min.time(), UTC),
            ],
        )


def shared(stage, actor, circle, week: date, *, kind: str = "setback", **more):
    """Put a post into a week of the past."""
    details = {"wanted": "heard"} if kind == "setback" else {}
    post = stage.share(actor, circle, "A word", kind=kind, details=details, **more)
    at = datetime.combine(week + timedelta(days=1), datetime.min.time(), UTC)
    stage.connection.execute(
        "update app.posts set local_date = %s, shown_at = %s, shown_hour = %s, created_at = %s where id = %s",
        [at.date(), at, at, at, post],
    )
    return post


def page(actor, circle) -> dict:
    return actor.call("momentum_page", circle=circle)


def published(connection, circle) -> list[date]:
    weeks = connection.execute("select week from app.snapshots where circle_id = %s order by week", [circle])
    return [week for (week,) in weeks]


def week_of(actor, circle, week: date) -> dict:
    return next(told for told in page(actor, circle)["weeks"] if told["week"] == str(week))


def test_a_week_of_two_people_is_quiet_and_of_three_is_shown(living, connection):
    for actor in (living.alice, living.bob):
        took(connection, actor, living.circle, weeks_ago(1), application=2)
        took(connection, actor, living.circle, weeks_ago(2), application=2)
    took(connection, living.dora, living.circle, weeks_ago(1), application=3)
    assert week_of(living.alice, living.circle, weeks_ago(2))["steps"] == {"state": "quiet"}
    shown = week_of(living.alice, living.circle, weeks_ago(1))
    assert shown["steps"] == {"state": "shown", "total": 7, "median": None}
    assert shown["mix"] == [{"kind": "application", "count": 7}]


def test_the_open_week_is_nobody_elses(living):
    for actor in (living.alice, living.bob, living.dora):
        actor.call("log_step", id=uuid4(), circle=living.circle, kind="contact")
    assert page(living.fay, living.circle)["weeks"][-1]["week"] == str(weeks_ago(1))
    assert page(living.alice, living.circle)["mine"]["this_week"] == 1
    assert page(living.fay, living.circle)["mine"]["this_week"] == 0


def test_above_sixty_percent_of_one_person_there_is_a_band_and_no_mix(living, connection):
    took(connection, living.alice, living.circle, weeks_ago(1), application=9)
    for actor in (living.bob, living.dora):
        took(connection, actor, living.circle, weeks_ago(1), contact=2)
    told = week_of(living.fay, living.circle, weeks_ago(1))
    assert told["steps"] == {"state": "band", "low": 11, "high": 20}
    assert told["mix"] is None


def test_however_much_one_person_logs_the_week_has_a_range(living, connection):
    cast = living
    for actor in (cast.alice, cast.bob, cast.dora):
        took(connection, actor, cast.circle, weeks_ago(1), contact=10)
    for _ in range(201):
        took(connection, cast.alice, cast.circle, weeks_ago(1), application=50)
    told = week_of(cast.bob, cast.circle, weeks_ago(1))
    assert (told["steps"]["state"], told["steps"]["low"]) == ("band", 321)


def test_a_kind_of_two_people_takes_the_next_smallest_with_it(living, connection):
    for actor in (living.alice, living.bob, living.dora):
        took(connection, actor, living.circle, weeks_ago(1), application=5, contact=3)
        took(connection, actor, living.circle, weeks_ago(1), learning=2)
    took(connection, living.alice, living.circle, weeks_ago(1), interview=1)
    told = week_of(living.fay, living.circle, weeks_ago(1))
    assert told["mix"] == [
        {"kind": "application", "count": 15},
        {"kind": "contact", "count": 9},
        {"kind": "other", "count": 7},
    ]


def test_four_quiet_weeks_speak_together_once(living, connection):
    for many, actor in enumerate((living.alice, living.bob, living.dora), start=1):
        took(connection, actor, living.circle, weeks_ago(many), contact=4)
    told = page(living.fay, living.circle)
    assert [w["steps"]["state"] for w in told["weeks"][-4:]] == ["quiet"] * 4
    assert told["blocks"] == [
        {
            "measure": "steps",
            "from": str(weeks_ago(4)),
            "to": str(weeks_ago(1)),
            "value": {"state": "shown", "total": 12},
        }
    ]


def test_what_was_published_stays(living, connection, refused):
    for actor in (living.alice, living.bob, living.dora):
        took(connection, actor, living.circle, weeks_ago(1), application=2)
    before = page(living.fay, living.circle)
    took(connection, living.alice, living.circle, weeks_ago(1), application=7)
    living.bob.call("leave_circle", circle=living.circle, delete_posts=True)
    connection.execute("delete from auth.users where id = %s", [living.dora.account_id])
    after = page(living.fay, living.circle)
    assert after["weeks"] == before["weeks"]
    for change in (
        "update app.snapshots set numbers = '{}'",
        "delete from app.snapshots",
        "truncate app.snapshots",
    ):
        with refused("snapshot_stays"), connection.transaction():
            connection.execute(change)


def test_the_median_is_of_the_four_weeks_before(living, connection):
    for many, amount in ((6, 50), (5, 4), (4, 2), (3, 3), (2, 5), (1, 3)):
        for actor in (living.alice, living.bob, living.dora):
            took(connection, actor, living.circle, weeks_ago(many), application=amount)
    assert week_of(living.fay, living.circle, weeks_ago(1))["steps"] == {
        "state": "shown",
        "total": 9,
        "median": 10.5,
    }


def test_setbacks_need_five_people(living, stage):
    eve = stage.sign_up("eve")
    stage.join(eve, stage.invite(living.fay, living.circle, code="ABCD-EFGH-MORE-PEOP"))
    stage.settle(living.circle)
    everybody = (living.fay, living.alice, living.bob, living.dora, eve)
    for many, authors in ((1, everybody), (2, everybody[:4])):
        for actor in authors:
            shared(stage, actor, living.circle, weeks_ago(many))
    assert week_of(living.fay, living.circle, weeks_ago(1))["setbacks"] == {"state": "shown", "total": 5}
    assert week_of(living.fay, living.circle, weeks_ago(2))["setbacks"] == {"state": "quiet"}


def test_a_threshold_tells_nobody_who_wrote_under_a_veil(living, stage, connection):
    """Four handles and a veil: "five people" would say that it is the fifth member, whom nobody saw writing."""
    eve = stage.sign_up("eve")
    stage.join(eve, stage.invite(living.fay, living.circle, code="ABCD-EFGH-MORE-PEOP"))
    stage.settle(living.circle)
    for many, veiled in ((1, eve), (2, living.alice)):
        for actor in (living.fay, living.alice, living.bob, living.dora):
            shared(stage, actor, living.circle, weeks_ago(many))
            took(connection, actor, living.circle, weeks_ago(many), contact=1)
        shared(stage, veiled, living.circle, weeks_ago(many), veiled=True)
        took(connection, eve, living.circle, weeks_ago(many), contact=1)
    last, before = (week_of(living.fay, living.circle, weeks_ago(many)) for many in (1, 2))
    for measure in ("setbacks", "bounce", "answered"):
        assert last[measure] == before[measure] == {"state": "quiet"}


def test_what_is_not_shown_yet_is_counted_when_it_is(living, stage, connection):
    """A number ahead of what can be read would tell that something waits, and since when."""
    for actor in (living.fay, living.alice, living.bob):
        shared(stage, actor, living.circle, weeks_ago(2), kind="win")
    late = shared(stage, living.dora, living.circle, weeks_ago(2), kind="win")
    connection.execute(
        "update app.posts set shown_at = shown_at + interval '1 week', shown_hour = shown_hour + interval '1 week'"
        " where id = %s",
        [late],
    )
    assert week_of(living.fay, living.circle, weeks_ago(2))["wins"] == {"state": "shown", "total": 3}


def test_a_setback_that_waits_to_be_shown_is_behind_no_number(living, stage, connection):
    eve = stage.sign_up("eve")
    stage.join(eve, stage.invite(living.fay, living.circle, code="ABCD-EFGH-MORE-PEOP"))
    stage.settle(living.circle)
    for actor in (living.fay, living.alice, living.bob, living.dora, eve):
        post = shared(stage, actor, living.circle, weeks_ago(1))
        took(connection, actor, living.circle, weeks_ago(1), contact=1)
    connection.execute("update app.posts set shown_at = now() + interval '1 hour' where id = %s", [post])
    assert week_of(living.fay, living.circle, weeks_ago(1))["bounce"] == {"state": "quiet"}


def test_in_a_circle_of_four_a_small_sum_speaks_for_each(living, connection):
    for many, amounts in ((1, (3, 1, 1)), (2, (8, 1, 1)), (3, (2, 2, 2)), (4, (9, 2, 2))):
        for actor, amount in zip((living.alice, living.bob, living.dora), amounts, strict=True):
            took(connection, actor, living.circle, weeks_ago(many), contact=amount)
    told = [week["steps"]["state"] for week in page(living.fay, living.circle)["weeks"][-4:]]
    assert told == ["band", "shown", "quiet", "quiet"]


def test_my_index_fades_by_half_in_thirteen_days_and_rest_lets_nothing_fade(living, connection):
    me = membership(connection, living.alice, living.circle)
    today = living.alice.call("my_steps", circle=living.circle)["today"]
    connection.execute(
        "insert into app.steps (circle_id, id, membership_id, kind, local_date, amount)"
        " values (%s, %s, %s, 'contact', %s::date - 13, 8)",
        [living.circle, uuid4(), me, today],
    )
    assert page(living.alice, living.circle)["mine"]["index"] == 4.0
    connection.execute(
        "insert into app.steps (circle_id, id, membership_id, kind, local_date)"
        " select %s, gen_random_uuid(), %s, 'rest', %s::date - back from generate_series(1, 6) as back",
        [living.circle, me, today],
    )
    rested = page(living.alice, living.circle)["mine"]["index"]
    assert rested == round(8 * 0.5 ** (7 / 13), 1)
    connection.execute("delete from app.steps where kind = 'rest'")
    connection.execute(
        "insert into app.breaks (account_id, starts_on, ends_on) values (%s, %s::date - 6, %s::date - 1)",
        [living.alice.account_id, today, today],
    )
    assert page(living.alice, living.circle)["mine"]["index"] == rested


def test_energy_is_one_of_three_and_mine_alone(living, refused):
    living.alice.call("say_energy", circle=living.circle, energy="low")
    living.alice.call("say_energy", circle=living.circle, energy="high")
    assert page(living.alice, living.circle)["mine"]["energy"] == "high"
    assert page(living.bob, living.circle)["mine"]["energy"] is None
    with refused("energy_unknown"):
        living.alice.call("say_energy", circle=living.circle, energy="furious")


def test_a_note_on_a_week_is_a_facilitators(living, refused):
    living.fay.call("note_week", circle=living.circle, week=weeks_ago(1), note="A holiday")
    assert week_of(living.bob, living.circle, weeks_ago(1))["note"] == "A holiday"
    living.fay.call("note_week", circle=living.circle, week=weeks_ago(1), note="")
    assert week_of(living.bob, living.circle, weeks_ago(1))["note"] is None
    with refused("facilitators_only"):
        living.bob.call("note_week", circle=living.circle, week=weeks_ago(1), note="x")
    for week in (MONDAY + timedelta(days=7), MONDAY - timedelta(days=1), weeks_ago(13)):
        with refused("week_not_open"):
            living.fay.call("note_week", circle=living.circle, week=week, note="x")


def test_the_scheduled_job_publishes_too(living, connection):
    connection.execute("select app.publish_due()")
    assert published(connection, living.circle)[-1] == weeks_ago(1)


def test_a_stranger_publishes_nothing(living, connection, refused):
    with refused("circle_not_found"):
        page(living.charlie, living.circle)
    with pytest.raises(psycopg.Error, match="permission denied"):
        page(living.visitor, living.circle)
    assert published(connection, living.circle) == []


def test_my_share_is_told_where_the_number_is(living, connection):
    for actor in (living.alice, living.bob, living.dora):
        took(connection, actor, living.circle, weeks_ago(1), application=2)
    took(connection, living.alice, living.circle, weeks_ago(2), application=2)
    mine = page(living.alice, living.circle)["mine"]["weeks"][-2:]
    assert [(week["steps"], week["share"]) for week in mine] == [(2, None), (2, 0.33)]


def my_last_week(actor, circle) -> tuple[int, float | None]:
    week = page(actor, circle)["mine"]["weeks"][-1]
    return week["steps"], week["share"]


def test_what_i_log_late_or_delete_changes_my_count_and_not_my_share(living, connection):
    for actor, many in ((living.alice, 4), (living.bob, 4), (living.dora, 2)):
        took(connection, actor, living.circle, weeks_ago(1), application=many)
    assert my_last_week(living.alice, living.circle) == (4, 0.4)
    took(connection, living.alice, living.circle, weeks_ago(1), contact=30)
    took(connection, living.fay, living.circle, weeks_ago(1), contact=30)
    connection.execute("update app.steps set deleted_at = now() where amount = 2")
    assert my_last_week(living.alice, living.circle) == (34, 0.4)
    assert my_last_week(living.fay, living.circle) == (30, 0)
    assert my_last_week(living.dora, living.circle) == (0, 0.2)


def test_what_a_number_held_of_somebody_goes_with_them_and_with_its_week(living, connection):
    for many in (1, 2, 13):
        for actor in (living.alice, living.bob, living.dora):
            took(connection, actor, living.circle, weeks_ago(many), application=2)
    took(connection, living.alice, living.circle, weeks_ago(3), application=2)

    def kept() -> list[tuple[date, int]]:
        return connection.execute(
            "select week, count(*) from app.snapshot_parts where circle_id = %s group by week order by week",
            [living.circle],
        ).fetchall()

    page(living.fay, living.circle)
    # Twelve weeks are looked at, and in a quiet one nothing is kept of anybody.
    assert kept() == [(weeks_ago(2), 3), (weeks_ago(1), 3)]
    connection.execute("delete from auth.users where id = %s", [living.dora.account_id])
    assert kept() == [(weeks_ago(2), 2), (weeks_ago(1), 2)]
