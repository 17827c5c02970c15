"""Steps and rest as Alice meets them: the sheet on every page, her own history, and a break nobody asks about."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from core.data import posts, steps
from core.data.gateway import watched
from core.domain.posts import Draft
from core.errors import StepCount
from core.ui import routes
from core.ui.step_sheet import Sheet
from tests import cast

LONG_AGO = date(2026, 1, 15)


@pytest.fixture
def fay(new_member):
    return new_member("fay")


@pytest.fixture
def alice(new_member):
    return new_member("alice")


@pytest.fixture
def circle_id(fay, alice, new_member):
    return cast.circle_of(fay, alice, new_member("bob"))


def log(member, circle_id, kind="application", **more):
    return steps.log(member.gateway, str(uuid4()), circle_id, kind, **more)


def mine(member, circle_id):
    return [step for day in steps.my_steps(member.gateway, circle_id).days for step in day.steps]


def run(at):
    at.run()
    assert not at.exception
    return at


def press(at, label):
    """Press what is called so; a kind of step has what it means behind its bold name."""
    next(button for button in at.button if label in (button.label, _bold(button.label))).click()
    return run(at)


def _bold(label):
    """The bold name that a label begins with, if it does."""
    return "".join(label.rpartition("**")[:2])


def labels(at):
    return [button.label for button in at.button]


def lines(at):
    return [element.value for kind in ("text", "markdown", "caption", "header") for element in at.get(kind)]


def place(at, key):
    """The numbers on the way from the root to the widget with this key."""
    widget = at.button(key=key)
    return _way(widget.root, widget)


def _way(block, widget, so_far=()):
    if block is widget:
        return so_far
    below = (_way(child, widget, (*so_far, at)) for at, child in getattr(block, "children", {}).items())
    return next((way for way in below if way), ())


def html(at):
    return " ".join(str(element.proto.body) for element in at.get("html"))


# --- the sheet ---


@pytest.mark.parametrize(
    "place",
    [routes.CIRCLE, routes.SHARE, routes.ME, routes.STEPS, routes.HELP, routes.JOIN],
    ids=lambda place: place.path,
)
def test_a_step_is_logged_from_every_page_with_one_call(open_page, alice, circle_id, place):
    at = press(open_page(place, alice), "Log a step")
    called = []
    with watched(called.append):
        at = press(at, "**An application**")
    assert called.count("log_step") == 1
    assert "Logged: an application." in html(at)
    assert [step.kind for step in mine(alice, circle_id)] == ["application"]


@pytest.mark.usefixtures("circle_id")
def test_the_button_keeps_its_place_when_a_line_comes_above_it(open_page, alice):
    """What slides to another place is drawn anew in a browser, and focus that came back to it is lost."""
    at = open_page(routes.ME, alice)
    before = place(at, "frame-log")
    at = press(press(at, "Log a step"), "**A follow-up**")
    assert "Logged: a follow-up." in html(at)
    assert place(at, "frame-log") == before != ()


def test_a_second_tap_on_the_button_does_not_swallow_the_tap_on_a_kind(open_page, alice, circle_id):
    at = press(open_page(routes.CIRCLE, alice), "Log a step")
    next(button for button in at.button if button.label == "Log a step").click()
    press(at, "**An interview**")
    assert [step.kind for step in mine(alice, circle_id)] == ["interview"]


def test_nobody_without_a_circle_is_asked_for_steps(open_page, alice):
    assert "Log a step" not in labels(open_page(routes.ME, alice))
    assert "Log a step" not in labels(open_page(routes.HELP))


def test_a_second_tap_after_a_lost_answer_makes_no_second_step(open_page, alice, circle_id):
    at = open_page(routes.CIRCLE, alice)
    at.session_state["step-sheet"] = sheet = Sheet()
    at = run(at)
    steps.log(alice.gateway, sheet.step_id, circle_id, "contact")
    at = press(at, "**A contact**")
    assert "Logged: a contact." in html(at)
    assert len(mine(alice, circle_id)) == 1
    at = press(press(at, "Log a step"), "**A contact**")
    assert len(mine(alice, circle_id)) == 2


def test_undo_takes_it_back_and_the_line_ends_with_the_page(open_page, alice, circle_id):
    at = press(press(open_page(routes.CIRCLE, alice), "Log a step"), "**A contact**")
    at = press(at, "Undo")
    assert "Taken back." in html(at)
    assert mine(alice, circle_id) == []
    at = press(press(at, "Log a step"), "**Rest**")
    assert "Rest longer" in labels(at)
    at.switch_page(routes.ME.file).run()
    assert "Logged" not in html(at)
    at.switch_page(routes.CIRCLE.file).run()
    assert "Logged" not in html(at)


def test_one_dialog_lies_over_the_page_at_a_time(open_page, fay, alice, circle_id):
    post_id = cast.share(fay, circle_id, Draft("win", "A kind call."))
    at = press(open_page(routes.CIRCLE, alice), "Log a step")
    at.button(key=f"answer-feed-{post_id}").click()
    at = run(at)
    assert "**An application**" not in " ".join(labels(at))
    at = press(at, "Log a step")
    assert any(label.startswith("**An application**") for label in labels(at))


# --- my steps ---


def test_one_call_paints_my_steps(open_page, alice, circle_id):
    log(alice, circle_id)
    at, called = open_page(routes.STEPS, alice), []
    with watched(called.append):
        run(at)
    assert [name for name in called if name != "my_circles"] == ["my_steps"]


def test_a_month_stands_there_as_calendar_and_as_list(open_page, alice, circle_id):
    log(alice, circle_id, "interview", amount=2, note="A **panel** of <b>three</b>")
    at = open_page(routes.STEPS, alice)
    today = datetime.now(UTC).date()
    assert f"{today.day}<b aria-hidden" in html(at)
    assert "2 interviews" in html(at)
    assert "panel" not in html(at)
    assert {"Today", "**2 interviews**", "A **panel** of <b>three</b>"} <= set(lines(at))


def test_an_empty_month_is_no_reproach(open_page, alice, circle_id):
    assert circle_id
    assert any(
        line.startswith("Nothing logged in this month.") for line in lines(open_page(routes.STEPS, alice))
    )


def test_older_and_newer_months_are_a_tap_away(open_page, alice, connection, circle_id):
    step = log(alice, circle_id, "learning")
    connection.execute("update app.steps set local_date = %s where id = %s", [LONG_AGO, step.id])
    connection.commit()
    at = open_page(routes.STEPS, alice)
    assert not any(label.startswith("On to") for label in labels(at))
    at.session_state["my-steps-month"] = LONG_AGO.replace(day=1)
    at = run(at)
    assert "Thursday 15 January" in lines(at)
    assert "Back to December" in labels(at)
    at = press(at, "On to February")
    assert "Thursday 15 January" not in lines(at)
    assert "Thursday 15 January" in lines(press(at, "Back to January"))


def test_a_step_is_deleted_and_brought_back_in_a_tap_each(open_page, alice, circle_id):
    log(alice, circle_id, note="Stays")
    at = press(open_page(routes.STEPS, alice), "Delete")
    assert mine(alice, circle_id) == []
    press(at, "Undo")
    assert [step.note for step in mine(alice, circle_id)] == ["Stays"]


def test_a_step_is_changed_and_moved_to_a_day_that_is_open(open_page, alice, circle_id):
    step = log(alice, circle_id)
    at = open_page(routes.STEPS, alice)
    at.session_state[f"change-{step.id}"] = True
    at = run(at)
    at.number_input[0].set_value(4)
    at.text_input[0].set_value("Four at once")
    at.selectbox[0].set_value(step.day - timedelta(days=1))
    press(at, "Keep")
    month = steps.my_steps(alice.gateway, circle_id, step.day - timedelta(days=1))
    (changed,) = month.days[0].steps
    assert (changed.amount, changed.note, changed.day) == (4, "Four at once", step.day - timedelta(days=1))


def test_an_earlier_day_is_filled_in_from_there(open_page, alice, circle_id):
    at = press(open_page(routes.STEPS, alice), "Log a step for an earlier day")
    at = press(at, "**A contact**")
    today = datetime.now(UTC).date()
    month = steps.my_steps(alice.gateway, circle_id, today - timedelta(days=1))
    assert [step.day for day in month.days for step in day.steps] == [today - timedelta(days=1)]


# --- rest ---


def test_a_break_is_taken_under_me_and_told_to_oneself_alone(open_page, fay, alice, circle_id):
    press(open_page(routes.ME, alice), "Three days")
    until = datetime.now(UTC).date() + timedelta(days=2)
    assert steps.my_steps(alice.gateway, circle_id).resting_until == until
    said = f"You are resting until {until:%A} {until.day} {until:%B}. Nothing is owed."
    assert said in lines(open_page(routes.ME, alice))
    assert said in lines(open_page(routes.CIRCLE, alice))
    assert said not in lines(open_page(routes.CIRCLE, fay))


def test_on_the_way_back_there_is_a_word_and_three_wins_of_others_once(open_page, fay, alice, circle_id):
    for words in ("First.", "Second.", "Third.", "Fourth."):
        cast.share(fay, circle_id, Draft("win", words))
    cast.share(fay, circle_id, Draft("setback", "A no."))
    steps.take_break(alice.gateway, datetime.now(UTC).date())
    at = press(open_page(routes.CIRCLE, alice), "I'm back")
    assert "**Welcome back.** Nothing is owed." in lines(at)
    assert "From your circle, lately" in lines(at)
    texts = [text.value for text in at.text]
    assert sum(texts.count(words) == 2 for words in ("First.", "Second.", "Third.", "Fourth.")) == 3
    assert "**Welcome back.** Nothing is owed." not in lines(press(at, "Thank you"))


def test_a_break_that_ran_out_is_met_with_the_same_word(open_page, alice, circle_id, connection):
    assert circle_id
    steps.take_break(alice.gateway, datetime.now(UTC).date())
    connection.execute(
        "update app.breaks set starts_on = starts_on - 9, ends_on = ends_on - 1 where account_id = %s",
        [alice.account_id],
    )
    connection.commit()
    at = open_page(routes.CIRCLE, alice)
    assert "**Welcome back.** Nothing is owed." in lines(at)
    press(at, "Thank you")
    assert "**Welcome back.** Nothing is owed." not in lines(open_page(routes.CIRCLE, alice))


# --- a win from a step ---


def test_a_win_begins_from_a_step_and_the_step_can_be_left_out(open_page, alice, circle_id):
    assert circle_id
    at = press(press(open_page(routes.CIRCLE, alice), "Log a step"), "**An interview**")
    at = press(at, "Share it as a win")
    at.switch_page(routes.SHARE.file).run()
    assert any(line.startswith("From a step: an interview.") for line in lines(at))
    assert next(box for box in at.selectbox if box.label == "Kind of win").value == "interview"
    at = press(at, "Leave the step out")
    assert not any(line.startswith("From a step") for line in lines(at))


def test_a_win_says_quietly_which_step_it_came_from(open_page, fay, alice, circle_id):
    step = log(fay, circle_id, "interview")
    cast.share(fay, circle_id, Draft("win", "I was calm.", details={"step": step.id}))
    assert "From a step: an interview" in lines(open_page(routes.CIRCLE, alice))
    assert posts.circle_page(alice.gateway, circle_id).posts[0].step == ("interview", 1)


def test_a_count_that_is_too_large_is_said_and_nothing_is_logged_or_lost(open_page, alice, circle_id):
    at = open_page(routes.ME, alice)
    at.session_state["step-sheet"] = Sheet(unfolded=True)
    run(at)
    at.number_input[0].set_value(99)
    press(at, "**Learning**")
    assert StepCount.message in [notice.value for notice in at.warning]
    assert mine(alice, circle_id) == []
    assert at.number_input[0].value == 99
