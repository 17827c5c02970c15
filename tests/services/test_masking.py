"""A text between writing and sharing: what its author may change about what is hidden, and what nobody may."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.anonymise import CONTACTS, Kind
from core.services.masking import Masking

TEXT = "Maya from Adobe wrote to a.b@c.example and called +1 415 555 0132 about frobnication"


@pytest.fixture
def masking():
    return Masking(TEXT)


def span_of(masking, words):
    return next(span for span in masking.found() if words in masking.words_of(span))


def test_everything_found_is_hidden_at_first(masking):
    assert masking.hidden() == masking.found()
    for word in ("Maya", "Adobe", "c.example", "555"):
        assert word not in masking.masked()


def test_what_is_hidden_can_be_shown_and_hidden_again(masking):
    adobe = span_of(masking, "Adobe")
    masking.turn(adobe)
    assert "Adobe" in masking.masked()
    assert "Maya" not in masking.masked()
    masking.turn(adobe)
    assert "Adobe" not in masking.masked()


def test_a_contact_stays_hidden_whatever_is_pressed(masking):
    contacts = [span for span in masking.found() if span.kind in CONTACTS]
    assert {span.kind for span in contacts} == {Kind.EMAIL, Kind.PHONE}
    for span in contacts:
        assert masking.stays(span)
        masking.turn(span)
    assert "c.example" not in masking.masked()
    assert "555" not in masking.masked()


def test_a_word_of_ones_own_is_hidden_wherever_it_stands(masking):
    masking.hide("frobnication")
    assert "frobnication" not in masking.masked()
    masking.hide("not in there")
    assert masking.added == ["frobnication"]


@pytest.mark.parametrize("typed", ["Brightloom", "Brightlom", "brigthloom", "bright-loom", "BRIGHTLOOM"])
def test_a_name_on_the_private_list_asks_once_before_it_is_shown(typed):
    masking = Masking(f"Then {typed} called", known=("brightloom",))
    (listed,) = masking.found()
    masking.turn(listed)
    masking.turn(listed)
    assert masking.asking() == listed
    assert typed not in masking.masked()
    masking.answer(show=True)
    assert typed in masking.masked()
    masking.turn(listed)
    assert typed not in masking.masked()
    masking.turn(listed)
    assert masking.asking() is None
    assert typed in masking.masked()


def test_a_listed_name_that_its_author_keeps_hidden_stays_so_and_asks_again():
    masking = Masking("Then Brightloom called", known=("Brightloom",))
    (listed,) = masking.found()
    masking.turn(listed)
    masking.answer(show=False)
    assert masking.asking() is None
    assert "Brightloom" not in masking.masked()
    masking.turn(listed)
    assert masking.asking() == listed


def test_a_yes_to_one_listed_name_shows_no_other_and_none_that_is_not_there_any_more():
    masking = Masking("Brightloom and Codeharbor called", known=("Brightloom", "Codeharbor"))
    masking.turn(span_of(masking, "Brightloom"))
    masking.answer(show=True)
    assert "Brightloom" in masking.masked()
    assert "Codeharbor" not in masking.masked()
    masking.turn(span_of(masking, "Codeharbor"))
    masking.text = "Brightloom called"
    assert masking.asking() is None
    masking.answer(show=True)
    masking.text = "Codeharbor called"
    assert "Codeharbor" not in masking.masked()


def test_what_went_to_the_private_list_after_it_was_shown_is_hidden_again():
    masking = Masking("Then Brightloom called", known=("Brightloom",))
    masking.known = ()
    masking.hide("Brightloom")
    masking.turn(span_of(masking, "Brightloom"))
    assert "Brightloom" in masking.masked()
    masking.known = ("Brightloom",)
    assert "Brightloom" not in masking.masked()


def test_what_was_shown_and_is_then_hidden_by_hand_is_hidden(masking):
    masking.turn(span_of(masking, "Adobe"))
    masking.hide("adobe")
    assert "Adobe" not in masking.masked()


def test_choices_stay_with_their_words_while_the_author_writes_on(masking):
    masking.turn(span_of(masking, "Adobe"))
    masking.hide("frobnication")
    masking.text = f"Well. {TEXT} Then Priya from Adobe called."
    assert masking.masked().count("Adobe") == 2
    for word in ("Maya", "Priya", "frobnication", "555"):
        assert word not in masking.masked()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=3), max_size=12))
def test_no_order_of_presses_lets_a_contact_out(presses):
    masking = Masking(TEXT)
    found = masking.found()
    for press in presses:
        masking.turn(found[press % len(found)])
    assert "c.example" not in masking.masked()
    assert "555" not in masking.masked()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_masked_and_masked_again(text):
    once = Masking(text).masked()
    assert Masking(once).masked() == once


def test_the_author_says_what_hidden_words_are(masking):
    adobe = span_of(masking, "Adobe")
    masking.call(adobe, Kind.SCHOOL)
    assert "[school]" in masking.masked()
    assert "Adobe" not in masking.masked()
    masking.text += " and Adobe again"
    assert masking.masked().count("[school]") == 2


def test_a_contact_stays_what_it_is(masking):
    contact = span_of(masking, "c.example")
    masking.call(contact, Kind.PLACE)
    assert masking.stays(span_of(masking, "c.example"))
    assert "[place]" not in masking.masked()


def test_a_name_is_asked_about_once_wherever_it_stands():
    masking = Masking("Dana of Brightloom said that Brightloom left dana", ("Brightloom",))
    assert [masking.words_of(span) for span in masking.apart()] == ["Dana", "Brightloom"]
    masking.turn(masking.apart()[0])
    assert masking.masked().lower().count("dana") == 2
