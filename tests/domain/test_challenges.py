"""The words of challenges: every template says what it must, and no sentence counts against anybody."""

from dataclasses import astuple, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.domain import challenges
from core.domain.challenge_library import LIBRARY, STRENGTHS
from core.domain.challenges import Card, Change, Part, Proposal, Recap, Size
from core.domain.steps import KINDS
from tests.wording import broken

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
COUNTS = some.integers(0, 2000)


def card(done=None, target=None, *, day=3, mine=None):
    return Card("1", "contact_a_week", MONDAY, SUNDAY, day, 7, done, target, None, mine)


def words(template):
    """Every word of a template."""
    for value in astuple(template):
        yield from value if isinstance(value, tuple) else (value,)


def test_the_library_offers_at_least_fourteen_with_titles_of_their_own():
    assert len(LIBRARY) >= 14
    assert len({template.title for template in LIBRARY.values()}) == len(LIBRARY)


@pytest.mark.parametrize("slug", LIBRARY)
def test_each_template_says_all_it_must_in_sentences(slug):
    template = LIBRARY[slug]
    sentences = [template.why, *template.counts, template.smaller_words, template.not_this, template.evidence]
    assert all(len(sentence) > 10 and sentence[-1] in ".…" for sentence in sentences)
    assert template.counts
    assert template.not_this.startswith("Not ")
    assert template.kind in KINDS
    assert template.smaller.amount / days(template.smaller) <= template.normal.amount / days(template.normal)
    # Where the number cannot be smaller, the act is: its words are about what is done, not how often.
    assert template.smaller != template.normal or "week" not in template.smaller_words
    assert "!" not in " ".join(sentences)


def days(size):
    return {"day": 1, "week": 7}[size.per]


@pytest.mark.parametrize("slug", LIBRARY)
def test_no_template_ranks_blames_or_promises(slug):
    said = [word for word in words(LIBRARY[slug]) if isinstance(word, str)]
    assert [(word, broken(word)) for word in said if broken(word)] == []


@pytest.mark.parametrize("slug", LIBRARY)
def test_evidence_names_a_source_or_says_that_there_is_none(slug):
    template = LIBRARY[slug]
    assert template.strength in STRENGTHS
    named = any(char.isdigit() for char in template.evidence)
    assert named != (template.strength == "experience")


@given(COUNTS, COUNTS)
def test_the_bar_says_both_numbers_and_is_never_fuller_than_full(done, target):
    running = card(done, target)
    sentence = challenges.bar(running)
    assert str(done) in sentence
    assert str(target) in sentence
    assert not broken(sentence)
    filled = challenges.progress(running)
    assert (filled is None) == (target == 0)
    assert filled is None or 0 <= filled <= 1


def test_the_bar_as_it_reads():
    assert challenges.bar(card(9, 25)) == "Your circle has done 9 of 25 so far."
    assert challenges.bar(card(27, 25)) == "Your circle has done 27. It set out to do 25."


def test_few_people_get_a_reason_and_no_number():
    assert "three people" in challenges.bar(card())
    assert challenges.progress(card()) is None


def test_what_points_at_nobody_is_said_by_itself():
    assert challenges.bar(card(None, 21)).startswith("Your circle set out to do 21. ")
    assert challenges.bar(card(9, None)) == "Your circle has done 9."
    assert challenges.progress(card(9, None)) is None


def test_where_it_is_in_its_days():
    assert challenges.stage(card()) == "Day 3 of 7, until Sunday 29 November."
    assert challenges.stage(card(day=0)) == "Begins Monday 23 November, for 7 days."


@given(some.integers(1, 50), some.sampled_from(["day", "week"]), COUNTS, COUNTS)
def test_my_part_is_told_without_asking_for_more(amount, per, done, target):
    part = Part(Size(amount, per), None, done, target, 0, 2, ())
    assert not broken(challenges.my_part(part))


@pytest.mark.parametrize(
    ("left", "begins"), [(0, "You have taken both"), (1, "One day off is"), (2, "2 days off are")]
)
def test_days_off_are_counted_in_words(left, begins):
    assert challenges.reserve(left).startswith(begins)


@pytest.mark.parametrize(
    ("supports", "says"), [(0, "2 more yeses"), (1, "1 more yes and"), (2, "Enough"), (3, "Enough")]
)
def test_a_proposal_says_what_it_needs(supports, says):
    proposal = Proposal("1", "contact_a_week", MONDAY, SUNDAY, supports, 2, mine=False)
    assert challenges.support(proposal).startswith(says)


def recap(done, target, mine=None):
    return Recap("1", "contact_a_week", MONDAY, SUNDAY, done, target, mine, mine, kept=False, final=True)


@given(COUNTS, COUNTS, COUNTS)
def test_a_recap_thanks_whatever_the_sum_is(done, target, mine):
    said = f"{challenges.recap(recap(done, target))} {challenges.my_recap(recap(done, target, mine))}"
    assert "Thank you" in said
    assert not broken(said)


def test_the_recap_of_a_few_tells_no_number():
    assert not any(char.isdigit() for char in challenges.recap(recap(None, None)))
    assert challenges.my_recap(recap(None, None)) is None


def test_a_change_is_told_until_it_is_in_force():
    coming = Change(date(2026, 12, 6), date(2026, 11, 25), "Holidays come.")
    assert challenges.changed(replace(card(), change=coming)) == (
        "From Wednesday 25 November on, its last day is Sunday 6 December."
    )
    assert challenges.changed(replace(card(), change=coming, ends_on=coming.ends_on)) is None
    assert challenges.changed(card()) is None


@pytest.mark.parametrize(("many", "begins"), [(1, "One step has"), (3, "3 steps have")])
def test_steps_without_their_line_are_told_apart(many, begins):
    assert challenges.lines_missing(Part(Size(1, "day"), None, 0, 7, 0, 2, (), many)).startswith(begins)
    assert challenges.lines_missing(Part(Size(1, "day"), None, 0, 7, 0, 2, ())) is None
