"""Momentum through the real doors: rows become weeks, blocks and what is mine; refusals become words."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.data import momentum, steps
from core.domain.momentum import QUIET, Value
from core.errors import EnergyUnknown, FacilitatorsOnly
from tests import cast


@pytest.fixture
def people(new_member):
    """Fay, who facilitates, and two members."""
    return [new_member(name) for name in ("fay", "alice", "bob")]


@pytest.fixture
def circle_id(people):
    return cast.circle_of(*people)


def took(member, circle_id, amount: int = 1) -> None:
    steps.log(member.gateway, str(uuid4()), circle_id, "contact", amount=amount)


def told(member, circle_id):
    return momentum.momentum_page(member.gateway, circle_id)


def test_four_quiet_weeks_come_as_one_block(people, circle_id, backend):
    for member in (*people, people[0]):
        took(member, circle_id, 4)
        cast.weeks_go_by(backend, circle_id, 1)
    page = told(people[1], circle_id)
    assert [week.told["steps"] for week in page.weeks] == [QUIET] * 4
    (block,) = page.blocks
    assert (block.measure, block.first, block.last) == ("steps", page.weeks[0].monday, page.weeks[3].monday)
    assert block.value == Value("shown", total=16)


def test_a_range_comes_with_both_its_ends(people, circle_id, backend):
    for member, amount in zip(people, (20, 2, 2), strict=True):
        took(member, circle_id, amount)
    cast.weeks_go_by(backend, circle_id, 1)
    (week,) = told(people[1], circle_id).weeks
    assert week.told["steps"] == Value("band", low=21, high=40)
    assert week.mix is None


def test_a_note_is_kept_replaced_and_taken_away(people, circle_id):
    fay, alice, _ = people
    monday = told(fay, circle_id).monday
    for words in ("A holiday", "A long holiday", ""):
        momentum.note_week(fay.gateway, circle_id, monday, words)
        page = told(alice, circle_id)
        assert page.notes() == (((monday, words),) if words else ())
    assert (told(fay, circle_id).may_note, page.may_note) == (True, False)
    with pytest.raises(FacilitatorsOnly):
        momentum.note_week(alice.gateway, circle_id, monday - timedelta(weeks=1), "Mine")


def test_an_energy_nobody_offers_is_refused_in_words(people, circle_id):
    with pytest.raises(EnergyUnknown):
        momentum.say_energy(people[1].gateway, circle_id, "furious")
    assert told(people[1], circle_id).mine.energy is None
