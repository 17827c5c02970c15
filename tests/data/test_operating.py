"""Operating and standing in through their doors: rows become values, refusals classes."""

import pytest

from core.data import cases, circles, operating, stand_ins
from core.errors import CircleDecides, NotStandIn, OperatorInCircle, OperatorsOnly, StandInNotNamed
from tests import cast


def propose_removal(fay, member, circle_id):
    handle = cast.handle_of(member)
    cases.set_measure(
        fay.gateway, circle_id, "removal", until=None, rule=1, reason="It went on.", handle=handle
    )


def brought_from(operator, circle_id):
    page = operating.operator_page(operator.gateway)
    return [one for one in page.brought if one.circle_id == circle_id]


def test_a_member_reads_no_numbers(alice):
    with pytest.raises(OperatorsOnly):
        operating.operator_page(alice.gateway)


def test_what_is_brought_is_decided_once_the_circle_cannot(new_operator, new_member, fay, alice, circle_id):
    olga = new_operator("olga").member
    propose_removal(fay, alice, circle_id)
    (one,) = brought_from(olga, circle_id)
    assert (one.kind, one.reason, one.words, one.appeal_id, one.days, one.mine) == (
        "removal",
        "It went on.",
        None,
        None,
        0,
        False,
    )
    gail = new_member("gail")
    cast.join(gail, circles.invite(fay.gateway, circle_id, role="facilitator", uses=1))
    assert brought_from(olga, circle_id) == []
    with pytest.raises(CircleDecides):
        operating.confirm_removal(olga.gateway, one)
    circles.leave(gail.gateway, circle_id, delete_posts=False)
    operating.confirm_removal(olga.gateway, one)
    assert circles.mine(alice.gateway) == []


def test_an_operator_of_the_same_circle_is_refused(new_operator, fay, alice, circle_id):
    inside = new_operator("inside").member
    cast.join(inside, circles.invite(fay.gateway, circle_id, uses=1))
    propose_removal(fay, alice, circle_id)
    assert brought_from(inside, circle_id) == []
    (one,) = brought_from(new_operator("olga").member, circle_id)
    with pytest.raises(OperatorInCircle):
        operating.confirm_removal(inside.gateway, one)


def test_a_stand_in_is_named_and_answers(fay, alice, circle_id):
    with pytest.raises(StandInNotNamed):
        stand_ins.answer(alice.gateway, circle_id, agree=True)
    stand_ins.name(fay.gateway, circle_id, cast.handle_of(alice))
    stand_ins.answer(alice.gateway, circle_id, agree=True)
    named = cases.facilitate_page(fay.gateway, circle_id).stand_in
    assert named is not None
    assert (named.handle, named.agreed) == (cast.handle_of(alice), True)
    stand_ins.name(fay.gateway, circle_id, None)
    assert cases.facilitate_page(fay.gateway, circle_id).stand_in is None
    with pytest.raises(NotStandIn):
        stand_ins.step_in(alice.gateway, circle_id)
