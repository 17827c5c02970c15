"""Reading and answering in a real browser: turning pages, and the dialog while the circle goes on underneath."""

import pytest
from playwright.sync_api import expect

from core.data import posts
from core.domain.posts import Draft
from tests import cast, people
from tests.browser.conftest import sign_in_as

WORDS = "That was a long wait. I have read you."


@pytest.fixture
def bob(environment):
    assert environment
    return people.sign_up("bob")


@pytest.fixture
def fay(new_member):
    return new_member("fay")


@pytest.fixture
def circle_id(fay, bob, new_member):
    return cast.circle_of(fay, bob.member, new_member("alice"))


def test_focus_and_words_stay_in_the_dialog_while_somebody_else_posts(new_visitor, fay, bob, circle_id):
    cast.share(fay, circle_id, Draft("setback", "They went quiet.", details={"wanted": "heard"}))
    page = new_visitor(phone=True)
    sign_in_as(page, bob)
    page.goto("/circle")
    page.get_by_role("button", name="Answer").click()
    dialog = page.get_by_role("dialog")
    box = dialog.get_by_label("Your words")
    box.press_sequentially(WORDS[:20])
    cast.share(fay, circle_id, Draft("win", "News from underneath."))
    box.press_sequentially(WORDS[20:])
    expect(page.get_by_text("News from underneath.")).to_be_attached()
    expect(box).to_be_focused()
    expect(box).to_have_value(WORDS)
    expect(dialog.locator("[class*='st-key-preview-answer-']")).to_have_text(WORDS)
    expect(box).to_be_focused()
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_have_count(0)
    texts = [reply.body for post in posts.circle_page(fay.gateway, circle_id).posts for reply in post.replies]
    assert texts == [WORDS]


def test_an_answer_needs_no_mouse(new_visitor, fay, bob, circle_id):
    cast.share(fay, circle_id, Draft("win", "A kind call."))
    page = new_visitor()
    sign_in_as(page, bob)
    page.goto("/circle")
    page.get_by_role("button", name="Answer").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Your words")).to_be_visible()
    for part in (dialog.get_by_role("button", name="Close"), dialog.get_by_label("Your words")):
        page.keyboard.press("Tab")
        expect(part).to_be_focused()
    page.keyboard.type(WORDS)
    expect(dialog.locator("[class*='st-key-preview-answer-']")).to_have_text(WORDS)
    for part in ("Clear", "Send"):
        page.keyboard.press("Tab")
        expect(dialog.get_by_role("button", name=part)).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.get_by_text(WORDS)).to_be_visible()


def test_turning_the_page_begins_at_its_top(new_visitor, fay, bob, circle_id):
    for number in range(20):
        cast.share(fay, circle_id, Draft("note", f"Note {number}"))
    for number in range(5):
        cast.share(bob.member, circle_id, Draft("note", f"Note {20 + number}"))
    cast.let_in(fay, circle_id)
    page = new_visitor(phone=True)
    sign_in_as(page, bob)
    page.goto("/circle")
    page.get_by_role("button", name="Show older").click()
    expect(page.get_by_role("heading", name="Older posts")).to_be_in_viewport()
    page.get_by_role("button", name="Back to the newest").click()
    expect(page.get_by_role("radiogroup", name="Show only")).to_be_in_viewport()
