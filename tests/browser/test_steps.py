"""Steps in a real browser: two taps from any page, one step from many taps, a way back, and nothing lost beneath."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from core.data import posts, steps
from core.domain.posts import Draft
from core.ui.session import Member
from tests import cast, people
from tests.browser.conftest import sign_in_as

AWAY = "We can't reach our own server right now."
WIDEST = "() => Math.max(...['html', '[data-testid=stMain]'].map(e => document.querySelector(e).scrollWidth))"
FOCUSED = "() => document.activeElement.textContent"
TEN_TAPS = """async button => {
  const after = ms => new Promise(done => setTimeout(done, ms));
  for (let i = 0; i < 10; i++) { button.click(); await after(12); }
}"""
WORDS = "Half a sentence"
# The box has told the server the words that stand in it.
SPOKEN = "() => Object.entries(localStorage).some(([name, press]) => /draft-sent/.test(name) && press)"


@pytest.fixture
def alice(environment):
    assert environment
    return people.sign_up("alice")


@pytest.fixture
def fay(new_member):
    return new_member("fay")


@pytest.fixture
def circle_id(fay, alice, new_member):
    return cast.circle_of(fay, alice.member, new_member("bob"))


@pytest.fixture
def open_at(new_visitor, alice, circle_id, watched):
    """Return a function that opens a page on Alice's phone; none may show a traceback."""
    assert circle_id
    pages: list[Page] = []

    def opened(path: str, **more: bool) -> Page:
        page = new_visitor(phone=True, **more)
        page.taps = 0
        page.watch = watched(page)
        sign_in_as(page, alice)
        page.goto(path)
        page.watch.settle()
        pages.append(page)
        return page

    yield opened
    for page in pages:
        assert page.watch.tracebacks == []


def mine(member: Member, circle_id: str) -> list[tuple[str, int]]:
    page = steps.my_steps(member.gateway, circle_id)
    return [(step.kind, step.amount) for day in page.days for step in day.steps]


def tap(page: Page, target) -> None:
    page.taps += 1
    target.click()


def opener(page: Page):
    return page.get_by_role("button", name="Log a step", exact=True)


def sheet(page: Page):
    return page.get_by_role("dialog", name="Log a step")


def kind(page: Page, words: str):
    return sheet(page).get_by_role("button", name=words)


def said(page: Page, words: str):
    return page.get_by_role("status").filter(has_text=words)


@pytest.mark.parametrize("path", ["/circle", "/me", "/help", "/share", "/steps"])
def test_a_step_takes_two_taps_from_any_page(open_at, alice, circle_id, path):
    page = open_at(path)
    tap(page, opener(page))
    tap(page, kind(page, "An application"))
    expect(said(page, "Logged: an application.")).to_be_visible()
    expect(sheet(page)).to_have_count(0)
    assert page.taps == 2
    assert mine(alice.member, circle_id) == [("application", 1)]


def test_undo_is_one_tap_without_a_question(open_at, alice, circle_id, shoot):
    page = open_at("/circle", dark=True)
    opener(page).click()
    expect(kind(page, "A brave act")).to_be_visible()
    shoot(page, "step-sheet-phone-dark")
    kind(page, "A contact").click()
    page.get_by_role("button", name="Undo").click()
    expect(said(page, "Taken back.")).to_be_visible()
    assert mine(alice.member, circle_id) == []


def test_ten_taps_at_once_are_one_step(open_at, alice, circle_id):
    page = open_at("/circle")
    with page.watch.run():
        opener(page).evaluate(TEN_TAPS)
    kind(page, "An interview").evaluate(TEN_TAPS)
    # A tap on a sheet that has gone is answered by nothing, so no run's end can be awaited here; the step after it is.
    expect(said(page, "Logged: an interview.")).to_be_visible()
    expect(sheet(page)).to_have_count(0)
    assert mine(alice.member, circle_id) == [("interview", 1)]
    opener(page).click()
    kind(page, "An interview").click()
    expect(sheet(page)).to_have_count(0)
    assert mine(alice.member, circle_id) == [("interview", 1)] * 2


