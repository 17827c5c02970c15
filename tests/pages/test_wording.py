"""No ranking, no streak, no guilt, no promise: in no file that speaks to a member, and on no page as it is drawn."""

import pytest

from core.domain.posts import Draft
from core.ui import routes
from tests import cast
from tests.sources import everything_said, said_in
from tests.wording import broken

PLANTED = [
    "You're behind your circle this week.",
    "Your 5-day streak is over.",
    "Seven days in a row.",
    "You rank third.",
    "Top 3 members this month",
    "You logged more than the others.",
    "You have only 2 of 7.",
    "You failed to log yesterday.",
    "Don\u2019t let your circle down.",
    "This will get you a job.",
    "A proven way, guaranteed.",
    "You missed a day.",
]
HARMLESS = [
    "Nothing is owed.",
    "Only you see this yet",
    "Who stands behind it stays unknown.",
    "Your circle has done 9 of 25 so far.",
    "Nobody is compared with anybody.",
    "You need at least three people.",
    "The steps of your circle, beside its own last four weeks.",
]
MEMBER_PAGES = [
    routes.CIRCLE,
    routes.CHALLENGES,
    routes.MOMENTUM,
    routes.STEPS,
    routes.SHARE,
    routes.ME,
    routes.JOIN,
    routes.FACILITATE,
    routes.HELP,
]


@pytest.mark.parametrize("sentence", PLANTED)
def test_the_list_finds_what_is_planted(sentence):
    assert broken(sentence)


@pytest.mark.parametrize("sentence", HARMLESS)
def test_the_list_leaves_what_we_would_say(sentence):
    assert broken(sentence) == []


@pytest.mark.parametrize(
    "source",
    [
        'st.caption("You are behind.")',
        'st.caption(f"Only {done} of {target} so far.")',
        'WORDS = {"slug": ("One", "A streak of seven")}',
        'st.button("Log", help="Keep your streak")',
    ],
)
def test_the_walk_finds_what_is_planted_in_a_file(source):
    assert any(broken(said.words) for said in said_in(source, "planted.py"))


def test_the_walk_passes_over_what_only_programmers_read():
    source = '"""No streaks here."""\n\n\ndef bar():\n    """Never says behind schedule."""\n'
    assert [said for said in said_in(source, "planted.py") if broken(said.words)] == []


def test_no_file_speaks_of_ranks_streaks_guilt_or_promises():
    said = list(everything_said())
    assert len(said) > 1000
    assert [(where, broken(words)) for where, words in said if broken(words)] == []


def drawn(at):
    """Every word on a page as it is drawn: text, labels, options, help and placeholders."""
    for element in at:
        proto = getattr(element, "proto", None)
        yield str(getattr(element, "value", ""))
        yield from (str(getattr(proto, name, "")) for name in ("label", "help", "placeholder", "body"))
        yield from map(str, getattr(element, "options", ()))


@pytest.fixture
def circle_id(fay, alice, new_member):
    circle_id = cast.circle_of(fay, alice, new_member("bob"))
    cast.share_shown(alice, fay, circle_id, Draft("win", "A kind call today."))
    return circle_id


@pytest.mark.usefixtures("circle_id")
@pytest.mark.parametrize("place", MEMBER_PAGES, ids=lambda place: place.path)
def test_no_page_draws_ranks_streaks_guilt_or_promises(open_page, fay, place):
    words = [word for word in drawn(open_page(place, fay)) if word]
    assert len(words) > 5
    assert [(word, broken(word)) for word in words if broken(word)] == []


@pytest.mark.parametrize("place", [routes.WELCOME, routes.SIGN_IN, routes.HELP], ids=lambda place: place.path)
def test_no_page_for_visitors_does_either(open_page, place):
    words = [word for word in drawn(open_page(place)) if word]
    assert len(words) > 5
    assert [(word, broken(word)) for word in words if broken(word)] == []
