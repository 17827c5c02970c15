"""Sharing, as the page does it: written, seen masked, shared once."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from core.anonymise import Kind, turns, vocabulary
from core.data import cases, me, posts
from core.data.gateway import watched
from core.domain.posts import Draft
from core.errors import AnonymiserBusy, AnonymiserUnavailable
from core.ui import draft, routes
from tests import cast
from tests.pages.screen import labelled, press

TEXT = "Maya from Adobe called me at +1 415 555 0132 about a second round"


def labels(elements):
    return [element.label for element in elements]


def write(at, text):
    """Pause after writing, as the browser does."""
    at.session_state["draft-said:box-compose"] = text
    return at.run()


def say_yes(at):
    """Press the preview's button; the page frame has one with the same word."""
    return yes(at).click().run()


def yes(at):
    return next(button for button in at.button if str(button.key).startswith("yes-compose-"))


def read(at):
    return [text.value for text in at.text] + [text.value for text in at.markdown]


def draft_id(at, member, circle_id):
    return at.session_state["draft-ids"][draft.scope(member.account_id, circle_id, "share-words")]


def bodies(member, circle_id):
    return [post.body for post in posts.circle_page(member.gateway, circle_id).unseen]


@pytest.mark.usefixtures("circle_id")
def test_one_call_paints_it(open_page, alice):
    at, called = open_page(routes.SHARE, alice), []
    with watched(called.append):
        at.run()
    assert [name for name in called if name != "my_circles"] == ["share_page"]


def test_before_the_circle_is_open_nobody_writes_in_vain(open_page, new_member):
    gail = new_member("gail")
    cast.circle_of(gail)
    at = open_page(routes.SHARE, gail)
    assert any("opens when two more people have joined" in line for line in read(at))
    assert not at.button_group


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("post_pause", "Your posts are paused until {day}. What you write stays in this browser."),
        ("circle_pause", "A facilitator has asked you to stay away from this circle until {day}."),
    ],
)
def test_somebody_paused_reads_it_before_writing(open_page, fay, alice, circle_id, kind, sentence):
    last = datetime.now(UTC).date() + timedelta(days=9)
    handle = cast.handle_of(alice)
    cases.set_measure(fay.gateway, circle_id, kind, until=last, rule=1, reason="x", handle=handle)
    at = open_page(routes.SHARE, alice)
    assert sentence.format(day=f"{last.day} {last:%B} {last.year}") in read(at)
    assert "Read why, or appeal" in labels(at.get("page_link"))


def test_a_win_is_seen_masked_and_shared_once(open_page, alice, circle_id):
    at = write(open_page(routes.SHARE, alice), TEXT)
    (preview,) = [text.value for text in at.text if "second round" in text.value]
    for hidden in ("Maya", "Adobe", "555"):
        assert hidden not in preview
    assert bodies(alice, circle_id) == []
    at = say_yes(at)
    assert any("Thank you." in line for line in read(at))
    assert bodies(alice, circle_id) == [preview]
    assert "preview:compose" not in at.session_state


def test_a_tap_that_meets_newer_words_shares_nothing_and_says_so(open_page, alice, circle_id):
    at = write(open_page(routes.SHARE, alice), "A quiet day.")
    at.session_state["draft-said:box-compose"] = "A quiet day. Maya wrote."
    at = say_yes(at)
    assert bodies(alice, circle_id) == []
    assert any("Your words changed since." in line for line in read(at))
    say_yes(at)
    assert bodies(alice, circle_id) == ["A quiet day. [person] wrote."]


def test_newer_words_after_a_lost_answer_can_be_a_post_of_their_own(open_page, alice, circle_id):
    at = open_page(routes.SHARE, alice)
    post_id = draft_id(at, alice, circle_id)
    first = Draft("win", "First words.")
    posts.share(alice.gateway, post_id, circle_id, first)
    at = say_yes(write(at, "Other words."))
    assert any("Your first try arrived." in line for line in read(at))
    assert bodies(alice, circle_id) == ["First words."]
    at = press(at, "Share the newer words as well")
    assert any("Thank you." in line for line in read(at))
    assert set(bodies(alice, circle_id)) == {"First words.", "Other words."}