def test_a_second_quick_tap_where_the_button_was_logs_nothing(open_at, alice, circle_id):
    page = open_at("/circle")
    place = opener(page).bounding_box()
    middle = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.click(*middle)
    page.wait_for_function("() => document.querySelector('.st-key-step-kinds button')")
    page.mouse.click(*middle)
    page.watch.settle()
    expect(kind(page, "A brave act")).to_be_visible()
    assert mine(alice.member, circle_id) == []
    page.wait_for_function(
        "([x, y]) => document.elementFromPoint(x, y).closest('.st-key-step-kinds button')", arg=middle
    )
    page.mouse.click(*middle)
    expect(sheet(page)).to_have_count(0)
    assert len(mine(alice.member, circle_id)) == 1


def test_the_database_goes_and_the_second_tap_logs_it_once(open_at, alice, circle_id, backend):
    page = open_at("/circle")
    opener(page).click()
    expect(kind(page, "Learning")).to_be_visible()
    backend.stop_database()
    try:
        kind(page, "Learning").click()
        expect(sheet(page).get_by_text(AWAY)).to_be_visible()
    finally:
        backend.start_database()
    kind(page, "Learning").click()
    expect(said(page, "Logged: learning.")).to_be_visible()
    assert mine(alice.member, circle_id) == [("learning", 1)]


