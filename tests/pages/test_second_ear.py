"""The second ear, as a page does it: help in a low voice, one question, and words that wait kindly."""

import shutil
from uuid import uuid4

import pytest

from core.anonymise import vocabulary
from core.data import cases, circles, posts
from core.data.gateway import watched
from core.domain.posts import HOLD_REASONS, Draft
from core.ui import routes
from core.ui.acts import Opened
from tests import cast
from tests.pages.screen import labelled, labels, lines, press, run

HEAVY = "I bought bread. I have nobody and no reason."
UNKIND = "You're a liar and a coward."
SWEARING = "This fucking job market can rot."
QUESTION = "**Would you like your facilitator to know?**"
HELP = "Some days are heavy. There are people who listen."
YES, NO = "Yes, let them know", "Not now"
WAITS = "**This one waits for your facilitator.**"


def write(at, text, box="compose"):
    """Pause after writing, as the browser does."""
    at.session_state[f"draft-said:box-{box}"] = text
    return run(at)


def say_yes(at, key="compose"):
    next(button for button in at.button if str(button.key).startswith(f"yes-{key}-")).click()
    return run(at)


def queue(fay, circle_id):
    return cases.facilitate_page(fay.gateway, circle_id).queue


def answering(open_page, member, circle_id, post_id):
    """Open the dialog in which a post is answered."""
    page = posts.circle_page(member.gateway, circle_id)
    at = open_page(routes.CIRCLE, member)
    at.session_state["circle-dialog"] = Opened(
        "answer", next(post for post in page.posts if post.id == post_id)
    )
    return run(at)


# --- help, and one question ---


@pytest.mark.parametrize("kind", ["win", "setback", "note"])
def test_heavy_words_meet_help_and_a_question_and_are_shared_as_they_are(
    open_page, alice, fay, circle_id, kind
):
    at = open_page(routes.SHARE, alice)
    at = write(at.button_group(key="compose-kind").set_value(kind).run(), HEAVY)
    assert {HELP, QUESTION} <= set(lines(at))
    assert not any("carry it alone tonight" in line for line in lines(at))
    say_yes(at)
    assert [post.body for post in posts.circle_page(alice.gateway, circle_id).unseen] == [HEAVY]
    assert [case.kind for case in queue(fay, circle_id)] == ["hold"]


def test_a_yes_tells_the_handle_and_no_word_of_the_text(open_page, alice, fay, circle_id):
    at = write(open_page(routes.SHARE, alice), HEAVY)
    with watched((called := []).append):
        at = press(at, YES)
    assert called.count("ask_for_help") == 1
    assert any("Your facilitator is told." in line for line in lines(at))
    assert QUESTION not in lines(at)
    (case,) = queue(fay, circle_id)
    assert (case.kind, case.asks_for_help) == ("crisis", circles.mine(alice.gateway)[0].handle)
    assert case.post is None
    at = say_yes(at)
    assert not {HELP, QUESTION} & set(lines(at))


def test_after_a_no_the_same_words_are_never_asked_about_again(open_page, alice, fay, circle_id):
    at = write(open_page(routes.SHARE, alice), HEAVY)
    with watched((called := []).append):
        at = press(at, NO)
    assert "ask_for_help" not in called
    assert QUESTION not in lines(at)
    at = write(at, f"{HEAVY} I'm done fighting. Let it take me.")
    assert QUESTION not in lines(at)
    at = say_yes(at)
    assert any("Thank you." in line for line in lines(at))
    assert QUESTION not in lines(at)
    at = write(press(at, "Share something else"), HEAVY)
    assert not {HELP, QUESTION} & set(lines(at))
    assert [case.kind for case in queue(fay, circle_id)] == ["hold"]


def test_a_question_that_was_passed_over_stands_once_more_after_sharing(open_page, alice, fay, circle_id):
    at = say_yes(write(open_page(routes.SHARE, alice), HEAVY))
    assert {HELP, QUESTION} <= set(lines(at))
    at = press(at, YES)
    assert any("Your facilitator is told." in line for line in lines(at))
    assert [case.kind for case in queue(fay, circle_id)] == ["crisis", "hold"]