def test_words_are_not_changed_into_another_kind(open_page, alice, circle_id):
    at = open_page(routes.SHARE, alice)
    post_id = draft_id(at, alice, circle_id)
    posts.share(alice.gateway, post_id, circle_id, Draft("note", "First words."))
    at = say_yes(write(at, "First words."))
    assert any("It can't be changed into that" in caption.value for caption in at.caption)
    assert "Change it to the newer words" not in labels(at.button)


def test_a_replacement_is_undone_in_a_tap_but_a_contact_stays(open_page, alice, circle_id):
    at = write(open_page(routes.SHARE, alice), TEXT)
    at = press(at, next(label for label in labels(at.button) if label.startswith("Show “Adobe”")))
    (stays,) = [button for button in at.button if button.label.endswith("stays")]
    assert stays.disabled
    say_yes(at)
    (body,) = bodies(alice, circle_id)
    assert "Adobe" in body
    assert "555" not in body


def test_a_listed_name_is_shown_only_after_a_question(open_page, alice, circle_id):
    me.keep_private_words(alice.gateway, ["Brightloom"])
    at = write(open_page(routes.SHARE, alice), "Then Brightloom called about frobnication")
    show = next(label for label in labels(at.button) if label.startswith("Show “Brightloom”"))
    at = press(press(at, show), "Keep it hidden")
    assert "Show it this once" not in labels(at.button)
    assert not any("Then Brightloom called" in line for line in read(at))
    at = press(press(at, show), "Show it this once")
    assert any("Then Brightloom called" in line for line in read(at))
    say_yes(at)
    assert "Brightloom" in bodies(alice, circle_id)[0]


def test_what_is_hidden_by_hand_can_go_to_the_private_list(open_page, alice, circle_id):
    me.keep_private_words(alice.gateway, ["Brightloom"])
    at = write(open_page(routes.SHARE, alice), "The frobnicators were kind today")
    labelled(at.text_input, "Words to hide, as you wrote them").set_value("frobnicators")
    at = press(press(at, "Hide"), "Add to my private list")
    assert "It is on your private list now." in [caption.value for caption in at.caption]
    assert me.me_page(alice.gateway).words == ("Brightloom", "frobnicators")
    at = say_yes(at.run())
    assert "frobnicators" not in bodies(alice, circle_id)[0]
    at = write(open_page(routes.SHARE, alice), "Again the frobnicators were kind")
    assert not any("the frobnicators were" in line for line in read(at))
    assert "Add to my private list" not in labels(at.button)


def test_words_are_picked_from_the_text_to_hide_them(open_page, alice, circle_id):
    """A tap each, where typing is hard; what is hidden already is not offered."""
    at = write(open_page(routes.SHARE, alice), "The frobnicators were kind in the blue wing. Adobe called.")
    box = labelled(at.multiselect, "Pick words from your text")
    assert box.options == ["the", "frobnicators", "were", "kind", "in", "blue", "wing", "called"]
    box.set_value(["frobnicators", "blue"])
    say_yes(press(at, "Hide"))
    (body,) = bodies(alice, circle_id)
    assert "frobnicators" not in body
    assert "blue" not in body
    assert "wing" in body


def test_nothing_picked_and_nothing_typed_hides_nothing(open_page, alice, circle_id):
    at = press(write(open_page(routes.SHARE, alice), "The frobnicators were kind today"), "Hide")
    assert "Those words are not in your text." in [caption.value for caption in at.caption]
    say_yes(at)
    assert "frobnicators" in bodies(alice, circle_id)[0]


def test_a_setback_is_acknowledged_first_and_needs_no_words(open_page, alice, circle_id):
    me.save_intake(alice.gateway, why="", outcome="", plan="If I get a no, then I go for a walk.")
    at = open_page(routes.SHARE, alice)
    at = at.button_group(key="compose-kind").set_value("setback").run()
    assert any("That one stings." in line for line in read(at))
    assert "If I get a no, then I go for a walk." in read(at)
    at = at.button_group(key="compose-feelings").set_value(["disappointed"]).run()
    say_yes(write(at, ""))
    (unseen,) = posts.circle_page(alice.gateway, circle_id).unseen
    assert (unseen.kind, unseen.body) == ("setback", "")


