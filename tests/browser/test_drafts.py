"""Words are kept in the browser alone, are looked at after a pause, and survive what happens until they are shared."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from core.ui import draft
from tests.browser.server import ROOT, Server

ALICES_SCOPE = draft.scope("alice", "circle", "share")
WORDS = "Quiet words of mine"
NO_PAUSE_ENDS = """() => {
  const later = setTimeout;
  window.setTimeout = (act, after, ...rest) => after === 1000 ? 0 : later(act, after, ...rest);
}"""
COUNT_PULSES = """
window.heard = 0;
window.EventSource = class extends EventSource {
  constructor(address) {
    super(address);
    this.addEventListener("message", () => window.heard++);
  }
};
"""


class DraftServer(Server):
    """The tests' own page instead of the product."""

    script = Path(__file__).with_name("draft_page.py")

    def start(self) -> None:
        order = [sys.executable, "-m", "streamlit", "run", str(self.script)]
        order += ["--server.address", "127.0.0.1", "--server.port", str(self.port)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(order, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self._await_health()


@pytest.fixture(scope="module")
def draft_server(tmp_path_factory):
    running = DraftServer({}, tmp_path_factory.mktemp("drafts") / "app.log")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def page(draft_server, chromium):
    """A browser of its own on the share page; what it sends and complains about is kept."""
    context = chromium.new_context(base_url=draft_server.url)
    page = context.new_page()
    page.sent = []

    def overheard(frame: bytes | str) -> None:
        page.sent.append(frame if isinstance(frame, bytes) else frame.encode())

    page.complaints = []
    page.on("websocket", lambda socket: socket.on("framesent", overheard))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto("/share")
    yield page
    assert page.complaints == []
    context.close()


def box(page: Page):
    return page.get_by_label("What happened?")


def note(page: Page):
    return page.locator(".draft .note")


def kept(page: Page) -> str | None:
    return page.evaluate("scope => localStorage.getItem('rebound:draft:' + scope)", ALICES_SCOPE)


def heard(page: Page) -> int:
    """Count how often these words left the browser."""
    return sum(WORDS.encode() in frame for frame in page.sent)


def test_nothing_is_sent_before_a_pause_and_then_once(page):
    box(page).press_sequentially(WORDS)
    assert kept(page) == WORDS
    assert heard(page) == 0
    expect(page.get_by_text(f"preview 1: {WORDS}")).to_be_visible()
    expect(box(page)).to_be_focused()
    expect(note(page)).to_have_text("Kept in this browser. Previewed.")
    box(page).blur()
    page.get_by_text("setback").click()
    expect(page.get_by_role("radio", name="setback")).to_be_checked()
    assert heard(page) == 1


def test_leaving_the_box_does_not_wait_for_the_pause(page):
    page.evaluate(NO_PAUSE_ENDS)
    box(page).fill(WORDS)
    assert heard(page) == 0
    page.keyboard.press("Tab")
    expect(page.get_by_text(f"preview 1: {WORDS}")).to_be_visible()


def test_words_reach_the_server_before_a_tap_elsewhere_does(page):
    """Where a tap leaves the focus in the box, as on some phones, no blur comes first."""
    page.evaluate("() => addEventListener('mousedown', event => event.preventDefault(), true)")
    box(page).fill("half a sen")
    expect(page.get_by_text("preview 1: half a sen")).to_be_visible()
    page.evaluate(NO_PAUSE_ENDS)
    box(page).fill(WORDS)
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_text(f"shared {WORDS}")).to_be_visible()


def test_a_draft_survives_a_refresh_and_a_page_change(page):
    box(page).fill(WORDS)
    expect(note(page)).to_contain_text("Kept in this browser")
    page.reload()
    expect(box(page)).to_have_value(WORDS)
    page.get_by_role("link", name="Feed").click()
    expect(page.get_by_role("heading", name="Feed")).to_be_visible()
    page.get_by_role("link", name="Share").click()
    expect(box(page)).to_have_value(WORDS)


def test_a_draft_survives_a_dead_server_and_the_box_says_so(page, draft_server):
    box(page).fill(WORDS)
    with draft_server.away():
        expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0)
        box(page).press_sequentially(", more")
        assert kept(page) == WORDS + ", more"
        expect(note(page)).to_contain_text("Our server does not answer.", timeout=15_000)
    page.reload()
    expect(box(page)).to_have_value(WORDS + ", more")


def test_a_second_tab_goes_on_with_the_same_draft(page):
    other = page.context.new_page()
    other.goto("/share")
    box(other).fill(WORDS)
    expect(box(page)).to_have_value(WORDS)


def test_somebody_else_at_this_browser_finds_an_empty_box(page):
    box(page).fill(WORDS)
    page.goto("/share?person=bob")
    expect(note(page)).to_have_text("")
    expect(box(page)).to_have_value("")


