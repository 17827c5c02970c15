"""Coarse times in words. The database says no more than this about when something was said."""

import calendar
import functools
import re
from datetime import date
from zoneinfo import available_timezones

_WORDS = {
    "this_morning": "this morning",
    "this_afternoon": "this afternoon",
    "this_evening": "this evening",
    "yesterday": "yesterday",
    "this_week": "earlier this week",
    "last_week": "last week",
    "this_month": "earlier this month",
}
_TWO_DAYS_H = 48
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@functools.cache
def time_zones() -> list[str]:
    """List every time zone by name; read from the disk once."""
    return sorted(available_timezones())


def in_words(coarse: str) -> str:
    """Say a coarse time: a slug as the database gives it, or a month such as `2026-10`."""
    if month := _MONTH.fullmatch(coarse):
        return f"in {calendar.month_name[int(month[2])]} {month[1]}"
    return _WORDS[coarse]


def as_start(coarse: str) -> str:
    """Say a coarse time where a line begins with it."""
    words = in_words(coarse)
    return words[:1].upper() + words[1:]


def day_in_words(day: str) -> str:
    """Say the last day of something, given as `2026-11-28`."""
    last = date.fromisoformat(day)
    return f"{last.day} {last:%B} {last.year}"


def hours_in_words(hours: int) -> str:
    """Say a number of whole hours, in days where that is easier to grasp."""
    if hours < 1:
        return "less than an hour"
    if hours == 1:
        return "an hour"
    return f"{hours} hours" if hours < _TWO_DAYS_H else f"{hours // 24} days"
