"""Signing in, staying signed in, and signing out, in a real browser."""

import re

import httpx
import pytest
from playwright.sync_api import expect
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from core.data import accounts, local_copy
from core.domain import browser
from core.domain.browser import COOKIE
from core.services import sign_in
from tests import people
from tests.browser.conftest import new_session, sign_in_as
from tests.browser.server import Server

MEMBERS_ONLY = ["/circle", "/share", "/me", "/join", "/facilitate", "/operate"]
EVERYBODYS = ["/welcome", "/sign-in", "/help"]
BY_FILE = ["/queue", "/sign_in", "/pages/member/circle", "/member/circle"]


def signed_out(page):
    return page.get_by_role("heading", name="Sign in", exact=True)


def cookie_of(page):
    return next((cookie for cookie in page.context.cookies() if cookie["name"] == COOKIE), None)


def sign_in_with_password(page, person):
    page.get_by_label("Your e-mail address").fill(person.email)
    page.get_by_label("Your password").fill(person.password)
    page.get_by_role("button", name="Sign in").click()


# --- who may open what --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", MEMBERS_ONLY)
def test_a_members_address_opened_first_on_a_fresh_server_asks_to_sign_in(
    chromium, environment, tmp_path, path
):
    fresh = Server(environment, tmp_path / "app.log")
    fresh.start()
    context = chromium.new_context(base_url=fresh.url)
    page = context.new_page()
    page.goto(path)
    expect(signed_out(page)).to_be_visible()
    context.close()
    fresh.stop()


@pytest.mark.parametrize("path", BY_FILE)
def test_a_page_file_is_no_address(new_visitor, path):
    page = new_visitor()
    page.goto(path)
    expect(page.get_by_role("heading", name="A no is one event, not a verdict")).to_be_visible()


@pytest.mark.parametrize("path", EVERYBODYS)
def test_everybody_may_open_it(new_visitor, path):
    page = new_visitor()
    page.goto(path)
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page).to_have_url(re.compile(f"{path}$"))


def test_a_member_who_facilitates_nothing_is_told_so(new_person):
    page = new_person("alice")
    page.goto("/facilitate")
    expect(page.get_by_role("heading", name="This page is for facilitators")).to_be_visible()
    expect(page.get_by_role("link", name="Go to your circle")).to_be_visible()


# --- in -----------------------------------------------------------------------------------------------------


def test_an_invitation_is_carried_through_sign_up(new_visitor):
    page = new_visitor(phone=True)
    page.goto("/join?invite=CODE-42")
    email = people.new_address("wren")
    page.get_by_label("A new password").fill("three quiet words")
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_text("This local copy sends no mail")).to_contain_text(re.compile(r"\d{6}"))
    page.get_by_label("The code").fill(local_copy.newest_code(email))
    with page.expect_response("**/session"):
        page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/join?invite=CODE-42")
    expect(page.get_by_text("Signing you in")).to_have_count(0)
    assert cookie_of(page) is not None


def test_the_invitation_survives_a_look_at_another_page(new_visitor):
    page = new_visitor()
    page.goto("/join?invite=CODE-43")
    expect(page.get_by_text("You are invited to a circle")).to_be_visible()
    page.get_by_role("link", name="Help").first.click()
    page.wait_for_url("**/help")
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_text("With a password").click()
    page.get_by_role("button", name="Sign in").wait_for()
    sign_in_with_password(page, people.sign_up("wren"))
    page.wait_for_url("**/join?invite=CODE-43")


def test_the_cookie_is_out_of_reach_and_nothing_else_holds_a_token(new_visitor):
    page, person = new_visitor(), people.sign_up("alice")
    page.goto("/sign-in")
    with page.expect_response("**/session"):
        sign_in_with_password(page, person)
    expect(signed_out(page)).to_have_count(0)
    cookie = cookie_of(page)
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"], cookie["path"]) == (
        True,
        True,
        "Lax",
        "/",
    )
    assert len(cookie["value"]) == 43
    readable = page.evaluate(
        "() => JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])"
    )
    assert COOKIE not in readable
    assert cookie["value"] not in readable
    assert "eyJ" not in readable


