"""The one door: names of refusals, repeated reads, renewed tokens, and words when nobody answers."""

import uuid

import pytest

from core.data.gateway import SupabaseGateway, anon_gateway, watched
from core.errors import NotAllowed, SessionEnded, SignInFirst, Unreachable
from tests import people

pytestmark = pytest.mark.usefixtures("environment")


def create_circle(gateway, circle_id):
    return gateway.call(
        "create_circle",
        id=circle_id,
        name="Monday circle",
        purpose="",
        time_zone="UTC",
        handle="Quiet Heron",
        rules=["Be kind."],
    )


def test_a_function_answers_with_its_json(new_member):
    assert new_member("alice").gateway.call("my_circles", read=True) == []


def test_a_write_sent_twice_with_one_id_makes_one_row(new_member):
    alice, circle_id = new_member("alice"), str(uuid.uuid4())
    create_circle(alice.gateway, circle_id)
    create_circle(alice.gateway, circle_id)
    assert [card["circle_id"] for card in alice.gateway.call("my_circles", read=True)] == [circle_id]


def test_a_visitor_is_refused_by_name():
    with pytest.raises((NotAllowed, SignInFirst)):
        anon_gateway().call("my_circles", read=True)


def test_a_stale_token_ends_the_session():
    with pytest.raises(SessionEnded):
        SupabaseGateway(lambda: "eyJub3QiOiJhIHRva2VuIn0.e30.x").call("my_circles", read=True)


def test_a_refused_token_is_renewed_once():
    person, renewals = people.sign_up("alice"), []

    def renew():
        renewals.append(1)
        return person.tokens.access

    assert SupabaseGateway(lambda: "not-a-token", renew).call("my_circles", read=True) == []
    assert len(renewals) == 1


def test_a_session_without_a_token_is_over():
    with pytest.raises(SessionEnded):
        SupabaseGateway(lambda: None).call("my_circles", read=True)


def test_a_database_that_is_away_has_a_sentence_and_comes_back(backend, new_member):
    alice = new_member("alice")
    backend.stop_database()
    try:
        with pytest.raises(Unreachable):
            alice.gateway.call("my_circles", read=True)
        with pytest.raises(Unreachable):
            create_circle(alice.gateway, str(uuid.uuid4()))
    finally:
        backend.start_database()
    assert alice.gateway.call("my_circles", read=True) == []


def test_nobody_at_the_address_has_a_sentence(monkeypatch):
    monkeypatch.setenv("SUPABASE_URL", "http://127.0.0.1:9")
    with pytest.raises(Unreachable):
        anon_gateway().call("browser_session", id="x" * 43)


def test_a_watcher_hears_the_name_of_every_call(new_member):
    alice, heard = new_member("alice"), []
    with watched(heard.append):
        alice.gateway.call("my_circles", read=True)
    alice.gateway.call("my_circles", read=True)
    assert heard == ["my_circles"]