def test_an_answer_to_somebody_is_heard_too_and_asked_about_where_the_dialog_was(
    open_page, alice, fay, bob, circle_id
):
    post_id = cast.share_shown(bob, fay, circle_id, Draft("note", "A quiet week."))
    at = answering(open_page, alice, circle_id, post_id)
    key = f"answer-{post_id}"
    at = write(at, HEAVY, key)
    assert {HELP, QUESTION} <= set(lines(at))
    at = say_yes(at, key)
    assert lines(at).count(QUESTION) == 1
    at = press(at, YES)
    assert any("Your facilitator is told." in line for line in lines(at))
    assert [case.kind for case in queue(fay, circle_id)] == ["crisis"]


def test_a_no_after_an_answer_closes_it(open_page, alice, fay, circle_id):
    post_id = cast.share(fay, circle_id, Draft("note", "A quiet week."))
    at = say_yes(
        write(answering(open_page, alice, circle_id, post_id), HEAVY, key := f"answer-{post_id}"), key
    )
    at = press(at, NO)
    assert not {HELP, QUESTION} & set(lines(at))
    assert "circle-dialog" not in at.session_state
    assert queue(fay, circle_id) == ()


def test_a_facilitator_is_shown_help_and_not_asked_to_tell_themselves(open_page, fay, circle_id):
    at = write(open_page(routes.SHARE, fay), HEAVY)
    assert HELP in lines(at)
    assert QUESTION not in lines(at)
    assert HELP not in lines(say_yes(at))
    assert len(posts.circle_page(fay.gateway, circle_id).posts) == 1


@pytest.mark.usefixtures("circle_id")
def test_plain_danger_gets_the_louder_help_alone(open_page, alice):
    at = write(open_page(routes.SHARE, alice), f"{HEAVY} I want to kill myself.")
    assert any("carry it alone tonight" in line for line in lines(at))
    assert not {HELP, QUESTION} & set(lines(at))


@pytest.mark.usefixtures("circle_id")
@pytest.mark.parametrize("calm", ["Sent three applications.", "This spreadsheet will be the end of me."])
def test_nothing_is_said_where_nothing_is_heard(open_page, alice, calm):
    before = write(open_page(routes.SHARE, alice), "A quiet day.")
    after = write(open_page(routes.SHARE, alice), calm)
    assert [line for line in lines(after) if line != calm] == [
        line for line in lines(before) if line != "A quiet day."
    ]


def test_where_asking_fails_the_question_stands_again(open_page, alice, circle_id):
    for _ in range(10):  # as often as anybody may in a day
        posts.ask_for_help(alice.gateway, str(uuid4()), circle_id)
    at = press(write(open_page(routes.SHARE, alice), HEAVY), YES)
    assert at.warning
    assert QUESTION in lines(at)
    assert not any("is told" in line for line in lines(at))


# --- words that wait ---


def test_unkind_words_wait_and_say_so_before_and_after(open_page, alice, fay, circle_id):
    at = write(open_page(routes.SHARE, alice), UNKIND)
    assert any(line.startswith(WAITS) for line in lines(at))
    at = say_yes(at)
    assert any(HOLD_REASONS["hurtful"] in line for line in lines(at))
    (case,) = queue(fay, circle_id)
    assert case.held == "hurtful"
    at = open_page(routes.CIRCLE, alice)
    assert any(line.startswith(HOLD_REASONS["hurtful"]) for line in lines(at))
    at = open_page(routes.FACILITATE, fay)
    assert any("It may read as aimed at a person." in line for line in lines(at))