def test_sharing_clears_the_box_and_the_next_draft_is_safe(page):
    share(page, "Share")
    expect(box(page)).to_have_value("")
    assert kept(page) is None
    box(page).fill("the next one")
    page.get_by_role("link", name="Feed").click()
    expect(page.get_by_role("heading", name="Feed")).to_be_visible()
    page.get_by_role("link", name="Share").click()
    expect(box(page)).to_have_value("the next one")
    page.reload()
    expect(box(page)).to_have_value("the next one")


def test_words_written_after_the_shared_ones_stay(page, draft_server):
    box(page).fill(WORDS)
    expect(page.get_by_text(f"preview 1: {WORDS}")).to_be_visible()
    page.evaluate(NO_PAUSE_ENDS)
    page.get_by_role("button", name="Share slowly").click()
    box(page).press_sequentially(", more")
    httpx.post(f"{draft_server.url}/go").raise_for_status()
    expect(page.get_by_text(f"shared {WORDS}")).to_be_visible()
    page.reload()
    expect(box(page)).to_have_value(WORDS + ", more")


def test_one_draft_has_one_id_until_it_is_shared(page):
    box(page).fill(WORDS)
    expect(page.get_by_text(f"preview 1: {WORDS}")).to_be_visible()
    first = page.get_by_text("id ").inner_text()
    page.reload()
    expect(page.get_by_text(f"preview 1: {WORDS}")).to_be_visible()
    expect(page.get_by_text("id ")).to_have_text(first)
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_text("id ")).not_to_have_text(first)
    box(page).fill("the next one")
    expect(page.get_by_text("preview 2: the next one")).to_be_visible()
    expect(page.get_by_text("id ")).not_to_have_text(first)


def test_sharing_clears_the_draft_even_when_the_page_changes(page):
    share(page, "Share and leave")
    expect(page.get_by_role("heading", name="Feed")).to_be_visible()
    page.wait_for_function("scope => !localStorage.getItem('rebound:draft:' + scope)", arg=ALICES_SCOPE)


def share(page: Page, button: str) -> None:
    box(page).fill(WORDS)
    page.get_by_role("button", name=button, exact=True).click()


def test_what_is_cleared_can_be_brought_back(page):
    box(page).fill(WORDS)
    page.get_by_role("button", name="Clear").click()
    expect(box(page)).to_have_value("")
    assert kept(page) is None
    page.get_by_role("button", name="Undo").click()
    expect(box(page)).to_have_value(WORDS)
    assert kept(page) == WORDS


def test_the_keyboard_alone_is_enough(page):
    box(page).focus()
    page.keyboard.type(WORDS)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(f"preview 1: {WORDS}")).to_be_visible()
    expect(box(page)).to_be_focused()
    expect(page.get_by_role("button", name="Share and leave")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Clear")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Share", exact=True)).to_be_focused()


def test_a_slow_server_hears_the_newest_words_and_takes_none_away(page):
    page.goto("/share?slow=1")
    box(page).fill("half a sen")
    box(page).blur()
    box(page).focus()
    box(page).fill(WORDS)
    box(page).blur()
    expect(page.get_by_text(f": {WORDS}")).to_be_visible()
    expect(box(page)).to_have_value(WORDS)
    assert heard(page) == 1


def test_an_empty_box_sends_nothing(page):
    box(page).fill("   \n ")
    box(page).blur()
    page.get_by_text("setback").click()
    expect(page.get_by_role("radio", name="setback")).to_be_checked()
    assert not any(b"press" in frame for frame in page.sent)


def test_more_than_fits_is_said(page):
    box(page).press_sequentially("x" * 45)
    expect(box(page)).to_have_value("x" * 40)
    expect(note(page)).to_have_text("That is all that fits: 40 characters.")


def test_a_browser_that_keeps_nothing_says_so(page):
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    box(page).press_sequentially("hello")
    expect(page.get_by_text("preview 1: hello")).to_be_visible()
    expect(note(page)).to_contain_text("This browser keeps no drafts.")


def test_news_rerun_one_part_and_leave_typed_words_and_focus(page, draft_server):
    listen(page)
    reply = page.get_by_label("Reply")
    reply.focus()
    reply.press_sequentially("half a sen")
    beat(draft_server)
    expect(page.get_by_text("posts 2")).to_be_visible()
    expect(page.get_by_text("page 1")).to_be_visible()
    expect(reply).to_be_focused()
    expect(reply).to_have_value("half a sen")


def test_a_hidden_tab_does_not_listen_and_catches_up(page, draft_server):
    listen(page)
    with page.expect_event("requestfailed", lambda request: "/live/" in request.url):
        look(page, hidden=True)
    beat(draft_server)
    expect(page.get_by_text("posts 1")).to_be_visible()
    look(page, hidden=False)
    expect(page.get_by_text("posts 2")).to_be_visible()


def listen(page: Page) -> None:
    page.add_init_script(COUNT_PULSES)
    page.goto("/")
    page.wait_for_function("() => heard === 1")
    expect(page.get_by_text("posts 1")).to_be_visible()


def look(page: Page, *, hidden: bool) -> None:
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


def beat(server: Server) -> None:
    httpx.post(f"{server.url}/beat").raise_for_status()
