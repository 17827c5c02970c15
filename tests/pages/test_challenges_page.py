"""The challenges page: what the circle takes on, my own part, and nothing of anybody else's."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from core.data import challenges, circles, steps
from core.data.gateway import watched
from core.domain.challenge_library import LIBRARY
from core.domain.challenges import Habit, Size, weekday
from core.ui import routes
from tests import cast
from tests.days import pass_days
from tests.pages.screen import labels, press, run

DAILY, WALK = "application_a_day", "walk_a_day"


@pytest.fixture
def today():
    return datetime.now(UTC).date()


@pytest.fixture
def walk(fay, alice, bob, circle_id):
    """A walk a day that all three take part in."""
    challenge_id = cast.run_challenge(fay, circle_id, WALK)
    cast.take_part(circle_id, challenge_id, fay, alice, bob)
    return challenge_id


@pytest.fixture
def daily(fay, alice, circle_id):
    """An application a day that only Alice takes part in so far."""
    challenge_id = cast.run_challenge(fay, circle_id, DAILY)
    cast.take_part(circle_id, challenge_id, alice)
    return challenge_id


def said(at):
    """Every sentence on the page."""
    kinds = ("title", "header", "text", "markdown", "caption", "warning")
    return [str(element.value) for kind in kinds for element in at.get(kind)] + [
        element.proto.text for element in at.get("progress")
    ]


def fill(at, label, words):
    next(box for box in at.text_input if box.label == label).set_value(words)


def card(member, circle_id):
    (running,) = challenges.challenges_page(member.gateway, circle_id).running
    return running


@pytest.mark.usefixtures("walk")
def test_one_call_paints_it(open_page, alice):
    at, called = open_page(routes.CHALLENGES, alice), []
    with watched(called.append):
        run(at)
    assert [name for name in called if name != "my_circles"] == ["challenges_page"]


def test_below_three_it_is_the_lobby(open_page, fay, alice):
    cast.circle_of(fay, alice)
    at = open_page(routes.CHALLENGES, alice)
    assert any("opens when one more person has joined" in line for line in said(at))
    assert not at.selectbox


@pytest.mark.usefixtures("circle_id")
def test_an_empty_page_says_what_will_be_here_and_offers_the_library(open_page, alice):
    at = open_page(routes.CHALLENGES, alice)
    assert any(line.startswith("Nothing runs yet.") for line in said(at))
    (library,) = at.selectbox
    assert library.options == [template.title for template in LIBRARY.values()]


def choose(at, slug):
    at.selectbox(key="challenge-template").set_value(slug)
    return run(at)


@pytest.mark.usefixtures("circle_id")
@pytest.mark.parametrize("slug", LIBRARY)
def test_the_library_tells_everything_about_each_before_it_is_proposed(open_page, alice, slug):
    at, template = choose(open_page(routes.CHALLENGES, alice), slug), LIBRARY[slug]
    everything = " ".join(said(at))
    for words in (
        template.why,
        *template.counts,
        template.smaller_words,
        template.not_this,
        template.evidence,
    ):
        assert words in everything


@pytest.mark.usefixtures("circle_id")
def test_half_of_the_circle_starts_what_one_proposed(open_page, alice, bob):
    at = press(choose(open_page(routes.CHALLENGES, alice), WALK), "Propose it")
    assert any("1 more yes and it starts." in line for line in said(at))
    assert {"You would like it."} <= set(said(at))
    assert not {"I'd like that", "Start it"} & set(labels(at))
    at = press(open_page(routes.CHALLENGES, bob), "I'd like that")
    assert any(line.startswith("Day 1 of 7") for line in said(at))


def test_a_facilitator_starts_a_proposal_or_puts_it_away(open_page, fay, alice, circle_id, today):
    for slug in (WALK, DAILY):
        challenges.propose(
            alice.gateway, str(uuid4()), circle_id, slug, starts_on=today, ends_on=today + timedelta(days=6)
        )
    at = open_page(routes.CHALLENGES, fay)
    assert (labels(at).count("Start it"), labels(at).count("Put it away")) == (2, 2)
    at = press(press(at, "Start it"), "Put it away")
    page = challenges.challenges_page(alice.gateway, circle_id)
    assert (len(page.running), page.proposed) == (1, ())


def test_what_had_to_wait_for_room_is_begun_by_whoever_comes_by(open_page, fay, alice, bob, circle_id, today):
    running = [cast.run_challenge(fay, circle_id, slug) for slug in (WALK, "learning_hour")]
    waiting = str(uuid4())
    challenges.propose(
        alice.gateway, waiting, circle_id, DAILY, starts_on=today, ends_on=today + timedelta(days=6)
    )
    challenges.support(bob.gateway, circle_id, waiting)
    assert "Begin it" not in labels(open_page(routes.CHALLENGES, alice))
    challenges.drop(fay.gateway, circle_id, running[0])
    press(open_page(routes.CHALLENGES, alice), "Begin it")
    ids = {card.id for card in challenges.challenges_page(bob.gateway, circle_id).running}
    assert ids == {running[1], waiting}


def test_taking_part_in_the_smaller_version_or_with_a_number_of_ones_own(
    open_page, fay, alice, bob, circle_id
):
    cast.run_challenge(fay, circle_id, WALK)
    at = open_page(routes.CHALLENGES, alice)
    (size,) = (radio for radio in at.radio if radio.label == "How much")
    assert size.options == ["One a day", "Two a week, the smaller version", "My own number"]
    size.set_value("two a week, the smaller version")
    at = press(at, "Take part")
    assert any(line.startswith("Your part: two a week.") for line in said(at))
    at = open_page(routes.CHALLENGES, bob)
    next(radio for radio in at.radio if radio.label == "How much").set_value("my own number")
    at = run(at)
    next(box for box in at.number_input if box.label == "My own number").set_value(3)
    at = press(at, "Take part")
    assert any(line.startswith("Your part: three a week.") for line in said(at))


@pytest.fixture
def walked(backend, fay, alice, bob, circle_id, walk) -> str:
    """A walk a day, of which the first is over: everybody took two."""
    for member in (fay, alice, bob):
        steps.log(member.gateway, str(uuid4()), circle_id, "rest", act="walk", amount=2)
    pass_days(backend.socket_dir, circle_id, 1)
    return walk


def test_one_tap_logs_and_another_takes_it_back(open_page, alice, circle_id, walked):
    assert walked
    at = press(open_page(routes.CHALLENGES, alice), "Done today")
    assert "Done once today. Only you see that." in said(at)
    assert "Your circle has done 7 of 21 so far." in said(at)
    at = press(at, "Undo")
    assert card(alice, circle_id).mine.today == 0
    assert "Your circle has done 6 of 21 so far." in said(at)


def test_an_application_asks_for_its_line_and_counts_with_it(open_page, alice, circle_id, daily):
    assert daily
    at = press(open_page(routes.CHALLENGES, alice), "Done today")
    assert any("Nothing was logged yet." in line for line in said(at))
    assert card(alice, circle_id).mine.today == 0
    at.session_state[f"draft-said:line-{at.session_state[f'challenge-step-today-{daily}']}"] = (
        "They mend things."
    )
    at = press(at, "Done today")
    assert card(alice, circle_id).mine.today == 1
    (step,) = (step for day in steps.my_steps(alice.gateway, circle_id).days for step in day.steps)
    assert step.note == "They mend things."


def test_a_step_without_its_line_is_pointed_out(open_page, alice, circle_id, daily):
    assert daily
    steps.log(alice.gateway, str(uuid4()), circle_id, "application")
    assert any(
        line.startswith("One step has no line yet") for line in said(open_page(routes.CHALLENGES, alice))
    )


@pytest.mark.usefixtures("daily")
def test_few_people_read_why_there_is_no_number(open_page, alice):
    at = open_page(routes.CHALLENGES, alice)
    assert any("once three people take part" in line for line in said(at))
    assert not at.get("progress")


def test_nobody_reads_a_name_or_a_number_of_somebody_else(
    backend, open_page, fay, alice, bob, circle_id, walk
):
    assert walk
    for member, amount in ((alice, 41), (fay, 9), (bob, 1)):
        steps.log(member.gateway, str(uuid4()), circle_id, "rest", act="walk", amount=amount)
    pass_days(backend.socket_dir, circle_id, 1)
    everything = " ".join(said(open_page(routes.CHALLENGES, bob)))
    assert "Your circle has done 51. It set out to do 21." in everything
    assert "You have done 1 of 7 in all." in everything
    assert not re.search(r"\b41\b", everything)
    for other in (alice, fay):
        assert circles.mine(other.gateway)[0].handle not in everything


def test_a_change_begins_tomorrow_and_leaving_asks_nothing(open_page, alice, circle_id, walk):
    assert walk
    at = open_page(routes.CHALLENGES, alice)
    next(radio for radio in at.radio if radio.label == "How much").set_value(
        "two a week, the smaller version"
    )
    at = press(at, "From tomorrow")
    assert any(line.endswith("on: two a week.") for line in said(at))
    at = press(at, "Leave this challenge")
    assert card(alice, circle_id).mine is None
    assert "Take part" in labels(at)


def test_a_day_off_is_taken_and_taken_back(open_page, alice, circle_id, walk):
    assert walk
    at = press(open_page(routes.CHALLENGES, alice), "Make it a day off")
    assert any(line.endswith(": a day off") for line in said(at))
    assert any("One day off is left in any seven." in line for line in said(at))
    assert card(alice, circle_id).mine.target == 6
    press(at, "Not a day off")
    assert card(alice, circle_id).mine.target == 7


def test_yesterday_is_filled_in(backend, open_page, alice, circle_id, walk):
    assert walk
    pass_days(backend.socket_dir, circle_id, 1)
    at = press(open_page(routes.CHALLENGES, alice), "Add one")
    assert "Yesterday: 1 done" in said(at)
    assert any("Logged for yesterday: rest." in element.proto.body for element in at.get("html"))
    assert card(alice, circle_id).mine.today == 0


def test_a_facilitator_changes_its_end_and_ends_it(open_page, fay, alice, circle_id, walk, today):
    assert walk
    at = open_page(routes.CHALLENGES, fay)
    at.date_input[0].set_value(today + timedelta(days=10))
    fill(at, "Why, for everybody to read", "Holidays *come*.")
    at = press(at, "Change it from tomorrow")
    shown = open_page(routes.CHALLENGES, alice)
    assert "Holidays *come*." in [text.value for text in shown.text]
    assert "End it today" not in labels(shown)
    press(at, "End it today")
    page = challenges.challenges_page(alice.gateway, circle_id)
    assert (page.running, [recap.ended_on for recap in page.ended]) == ((), [today])


def test_what_ended_is_thanked_for_and_kept_or_let_go(backend, open_page, alice, circle_id, walked):
    assert walked
    pass_days(backend.socket_dir, circle_id, 12)
    at = open_page(routes.CHALLENGES, alice)
    assert "Together you did 6. You had set out to do 21. Thank you, all of you." in said(at)
    at = press(at, "Keep it as my own habit")
    assert "A walk a day: one a day" in said(at)
    at = press(at, "Let it go")
    assert "A walk a day: one a day" not in said(at)


def test_a_habit_is_let_go_from_the_list_and_had_back_in_a_tap(open_page, alice, circle_id):
    habit = Habit(WALK, Size(2, "week"))
    challenges.set_habit(alice.gateway, habit)
    at = press(open_page(routes.CHALLENGES, alice), "Let it go")
    assert "Let go: A walk a day." in said(at)
    assert challenges.challenges_page(alice.gateway, circle_id).habits == ()
    at = press(at, "Undo")
    assert challenges.challenges_page(alice.gateway, circle_id).habits == (habit,)
    assert "Undo" not in labels(at)


def test_a_yes_is_taken_back_and_said_again(open_page, alice, circle_id):
    at = press(choose(open_page(routes.CHALLENGES, alice), WALK), "Propose it")
    at = press(at, "Take it back")
    assert any("2 more yeses and it starts." in line for line in said(at))
    assert "You would like it." not in said(at)
    at = press(at, "I'd like that")
    assert "You would like it." in said(at)
    (proposal,) = challenges.challenges_page(alice.gateway, circle_id).proposed
    assert proposal.mine


def test_a_day_off_is_offered_where_it_can_be_had(open_page, alice, circle_id, walk, today):
    for day in (today, today + timedelta(days=6)):
        challenges.take_day_off(alice.gateway, circle_id, walk, day, off=True)
    at = open_page(routes.CHALLENGES, alice)
    assert labels(at).count("Not a day off") == 1
    assert "Make it a day off" not in labels(at)


def test_before_it_begins_a_change_says_from_which_day(open_page, fay, alice, circle_id, today):
    begins, challenge_id = today + timedelta(days=3), str(uuid4())
    challenges.propose(
        fay.gateway, challenge_id, circle_id, WALK, starts_on=begins, ends_on=begins + timedelta(days=6)
    )
    challenges.start(fay.gateway, circle_id, challenge_id)
    cast.take_part(circle_id, challenge_id, alice)
    offered = labels(open_page(routes.CHALLENGES, alice))
    assert f"From {weekday(begins)}" in offered
    assert not {"From tomorrow", "Make it a day off"} & set(offered)


def test_somebody_who_rests_reads_that_nothing_is_owed(open_page, alice, circle_id, walk, today):
    assert walk
    steps.take_break(alice.gateway, today + timedelta(days=2))
    assert any("Nothing is owed." in line for line in said(open_page(routes.CHALLENGES, alice)))
    assert card(alice, circle_id).mine.target == 4


# --- pinned on the circle page ---


def test_before_three_did_something_only_what_was_set_out_to_do_is_said(open_page, alice, walk):
    assert walk
    at = press(open_page(routes.CHALLENGES, alice), "Done today")
    expected = "Your circle set out to do 21. How far it is stands here once three of you did something."
    assert expected in said(at)
    assert not at.get("progress")


def test_the_circle_page_pins_it_with_one_tap_in_the_pages_one_call(open_page, alice, circle_id, walked):
    assert walked
    at, called = open_page(routes.CIRCLE, alice), []
    with watched(called.append):
        run(at)
    assert [name for name in called if name != "my_circles"] == ["circle_page"]
    assert "Your circle has done 6 of 21 so far." in said(at)
    at = press(at, "Done today")
    assert "Your circle has done 7 of 21 so far." in said(at)
    assert card(alice, circle_id).mine.today == 1
    press(at, "Undo")
    assert card(alice, circle_id).mine.today == 0


def test_somebody_who_takes_no_part_is_shown_the_way_and_no_button(open_page, fay, alice, circle_id):
    cast.run_challenge(fay, circle_id, WALK)
    at = open_page(routes.CIRCLE, alice)
    assert "Done today" not in labels(at)
    assert "Take part, or read on" in [link.proto.label for link in at.get("page_link")]
