"""Sharing in a real browser: a quick win in two taps, a draft nobody else keeps, one post from many clicks."""

import pytest
from playwright.sync_api import Page, expect

from core.data import me, posts
from core.ui.session import Member
from tests import cast, people
from tests.browser.conftest import sign_in_as
from tests.browser.keyboard import pick, press, reach, unfold

WORDS = "A kind call today from Maya at Adobe"


@pytest.fixture
def alice(environment):
    assert environment
    return people.sign_up("alice")


@pytest.fixture
def circle_id(alice, new_member):
    return cast.circle_of(new_member("fay"), alice.member, new_member("bob"))


@pytest.fixture
def page(new_visitor, alice, circle_id):
    """Alice's phone on the share page of her circle."""
    assert circle_id
    phone = new_visitor(phone=True)
    sign_in_as(phone, alice)
    phone.goto("/share")
    return phone


def box(page: Page):
    return page.get_by_label("What happened?")


def yes(page: Page):
    return page.locator(".st-key-yes-compose").get_by_role("button")


def bodies(member: Member, circle_id: str) -> list[str]:
    return [post.body for post in posts.circle_page(member.gateway, circle_id).unseen]


def preview(page: Page):
    return page.locator(".st-key-preview-compose")


@pytest.mark.parametrize("path", ["/circle", "/me", "/help", "/join"])
def test_a_win_takes_two_taps_from_any_page(page, alice, circle_id, path):
    page.goto(path)
    page.locator(".st-key-frame-share").get_by_role("button").click()
    expect(box(page)).to_be_focused()
    page.keyboard.type(WORDS)
    expect(preview(page)).to_contain_text("A kind call today from")
    expect(preview(page)).not_to_contain_text("Adobe")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value(WORDS)
    yes(page).click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    (shared,) = posts.circle_page(alice.member.gateway, circle_id).unseen
    assert shared.kind == "win"


def test_a_draft_is_gone_after_sharing(page, shoot):
    box(page).fill(WORDS)
    expect(preview(page)).to_be_visible()
    shoot(page, "preview-phone-light")
    yes(page).click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    page.goto("/share")
    expect(box(page)).to_have_value("")


def test_a_draft_survives_a_refresh_with_its_preview(page, alice, circle_id):
    box(page).fill(WORDS)
    page.reload()
    expect(box(page)).to_have_value(WORDS)
    expect(preview(page)).to_contain_text("A kind call today from")
    assert bodies(alice.member, circle_id) == []


@pytest.mark.parametrize("kind", ["Win", "Setback", "Note"])
def test_a_tap_on_an_older_preview_shares_nothing_unseen(page, alice, circle_id, kind):
    page.locator(".st-key-compose-kind").get_by_text(kind).click()
    words = page.get_by_label("Your note" if kind == "Note" else "What happened?")
    words.fill("A quiet day.")
    expect(preview(page)).to_have_text("A quiet day.")
    words.fill("A quiet day. Maya wrote.")
    yes(page).click()
    expect(preview(page)).to_contain_text("A quiet day. [person] wrote.")
    assert bodies(alice.member, circle_id) == []
    yes(page).click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    assert bodies(alice.member, circle_id) == ["A quiet day. [person] wrote."]


def test_by_keyboard_alone_names_are_shown_hidden_called_and_kept(page, alice, circle_id):
    me.keep_private_words(alice.member.gateway, ["Brightloom"])
    page.reload()
    reach(page, box(page))
    page.keyboard.type("Maya of Brightloom and Adobe liked the frobnication, a.b@c.example")
    expect(preview(page)).to_contain_text("[person] of [company 1] and [company 2] liked")

    press(page, "Show “Adobe” for [company 2]")
    expect(preview(page)).to_contain_text("[person] of [company] and Adobe liked")
    press(page, "Show “Brightloom” for [company]")
    expect(page.get_by_text("“Brightloom” is on your private list.")).to_be_visible()
    press(page, "Show it this once")
    expect(preview(page)).to_contain_text("[person] of Brightloom and Adobe liked")
    expect(page.get_by_role("button", name="[email] stays")).to_be_disabled()

    unfold(page, "Hide something else")
    reach(page, page.get_by_label("Words to hide, as you wrote them"))
    page.keyboard.type("frobnication")
    page.keyboard.press("Enter")
    expect(preview(page)).to_contain_text("liked the [name], [email]")
    press(page, "Add to my private list")
    expect(page.get_by_text("It is on your private list now.")).to_be_visible()

    unfold(page, "Call something else")
    reach(page, page.get_by_label("are", exact=True))
    pick(page, "a school")
    press(page, "Call it that")
    expect(preview(page)).to_contain_text("[school] of Brightloom and Adobe liked the [name], [email]")

    reach(page, yes(page), key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Thank you.")).to_be_visible()
    assert bodies(alice.member, circle_id) == ["[school] of Brightloom and Adobe liked the [name], [email]"]
    assert me.me_page(alice.member.gateway).words == ("Brightloom", "frobnication")


def test_many_clicks_share_once(page, alice, circle_id):
    box(page).fill(WORDS)
    expect(yes(page)).to_be_visible()
    yes(page).evaluate("button => { for (let i = 0; i < 10; i++) button.click() }")
    expect(page.get_by_text("Thank you.")).to_be_visible()
    assert len(bodies(alice.member, circle_id)) == 1


def test_a_win_stays_with_its_author_while_the_server_is_away(page, alice, circle_id, backend):
    box(page).fill(WORDS)
    expect(yes(page)).to_be_visible()
    backend.stop_database()
    try:
        yes(page).click()
        expect(page.get_by_text("We can't reach our own server right now.").first).to_be_visible()
    finally:
        backend.start_database()
    page.goto("/share")
    expect(box(page)).to_have_value(WORDS)
    yes(page).click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    assert len(bodies(alice.member, circle_id)) == 1
