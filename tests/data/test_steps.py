"""Steps and breaks through their doors: rows become values, and a repeated write is one row."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from core.data import me, posts, steps
from core.domain.posts import Draft
from core.domain.steps import Step
from core.errors import BreakLength, StepCount, StepDayFuture, StepDayPast, StepKindUnknown, StepNotFound
from tests import cast


def log(member, circle_id, kind="application", **more):
    return steps.log(member.gateway, str(uuid4()), circle_id, kind, **more)


def today():
    return datetime.now(UTC).date()


def mine(member, circle_id, month=None):
    page = steps.my_steps(member.gateway, circle_id, month)
    return [step for day in page.days for step in day.steps]


def test_a_step_comes_back_as_it_was_logged(alice, fay, circle_id):
    logged = log(alice, circle_id, amount=3, note="Close to home")
    assert logged == Step(logged.id, circle_id, "application", today(), 3, "Close to home")
    (step,) = mine(alice, circle_id)
    assert step.circle
    assert replace(step, circle="") == logged
    assert mine(fay, circle_id) == []


def test_one_id_is_one_step_and_the_first_answer_stays(alice, circle_id):
    step_id = str(uuid4())
    first = steps.log(alice.gateway, step_id, circle_id, "contact")
    assert steps.log(alice.gateway, step_id, circle_id, "rest", amount=9) == first
    assert [step.kind for step in mine(alice, circle_id)] == ["contact"]


def test_the_page_knows_the_month_and_the_open_days(alice, circle_id):
    page = steps.my_steps(alice.gateway, circle_id)
    assert (page.today, page.month, page.resting_until) == (today(), today().replace(day=1), None)
    assert page.today - page.earliest == timedelta(days=2)
    log(alice, circle_id, day=page.earliest)
    assert [step.day for step in mine(alice, circle_id, page.earliest)] == [page.earliest]
    assert steps.my_steps(alice.gateway, circle_id, date(2026, 1, 1)).days == ()


def test_what_cannot_be_logged_is_refused_by_class(alice, circle_id):
    for more, refusal in (
        ({"day": today() + timedelta(days=2)}, StepDayFuture),
        ({"day": today() - timedelta(days=5)}, StepDayPast),
        ({"amount": 0}, StepCount),
        ({"amount": 51}, StepCount),
        ({"kind": "bragging"}, StepKindUnknown),
    ):
        with pytest.raises(refusal):
            log(alice, circle_id, **more)
    assert mine(alice, circle_id) == []


def test_a_step_is_changed_deleted_and_brought_back(alice, fay, circle_id):
    step = log(alice, circle_id)
    steps.edit(alice.gateway, replace(step, amount=2, note="Two at once", day=today() - timedelta(days=1)))
    (changed,) = mine(alice, circle_id, today() - timedelta(days=1))
    assert (changed.amount, changed.note, changed.day) == (2, "Two at once", today() - timedelta(days=1))
    with pytest.raises(StepNotFound):
        steps.delete(fay.gateway, step)
    steps.delete(alice.gateway, step)
    assert mine(alice, circle_id, changed.day) == []
    steps.undelete(alice.gateway, step)
    assert mine(alice, circle_id, changed.day) == [changed]


def test_a_win_carries_the_step_it_came_from(alice, fay, circle_id):
    step = log(fay, circle_id, "interview", amount=2, note="For me alone")
    cast.share(fay, circle_id, Draft("win", "I was calm.", details={"step": step.id}))
    cast.share(fay, circle_id, Draft("win", "Another."))
    shown = posts.circle_page(alice.gateway, circle_id).posts
    assert {(post.body, post.step) for post in shown} == {
        ("I was calm.", ("interview", 2)),
        ("Another.", None),
    }
    with pytest.raises(StepNotFound):
        cast.share(alice, circle_id, Draft("win", "Not mine.", details={"step": step.id}))


def test_a_break_begins_at_once_and_ends_when_its_owner_says(alice, fay, circle_id):
    last = today() + timedelta(days=6)
    steps.take_break(alice.gateway, last)
    assert steps.my_steps(alice.gateway, circle_id).resting_until == last
    assert posts.circle_page(alice.gateway, circle_id).head.resting_until == last
    assert posts.circle_page(fay.gateway, circle_id).head.resting_until is None
    steps.end_break(alice.gateway)
    assert posts.circle_page(alice.gateway, circle_id).head.resting_until is None


@pytest.mark.parametrize("days", [-1, 28])
def test_a_break_is_four_weeks_at_most_and_never_in_the_past(alice, days):
    with pytest.raises(BreakLength):
        steps.take_break(alice.gateway, today() + timedelta(days=days))


def test_a_circle_tells_its_time_zone(alice, circle_id):
    me.save_profile(alice.gateway, time_zone="Pacific/Kiritimati", country=None)
    assert posts.circle_page(alice.gateway, circle_id).head.time_zone == "UTC"


def test_my_week_and_the_me_page_know_of_steps_and_rest(alice, circle_id):
    log(alice, circle_id, "rest")
    log(alice, circle_id, amount=2)
    week = posts.share_page(alice.gateway, circle_id).week
    assert sorted(week.steps) == [("application", 2), ("rest", 1)]
    steps.take_break(alice.gateway, today() + timedelta(days=2))
    page = me.me_page(alice.gateway)
    assert (page.today, page.resting_until) == (today(), today() + timedelta(days=2))
    steps.be_welcomed(alice.gateway)
    assert not posts.circle_page(alice.gateway, circle_id).head.back
