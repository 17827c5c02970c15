"""The second ear on a phone: asked once, in a low voice, where the hand is; and unkind words that are said anew."""

import pytest
from playwright.sync_api import Page, expect

from core.data import cases, posts
from core.domain.posts import HOLD_REASONS, Draft
from tests import cast, people
from tests.browser.conftest import sign_in_as

HEAVY = "Me too. I have nobody and no reason."
UNKIND, KIND = "You're a liar and a coward.", "I see it otherwise."
QUESTION = "Would you like your facilitator to know?"


@pytest.fixture
def bob(environment):
    assert environment
    return people.sign_up("bob")


@pytest.fixture
def fay(new_member):
    return new_member("fay")


@pytest.fixture
def circle_id(fay, bob, new_member):
    circle_id = cast.circle_of(fay, bob.member, new_member("alice"))
    cast.share(fay, circle_id, Draft("note", "A quiet week."))
    return circle_id


@pytest.fixture
def page(new_visitor, bob, circle_id):
    """Bob's phone on the circle page."""
    assert circle_id
    phone = new_visitor(phone=True)
    sign_in_as(phone, bob)
    phone.goto("/circle")
    return phone


def answer(page: Page, words: str):
    """Write an answer; return the dialog it is written in."""
    page.get_by_role("button", name="Answer").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your words").fill(words)
    expect(dialog.locator("[class*='st-key-preview-answer-']")).to_have_text(words)
    return dialog


def told(fay, circle_id) -> list[str | None]:
    return [case.asks_for_help for case in cases.facilitate_page(fay.gateway, circle_id).queue]


def no_sideways_scroll(page: Page) -> bool:
    wider: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return not wider


def test_a_heavy_answer_is_sent_and_its_author_asked_where_they_are(page, fay, bob, circle_id):
    dialog = answer(page, HEAVY)
    expect(dialog.get_by_text(QUESTION)).to_be_visible()
    expect(dialog.get_by_role("link", name="Find somebody to talk to")).to_have_attribute("href", "help")
    dialog.get_by_role("button", name="Send").click()
    asked = page.get_by_role("dialog", name="Thank you")
    expect(asked.get_by_text(QUESTION)).to_be_in_viewport()
    assert no_sideways_scroll(page)
    assert told(fay, circle_id) == []
    asked.get_by_role("button", name="Yes, let them know").click()
    expect(asked.get_by_text("Your facilitator is told.")).to_be_visible()
    assert told(fay, circle_id) == [cast.handle_of(bob.member)]
    asked.get_by_role("button", name="Close").click()
    expect(asked).to_have_count(0)


def test_after_a_no_the_same_words_meet_nothing(page, fay, circle_id):
    dialog = answer(page, HEAVY)
    dialog.get_by_role("button", name="Not now").click()
    expect(dialog.get_by_text(QUESTION)).to_have_count(0)
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_have_count(0)
    dialog = answer(page, HEAVY)
    expect(dialog.get_by_role("button", name="Send")).to_be_visible()
    expect(dialog.get_by_text(QUESTION)).to_have_count(0)
    assert told(fay, circle_id) == []


def test_unkind_words_wait_and_go_on_once_they_are_said_differently(page, fay, circle_id):
    dialog = answer(page, UNKIND)
    expect(dialog.get_by_text("This one waits for your facilitator.")).to_be_visible()
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text(HOLD_REASONS["hurtful"])).to_be_visible()
    page.get_by_text("Change it", exact=True).click()
    page.get_by_label("Your words").fill(KIND)
    expect(page.locator("[class*='st-key-preview-edit-']")).to_have_text(KIND)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(HOLD_REASONS["hurtful"])).to_have_count(0)
    assert no_sideways_scroll(page)
    (post,) = posts.circle_page(fay.gateway, circle_id).posts
    assert [reply.body for reply in post.replies] == [KIND]
