"""The momentum page: mine for me, ours for everybody, one call, and no number without enough people behind it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.data import momentum, steps
from core.data.gateway import watched
from core.ui import routes
from tests import cast


@pytest.fixture
def fay(new_member):
    return new_member("fay")


@pytest.fixture
def alice(new_member):
    return new_member("alice")


@pytest.fixture
def bob(new_member):
    return new_member("bob")


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
    assert "Last week stays quiet: a number shows when at least three people stand behind it" in said
    chart = at.get("vega_lite_chart")[0]
    assert chart.proto.alt.startswith("Steps by week. Last week stays quiet")


def test_a_new_circle_says_what_will_be_here(open_page, alice, circle_id):
    assert circle_id
    at = open_page(routes.MOMENTUM, alice)
    assert not at.exception
    assert any("The first numbers stand here when this week is over" in line for line in lines(at))
    assert at.get("vega_lite_chart") == []


def test_a_circle_that_is_not_open_yet_shows_its_lobby_and_what_is_mine(open_page, fay):
    cast.start_circle(fay)
    said = lines(open_page(routes.MOMENTUM, fay))
    assert any("opens when two more people have joined" in line for line in said)
    assert any("Nothing is owed" in line for line in said)


def test_my_energy_is_kept_and_mine_alone(open_page, alice, bob, circle_id):
    at = open_page(routes.MOMENTUM, alice)
    at.button_group[0].set_value("steady").run()
    assert not at.exception
    assert momentum.momentum_page(alice.gateway, circle_id).mine.energy == "steady"
    assert momentum.momentum_page(bob.gateway, circle_id).mine.energy is None


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
    assert not [box for box in at.text_input if box.label == "What should everybody know about it?"]


def test_a_week_outside_the_last_twelve_is_refused_in_words(fay, circle_id):
    page = momentum.momentum_page(fay.gateway, circle_id)
    with pytest.raises(Exception, match="one of the last twelve weeks"):
        momentum.note_week(fay.gateway, circle_id, page.monday - timedelta(weeks=20), "Long ago")
