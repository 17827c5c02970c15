"""Browser sessions through the database: found, renewed once, ended everywhere, and worth nothing to others."""

from multiprocessing import get_context

import psycopg
import pytest

from core.data import accounts, browser_sessions
from core.errors import SessionEnded
from core.services import sign_in
from tests import people

pytestmark = pytest.mark.usefixtures("environment")

BINDING = "ab" * 16


@pytest.fixture
def database(backend):
    with psycopg.connect(
        host=backend.socket_dir, user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        yield connection


@pytest.fixture
def alice():
    return people.sign_up("alice")


def new_session(person):
    session_id = browser_sessions.redeem(sign_in.begin(person.tokens, BINDING), BINDING)
    assert session_id is not None
    return session_id


def row(database, session_id):
    return database.execute(
        "select browser_sessions::text from app.browser_sessions where id_hash = encode(sha256(%s), 'hex')",
        [session_id.encode()],
    ).fetchone()


def make_old(database, session_id):
    database.execute(
        "update app.browser_sessions set access_expires_at = now() - interval '1 second'"
        " where id_hash = encode(sha256(%s), 'hex')",
        [session_id.encode()],
    )
    sign_in.forget(session_id)


def test_a_session_is_found_and_has_the_members_rights(alice):
    session_id = new_session(alice)
    assert sign_in.current(session_id).tokens.account_id == alice.tokens.account_id
    assert sign_in.member_gateway(session_id).call("my_circles", read=True) == []


@pytest.mark.parametrize("made_up", [None, "", "short", "x" * 43, "x" * 5000, "é" * 43])
def test_a_made_up_id_is_nobody(made_up):
    assert sign_in.current(made_up) is None


def test_the_row_holds_neither_the_id_nor_a_token(alice, database):
    session_id = new_session(alice)
    kept = str(row(database, session_id))
    for secret in (session_id, alice.tokens.access, alice.tokens.refresh):
        assert secret not in kept


def test_a_ticket_works_once_in_its_own_browser(alice):
    ticket = sign_in.begin(alice.tokens, BINDING)
    assert browser_sessions.redeem(ticket, BINDING) is not None
    assert browser_sessions.redeem(ticket, BINDING) is None


def test_a_ticket_tried_in_another_browser_is_spent(alice):
    ticket = sign_in.begin(alice.tokens, BINDING)
    assert browser_sessions.redeem(ticket, "cd" * 16) is None
    assert browser_sessions.redeem(ticket, BINDING) is None


def test_a_ticket_is_worth_nothing_after_a_minute(alice, database):
    ticket = sign_in.begin(alice.tokens, BINDING)
    database.execute("update app.session_tickets set expires_at = now() - interval '1 second'")
    assert browser_sessions.redeem(ticket, BINDING) is None


def test_an_empty_binding_is_refused(alice):
    with pytest.raises(SessionEnded):
        sign_in.begin(alice.tokens, "")
    ticket = sign_in.begin(alice.tokens, BINDING)
    with pytest.raises(SessionEnded):
        browser_sessions.redeem(ticket, "")


def test_an_old_token_is_refreshed_and_the_member_notices_nothing(alice, database):
    session_id = new_session(alice)
    make_old(database, session_id)
    assert sign_in.current(session_id).version == 1
    assert sign_in.member_gateway(session_id).call("my_circles", read=True) == []


def look_up_together(barrier, session_id, answers):
    """Runs in a process of its own, and goes on when all the others are as far."""
    barrier.wait(60)
    session = sign_in.current(session_id)
    answers.put((session.version, session.tokens.refresh))


def test_four_processes_at_once_spend_the_refresh_token_once(alice, database):
    session_id = new_session(alice)
    make_old(database, session_id)
    spawning = get_context("spawn")
    answers = spawning.Queue()
    told = (spawning.Barrier(4), session_id, answers)
    processes = [spawning.Process(target=look_up_together, args=told) for _ in range(4)]
    for process in processes:
        process.start()
    found = {answers.get(timeout=60) for _ in processes}
    for process in processes:
        process.join(60)
    assert len(found) == 1
    assert found.pop()[0] == 1


def test_a_refresh_token_that_was_revoked_ends_the_session(alice, database):
    session_id = new_session(alice)
    accounts.sign_out(alice.tokens.access, "global")
    make_old(database, session_id)
    assert sign_in.current(session_id) is None
    assert row(database, session_id) is None


def test_ending_it_here_leaves_the_other_browser(alice):
    here, there = new_session(alice), new_session(people.sign_up("bob"))
    sign_in.end(here)
    assert sign_in.current(here) is None
    assert sign_in.current(there) is not None
    with pytest.raises(SessionEnded):
        sign_in.member_gateway(here).call("my_circles", read=True)


def test_ending_it_everywhere_ends_the_accounts_sessions_and_no_other(alice, database):
    here, there, bobs = new_session(alice), new_session(alice), new_session(people.sign_up("bob"))
    sign_in.end_everywhere(here)
    assert row(database, there) is None
    assert row(database, bobs) is not None


def test_an_account_keeps_its_twenty_newest_browsers(alice, database):
    sessions = [new_session(alice) for _ in range(21)]
    assert row(database, sessions[0]) is None
    assert all(row(database, session_id) for session_id in sessions[1:])


def test_a_database_that_is_away_signs_nobody_out(alice, backend, monkeypatch):
    session_id = new_session(alice)
    assert sign_in.current(session_id) is not None
    monkeypatch.setattr(sign_in, "KEPT_S", 0.0)
    backend.stop_database()
    try:
        assert sign_in.current(session_id) is not None
    finally:
        backend.start_database()
