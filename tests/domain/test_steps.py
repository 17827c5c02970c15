"""Steps in words, and the days that are still open."""

from dataclasses import fields
from datetime import date, timedelta

import pytest

from core.domain.posts import WIN_KINDS, Head
from core.domain.steps import (
    KINDS,
    MEANT,
    StepsPage,
    day_in_words,
    for_day_in_words,
    in_words,
    until_in_words,
)

TODAY = date(2026, 11, 18)  # a Wednesday


def test_every_kind_says_when_it_is_meant_and_can_become_a_win():
    assert set(MEANT) == set(KINDS)
    assert set(KINDS) <= set(WIN_KINDS)


@pytest.mark.parametrize(
    ("kind", "amount", "words"),
    [
        ("application", 1, "an application"),
        ("application", 3, "3 applications"),
        ("follow_up", 2, "2 follow-ups"),
        ("materials", 1, "materials"),
        ("rest", 2, "rest 2 times"),
    ],
)
def test_a_step_reads_as_part_of_a_sentence(kind, amount, words):
    assert in_words(kind, amount) == words


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words_for_many(kind):
    assert "2" in in_words(kind, 2)


@pytest.mark.parametrize(
    ("back", "words"),
    [(0, "Today"), (1, "Yesterday"), (2, "The day before"), (3, "Sunday 15 November")],
)
def test_near_days_have_names(back, words):
    assert day_in_words(TODAY - timedelta(days=back), TODAY) == words


def test_a_break_ends_on_a_day_that_cannot_be_mistaken():
    assert until_in_words(TODAY + timedelta(days=27)) == "until Tuesday 15 December"


@pytest.mark.parametrize("back", [2, 3])
def test_the_open_days_begin_today_and_end_with_the_earliest(back):
    head = Head(**{field.name: None for field in fields(Head)})
    page = StepsPage(head, TODAY, TODAY - timedelta(days=back), TODAY.replace(day=1), (), None)
    assert page.open_days[0] == TODAY
    assert page.open_days[-1] == page.earliest
    assert len(page.open_days) == back + 1


@pytest.mark.parametrize(("back", "words"), [(0, ""), (1, " for yesterday"), (2, " for Monday")])
def test_what_was_logged_for_another_day_says_which(back, words):
    assert for_day_in_words(TODAY - timedelta(days=back), TODAY) == words
