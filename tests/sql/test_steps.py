"""Steps: one tap each, for oneself; open for 48 hours, one's own to change, and told to nobody."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.sql.stage import today

TODAY = today()


def log(actor, circle, kind: str = "application", **more):
    step = uuid4()
    actor.call("log_step", id=step, circle=circle, kind=kind, **more)
    return step


def mine(actor, circle, **more) -> list[dict]:
    return [step for day in actor.call("my_steps", circle=circle, **more)["days"] for step in day["steps"]]


def test_a_step_is_today_and_one_unless_said_otherwise(cast):
    step = log(cast.alice, cast.circle)
    page = cast.alice.call("my_steps", circle=cast.circle)
    assert page["days"] == [
        {
            "day": str(TODAY),
            "steps": [
                {
                    "id": str(step),
                    "kind": "application",
                    "act": None,
                    "day": str(TODAY),
                    "amount": 1,
                    "note": "",
                    "circle": "Monday circle",
                    "circle_id": str(cast.circle),
                }
            ],
        }
    ]


def test_nobody_else_reads_a_step(cast):
    log(cast.alice, cast.circle, note="It is close to home")
    assert mine(cast.bob, cast.circle) == []
    assert mine(cast.fay, cast.circle) == []


def test_the_same_id_twice_is_one_step(cast):
    step = uuid4()
    first = cast.alice.call("log_step", id=step, circle=cast.circle, kind="contact")
    assert cast.alice.call("log_step", id=step, circle=cast.circle, kind="rest") == first
    assert len(mine(cast.alice, cast.circle)) == 1


def test_an_id_of_somebody_else_is_refused(cast, refused):
    step = log(cast.alice, cast.circle)
    with refused("id_taken"):
        cast.bob.call("log_step", id=step, circle=cast.circle, kind="contact")


@pytest.mark.parametrize("back", [0, 1, 2])
def test_a_day_is_open_until_48_hours_after_it_ended(cast, back):
    log(cast.alice, cast.circle, day=TODAY - timedelta(days=back))
    assert mine(cast.alice, cast.circle, month=TODAY - timedelta(days=back))[0]["day"] == str(
        TODAY - timedelta(days=back)
    )


@pytest.mark.parametrize(
    ("more", "slug"),
    [
        ({"day": TODAY + timedelta(days=2)}, "step_day_future"),
        ({"day": TODAY - timedelta(days=3)}, "step_day_past"),
        ({"amount": 0}, "step_count"),
        ({"amount": -1}, "step_count"),
        ({"amount": 51}, "step_count"),
        ({"amount": 2_000_000_000}, "step_count"),
        ({"amount": None}, "step_count"),
        ({"kind": "bragging"}, "step_kind_unknown"),
        ({"kind": None}, "step_kind_unknown"),
        ({"act": "No act"}, "step_kind_unknown"),
        ({"note": "x" * 281}, "text_too_long"),
    ],
)
def test_what_cannot_be_logged_is_refused_by_name(cast, refused, more, slug):
    with refused(slug):
        cast.alice.call("log_step", **{"id": uuid4(), "circle": cast.circle, "kind": "contact"} | more)
    assert mine(cast.alice, cast.circle) == []


def test_tomorrow_here_may_be_today_for_somebody_in_the_east(cast, refused):
    tomorrow = datetime.now(ZoneInfo("Pacific/Kiritimati")).date()
    cast.bob.call("save_profile", time_zone="Pacific/Pago_Pago")
    with refused("step_day_future"):
        log(cast.bob, cast.circle, day=tomorrow)
    cast.alice.call("save_profile", time_zone="Pacific/Kiritimati")
    log(cast.alice, cast.circle, day=tomorrow)


def test_a_new_time_zone_moves_no_step(cast):
    cast.alice.call("save_profile", time_zone="Pacific/Kiritimati")
    log(cast.alice, cast.circle)
    [before] = mine(cast.alice, cast.circle)
    cast.alice.call("save_profile", time_zone="Pacific/Pago_Pago")
    [after] = mine(cast.alice, cast.circle, month=date.fromisoformat(before["day"]))
    assert after == before


@pytest.mark.parametrize(
    ("now", "earliest"),
    [
        # The 29th of March has 23 hours: the 27th stays open into the first hour of the 30th.
        ("2026-03-29 22:30+00", "2026-03-27"),
        ("2026-03-29 23:30+00", "2026-03-28"),
        # The 25th of October has 25 hours: the 24th closes an hour before the 26th is over.
        ("2026-10-26 21:30+00", "2026-10-24"),
        ("2026-10-26 22:30+00", "2026-10-25"),
    ],
)
def test_the_open_days_are_counted_in_hours_also_where_a_day_has_23_or_25(connection, now, earliest):
    body = connection.execute("select pg_get_functiondef('app.earliest_day(text)'::regprocedure)").fetchone()[
        0
    ]
    connection.execute(
        body.replace("app.earliest_day", "pg_temp.earliest_day").replace("now()", f"timestamptz '{now}'")
    )
    assert str(connection.execute("select pg_temp.earliest_day('Europe/Berlin')").fetchone()[0]) == earliest


def test_a_step_is_changed_deleted_and_brought_back_by_its_owner(cast, refused):
    step = log(cast.alice, cast.circle)
    cast.alice.call("edit_step", circle=cast.circle, step=step, amount=3, note="Three at once")
    assert [(s["amount"], s["note"]) for s in mine(cast.alice, cast.circle)] == [(3, "Three at once")]
    for door in ("delete_step", "undelete_step"):
        with refused("step_not_found"):
            cast.bob.call(door, circle=cast.circle, step=step)
    with refused("step_not_found"):
        cast.bob.call("edit_step", circle=cast.circle, step=step, amount=9)
    cast.alice.call("delete_step", circle=cast.circle, step=step)
    assert mine(cast.alice, cast.circle) == []
    cast.alice.call("undelete_step", circle=cast.circle, step=step)
    assert len(mine(cast.alice, cast.circle)) == 1


def test_a_deletion_cannot_be_taken_back_for_ever(cast, connection, refused):
    step = log(cast.alice, cast.circle)
    cast.alice.call("delete_step", circle=cast.circle, step=step)
    connection.execute("update app.steps set deleted_at = deleted_at - interval '16 minutes'")
    with refused("undo_too_late"):
        cast.alice.call("undelete_step", circle=cast.circle, step=step)


def test_the_day_of_an_old_step_stays_and_moves_only_to_an_open_one(cast, connection, refused):
    step = log(cast.alice, cast.circle)
    old = TODAY - timedelta(days=20)
    connection.execute("update app.steps set local_date = %s", [old])
    cast.alice.call("edit_step", circle=cast.circle, step=step, amount=2, note="Still mine", day=old)
    with refused("step_day_past"):
        cast.alice.call("edit_step", circle=cast.circle, step=step, amount=2, day=TODAY - timedelta(days=5))


def test_whoever_leaves_keeps_their_history_and_can_still_change_it(cast, stage):
    step = log(cast.alice, cast.circle)
    other = stage.open_circle(cast.charlie, cast.alice, cast.bob)
    cast.alice.call("leave_circle", circle=cast.circle, delete_posts=True)
    assert [found["id"] for found in mine(cast.alice, other)] == [str(step)]
    cast.alice.call("delete_step", circle=cast.circle, step=step)
    assert mine(cast.alice, other) == []


def test_an_erased_account_takes_its_steps_along(cast, connection):
    step = log(cast.alice, cast.circle)
    connection.execute("delete from auth.users where id = %s", [cast.alice.account_id])
    assert connection.execute("select count(*) from app.steps where id = %s", [step]).fetchone() == (0,)


def test_logging_tells_no_open_page(cast):
    before = cast.bob.call("circle_pulse", circle=cast.circle)
    log(cast.alice, cast.circle)
    assert cast.bob.call("circle_pulse", circle=cast.circle) == before


def test_a_shared_win_says_what_step_it_came_from_and_links_to_none(cast, stage, connection, refused):
    step = log(cast.alice, cast.circle, "interview", amount=2, note="Panel of three")
    stage.share(cast.alice, cast.circle, "Two in one week", veiled=True, details={"step": str(step)})
    [post] = stage.feed(cast.bob, cast.circle)
    assert post["step"] == {"kind": "interview", "amount": 2}
    stored = connection.execute("select to_jsonb(posts)::text from app.posts where kind = 'win'").fetchone()[
        0
    ]
    assert str(step) not in stored
    with refused("step_not_found"):
        stage.share(cast.bob, cast.circle, "Not mine", details={"step": str(step)})


def test_a_break_is_immediate_and_up_to_four_weeks(cast, refused):
    for until in (TODAY - timedelta(days=1), TODAY + timedelta(days=28), None):
        with refused("break_length"):
            cast.alice.call("take_break", until=until)
    last = TODAY + timedelta(days=27)
    cast.alice.call("take_break", until=last)
    assert cast.alice.call("my_steps", circle=cast.circle)["break"] == {"until": str(last)}
    assert cast.alice.call("circle_page", circle=cast.circle)["me"]["resting_until"] == str(last)


def test_a_break_may_be_renewed_for_as_long_as_it_takes(cast, connection):
    cast.alice.call("take_break", until=TODAY)
    connection.execute("update app.breaks set starts_on = starts_on - 500")
    last = TODAY + timedelta(days=27)
    cast.alice.call("take_break", until=last)
    assert cast.alice.call("my_steps", circle=cast.circle)["break"] == {"until": str(last)}


def test_a_break_can_be_made_shorter_and_ended_and_nobody_reads_of_it(cast):
    cast.alice.call("take_break", until=TODAY + timedelta(days=10))
    cast.alice.call("take_break", until=TODAY)
    assert cast.alice.call("my_steps", circle=cast.circle)["break"] == {"until": str(TODAY)}
    assert cast.bob.call("circle_page", circle=cast.circle)["me"]["resting_until"] is None
    cast.alice.call("end_break")
    assert cast.alice.call("my_steps", circle=cast.circle)["break"] is None


def test_the_days_of_a_break_that_were_rested_stay_rested(cast, connection):
    cast.alice.call("take_break", until=TODAY + timedelta(days=5))
    connection.execute("update app.breaks set starts_on = starts_on - 3")
    cast.alice.call("end_break")
    mine = "select starts_on, ends_on from app.breaks where account_id = %s"
    assert connection.execute(mine, [cast.alice.account_id]).fetchone() == (
        TODAY - timedelta(days=3),
        TODAY - timedelta(days=1),
    )


def after_a_break(connection, days_ago: int) -> None:
    connection.execute(
        "update app.breaks set starts_on = starts_on - 40, ends_on = %s", [TODAY - timedelta(days=days_ago)]
    )


def is_back(actor, circle) -> bool:
    return actor.call("circle_page", circle=circle)["me"]["back"]


def test_whoever_is_back_is_welcomed_once(cast, connection):
    assert not is_back(cast.alice, cast.circle)
    cast.alice.call("take_break", until=TODAY)
    assert not is_back(cast.alice, cast.circle)
    after_a_break(connection, days_ago=1)
    assert is_back(cast.alice, cast.circle)
    assert not is_back(cast.bob, cast.circle)
    cast.bob.call("be_welcomed")
    assert is_back(cast.alice, cast.circle)
    cast.alice.call("be_welcomed")
    assert not is_back(cast.alice, cast.circle)


def test_nobody_is_reminded_of_a_break_long_over(cast, connection):
    cast.alice.call("take_break", until=TODAY)
    after_a_break(connection, days_ago=29)
    assert not is_back(cast.alice, cast.circle)


def test_a_new_break_ends_the_welcome(cast, connection):
    cast.alice.call("take_break", until=TODAY)
    after_a_break(connection, days_ago=2)
    cast.alice.call("take_break", until=TODAY)
    assert not is_back(cast.alice, cast.circle)


def test_the_me_page_knows_my_day_and_my_break(cast):
    cast.alice.call("take_break", until=TODAY + timedelta(days=2))
    page = cast.alice.call("me_page")
    assert (page["today"], page["resting_until"]) == (str(TODAY), str(TODAY + timedelta(days=2)))
    assert cast.bob.call("me_page")["resting_until"] is None


def test_my_week_holds_my_steps_of_this_circle_and_this_week(cast, stage, connection):
    other = stage.open_circle(cast.charlie, cast.alice, cast.bob)
    for kind, amount in (("application", 2), ("application", 1), ("rest", 1)):
        log(cast.alice, cast.circle, kind, amount=amount)
    log(cast.alice, other, "contact")
    log(cast.bob, cast.circle, "learning")
    taken_back = log(cast.alice, cast.circle, "interview")
    cast.alice.call("delete_step", circle=cast.circle, step=taken_back)
    last_week = log(cast.alice, cast.circle, "materials")
    connection.execute("update app.steps set local_date = local_date - 7 where id = %s", [last_week])
    assert cast.alice.call("share_page", circle=cast.circle)["week"]["steps"] == {"application": 3, "rest": 1}
    assert cast.fay.call("share_page", circle=cast.circle)["week"]["steps"] == {}