def test_an_unkind_answer_waits_and_is_shown_once_it_is_said_differently(
    open_page, alice, fay, bob, circle_id
):
    post_id = cast.share_shown(bob, fay, circle_id, Draft("note", "A quiet week."))
    at = answering(open_page, alice, circle_id, post_id)
    say_yes(write(at, UNKIND, key := f"answer-{post_id}"), key)
    (waiting,) = posts.circle_page(alice.gateway, circle_id).unseen
    assert (waiting.state, waiting.why) == ("held", "hurtful")
    at = write(open_page(routes.CIRCLE, alice), "I see it otherwise.", mend := f"edit-{waiting.id}")
    assert not any(line.startswith(WAITS) for line in lines(at))
    say_yes(at, mend)
    (shown,) = posts.circle_page(bob.gateway, circle_id).posts
    assert [reply.body for reply in shown.replies] == ["I see it otherwise."]
    assert queue(fay, circle_id) == ()


@pytest.mark.usefixtures("circle_id")
def test_swearing_at_a_situation_is_allowed(open_page, fay, circle_id):
    at = write(open_page(routes.SHARE, fay), SWEARING)
    assert not any(line.startswith(WAITS) for line in lines(at))
    say_yes(at)
    assert [post.body for post in posts.circle_page(fay.gateway, circle_id).posts] == [SWEARING]


def test_whoever_may_need_a_person_is_never_made_to_wait_for_how_they_say_it(open_page, fay, circle_id):
    say_yes(write(open_page(routes.SHARE, fay), f"{UNKIND} I want to kill myself."))
    assert len(posts.circle_page(fay.gateway, circle_id).posts) == 1


# --- without it ---


@pytest.fixture
def nothing_to_listen_with(tmp_path, monkeypatch):
    """The second ear's numbers are gone."""
    folder = shutil.copytree(vocabulary.FOLDER, tmp_path / "lists")
    (folder / vocabulary.WORRIES).unlink()
    monkeypatch.setattr(vocabulary, "FOLDER", folder)
    vocabulary.read.cache_clear()
    yield
    vocabulary.read.cache_clear()


@pytest.fixture
def nothing_to_read_with(tmp_path, monkeypatch):
    """Every list and weight of the anonymiser is gone."""
    monkeypatch.setattr(vocabulary, "FOLDER", tmp_path)
    vocabulary.read.cache_clear()
    yield
    vocabulary.read.cache_clear()


@pytest.mark.usefixtures("nothing_to_listen_with")
def test_without_the_second_ear_sharing_goes_on_and_nothing_is_said_of_it(open_page, fay, circle_id):
    at = write(open_page(routes.SHARE, fay), f"{HEAVY} {UNKIND} Maya from Adobe called.")
    assert not {HELP, QUESTION} & set(lines(at))
    assert not at.warning
    say_yes(at)
    (shown,) = posts.circle_page(fay.gateway, circle_id).posts
    assert "Adobe" not in shown.body


@pytest.mark.usefixtures("nothing_to_read_with")
def test_asking_for_a_person_and_worrying_about_somebody_depend_on_none_of_it(
    open_page, alice, fay, bob, circle_id
):
    press(open_page(routes.CIRCLE, alice), "Ask my facilitator")
    post_id = cast.share_shown(bob, fay, circle_id, Draft("note", "A quiet week."))
    (post,) = posts.circle_page(alice.gateway, circle_id).posts
    at = open_page(routes.CIRCLE, alice)
    at.session_state["circle-dialog"] = Opened("worried", post)
    press(run(at), "Tell the facilitator")
    waiting = queue(fay, circle_id)
    assert [case.kind for case in waiting] == ["crisis", "crisis"]
    assert {case.post.id if case.post else case.asks_for_help for case in waiting} == {
        post_id,
        cast.handle_of(alice),
    }
    assert labelled(at.button, "Ask my facilitator")
    assert labels(at)


@pytest.mark.usefixtures("circle_id")
def test_hidden_names_that_make_a_text_too_long_are_told_before(open_page, alice):
    at = write(open_page(routes.SHARE, alice), "Al called. " * 363)
    assert any("characters too long.**" in line for line in lines(at))
    assert next(button for button in at.button if str(button.key).startswith("yes-compose-")).disabled
