"""No ranking, no streak, no guilt, no promise: in no file that speaks to a member, and on no page as it is drawn."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from core.data import challenges, steps
from core.domain.posts import Draft
from core.ui import routes
from tests import cast
from tests.days import pass_days
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
# Where an element that is drawn keeps its words.
WORDED = ("label", "help", "placeholder", "body", "text", "alt")
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
    """Every word on a page as it is drawn: text, labels, options, help and placeholders, bars and drawings."""
    for element in at:
        proto = getattr(element, "proto", None)
        yield str(getattr(element, "value", ""))
        yield from (str(getattr(proto, name, "")) for name in WORDED)
        yield from map(str, getattr(element, "options", ()))


def words_of(at):
    return [word for word in drawn(at) if word]


def log(member, circle_id, kind, **more):
    steps.log(member.gateway, str(uuid4()), circle_id, kind, **more)


@pytest.fixture
def circle_id(backend, fay, alice, bob):
    """A circle with a week that is told, a challenge that ended, one that runs, one proposed, and a habit."""
    circle_id, members = cast.circle_of(fay, alice, bob), (fay, alice, bob)
    ended = cast.run_challenge(fay, circle_id, "learning_hour")
    cast.take_part(circle_id, ended, *members)
    for member in members:
        log(member, circle_id, "learning", amount=2)
    pass_days(backend.socket_dir, circle_id, 12)
    challenges.keep_habit(fay.gateway, circle_id, ended, keep=True)
    assert challenges.challenges_page(fay.gateway, circle_id).ended[0].final
    for member in members:
        log(member, circle_id, "application", amount=3)
        log(member, circle_id, "contact", amount=2)
    cast.weeks_go_by(backend, circle_id, 1)
    cast.take_part(circle_id, cast.run_challenge(fay, circle_id, "walk_a_day"), *members)
    today = datetime.now(UTC).date()
    challenges.propose(
        alice.gateway,
        str(uuid4()),
        circle_id,
        "write_it_out",
        starts_on=today,
        ends_on=today + timedelta(days=6),
    )
    cast.share_shown(alice, fay, circle_id, Draft("win", "A kind call today."))
    return circle_id


@pytest.mark.usefixtures("circle_id")
def test_the_walk_reads_what_a_circle_does_together(open_page, fay):
    words = " ".join(words_of(open_page(routes.CHALLENGES, fay)) + words_of(open_page(routes.MOMENTUM, fay)))
    for sentence in (
        "Together you did",
        "Your circle set out to do",
        "it starts. A facilitator can start it too.",
        "Yours alone. Log it as a step",
        "Change its end, or end it",
        "Last week your circle took 15 steps.",
        "Steps of your circle, week by week.",
    ):
        assert sentence in words


@pytest.mark.usefixtures("circle_id")
@pytest.mark.parametrize("place", MEMBER_PAGES, ids=lambda place: place.path)
def test_no_page_draws_ranks_streaks_guilt_or_promises(open_page, fay, place):
    words = words_of(open_page(place, fay))
    assert len(words) > 5
    assert [(word, broken(word)) for word in words if broken(word)] == []


@pytest.mark.parametrize("place", [routes.WELCOME, routes.SIGN_IN, routes.HELP], ids=lambda place: place.path)
def test_no_page_for_visitors_does_either(open_page, place):
    words = words_of(open_page(place))
    assert len(words) > 5
    assert [(word, broken(word)) for word in words if broken(word)] == []
