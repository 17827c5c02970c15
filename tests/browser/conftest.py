"""Real Chromium against the real server. A missing browser ends the run: nothing here is ever skipped."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright

from core.data import browser_sessions
from core.domain.browser import COOKIE
from core.services import sign_in
from tests import people
from tests.browser.runwatch import RunWatch
from tests.browser.server import Server

SHOTS = Path(__file__).parent / "shots"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
_PATIENCE_MS = 15_000

NewVisitor = Callable[..., Page]
NewPerson = Callable[..., Page]


@pytest.fixture(scope="session")
def server(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, shared by the whole run; a test that stops it starts it again."""
    running = Server(environment, tmp_path_factory.mktemp("server") / "app.log")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser; not for the whole run, because Playwright keeps the thread's event loop for itself."""
    with sync_playwright() as playwright:
        path = _chromium_path(playwright)
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


def _chromium_path(playwright: Playwright) -> str:
    """Take the system's Chromium, or Playwright's own."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    if Path(own := playwright.chromium.executable_path).exists():
        return own
    pytest.exit(
        "No Chromium was found. Install it (on Debian: apt-get install chromium), or run "
        "`.venv/bin/playwright install chromium`, then try again.",
        returncode=1,
    )


@pytest.fixture
def new_visitor(server: Server, chromium: Browser) -> Iterator[NewVisitor]:
    """Return a function that opens a browser of its own, signed out: `page.goto("/help")` then works.

    It takes `phone=True` and `dark=True`. `page.watch` knows when a rerun is over. At the end no page may have
    broken the content security policy or shown a traceback.
    """
    complaints: list[str] = []
    opened = []

    def open_browser(*, phone: bool = False, dark: bool = False) -> Page:
        context = chromium.new_context(
            base_url=server.url,
            viewport=PHONE if phone else DESKTOP,
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(_PATIENCE_MS)
        context.on("console", lambda message: _note(message, complaints))
        opened.append(context)
        return context.new_page()

    yield open_browser
    for context in opened:
        context.close()
    assert complaints == []


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    if "Content Security Policy" in message.text:
        complaints.append(message.text)


@pytest.fixture
def new_person(new_visitor: NewVisitor, environment: dict[str, str]) -> NewPerson:
    """Return a function that opens a browser of its own in which somebody new is signed in."""
    assert environment

    def open_browser(name: str, *, phone: bool = False, dark: bool = False) -> Page:
        page = new_visitor(phone=phone, dark=dark)
        sign_in_as(page, people.sign_up(name))
        return page

    return open_browser


def sign_in_as(page: Page, person: people.Person) -> None:
    """Hand this browser the cookie of a fresh session, as the session route does after the form."""
    cookie = {"name": COOKIE, "value": new_session(person), "domain": "127.0.0.1", "path": "/"}
    page.context.add_cookies([{**cookie, "secure": True, "httpOnly": True, "sameSite": "Lax"}])


def new_session(person: people.Person) -> str:
    """Return the cookie's value for somebody who signed in just now."""
    binding = os.urandom(16).hex()
    session_id = browser_sessions.redeem(sign_in.begin(person.tokens, binding), binding)
    assert session_id is not None
    return session_id


@pytest.fixture
def watched() -> Callable[[Page], RunWatch]:
    """Return a function that watches a page's reruns; call it before the first `goto`."""
    return RunWatch


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Return a function that keeps a picture of the page under `tests/browser/shots/`."""
    SHOTS.mkdir(exist_ok=True)
    return lambda page, name: _shoot(page, SHOTS / f"{name}.png")


def _shoot(page: Page, file: Path) -> None:
    page.screenshot(path=file)
