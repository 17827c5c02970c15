"""Coarse times in words: never more exact than the database says."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.cases import due_in_words
from core.domain.times import as_start, hours_in_words, in_words


@pytest.mark.parametrize(
    ("coarse", "words"),
    [
        ("this_morning", "this morning"),
        ("yesterday", "yesterday"),
        ("last_week", "last week"),
        ("this_month", "earlier this month"),
        ("2026-01", "in January 2026"),
        ("2026-12", "in December 2026"),
    ],
)
def test_a_coarse_time_reads_as_people_say_it(coarse, words):
    assert in_words(coarse) == words


@pytest.mark.parametrize("exact", ["2026-11-22", "2026-11-22T21:00:00Z", "just now", ""])
def test_an_exact_time_has_no_words(exact):
    with pytest.raises(KeyError):
        in_words(exact)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (-1, "less than an hour"),
        (0, "less than an hour"),
        (1, "an hour"),
        (2, "2 hours"),
        (47, "47 hours"),
        (48, "2 days"),
        (71, "2 days"),
        (72, "3 days"),
    ],
)
def test_hours_become_days_where_that_is_easier(hours, words):
    assert hours_in_words(hours) == words


@given(st.integers(min_value=1, max_value=24 * 60))
def test_no_wait_sounds_longer_than_it_is(hours):
    number = re.match(r"\d+", hours_in_words(hours))
    said = int(number[0]) * (24 if "days" in hours_in_words(hours) else 1) if number else 1
    assert hours - 24 < said <= hours


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (-2, "due 2 hours ago"),
        (-1, "due 1 hour ago"),
        (0, "due within the hour"),
        (1, "due in 1 hour"),
        (12, "due in 12 hours"),
    ],
)
def test_a_clock_is_calm_also_when_it_is_late(hours, words):
    assert due_in_words(hours) == words


def test_a_month_keeps_its_capital_where_a_line_begins_with_it():
    assert as_start("2026-10") == "In October 2026"
    assert as_start("yesterday") == "Yesterday"
