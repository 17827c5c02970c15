"""What a page shows on AppTest, and how somebody presses what is on it."""

from collections.abc import Iterable
from typing import Any

from streamlit.testing.v1 import AppTest


def run(at: AppTest) -> AppTest:
    """Draw it anew; no page may end in a traceback."""
    at.run()
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    labelled(at.button, label).click()
    return run(at)


def labelled(elements: Iterable[Any], label: str) -> Any:
    return next(element for element in elements if element.label == label)


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def lines(at: AppTest) -> list[str]:
    return [element.value for kind in ("text", "markdown", "caption") for element in at.get(kind)]
