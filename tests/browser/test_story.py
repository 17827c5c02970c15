"""The whole story in five browsers: a circle begins, four people share, one reports, the facilitator decides."""

import re

from playwright.sync_api import Page, expect

from core.data import local_copy
from core.ui.practice import EXAMPLES
from tests import people

VEILED = "They went quiet after two rounds"


def in_bar(page: Page, word: str):
    """Give a way around as a thumb finds it."""
    return page.get_by_test_id("stBottomBlockContainer").get_by_role("link", name=word)


def start_circle(page: Page) -> None:
    page.goto("/join")
    page.get_by_role("tab", name="Start a circle").click()
    page.get_by_label("Name of the circle").fill("Thursday circle")
    page.get_by_text("I am 18 or older").click()
    page.get_by_role("button", name="Start the circle").click()
    expect(page.get_by_text("Your circle is there.")).to_be_visible()


def make_link(page: Page) -> str:
    page.get_by_role("button", name="Make an invite link").click()
    code = page.get_by_test_id("stCode")
    expect(code).to_contain_text("/join?invite=")
    return re.search(r"/join\?invite=[\w-]+", code.inner_text())[0]


def sign_up_from(page: Page, link: str, name: str) -> None:
    """Open the link signed out, sign up, confirm by the code, and come back to the invitation."""
    page.goto(link)
    email = people.new_address(name)
    page.get_by_label("A new password").fill("three quiet words")
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_text("This local copy sends no mail")).to_be_visible()
    page.get_by_label("The code").fill(local_copy.newest_code(email))
    page.get_by_role("button", name="Sign in").click()


def join(page: Page) -> str:
    """Accept the rules, take the first handle, join; return the handle."""
    expect(page.get_by_role("heading", name="Thursday circle")).to_be_visible()
    handle = page.get_by_role("radiogroup", name="Your handle").get_by_role("radio").first
    words = page.get_by_role("radiogroup", name="Your handle").locator("label").first.inner_text()
    expect(handle).to_be_checked()
    page.get_by_text("I am 18 or older").click()
    page.get_by_text("I'll keep to the house rules").click()
    page.get_by_role("button", name="Join", exact=True).click()
    page.wait_for_url("**/circle")
    return words.strip()


def share_win(page: Page, text: str) -> None:
    page.goto("/share")
    page.get_by_label("What happened?").fill(text)
    page.locator(".st-key-yes-compose").get_by_role("button").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()


def share_veiled_setback(page: Page, text: str) -> None:
    page.get_by_role("button", name="Share something else").click()
    page.locator(".st-key-compose-kind").get_by_text("Setback").click()
    expect(page.get_by_text("That one stings.")).to_be_visible()
    page.locator(".st-key-compose-feelings").get_by_text("disappointed").click()
    page.get_by_text("Share under a veil").click()
    expect(page.get_by_text("A veil hides your handle, not your story").first).to_be_visible()
    page.get_by_label("What happened?").fill(text)
    expect(page.locator(".st-key-preview-compose")).to_have_text(text)
    page.locator(".st-key-yes-compose").get_by_role("button").click()
    expect(page.get_by_text("every veiled post is read by a facilitator first")).to_be_visible()


def let_in(page: Page, text: str) -> None:
    """Take on the case about this text, and let the post in."""
    case = page.locator("[class*='st-key-case-']").filter(has_text=text)
    case.get_by_role("button", name="I'll look after it").click()
    expect(case.get_by_text("you look after it")).to_be_visible()
    case.get_by_role("button", name="Decide").first.click()
    expect(case).to_have_count(0)


def answer(page: Page, text: str, words: str) -> None:
    """Answer a setback for the first time: three examples, then the words, seen masked, sent."""
    card = page.locator("[class*='st-key-setback-']").filter(has_text=text)
    card.get_by_role("button", name="Answer").click()
    dialog = page.get_by_role("dialog")
    for number, example in enumerate(EXAMPLES, start=1):
        expect(dialog.get_by_text(f"example {number} of 3")).to_be_visible()
        dialog.get_by_text(example.kind).click()
        dialog.get_by_role("button", name="Go on").click()
    expect(dialog.get_by_text("They want to be heard")).to_be_visible()
    dialog.get_by_label("Your words").fill(words)
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_have_count(0)


def report(page: Page, text: str) -> None:
    page.goto("/circle")
    card = page.locator("[class*='st-key-win-']").filter(has_text=text)
    card.get_by_role("button", name="More").first.click()
    page.get_by_role("menuitem", name="Report").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Anything your facilitator should know?").fill("It names a firm.")
    dialog.get_by_role("button", name="Tell the facilitator").click()
    expect(dialog).to_have_count(0)


def hide_reported(page: Page, text: str) -> None:
    page.goto("/facilitate")
    case = page.locator("[class*='st-key-case-']").filter(has_text=text)
    expect(case.get_by_text("It names a firm.")).to_be_visible()
    case.get_by_role("button", name="I'll look after it").click()
    case.get_by_text("Hide it").click()
    case.get_by_label("A reason its author can read").fill("Please leave the firm out.")
    case.get_by_role("button", name="Decide").first.click()
    expect(case).to_have_count(0)


def test_five_people_and_one_circle(new_visitor, new_person):
    fay, alice, bob, dora, stranger = (
        new_person("fay"),
        new_visitor(phone=True),
        new_visitor(phone=True, dark=True),
        new_visitor(),
        new_person("stranger"),
    )
    start_circle(fay)
    link = make_link(fay)

    handles = []
    for name, page in (("alice", alice), ("bob", bob), ("dora", dora)):
        sign_up_from(page, link, name)
        handles.append(join(page))
    assert len(set(handles)) == 3

    share_win(alice, "Maya from Adobe called me at +1 415 555 0132 for a second round")
    share_veiled_setback(alice, VEILED)
    bob.goto("/circle")
    expect(bob.get_by_text("Nothing here yet")).to_be_visible()

    fay.goto("/facilitate")
    let_in(fay, "for a second round")
    let_in(fay, VEILED)

    # Bob's open page shows them without a reload, and shows nobody's name.
    expect(bob.get_by_text(VEILED)).to_be_visible()
    win = bob.locator("[class*='st-key-win-']")
    expect(win).to_contain_text("[phone]")
    for hidden in ("Maya", "Adobe", "555"):
        expect(win).not_to_contain_text(hidden)
    setback = bob.locator("[class*='st-key-setback-']")
    expect(setback).to_contain_text("veiled")
    expect(setback).not_to_contain_text(handles[0])

    answer(bob, VEILED, "Two rounds is a lot of hoping.")
    alice.goto("/circle")
    expect(alice.get_by_text("Two rounds is a lot of hoping.")).to_be_visible()
    alice.get_by_role("button", name="This helped").click()
    expect(alice.get_by_text("you said this helped")).to_be_visible()

    report(dora, "for a second round")
    hide_reported(fay, "for a second round")
    expect(bob.get_by_text("for a second round")).to_have_count(0)

    alice.reload()
    expect(alice.get_by_text("Please leave the firm out.")).to_be_visible()

    for path in ("/circle", "/facilitate", "/share", "/me"):
        stranger.goto(path)
        expect(stranger.get_by_role("heading").first).to_be_visible()
        expect(stranger.locator("body")).not_to_contain_text("Thursday circle")
    out = new_visitor()
    out.goto("/circle")
    expect(out.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(out.locator("body")).not_to_contain_text("Thursday circle")
