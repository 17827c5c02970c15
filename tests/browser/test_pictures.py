"""The README's pictures, made of the demo's circle: four pages, light and dark, on a desk and on a phone.

They are kept under docs/pictures when REBOUND_PICTURES is set (`make pictures`), and thrown away otherwise: the
test then only shows that each page is whole, and as wide as its screen.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core.data import accounts
from core.local import demo
from tests.browser.conftest import sign_in_as
from tests.people import Person

FITS = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")].every(
    part => part.scrollWidth <= innerWidth)"""
KEPT = Path(__file__).parents[2] / "docs" / "pictures"
WORDS = "Maya from Adobe called me at +1 415 555 0132. Second round next week, and I slept before it."


@pytest.fixture(scope="module")
def demo_people(backend, environment, tmp_path_factory) -> dict[str, Person]:
    assert environment
    folder = tmp_path_factory.mktemp("demo")
    demo.prepare(backend, folder)
    return {
        person.name: Person(
            person.name, person.email, person.password, accounts.sign_in(person.email, person.password)
        )
        for person in demo.people(folder)
    }


@pytest.fixture
def picture(tmp_path):
    folder = KEPT if os.environ.get("REBOUND_PICTURES") else tmp_path
    folder.mkdir(exist_ok=True, parents=True)

    def take(page: Page, name: str) -> None:
        assert page.evaluate(FITS)
        page.screenshot(path=folder / f"{name}.png")

    return take


def landing(page: Page) -> None:
    page.goto("/welcome")
    expect(page.get_by_role("heading", name="A no is one event, not a verdict")).to_be_visible()


def circle(page: Page) -> None:
    page.goto("/circle")
    expect(page.get_by_text("I cried in the car after the call.")).to_be_visible()


def preview(page: Page) -> None:
    page.goto("/share")
    page.get_by_label("What happened?").fill(WORDS)
    expect(page.get_by_text("3 hidden")).to_be_visible()


def moderation(page: Page) -> None:
    page.goto("/facilitate")
    expect(page.get_by_text("I think I know which library this is.")).to_be_visible()
    expect(page.get_by_role("button", name="I'll look after it").first).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("show", "who"),
    [(landing, None), (circle, "Heron"), (preview, "Heron"), (moderation, "Wren")],
    ids=["landing", "circle", "preview", "moderation"],
)
def test_a_page_is_whole_on_its_screen(new_visitor, demo_people, picture, show, who, phone, dark):
    page = new_visitor(phone=phone, dark=dark)
    if who:
        sign_in_as(page, demo_people[who])
    show(page)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)
    picture(page, f"{show.__name__}-{'phone' if phone else 'desktop'}-{'dark' if dark else 'light'}")
