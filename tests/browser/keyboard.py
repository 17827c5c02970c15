"""Somebody without a pointer: what they come to by Tab and do by Enter."""

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 80
MOST_CHOICES = 20
# On which choice the box with the focus is. A list that has just opened closes once more when the page scrolls.
CHOICE = (
    "() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent"
)
# What a key did is on the screen two frames later.
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
CHOSEN = "() => document.activeElement.value"
HAS_FOCUS = "element => element === element.getRootNode().activeElement"


def reach(page: Page, target: Locator, *, key: str = "Tab") -> None:
    """Go on until this has the focus; a page that keeps it from the keyboard fails."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if target.evaluate(HAS_FOCUS):
            return
        page.keyboard.press(key)
    raise AssertionError(target)


def press(page: Page, name: str) -> None:
    """Press the first button of that name on the page itself."""
    reach(page, page.get_by_test_id("stMain").get_by_role("button", name=name, exact=True).first)
    page.keyboard.press("Enter")


def pick(page: Page, words: str) -> None:
    """Go down the choices of the box that has the focus, and take these words."""
    for _ in range(MOST_CHOICES):
        page.keyboard.press("Enter" if page.evaluate(CHOICE) == words else "ArrowDown")
        page.evaluate(DRAWN)
        if page.evaluate(CHOSEN) == words:
            return
    raise AssertionError(words)


def unfold(page: Page, words: str) -> None:
    reach(page, page.locator("summary").filter(has_text=words).first)
    page.keyboard.press("Enter")
