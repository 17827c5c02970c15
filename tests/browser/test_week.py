"""A week in a circle of five on phones, from logging by keyboard alone to the published chart; and by taps."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from core.data import momentum, steps
from tests import cast, people
from tests.browser.conftest import sign_in_as
from tests.browser.keyboard import reach

KINDS = {
    "alice": ("An application", "A contact"),
    "bob": ("An application", "Learning"),
    "dora": ("An application", "A contact"),
    "eve": ("A contact", "Learning"),
    "fay": ("Rest", "Learning"),
}


@pytest.fixture
def five(environment):
    assert environment
    return {name: people.sign_up(name) for name in KINDS}


@pytest.fixture
def circle_id(five):
    return cast.circle_of(five["fay"].member, *(five[name].member for name in KINDS if name != "fay"))


def logged(page: Page, kind: str) -> None:
    words = f"Logged: {kind[:1].lower()}{kind[1:]}."
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def log_by_tap(page: Page, kind: str) -> None:
    page.get_by_role("button", name="Log a step", exact=True).click()
    page.get_by_role("dialog", name="Log a step").get_by_role("button", name=kind).click()
    logged(page, kind)


def log_by_key(page: Page, kind: str) -> None:
    """The bar is the last thing on a page, so that going back is the short way to it."""
    reach(page, page.get_by_role("button", name="Log a step", exact=True), key="Shift+Tab")
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("dialog", name="Log a step").get_by_role("button", name=kind))
    page.keyboard.press("Enter")
    logged(page, kind)


def drawing(page: Page, about: str):
    return page.locator(f"[role=graphics-document][aria-label^='{about}']")


def test_five_people_log_and_the_closed_week_becomes_a_chart(new_visitor, five, circle_id, backend):
    for name, kinds in KINDS.items():
        phone = new_visitor(phone=True)
        sign_in_as(phone, five[name])
        phone.goto("/circle")
        for kind in kinds:
            log_by_key(phone, kind)
        phone.context.close()
    cast.weeks_go_by(backend, circle_id, 1)

    phone = new_visitor(phone=True, dark=True)
    sign_in_as(phone, five["eve"])
    phone.goto("/momentum")
    expect(phone.get_by_text("Last week your circle took 10 steps.")).to_be_visible()
    expect(drawing(phone, "Steps of your circle, week by week.")).to_be_visible()
    week = momentum.momentum_page(five["eve"].member.gateway, circle_id).weeks[-1]
    # Rest was one person's: it is folded together with the smallest of the kinds that three people took.
    assert week.mix == (("application", 3), ("contact", 3), ("other", 4))


def test_the_table_of_a_chart_opens_by_keyboard_and_nothing_is_wider_than_the_phone(
    new_visitor, five, circle_id, backend
):
    for name in ("alice", "bob", "dora"):
        phone = new_visitor(phone=True)
        sign_in_as(phone, five[name])
        phone.goto("/circle")
        log_by_tap(phone, "A contact")
        log_by_tap(phone, "Learning")
        phone.context.close()
    cast.weeks_go_by(backend, circle_id, 1)
    page = new_visitor(phone=True)
    page.set_viewport_size({"width": 360, "height": 780})
    sign_in_as(page, five["bob"])
    page.goto("/momentum")
    table = page.locator(".st-key-table-steps")
    expect(table).to_be_visible()
    reach(page, table.locator("summary"))
    page.keyboard.press("Enter")
    expect(table.get_by_role("table")).to_contain_text("6")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


SMALL_PRINT = """() => [...document.querySelectorAll("[data-testid=stVegaLiteChart] text, table.numbers *")].filter(
    element => element.textContent.trim() && parseFloat(getComputedStyle(element).fontSize) < 16
).map(element => element.textContent)"""


@pytest.mark.parametrize("dark", [False, True])
def test_charts_are_drawn_in_the_colours_of_the_page_and_nothing_is_small_print(
    new_visitor, five, circle_id, backend, dark
):
    for name in KINDS:
        for kind in ("application", "contact"):
            steps.log(five[name].member.gateway, str(uuid4()), circle_id, kind)
    cast.weeks_go_by(backend, circle_id, 1)
    page = new_visitor(phone=True, dark=dark)
    page.set_viewport_size({"width": 360, "height": 780})
    sign_in_as(page, five["bob"])
    page.goto("/momentum")
    for about, number in (("Your steps", "2"), ("Steps of your circle", "10"), ("Steps by kind", "5")):
        expect(drawing(page, about).locator("text", has_text=number).first).to_be_visible()
    bar = drawing(page, "Steps of your circle").locator(".mark-rect path").first
    expect(bar).to_have_css("fill", "rgb(111, 168, 161)" if dark else "rgb(47, 99, 96)")
    assert page.evaluate(SMALL_PRINT) == []
    # The tools that Streamlit hangs on a chart speak of data formats; what they offer stands in the table.
    expect(page.get_by_role("button", name="Copy Vega-Lite spec")).to_have_count(0)
    assert page.evaluate("() => document.documentElement.scrollWidth") == 360
