"""What is around every page: the way around, help in one click, and a calm word when the server is away."""

import uuid
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests import people
from tests.browser.conftest import sign_in_as

MOST_TABS = 30
# What has the focus on the page itself, and how many pixels of it lie under the bar or above the screen.
COVERED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const bar = document.querySelector('[data-testid=stBottomBlockContainer]').getBoundingClientRect();
  const onPage = at.closest('[data-testid=stMainBlockContainer]');
  return onPage ? [[at.outerHTML.slice(0, 80), Math.round(Math.max(box.bottom - bar.top, -box.top))]] : [];
}"""
OPEN_TO_ALL = ["/welcome", "/sign-in", "/help"]
# Both can scroll: the document, and what Streamlit scrolls inside it.
WIDEST_360 = """() => Math.max(document.documentElement.scrollWidth,
    document.querySelector("[data-testid=stMain]").scrollWidth)"""
LEVELS_LEFT_OUT = """() => [...document.querySelectorAll("h1, h2, h3, h4")].filter(
    (heading, at, all) => at && heading.tagName[1] - all[at - 1].tagName[1] > 1).map(heading => heading.textContent)"""
SMALL_PRINT = """() => [...document.querySelectorAll("body *")].filter(element =>
    [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) &&
    element.checkVisibility() && parseFloat(getComputedStyle(element).fontSize) < 16
).map(element => element.textContent)"""


def bar(page: Page):
    return page.get_by_test_id("stBottomBlockContainer")


def top(page: Page):
    return page.get_by_test_id("stHeader")


@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_help_is_one_click_away_signed_out_on_a_phone(new_visitor, path):
    page = new_visitor(phone=True)
    page.goto(path)
    bar(page).get_by_role("link", name="Help").click()
    expect(page.get_by_role("heading", name="Help now")).to_be_visible()


def test_help_is_one_click_away_for_a_member_on_a_wide_screen(new_person):
    page = new_person("alice")
    page.goto("/me")
    top(page).get_by_role("link", name="Help").click()
    expect(page.get_by_role("heading", name="Help now")).to_be_visible()


@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_nothing_scrolls_sideways_at_360_and_nothing_is_small_print(new_visitor, path):
    page = new_visitor(phone=True)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path, wait_until="networkidle")
    expect(bar(page).get_by_role("link", name="Help")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(WIDEST_360) == 360
    assert page.evaluate(SMALL_PRINT) == []
    assert page.evaluate(LEVELS_LEFT_OUT) == []


@pytest.mark.parametrize("phone", [True, False])
def test_what_has_the_focus_is_not_under_the_bar(keeper_of_two, phone):
    page = keeper_of_two
    page.set_viewport_size({"width": 390, "height": 600} if phone else {"width": 1280, "height": 600})
    page.goto("/me", wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    covered = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        covered += page.evaluate(COVERED)
    assert len(covered) > 10
    assert [what for what, under in covered if under > 0] == []


def test_headings_use_the_bundled_serif(new_visitor):
    page = new_visitor()
    with page.expect_response("**/source-serif-4-latin-600-normal.woff2") as answer:
        page.goto("/help")
    assert answer.value.ok
    page.wait_for_function("() => document.fonts.check(\"600 1em 'Source Serif 4'\")")


@pytest.mark.parametrize("dark", [False, True])
def test_light_and_dark_follow_the_system(new_visitor, dark):
    page = new_visitor(dark=dark)
    page.goto("/help")
    paper, ink = (
        ("rgb(31, 29, 26)", "rgb(236, 229, 216)") if dark else ("rgb(250, 246, 239)", "rgb(43, 42, 39)")
    )
    app = page.get_by_test_id("stApp")
    expect(app).to_have_css("background-color", paper)
    expect(app).to_have_css("color", ink)


def test_the_picked_country_stays_for_the_visit(new_visitor):
    page = new_visitor()
    page.goto("/help")
    page.get_by_label("Where are you?").click()
    page.get_by_role("option", name="Ireland").click()
    expect(page.get_by_role("link", name="Call 1800 247 247")).to_have_attribute("href", "tel:1800247247")
    top(page).get_by_role("link", name="Welcome").click()
    top(page).get_by_role("link", name="Help").click()
    expect(page.get_by_role("link", name="Text HELLO to 50808")).to_have_attribute("href", "sms:50808")


def test_a_server_that_is_away_is_told_calmly_and_the_page_goes_on(new_visitor, server):
    page = new_visitor()
    page.goto("/help", wait_until="networkidle")
    expect(page.get_by_role("link", name="Call 911")).to_be_visible()
    notice = page.get_by_text("We can't reach our server right now.")
    with server.away():
        expect(notice).to_be_visible()
    expect(notice).to_be_hidden(timeout=60_000)


@pytest.fixture
def keeper_of_two(new_visitor, environment):
    """Somebody on a phone who is in two circles and keeps both."""
    assert environment
    fay = people.sign_up("fay")
    for name in ("Harbour *one*", "Harbour two"):
        found_circle(fay, name)
    page = new_visitor(phone=True)
    sign_in_as(page, fay)
    page.goto("/me")
    return page


def found_circle(person: people.Person, name: str) -> None:
    gateway = person.member.gateway
    handle = gateway.call("handle_ideas", many=1)[0]
    gateway.call(
        "create_circle",
        id=str(uuid.uuid4()),
        name=name,
        purpose="Looking for work together",
        time_zone="Europe/London",
        handle=handle,
        rules=["We answer kindly."],
    )


def test_several_circles_are_switched_in_one_place(keeper_of_two):
    picker = keeper_of_two.get_by_label("Your circle")
    first = picker.input_value()
    other = "Harbour two" if first == "Harbour *one*" else "Harbour *one*"
    picker.click()
    keeper_of_two.get_by_role("option", name=other).click()
    # Each circle has a picker of its own; for a moment the one that goes is there as well.
    chosen = picker.and_(keeper_of_two.locator(f"[value='{other}']")).last
    expect(chosen).to_be_visible()
    expect(picker).to_have_count(1)
    bar(keeper_of_two).get_by_role("link", name="Help").click()
    expect(keeper_of_two.get_by_role("heading", name="Help now")).to_be_visible()
    expect(picker).to_have_count(1)
    expect(picker).to_have_value(other)


def test_a_thumb_reaches_everything_at_360(keeper_of_two):
    keeper_of_two.set_viewport_size({"width": 360, "height": 740})
    for word in ("Circle", "Momentum", "Challenges", "Me", "Facilitate", "Help"):
        target = bar(keeper_of_two).get_by_role("link", name=word, exact=True)
        expect(target).to_be_in_viewport(ratio=1)
        assert min(target.bounding_box()["height"], target.bounding_box()["width"]) >= 44
    for word in ("Share", "Log a step"):
        button = bar(keeper_of_two).get_by_role("button", name=word)
        expect(button).to_be_in_viewport(ratio=1)
        assert button.bounding_box()["height"] >= 44
    assert keeper_of_two.evaluate(WIDEST_360) == 360
    places = [link.bounding_box() for link in bar(keeper_of_two).locator(".st-key-frame-nav a").all()]
    assert {place["y"] for place in places} == {places[0]["y"]}, "the way around is one row"
    # None lies on the next one.
    assert all(left["x"] + left["width"] <= right["x"] + 1 for left, right in pairwise(places))