def test_signed_in_survives_refresh_a_new_tab_and_a_restart(new_person, server):
    page = new_person("alice")
    page.goto("/me")
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    other = page.context.new_page()
    other.goto("/me")
    expect(other.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    with server.away():
        pass
    page.reload()
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()


# --- out ----------------------------------------------------------------------------------------------------


def test_signing_out_ends_every_tab_and_the_session(new_person):
    page = new_person("alice")
    page.goto("/me")
    other = page.context.new_page()
    other.goto("/me")
    expect(other.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    session_id = cookie_of(page)["value"]

    page.get_by_role("button", name="Sign out", exact=True).click()

    page.wait_for_url("**/welcome")
    expect(signed_out(other)).to_be_visible()
    assert cookie_of(page) is None
    other.context.add_cookies(
        [{"name": COOKIE, "value": session_id, "url": page.url.replace("http", "https")}]
    )
    other.reload()
    expect(signed_out(other)).to_be_visible()


def test_signing_out_everywhere_ends_the_other_browser_at_its_next_step(new_visitor):
    person = people.sign_up("alice")
    here, there = new_visitor(), new_visitor()
    for page in (here, there):
        sign_in_as(page, person)
        page.goto("/me")
        expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    here.get_by_role("button", name="Sign out everywhere").click()
    here.wait_for_url("**/welcome")
    there.wait_for_timeout(3500)  # longer than a look-up is kept in the process
    there.get_by_role("link", name="Circle").first.click()
    expect(signed_out(there)).to_be_visible()


def test_signing_out_asks_before_a_draft_is_deleted(new_person):
    page = new_person("alice")
    page.goto("/me")
    page.evaluate("() => localStorage.setItem('rebound:draft:abc', 'not shared yet')")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Stay signed in").click()
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    assert page.evaluate("() => localStorage.getItem('rebound:draft:abc')") == "not shared yet"

    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Delete and sign out").click()
    page.wait_for_url("**/welcome")
    assert page.evaluate("() => localStorage.getItem('rebound:draft:abc')") is None


# --- what somebody else could try -----------------------------------------------------------------------------


def test_help_is_one_click_away_from_the_question_before_signing_out(new_person):
    page = new_person("alice")
    page.goto("/me")
    page.evaluate("() => localStorage.setItem('rebound:draft:abc', 'not shared yet')")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("button", name="Delete and sign out")).to_be_visible()
    page.get_by_test_id("stHeader").get_by_role("link", name="Help").click()
    expect(page.get_by_role("heading", name="Help now")).to_be_visible()
    page.get_by_test_id("stHeader").get_by_role("link", name="Me", exact=True).click()
    expect(page.get_by_role("heading", name="This account")).to_be_visible()


def test_a_ticket_is_worth_nothing_in_another_browser(new_visitor):
    victim, person = new_visitor(), people.sign_up("alice")
    tickets = []
    victim.route("**/session", lambda route: (tickets.append(route.request.post_data_json), route.abort()))
    victim.goto("/sign-in")
    sign_in_with_password(victim, person)
    expect(victim.get_by_text("Signing in did not work in this browser")).to_be_visible()

    thief = new_visitor()
    thief.goto("/sign-in")
    expect(signed_out(thief)).to_be_visible()
    status = thief.evaluate(
        "async (body) => (await fetch('/session', {method: 'POST', body: JSON.stringify(body),"
        " headers: {'Content-Type': 'application/json'}})).status",
        tickets[0],
    )
    assert status == 403
    assert cookie_of(thief) is None


def test_signing_in_again_ends_the_session_before(server):
    former, person = new_session(people.sign_up("alice")), people.sign_up("bob")
    xsrf = generate_xsrf_token_string()
    answer = httpx.post(
        f"{server.url}/session",
        json={"ticket": sign_in.begin(person.tokens, browser.binding(xsrf))},
        headers={"Origin": server.url},
        cookies={COOKIE: former, browser.XSRF_COOKIE: xsrf},
    )
    assert answer.status_code == 204
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=")
    assert sign_in.current(former) is None


def test_another_site_cannot_end_or_begin_a_session(server, new_person):
    page = new_person("alice")
    cookies = {COOKIE: cookie_of(page)["value"]}
    foreign = {"Origin": "http://evil.example", "Content-Type": "application/json"}
    for method in ("DELETE", "POST"):
        assert (
            httpx.request(method, f"{server.url}/session", headers=foreign, cookies=cookies).status_code
            == 403
        )
    plain = {"Origin": server.url, "Content-Type": "text/plain"}
    assert httpx.delete(f"{server.url}/session", headers=plain, cookies=cookies).status_code == 403
    page.goto("/me")
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()


# --- when something is away -----------------------------------------------------------------------------------


def test_a_database_that_is_away_is_a_sentence_and_then_it_goes_on(new_person, backend):
    page = new_person("alice")
    backend.stop_database()
    try:
        page.goto("/circle")
        expect(page.get_by_text("We can't reach our own server right now")).to_be_visible()
        expect(page.get_by_text("Traceback")).to_have_count(0)
        page.goto("/help")
        expect(page.get_by_role("heading").first).to_be_visible()
    finally:
        backend.start_database()
    page.goto("/me")
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()


# --- speed ----------------------------------------------------------------------------------------------------


def test_the_first_load_is_compressed_and_quick_on_a_slow_line(new_visitor):
    page = new_visitor(phone=True)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 40, "downloadThroughput": 1_250_000, "uploadThroughput": 1_250_000},
    )
    bytes_in = []
    network.on("Network.loadingFinished", lambda event: bytes_in.append(event["encodedDataLength"]))
    page.goto("/sign-in", wait_until="commit")
    expect(signed_out(page)).to_be_visible()
    seconds = page.evaluate("() => performance.now()") / 1000
    assert sum(bytes_in) < 1_500_000
    assert seconds < 2.5


def test_a_new_password_ends_what_was_signed_in_with_the_old_one(new_visitor):
    page, person = new_visitor(), people.sign_up("alice")
    sign_in_as(page, person)
    accounts.send_recovery(person.email)
    there = new_visitor()
    there.goto("/sign-in")
    there.get_by_text("Forgotten password").click()
    there.get_by_role("button", name="Send me a code").wait_for()
    there.get_by_label("Your e-mail address").fill(person.email)
    there.get_by_role("button", name="Send me a code").click()
    there.get_by_label("The code").wait_for()
    there.get_by_label("The code").fill(local_copy.newest_code(person.email))
    there.get_by_label("Your new password").fill("another three words")
    with there.expect_response("**/session"):
        there.get_by_role("button", name="Set password and sign in").click()
    page.goto("/me")
    expect(signed_out(page)).to_be_visible()
