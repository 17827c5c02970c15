"""Somebody without a pointer: what they come to by Tab and do by Enter."""

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 80
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


def unfold(page: Page, words: str) -> None:
    reach(page, page.locator("summary").filter(has_text=words).first)
    page.keyboard.press("Enter")
