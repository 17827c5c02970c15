"""One new application a day, from proposal to recap: one of five rests, one leaves; on a phone, by keyboard alone."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from core.data import challenges, circles, steps
from tests import cast, people
from tests.browser.conftest import sign_in_as
from tests.browser.keyboard import press, reach, unfold
from tests.browser.test_frame import SMALL_PRINT, WIDEST_360
from tests.days import pass_days


@pytest.fixture
def five(environment):
    """Fay and four others in a circle of hers."""
    assert environment
    everybody = [people.sign_up(name) for name in ("fay", "alice", "bob", "carol", "dan")]
    return everybody, cast.circle_of(*(person.member for person in everybody))


@pytest.fixture
def phone(new_visitor):
    """Return a function that opens a phone of 360 pixels on which somebody is signed in."""

    def opened(person: people.Person) -> Page:
        page = new_visitor(phone=True)
        page.set_viewport_size({"width": 360, "height": 740})
        sign_in_as(page, person)
        return page

    return opened


def log_with_line(page: Page, words: str) -> None:
    """Say why it fits, and log it."""
    reach(page, page.get_by_label("Why does it fit, in one line?").first)
    page.keyboard.type(words)
    press(page, "Done today")


def fits(page: Page) -> None:
    """Nothing is wider than the phone, and nothing is small print."""
    assert page.evaluate(WIDEST_360) == 360
    assert page.evaluate(SMALL_PRINT) == []


def log(person: people.Person, circle_id: str) -> None:
    steps.log(person.member.gateway, str(uuid4()), circle_id, "application", note="It fits.")


def propose(page: Page) -> None:
    """Find it in the library, read what it is and is not, and propose it."""
    expect(page.get_by_text("Nothing runs yet.")).to_be_visible()
    reach(page, page.get_by_role("combobox", name="Which one"))
    page.keyboard.type("application")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("An application you sent, with one line on why it fits.")).to_be_visible()
    expect(page.get_by_text("Not a race and not a number to beat")).to_be_visible()
    press(page, "Propose it")
    expect(page.get_by_text("2 more yeses and it starts.")).to_be_visible()
    expect(page.get_by_role("combobox", name="Which one")).to_have_value("")
    fits(page)


def rest_three_days(page: Page) -> None:
    page.goto("/me")
    unfold(page, "Take a break")
    press(page, "Three days")
    expect(page.get_by_text("Nothing is owed.")).to_be_visible()


def leave(page: Page) -> None:
    page.goto("/challenges")
    unfold(page, "Change my part, or leave it")
    press(page, "Leave this challenge")
    expect(page.get_by_role("button", name="Take part", exact=True)).to_be_visible()
    fits(page)


def test_one_new_application_a_day_from_proposal_to_recap(backend, five, phone):
    (fay, alice, bob, carol, dan), circle_id = five
    page = phone(alice)
    page.goto("/challenges")

    propose(page)
    keeper = phone(fay)
    keeper.goto("/challenges")
    press(keeper, "Start it")
    expect(keeper.get_by_text("Day 1 of 7")).to_be_visible()
    (running,) = challenges.challenges_page(fay.member.gateway, circle_id).running
    resting, leaving = phone(carol), phone(dan)
    for one in (page, keeper, resting, leaving):
        one.goto("/challenges")
        press(one, "Take part")
        expect(one.get_by_text("Your part: one a day.")).to_be_visible()
    cast.take_part(circle_id, running.id, bob.member)
    page.goto("/challenges")
    log_with_line(page, "They mend old radios.")
    expect(page.get_by_text("Your circle set out to do 35.")).to_be_visible()
    expect(page.get_by_text("Done once today. Only you see that.")).to_be_visible()
    fits(page)

    for person in (fay, bob, carol):
        log(person, circle_id)
    pass_days(backend.socket_dir, circle_id, 1)
    page.goto("/circle")
    expect(page.get_by_text("Your circle has done 4 of 35 so far.")).to_be_visible()

    # Carol rests for three days and Dan leaves: the target is smaller, and nobody is told.
    rest_three_days(resting)
    leave(leaving)
    log_with_line(page, "A small team, four days a week.")
    expect(page.get_by_text("Your circle has done 5 of 26 so far.")).to_be_visible()
    for person in (carol, dan):
        expect(page.locator("body")).not_to_contain_text(circles.mine(person.member.gateway)[0].handle)
    fits(page)

    pass_days(backend.socket_dir, circle_id, 1)
    page.goto("/challenges")
    unfold(page, "My days")
    press(page, "Make it a day off")
    expect(page.get_by_text("a day off", exact=False).first).to_be_visible()
    expect(page.get_by_text("Your circle has done 5 of 25 so far.")).to_be_visible()

    # Two more people, and the bar moves on by what all of them did.
    for person in (fay, bob):
        log(person, circle_id)
    pass_days(backend.socket_dir, circle_id, 12)
    page.goto("/challenges")
    expect(
        page.get_by_text("Together you did 7. You had set out to do 25. Thank you, all of you.")
    ).to_be_visible()
    expect(page.get_by_text("You did 2 yourself. Only you see that.")).to_be_visible()
    press(page, "Keep it as my own habit")
    expect(page.get_by_role("heading", name="My habits")).to_be_visible()
    expect(page.get_by_text("You keep it as your own habit.")).to_be_visible()
    fits(page)


def test_a_line_outlives_a_change_of_page_and_a_database_that_is_away(backend, five, phone):
    (fay, alice, *_), circle_id = five
    challenge_id = cast.run_challenge(fay.member, circle_id, "application_a_day")
    cast.take_part(circle_id, challenge_id, alice.member)
    page = phone(alice)
    page.goto("/circle")
    words, line = "They mend old radios.", page.get_by_label("Why does it fit, in one line?")
    line.press_sequentially(words)
    page.goto("/challenges")
    expect(line.first).to_have_value(words)
    backend.stop_database()
    try:
        page.get_by_role("button", name="Done today").first.click()
        expect(page.get_by_text("We can't reach our own server right now.")).to_be_visible()
    finally:
        backend.start_database()
    page.reload()
    expect(line.first).to_have_value(words)
    page.get_by_role("button", name="Done today").first.click()
    expect(page.get_by_text("Done once today. Only you see that.")).to_be_visible()
    expect(line.first).to_have_value("")
    (running,) = challenges.challenges_page(alice.member.gateway, circle_id).running
    assert running.mine.today == 1
