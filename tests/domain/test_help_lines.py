"""Numbers that somebody may need at the worst moment of their year."""

import re
from datetime import date

import pytest

from core.domain.help_lines import COUNTRIES, ELSEWHERE, Country, HelpLine, country, guess

EVERY = [*COUNTRIES, ELSEWHERE]
LINES = [line for place in EVERY for line in place.lines]


def test_the_countries_people_were_promised_are_there() -> None:
    promised = {"US", "GB", "IE", "CA", "AU", "NZ", "IN", "DE", "FR", "ES"}
    assert promised <= {place.code for place in COUNTRIES}


@pytest.mark.parametrize("place", COUNTRIES, ids=lambda place: place.code)
def test_every_country_has_an_emergency_number_and_somebody_who_listens(place: Country) -> None:
    assert re.fullmatch(r"\d{3}", place.emergency)
    assert any(line.call for line in place.lines)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_every_line_says_how_when_from_whom_and_how_fresh(line: HelpLine) -> None:
    assert line.about.endswith(".")
    assert line.hours
    assert re.fullmatch(r"[a-z0-9.-]+\.[a-z]+(/\S*)?", line.source)
    assert date(2026, 1, 1) < line.checked_on
    assert re.fullmatch(r"[\d ]*", line.call + line.text_to)


def test_elsewhere_has_directories_of_the_world() -> None:
    assert {line.source for line in ELSEWHERE.lines} == {"findahelpline.com", "befrienders.org"}


@pytest.mark.parametrize(
    ("locale", "code"),
    [("en-GB", "GB"), ("de_DE", "DE"), ("fr-ca", "CA")],
)
def test_a_browser_that_names_a_country_starts_there(locale: str, code: str) -> None:
    assert guess(locale).code == code


@pytest.mark.parametrize("locale", ["zh-Hant-TW", "en", "", None])
def test_a_browser_that_names_none_we_have_starts_elsewhere(locale: str | None) -> None:
    assert guess(locale) is ELSEWHERE


def test_a_language_is_no_country() -> None:
    assert guess("de") is ELSEWHERE
    assert guess("in") is ELSEWHERE


def test_an_unknown_country_still_gets_help() -> None:
    assert country("XX") is ELSEWHERE
