"""Challenges through their doors: what a member reads is the circle's sum and their own part, and nobody else's."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from core.data import challenges, posts, steps
from core.domain.challenge_library import LIBRARY
from core.domain.challenges import Size
from core.errors import (
    ChallengeDates,
    ChallengeFull,
    ChallengeNotFound,
    CommitmentSize,
    FacilitatorsOnly,
    ReserveDaysUsed,
)
from tests import cast
from tests.days import pass_days

DAILY = "application_a_day"


@pytest.fixture
def today():
    return datetime.now(UTC).date()


@pytest.fixture
def challenge_id(fay, circle_id):
    return cast.run_challenge(fay, circle_id, DAILY)


@pytest.fixture
def shared(fay, alice, bob, circle_id, challenge_id):
    cast.take_part(circle_id, challenge_id, fay, alice, bob)
    return challenge_id


def read(member, circle_id):
    return challenges.challenges_page(member.gateway, circle_id)


def card(member, circle_id):
    (running,) = read(member, circle_id).running
    return running


def log(member, circle_id, **more):
    return steps.log(member.gateway, str(uuid4()), circle_id, "application", note="It fits.", **more)


def test_every_template_of_the_database_has_words_and_no_other(connection):
    rows = connection.execute(
        "select slug, kind, act, needs_note, amount, per, smaller_amount, smaller_per from app.challenge_templates"
    ).fetchall()
    spoken = [
        (
            slug,
            template.kind,
            template.act,
            bool(template.note),
            template.normal.amount,
            template.normal.per,
            template.smaller.amount,
            template.smaller.per,
        )
        for slug, template in LIBRARY.items()
    ]
    assert sorted(rows) == sorted(spoken)


def test_a_circle_begins_with_nothing(alice, circle_id):
    page = read(alice, circle_id)
    assert (page.running, page.proposed, page.ended, page.habits) == ((),) * 4
    assert page.today == datetime.now(UTC).date()


def test_half_of_the_circle_starts_it(alice, bob, circle_id, today):
    challenge_id = str(uuid4())
    for _ in range(2):  # an answer that was lost
        challenges.propose(
            alice.gateway,
            challenge_id,
            circle_id,
            "contact_a_week",
            starts_on=today,
            ends_on=today + timedelta(days=13),
        )
    (proposal,) = read(bob, circle_id).proposed
    assert (proposal.template, proposal.supports, proposal.needed, proposal.mine) == (
        "contact_a_week",
        1,
        2,
        False,
    )
    assert read(alice, circle_id).proposed[0].mine
    challenges.support(bob.gateway, circle_id, challenge_id)
    running = card(bob, circle_id)
    assert (running.id, running.day, running.days, running.mine) == (challenge_id, 1, 14, None)
    assert read(bob, circle_id).proposed == ()


def test_the_bar_waits_for_three_people_and_then_is_their_sum(fay, alice, bob, circle_id, challenge_id):
    cast.take_part(circle_id, challenge_id, alice, bob)
    log(alice, circle_id)
    mine = card(alice, circle_id)
    assert (mine.done, mine.target) == (None, None)
    assert (mine.mine.done, mine.mine.target, mine.mine.today) == (1, 7, 1)
    cast.take_part(circle_id, challenge_id, fay)
    assert (card(alice, circle_id).done, card(alice, circle_id).target) == (None, 21)
    assert card(bob, circle_id).mine.done == 0


@pytest.mark.usefixtures("shared")
def test_when_the_day_is_over_everybody_sees_its_sum(backend, fay, alice, bob, circle_id):
    for member in (fay, alice, bob):
        log(member, circle_id)
        log(member, circle_id)
    pass_days(backend.socket_dir, circle_id, 1)
    assert (card(bob, circle_id).done, card(bob, circle_id).day) == (6, 2)
    log(alice, circle_id)
    assert (card(alice, circle_id).done, card(bob, circle_id).done) == (7, 6)


@pytest.mark.usefixtures("shared")
def test_the_circle_page_carries_the_same_card(alice, circle_id):
    log(alice, circle_id)
    assert posts.circle_page(alice.gateway, circle_id).challenges == read(alice, circle_id).running


@pytest.mark.usefixtures("shared")
def test_an_application_counts_with_its_line_and_no_longer_when_it_is_deleted(alice, circle_id):
    steps.log(alice.gateway, str(uuid4()), circle_id, "application")
    assert card(alice, circle_id).mine.done == 0
    step = log(alice, circle_id)
    assert card(alice, circle_id).mine.done == 1
    steps.delete(alice.gateway, step)
    assert card(alice, circle_id).mine.done == 0


def test_a_change_begins_tomorrow(backend, alice, circle_id, shared):
    challenges.commit(alice.gateway, circle_id, shared, amount=2, per="week")
    part = card(alice, circle_id).mine
    assert part.size == Size(1, "day")
    assert replace(part.next, begins=None) == Size(2, "week")
    assert part.next.begins == datetime.now(UTC).date() + timedelta(days=1)
    pass_days(backend.socket_dir, circle_id, 1)
    assert card(alice, circle_id).mine.size == Size(2, "week")


def test_two_days_off_in_seven_shrink_the_target_and_can_be_taken_back(alice, circle_id, shared, today):
    days = [today + timedelta(days=ahead) for ahead in (1, 2, 3)]
    for day in days[:2]:
        challenges.take_day_off(alice.gateway, circle_id, shared, day, off=True)
    running = card(alice, circle_id)
    assert (running.target, running.mine.target, running.mine.reserve_left) == (19, 5, 0)
    assert [day.reserve for day in running.mine.days[:4]] == [False, True, True, False]
    with pytest.raises(ReserveDaysUsed):
        challenges.take_day_off(alice.gateway, circle_id, shared, days[2], off=True)
    challenges.take_day_off(alice.gateway, circle_id, shared, days[0], off=False)
    assert card(alice, circle_id).target == 20


def test_yesterday_stays_open_and_last_week_does_not(backend, alice, circle_id, challenge_id, today):
    cast.take_part(circle_id, challenge_id, alice)
    pass_days(backend.socket_dir, circle_id, 4)
    part = card(alice, circle_id).mine
    assert [day.day for day in part.days] == [today + timedelta(days=ahead) for ahead in range(-4, 3)]
    opened = {(day.day - today).days for day in part.days if day.open}
    assert {-1, 0} <= opened <= {-2, -1, 0}
    log(alice, circle_id, day=today - timedelta(days=1))
    assert card(alice, circle_id).mine.done == 1


def test_leaving_and_resting_shrink_the_target(alice, bob, circle_id, shared, today):
    challenges.leave(bob.gateway, circle_id, shared)
    assert card(bob, circle_id).mine is None
    steps.take_break(alice.gateway, today + timedelta(days=2))
    assert card(alice, circle_id).mine.target == 4
    assert read(alice, circle_id).head.resting_until == today + timedelta(days=2)


def test_another_last_day_comes_with_a_note(fay, alice, circle_id, shared, today):
    challenges.change(
        fay.gateway, circle_id, shared, ends_on=today + timedelta(days=9), note="Holidays come."
    )
    change = card(alice, circle_id).change
    assert (change.ends_on, change.begins, change.note) == (
        today + timedelta(days=9),
        today + timedelta(days=1),
        "Holidays come.",
    )


def test_an_ended_one_is_a_recap_that_can_be_kept_as_a_habit(backend, fay, alice, bob, circle_id, shared):
    for member in (fay, alice, alice, bob, bob, bob):
        log(member, circle_id)
    pass_days(backend.socket_dir, circle_id, 12)
    page = read(alice, circle_id)
    (recap,) = page.ended
    assert page.running == ()
    assert (recap.done, recap.target, recap.my_done, recap.my_target) == (6, 21, 2, 7)
    assert (recap.kept, recap.final) == (False, True)
    challenges.keep_habit(alice.gateway, circle_id, shared, keep=True)
    page = read(alice, circle_id)
    assert page.ended[0].kept
    assert [(habit.template, habit.size) for habit in page.habits] == [(DAILY, Size(1, "day"))]
    challenges.keep_habit(alice.gateway, circle_id, shared, keep=False)
    assert read(alice, circle_id).habits == ()


def test_a_facilitator_ends_it_and_puts_a_proposal_away(fay, alice, circle_id, shared, today):
    proposal = str(uuid4())
    challenges.propose(
        alice.gateway, proposal, circle_id, "walk_a_day", starts_on=today, ends_on=today + timedelta(days=6)
    )
    challenges.drop(fay.gateway, circle_id, proposal)
    assert read(alice, circle_id).proposed == ()
    challenges.drop(fay.gateway, circle_id, shared)
    with pytest.raises(FacilitatorsOnly):
        challenges.drop(alice.gateway, circle_id, shared)


def test_refusals_have_names(fay, alice, circle_id, shared, today):
    with pytest.raises(ChallengeDates):
        challenges.propose(
            alice.gateway,
            str(uuid4()),
            circle_id,
            "walk_a_day",
            starts_on=today,
            ends_on=today - timedelta(days=1),
        )
    with pytest.raises(CommitmentSize):
        challenges.commit(alice.gateway, circle_id, shared, amount=0, per="day")
    with pytest.raises(ChallengeNotFound):
        challenges.commit(alice.gateway, circle_id, str(uuid4()), amount=1, per="day")
    cast.run_challenge(fay, circle_id, "walk_a_day")
    with pytest.raises(ChallengeFull):
        cast.run_challenge(fay, circle_id, "learning_hour")
