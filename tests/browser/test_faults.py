"""What goes wrong on the way, in a real browser: a calm sentence, nothing lost, and a way on."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from core.data import posts
from core.domain.posts import REACTIONS, Draft
from core.ui.session import Member
from tests import cast, people
from tests.browser.conftest import sign_in_as

WORDS = "A kind call today, after a quiet month"
AWAY = "We can't reach our own server right now."


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
def open_share(new_visitor, alice, circle_id, watched):
    """Return a function that opens Alice's share page in a browser of its own; no page may show a traceback."""
    assert circle_id
    pages: list[Page] = []

    def opened(page: Page | None = None) -> Page:
        if page is None:
            page = new_visitor()
            sign_in_as(page, alice)
        page.watch = watched(page)
        page.goto("/share")
        page.watch.settle()
        pages.append(page)
        return page

    yield opened
    for page in pages:
        assert page.watch.tracebacks == []
        assert page.get_by_test_id("stException").count() == 0
        shown = page.locator("body").inner_text()
        assert "Traceback" not in shown
        assert "Something went wrong on our side" not in shown


@pytest.fixture
def without_database(backend):
    """Return two functions: the database goes, and comes back; it is always back at the end."""
    away = []

    def go() -> None:
        backend.stop_database()
        away.append(True)

    def come_back() -> None:
        if away:
            away.clear()
            backend.start_database()

    yield go, come_back
    come_back()


def box(page: Page):
    return page.get_by_label("What happened?")


def preview(page: Page):
    return page.locator(".st-key-preview-compose")


def yes(page: Page):
    return page.locator(".st-key-yes-compose").get_by_role("button")


def share(page: Page) -> None:
    yes(page).click()
    expect(page.get_by_text("Thank you.")).to_be_visible()


def bodies(member: Member, circle_id: str) -> list[str]:
    return [post.body for post in posts.circle_page(member.gateway, circle_id).unseen]


def test_the_database_goes_while_somebody_writes(open_share, alice, circle_id, without_database):
    go, come_back = without_database
    page = open_share()
    box(page).press_sequentially(WORDS[:20])
    go()
    box(page).press_sequentially(WORDS[20:])
    expect(preview(page)).to_contain_text(WORDS[20:])
    yes(page).click()
    expect(page.get_by_text(AWAY).first).to_be_visible()
    page.reload()
    expect(page.get_by_text(AWAY).first).to_be_visible()
    come_back()
    page.reload()
    expect(box(page)).to_have_value(WORDS)
    share(page)
    assert bodies(alice.member, circle_id) == [WORDS]


def lose_an_answer(page, circle_id, alice, without_database) -> None:
    """Share while the database is away. The try arrives all the same, and nobody hears that it did."""
    go, come_back = without_database
    box(page).fill(WORDS)
    expect(preview(page)).to_contain_text(WORDS)
    go()
    yes(page).click()
    expect(page.get_by_text(AWAY).first).to_be_visible()
    come_back()
    posts.share(alice.member.gateway, draft_id(page), circle_id, Draft("win", WORDS, details={"took": ""}))


def draft_id(page: Page) -> str:
    kept = page.evaluate("() => Object.entries(localStorage)")
    (found,) = [value for name, value in kept if name.startswith("rebound:draft-id:")]
    return found


@pytest.mark.parametrize("refresh", [False, True])
def test_one_draft_tried_again_after_a_lost_answer_is_one_post(
    open_share, alice, circle_id, without_database, refresh
):
    page = open_share()
    lose_an_answer(page, circle_id, alice, without_database)
    if refresh:
        page.reload()
    share(page)
    assert bodies(alice.member, circle_id) == [WORDS]


@pytest.mark.parametrize("refresh", [False, True])
def test_words_changed_after_a_lost_answer_become_an_edit(
    open_share, alice, circle_id, without_database, refresh
):
    page = open_share()
    lose_an_answer(page, circle_id, alice, without_database)
    if refresh:
        page.reload()
    box(page).fill(f"{WORDS}, and a walk")
    expect(preview(page)).to_contain_text("and a walk")
    yes(page).click()
    expect(page.get_by_text("Your first try arrived.")).to_be_visible()
    assert bodies(alice.member, circle_id) == [WORDS]
    page.get_by_role("button", name="Change it to the newer words").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    assert bodies(alice.member, circle_id) == [f"{WORDS}, and a walk"]
    page.goto("/share")
    expect(box(page)).to_have_value("")


def test_every_page_has_a_sentence_while_the_database_is_away(open_share, without_database):
    go, come_back = without_database
    page = open_share()
    go()
    for path in ("/circle", "/share", "/me", "/join", "/facilitate", "/operate"):
        page.goto(path)
        expect(page.get_by_text(AWAY).first).to_be_visible()
    page.goto("/help")
    expect(page.get_by_role("heading", name="Help now")).to_be_visible()
    come_back()
    page.goto("/circle")
    expect(page.get_by_text("Nothing here yet.")).to_be_visible()


def test_many_quick_taps_on_small_kindnesses_end_as_the_page_shows_them(open_share, fay, alice, circle_id):
    post_id = str(uuid4())
    posts.share(fay.gateway, post_id, circle_id, Draft("win", "A kind call."))
    page = open_share()
    page.goto("/circle")
    kind = page.locator(f".st-key-react-feed-{post_id}")
    for _ in range(3):
        for word in ("Glad for you", "That took courage", "With you"):
            kind.get_by_role("button", name=word).click()
    page.watch.settle()
    shown = {
        word
        for word in ("Glad for you", "That took courage", "With you")
        if kind.get_by_role("button", name=word).get_attribute("aria-pressed") == "true"
    }
    (post,) = posts.circle_page(alice.member.gateway, circle_id).posts
    assert {REACTIONS[given] for given in post.reactions} == shown


def test_signed_out_elsewhere_the_next_act_asks_to_sign_in_and_the_draft_stays(
    open_share, new_visitor, alice, circle_id
):
    page, elsewhere = open_share(), new_visitor()
    box(page).fill(WORDS)
    expect(yes(page)).to_be_visible()
    sign_in_as(elsewhere, alice)
    elsewhere.goto("/me")
    elsewhere.get_by_role("button", name="Sign out everywhere").click()
    elsewhere.wait_for_url("**/welcome")
    page.wait_for_timeout(3500)  # longer than a look-up is kept in the process
    yes(page).click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    assert bodies(alice.member, circle_id) == []
    page.get_by_label("Your e-mail address").fill(alice.email)
    page.get_by_label("Your password").fill(alice.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/circle")
    page.goto("/share")
    expect(box(page)).to_have_value(WORDS)
    share(page)
    assert bodies(people.sign_in_again(alice).member, circle_id) == [WORDS]


def test_a_megabyte_of_pasted_text_breaks_nothing(open_share, alice, circle_id):
    page = open_share()
    box(page).focus()
    page.keyboard.insert_text("kind word " * 100_000)
    expect(page.get_by_text("That is all that fits: 4000 characters.")).to_be_visible()
    share(page)
    (body,) = bodies(alice.member, circle_id)
    assert len(body) <= 4000
