"""The momentum page: mine for me, ours for everybody, one call, and no number without enough people behind it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from core.data import cases, circles, momentum, steps
from core.data.gateway import watched
from core.ui import routes
from tests import cast


@pytest.fixture
def circle_id(fay, alice, bob):
    """A circle that went through two weeks: in the first everybody took two steps, in the second Bob alone."""
    return cast.circle_of(fay, alice, bob)


@pytest.fixture
def two_weeks(fay, alice, bob, circle_id, backend):
    for member in (fay, alice, bob):
        steps.log(member.gateway, str(uuid4()), circle_id, "contact", amount=2)
    cast.weeks_go_by(backend, circle_id, 1)
    steps.log(bob.gateway, str(uuid4()), circle_id, "contact", amount=2)
    cast.weeks_go_by(backend, circle_id, 1)


def lines(at) -> list[str]:
    return [element.value for kind in ("text", "markdown", "caption") for element in at.get(kind)]


@pytest.mark.usefixtures("two_weeks")
def test_one_call_paints_it(open_page, alice):
    at, called = open_page(routes.MOMENTUM, alice), []
    with watched(called.append):
        at.run()
    assert not at.exception
    assert [name for name in called if name != "my_circles"] == ["momentum_page"]


@pytest.mark.usefixtures("two_weeks")
def test_a_week_of_three_is_told_and_a_week_of_one_is_not(alice, circle_id):
    page = momentum.momentum_page(alice.gateway, circle_id)
    assert [week.told["steps"].state for week in page.weeks] == ["shown", "quiet"]
    assert page.weeks[0].told["steps"].total == 6
    assert page.weeks[0].mix == (("contact", 6),)
    assert [(week.steps, week.share) for week in page.mine.weeks] == [(2, 0.33), (0, None)]


@pytest.mark.usefixtures("two_weeks")
def test_the_page_says_why_a_week_is_quiet_and_draws_what_is_told(open_page, alice):
    at = open_page(routes.MOMENTUM, alice)
    said = " ".join(lines(at))
    assert "Last week stays quiet: steps are told when at least three people logged enough of them" in said
    mine, ours, kinds = (chart.proto.alt for chart in at.get("vega_lite_chart"))
    assert mine.startswith("Your steps, week by week.")
    assert ours.startswith("Steps of your circle, week by week.")
    assert kinds.startswith("Steps by kind in the week of")


@pytest.mark.usefixtures("two_weeks")
def test_every_chart_has_its_table_in_which_a_quiet_week_says_so(open_page, alice):
    at = open_page(routes.MOMENTUM, alice)
    tables = [html.proto.body for html in at.get("html") if 'class="numbers"' in html.proto.body]
    assert len(tables) == len(at.get("vega_lite_chart"))
    steps_table = next(table for table in tables if '<caption class="heard">Steps</caption>' in table)
    assert "<td>6</td>" in steps_table
    assert "<td>Quiet</td>" in steps_table
    assert "<td>0</td>" not in steps_table


@pytest.mark.usefixtures("two_weeks")
def test_my_share_and_what_the_index_is_are_said_to_me(open_page, bob):
    said = " ".join(lines(open_page(routes.MOMENTUM, bob)))
    assert "rest days leave it as it is" in said
    assert "Last week you took 2 steps." in said


def test_a_new_circle_says_what_will_be_here(open_page, alice, circle_id):
    assert circle_id
    at = open_page(routes.MOMENTUM, alice)
    assert not at.exception
    assert sum("What all of you do adds up here" in line for line in lines(at)) == 1
    assert at.get("vega_lite_chart") == []
    at.button(key="first-step").click()
    at.run()
    assert "For you alone. Tap what it was." in lines(at)


def test_a_circle_that_is_not_open_yet_shows_its_lobby_and_what_is_mine(open_page, fay):
    cast.start_circle(fay)
    said = lines(open_page(routes.MOMENTUM, fay))
    assert any(
        "opens when two more people have joined. Then what all of you do adds up here" in line
        for line in said
    )
    assert any("Nothing is owed" in line for line in said)


def test_my_energy_is_kept_and_mine_alone(open_page, alice, bob, circle_id):
    at = open_page(routes.MOMENTUM, alice)
    at.button_group[0].set_value("steady").run()
    assert not at.exception
    assert momentum.momentum_page(alice.gateway, circle_id).mine.energy == "steady"
    assert momentum.momentum_page(bob.gateway, circle_id).mine.energy is None


def test_what_was_said_in_another_tab_is_not_overwritten(open_page, alice, circle_id):
    at = open_page(routes.MOMENTUM, alice)
    at.button_group[0].set_value("low").run()
    momentum.say_energy(alice.gateway, circle_id, "high")
    at.run()
    assert momentum.momentum_page(alice.gateway, circle_id).mine.energy == "high"


@pytest.mark.usefixtures("two_weeks")
def test_somebody_asked_to_stay_away_reads_what_is_theirs_and_nothing_of_the_circle(
    open_page, fay, alice, circle_id
):
    cases.set_measure(
        fay.gateway,
        circle_id,
        "circle_pause",
        until=datetime.now(UTC).date() + timedelta(days=7),
        rule=2,
        reason="A week apart.",
        handle=circles.mine(alice.gateway)[0].handle,
    )
    at = open_page(routes.MOMENTUM, alice)
    said = " ".join(lines(at))
    assert "asked you to stay away" in said
    assert "For you alone" in said
    assert [chart.proto.alt for chart in at.get("vega_lite_chart")] == []


@pytest.mark.usefixtures("two_weeks")
def test_a_facilitator_writes_beside_a_week_and_everybody_reads_it_inert(open_page, fay, alice):
    at = open_page(routes.MOMENTUM, fay)
    box = next(box for box in at.text_input if box.label == "What should everybody know about it?")
    box.set_value("A **week** of holidays")
    next(button for button in at.button if button.label == "Keep").click()
    at.run()
    assert not at.exception
    at = open_page(routes.MOMENTUM, alice)
    assert "This week: A **week** of holidays" in [text.value for text in at.text]
    assert "holidays" not in " ".join(str(chart.proto) for chart in at.get("vega_lite_chart"))
    assert not [box for box in at.text_input if box.label == "What should everybody know about it?"]


def test_a_week_outside_the_last_twelve_is_refused_in_words(fay, circle_id):
    page = momentum.momentum_page(fay.gateway, circle_id)
    with pytest.raises(Exception, match="one of the last twelve weeks"):
        momentum.note_week(fay.gateway, circle_id, page.monday - timedelta(weeks=20), "Long ago")