@pytest.mark.usefixtures("circle_id")
def test_the_veil_is_off_below_four_and_says_why(open_page, alice):
    at = open_page(routes.SHARE, alice)
    assert labelled(at.toggle, "Share under a veil").disabled
    assert any("at least four people" in caption.value for caption in at.caption)


def test_heavy_words_meet_help_go_through_and_reach_the_facilitator(open_page, alice, fay, circle_id):
    at = write(open_page(routes.SHARE, alice), "I want to kill myself")
    assert any("do not have to carry it alone" in line for line in read(at))
    say_yes(at)
    assert bodies(alice, circle_id) == ["I want to kill myself"]
    assert cases.facilitate_page(fay.gateway, circle_id).queue[0].kind == "crisis"


def test_heavy_words_in_the_road_reach_the_facilitator_too(open_page, alice, fay, circle_id):
    at = write(open_page(routes.SHARE, alice), "I sent one application")
    at.session_state["draft-said:box-compose-road"] = "I want to kill myself"
    say_yes(at.run())
    assert cases.facilitate_page(fay.gateway, circle_id).queue[0].kind == "crisis"


def test_heavy_words_in_the_road_are_heard_even_where_they_are_hidden(open_page, alice, fay, circle_id):
    me.keep_private_words(alice.gateway, ["Suicidal"])
    at = write(open_page(routes.SHARE, alice), "I sent one application")
    at.session_state["draft-said:box-compose-road"] = "Feeling suicidal for days"
    say_yes(at.run())
    (shared,) = posts.circle_page(alice.gateway, circle_id).unseen
    assert "suicidal" not in shared.took
    assert cases.facilitate_page(fay.gateway, circle_id).queue[0].kind == "crisis"


@pytest.fixture
def damaged_lists(tmp_path, monkeypatch):
    """Word lists of which one is cut off, read anew by this process."""
    folder = shutil.copytree(vocabulary.FOLDER, tmp_path / "lists")
    (folder / "companies.txt").write_text("adobe\n")
    monkeypatch.setattr(vocabulary, "FOLDER", folder)
    vocabulary.read.cache_clear()
    yield
    vocabulary.read.cache_clear()


@pytest.mark.usefixtures("damaged_lists")
def test_sharing_is_closed_where_names_cannot_be_hidden(open_page, alice, circle_id):
    at = write(open_page(routes.SHARE, alice), TEXT)
    assert [notice.value for notice in at.warning] == [AnonymiserUnavailable.message]
    assert not any(str(button.key).startswith("yes-") for button in at.button)
    assert bodies(alice, circle_id) == []


@pytest.fixture
def a_crowd_writing():
    """Every place before the anonymiser is taken, as by a crowd; `places` is what a real one takes."""
    taken = [turns.places.acquire(blocking=False) for _ in range(turns.AT_ONCE + turns.WAITING)]
    assert all(taken)
    yield
    for _ in taken:
        turns.places.release()


@pytest.mark.usefixtures("a_crowd_writing")
def test_with_too_many_writing_at_once_it_says_so_and_shares_nothing(open_page, alice, circle_id):
    at = write(open_page(routes.SHARE, alice), TEXT)
    assert not at.exception
    assert [notice.value for notice in at.warning] == [AnonymiserBusy.message]
    assert not any(str(button.key).startswith("yes-") for button in at.button)
    assert bodies(alice, circle_id) == []


def test_the_weekly_win_proposes_itself_until_it_is_skipped(open_page, alice, circle_id):
    at = open_page(routes.SHARE, alice)
    assert "Start from my week" in labels(at.toggle)
    at = press(at, "Not this week")
    assert "Start from my week" not in labels(at.toggle)
    assert posts.share_page(alice.gateway, circle_id).week is None


@pytest.mark.usefixtures("circle_id")
def test_the_author_says_what_hidden_words_are(open_page, alice):
    at = write(open_page(routes.SHARE, alice), TEXT)
    words = labelled(at.selectbox, "These words")
    assert [words.options[0], len(words.options)] == ["Maya", 2]
    words.set_value(1)
    labelled(at.selectbox, "are").set_value(Kind.SCHOOL)
    press(at, "Call it that")
    assert any("from [school] called" in line for line in read(at))
