"""The operator's page: numbers and health for those who were appointed, and a refusal for everybody else."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from core.data import cases, circles, me
from core.data.gateway import watched
from core.errors import OperatorsOnly
from core.ui import routes
from tests import cast
from tests.pages.screen import lines, run

SOON = datetime.now(UTC).date() + timedelta(days=7)


@pytest.fixture
def olga(new_operator):
    return new_operator("olga").member


def propose_removal(fay, alice, circle_id):
    cases.set_measure(
        fay.gateway,
        circle_id,
        "removal",
        until=None,
        rule=1,
        reason="It *went* on.",
        handle=cast.handle_of(alice),
    )


def test_one_call_paints_it(open_page, olga):
    at, called = open_page(routes.OPERATE, olga), []
    with watched(called.append):
        run(at)
    assert [name for name in called if name != "my_circles"] == ["operator_page"]


def test_everybody_else_reads_that_it_is_not_for_them(open_page, fay, alice, circle_id):
    propose_removal(fay, alice, circle_id)
    for member in (fay, alice):
        at = open_page(routes.OPERATE, member)
        assert [notice.value for notice in at.warning] == [OperatorsOnly.message]
        assert "It *went* on." not in lines(at)
        assert not at.header


def test_the_removal_of_a_lonely_facilitator_is_confirmed_here(open_page, olga, fay, alice, circle_id):
    propose_removal(fay, alice, circle_id)
    at = open_page(routes.OPERATE, olga)
    assert "It *went* on." in [text.value for text in at.text]
    assert cast.handle_of(alice) not in " ".join(lines(at))
    # Other tests' circles may wait here too: the button of this one stands in its own card.
    (removal,) = cases.facilitate_page(fay.gateway, circle_id).removals
    at.button(key=f"confirm-{removal.id}").click()
    at = run(at)
    assert not [button for button in at.button if button.key == f"confirm-{removal.id}"]
    assert circles.mine(alice.gateway) == []
    at = open_page(routes.FACILITATE, fay)
    at.button_group[0].set_value("Log")
    assert any(line.startswith("An operator confirmed a removal") for line in lines(run(at)))


def test_an_appeal_is_answered_in_words_the_member_reads(open_page, olga, fay, alice, circle_id):
    cases.set_measure(
        fay.gateway,
        circle_id,
        "post_pause",
        until=SOON,
        rule=1,
        reason="Too sharp.",
        handle=cast.handle_of(alice),
    )
    (measure,) = me.me_page(alice.gateway).decisions
    me.appeal(alice.gateway, str(uuid4()), circle_id, measure.measure_id, "It was a misunderstanding.")
    at = open_page(routes.OPERATE, olga)
    assert "It was a misunderstanding." in lines(at)
    at.text_area(key=f"why-{measure.measure_id}").set_value("You are right.")
    at.button(key=f"answer-{measure.measure_id}").click()
    run(at)
    (measure,) = me.me_page(alice.gateway).decisions
    assert (measure.appeal.lifted, measure.appeal.answer) == (True, "You are right.")
    assert "It was lifted by an operator of this Rebound." in lines(open_page(routes.ME, alice))


def test_a_removal_is_declined_here(open_page, olga, fay, alice, circle_id):
    propose_removal(fay, alice, circle_id)
    at = open_page(routes.OPERATE, olga)
    (removal,) = cases.facilitate_page(fay.gateway, circle_id).removals
    at.button(key=f"decline-{removal.id}").click()
    run(at)
    assert cases.facilitate_page(fay.gateway, circle_id).removals == ()
    assert len(circles.mine(alice.gateway)) == 1


def test_me_has_the_way_here_for_an_operator_alone(open_page, olga, fay):
    for member, way in ((olga, ["Operate this Rebound"]), (fay, [])):
        links = open_page(routes.ME, member).get("page_link")
        assert [link.label for link in links if link.label.startswith("Operate")] == way