def test_the_sheet_stays_while_the_feed_moves_and_typed_words_stay_beneath(open_at, fay, alice, circle_id):
    page = open_at("/circle")
    opener(page).click()
    expect(kind(page, "Rest")).to_be_visible()
    posts.share(fay.gateway, str(uuid4()), circle_id, Draft("win", "A kind call."))
    expect(page.get_by_text("A kind call.")).to_be_attached()
    kind(page, "Rest").click()
    expect(said(page, "Logged: rest.")).to_be_visible()
    page.goto("/share")
    page.get_by_label("What happened?").fill(WORDS)
    opener(page).click()
    kind(page, "Materials").click()
    expect(said(page, "Logged: materials.")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value(WORDS)
    assert len(mine(alice.member, circle_id)) == 2


def test_a_day_that_is_over_and_several_at_once_are_folded_away(open_at, alice, circle_id):
    page = open_at("/steps")
    opener(page).click()
    sheet(page).get_by_text("Another day, several, or a note").click()
    sheet(page).get_by_text("Yesterday").click()
    sheet(page).get_by_label("How many").fill("3")
    sheet(page).get_by_label("A line for yourself").fill("Close to **home**")
    kind(page, "An application").click()
    expect(said(page, "Logged for yesterday: 3 applications.")).to_be_visible()
    page_now = steps.my_steps(alice.member.gateway, circle_id)
    yesterday = steps.my_steps(alice.member.gateway, circle_id, page_now.open_days[1]).days[0]
    assert yesterday.day == page_now.open_days[1]
    assert [(step.amount, step.note) for step in yesterday.steps] == [(3, "Close to **home**")]


def unfold(page: Page):
    """Open the sheet and what is folded away in it; return the box for a line."""
    opener(page).click()
    fold = sheet(page).locator("details").filter(has_text="Another day, several, or a note")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    line = sheet(page).get_by_label("A line for yourself")
    expect(line).to_have_count(1)  # the one of a sheet that goes may stand beside it for a moment
    expect(line).to_be_visible()
    return line


@pytest.mark.parametrize("way", ["Escape", "Close", "reload"])
def test_a_line_outlives_a_sheet_that_is_closed_and_goes_with_the_step(open_at, alice, circle_id, way):
    page = open_at("/circle")
    line = unfold(page)
    line.press_sequentially(WORDS)
    with page.watch.run():
        if way == "Escape":
            page.keyboard.press("Escape")
        elif way == "Close":
            sheet(page).get_by_role("button", name="Close").click()
        else:
            page.reload()
    expect(sheet(page)).to_have_count(0)
    assert mine(alice.member, circle_id) == []

    expect(unfold(page)).to_have_value(WORDS)
    page.wait_for_function(SPOKEN)
    page.watch.settle()
    kind(page, "An application").click()
    expect(said(page, "Logged: an application.")).to_be_visible()
    expect(sheet(page)).to_have_count(0)
    ((step,),) = (day.steps for day in steps.my_steps(alice.member.gateway, circle_id).days)
    assert step.note == WORDS
    expect(unfold(page)).to_have_value("")


def press_until(page: Page, key: str, words: str) -> None:
    """Go on by keyboard until what has focus reads so; a tenth of a page of presses is far enough."""
    for _ in range(30):
        if page.evaluate(FOCUSED).strip().startswith(words):
            return
        page.keyboard.press(key)
    raise AssertionError(page.evaluate(FOCUSED))


def test_by_keyboard_alone_a_step_is_logged_and_taken_back(open_at, alice, circle_id):
    page = open_at("/me")
    page.get_by_role("heading", name="Me", exact=True).click()
    opener(page).focus()
    page.keyboard.press("Enter")
    expect(sheet(page)).to_be_visible()
    press_until(page, "Tab", "A follow-up")
    page.keyboard.press("Enter")
    expect(said(page, "Logged: a follow-up.")).to_be_visible()
    expect(sheet(page)).to_have_count(0)
    page.watch.settle()
    expect(opener(page)).to_be_focused()
    press_until(page, "Shift+Tab", "Undo")
    page.keyboard.press("Enter")
    expect(said(page, "Taken back.")).to_be_visible()
    assert mine(alice.member, circle_id) == []


def test_escape_closes_the_sheet_and_nothing_is_logged(open_at, alice, circle_id):
    page = open_at("/circle")
    opener(page).click()
    expect(kind(page, "Rest")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet(page)).to_have_count(0)
    page.reload()
    page.watch.settle()
    expect(sheet(page)).to_have_count(0)
    assert mine(alice.member, circle_id) == []


@pytest.mark.parametrize("path", ["/circle", "/steps", "/me"])
def test_both_buttons_are_within_reach_at_360_and_nothing_scrolls_sideways(open_at, path):
    page = open_at(path)
    page.set_viewport_size({"width": 360, "height": 740})
    opener(page).click()
    expect(kind(page, "A brave act")).to_be_visible()
    assert page.evaluate(WIDEST) == 360
    kind(page, "A brave act").click()
    expect(said(page, "Logged: a brave act.")).to_be_visible()
    assert page.evaluate(WIDEST) == 360
    for name in ("Share", "Log a step", "Undo", "Share it as a win"):
        button = page.get_by_role("button", name=name, exact=True)
        expect(button).to_be_in_viewport(ratio=1)
        assert button.bounding_box()["height"] >= 44


def test_a_step_becomes_a_win_that_says_where_it_came_from(open_at, alice, circle_id):
    page = open_at("/share")
    page.get_by_label("What happened?").fill("An unfinished")
    opener(page).click()
    kind(page, "An interview").click()
    page.get_by_label("What happened?").fill("I stayed calm in all of it")
    page.get_by_role("button", name="Share it as a win").click()
    expect(page.get_by_text("From a step: an interview.")).to_be_visible()
    expect(page.get_by_label("Kind of win")).to_have_value("Had an interview")
    page.locator(".st-key-yes-compose").get_by_role("button").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    (unseen,) = posts.circle_page(alice.member.gateway, circle_id).unseen
    assert unseen.body == "I stayed calm in all of it"
    page.get_by_role("button", name="Share something else").click()
    expect(page.get_by_label("What happened?")).to_be_visible()
    expect(page.get_by_text("From a step")).to_have_count(0)


def test_a_break_is_taken_and_ended_in_a_tap_each(open_at, alice, circle_id):
    page = open_at("/circle")
    opener(page).click()
    kind(page, "Rest").click()
    page.get_by_role("button", name="Rest longer").click()
    until = page.get_by_test_id("stDateInputField")
    assert until.bounding_box()["height"] >= 44
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    assert until.get_by_role("spinbutton").first.evaluate(size) >= 16
    page.get_by_role("button", name="A week").click()
    expect(page.get_by_text("You are resting until")).to_be_visible()
    page.goto("/circle")
    expect(page.get_by_text("Nothing is owed.")).to_be_visible()
    page.get_by_role("button", name="I'm back").click()
    expect(page.get_by_text("Welcome back.")).to_be_visible()
    page.get_by_role("button", name="Thank you").click()
    expect(page.get_by_text("Welcome back.")).to_have_count(0)
    assert steps.my_steps(alice.member.gateway, circle_id).resting_until is None


def test_the_calendar_is_read_aloud_and_fits_a_phone(open_at, alice, circle_id, shoot):
    steps.log(alice.member.gateway, str(uuid4()), circle_id, "interview", amount=2)
    page = open_at("/steps")
    page.set_viewport_size({"width": 360, "height": 740})
    today = steps.my_steps(alice.member.gateway, circle_id).today
    cell = page.get_by_role("cell", name=f"{today.day} : 2 interviews")
    expect(cell).to_be_visible()
    expect(cell).to_have_attribute("aria-current", "date")
    assert page.evaluate(WIDEST) == 360
    shoot(page, "my-steps-phone-light")
