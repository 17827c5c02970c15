"""What the embedded Supabase answers: what Supabase would, and nothing else."""

import pytest

from tests.local.http import Caller


@pytest.mark.parametrize(
    "path",
    [
        "",
        "_system/info",
        "_system/schema",
        "storage/v1/bucket",
        "rest/v1x/notes",
        "keys.json",
        "%5fsystem/info",
    ],
)
def test_only_auth_and_rest_are_answered(shared: Caller, path: str):
    answer = shared.get(path, apikey=shared.backend.key)
    assert answer.status_code == 404
    assert answer.json() == {"message": "Nothing is here."}


@pytest.mark.parametrize(
    "path", ["rest/v1/../../_system/info", "auth/v1/../../_system/info", "rest/v1/..%2f..%2f_system/info"]
)
def test_no_way_around_leads_to_the_system(shared: Caller, path: str):
    assert "database" not in shared.get(path, apikey=shared.backend.key).text


def test_nothing_is_answered_without_the_key(shared: Caller):
    assert shared.get("rest/v1/notes").status_code == 401
    assert shared.get("rest/v1/notes", apikey="sb_publishable_guess").status_code == 401


def test_requests_grant_nothing(shared: Caller):
    """Lite's first request would grant every table of every schema to anon."""
    assert shared.rpc("kinds").status_code == 200
    assert shared.get("rest/v1/notes", apikey=shared.backend.key).json()["code"] == "42501"
    assert shared.rpc("secret").json()["code"] == "42501"
    query = shared.backend.database.query
    assert query("select has_table_privilege('anon', 'public.notes', 'select, insert, update, delete')") == [
        "f"
    ]
    assert query("select has_table_privilege('anon', 'auth.users', 'select, insert, update, delete')") == [
        "f"
    ]
    assert query("select count(*) from pg_default_acl") == ["0"]


def test_arguments_and_answers_keep_their_kinds(shared: Caller):
    sent = {"_words": ["a", 'b"c'], "_body": {"deep": [1, None]}, "_count": 3, "_yes": False}
    assert shared.rpc("told", **sent).json() == [["a", 'b"c'], {"deep": [1, None]}, 3, False]
    for body in (None, ["a"], {}, [{"b": "c"}]):
        assert shared.rpc("told", **{**sent, "_body": body}).json()[1] == body
    kinds = shared.rpc("kinds").json()
    assert (kinds["number"], kinds["none"], kinds["words"]) == (1.5, None, ["a", "b"])


def test_refusals_arrive_as_supabase_sends_them(shared: Caller):
    refused = shared.rpc("refuse")
    assert (refused.status_code, refused.json()["code"], refused.json()["message"]) == (
        409,
        "PT409",
        "circle_full",
    )
    late = shared.rpc("takes_too_long")
    assert (late.status_code, late.json()["code"]) == (500, "57014")
    long = shared.rpc("keep_note", _id="00000000-0000-4000-8000-000000000002", _words="longer than ten")
    assert (long.status_code, long.json()["code"]) == (400, "23514")
    assert 'constraint "words_short"' in long.json()["message"]
    assert "longer than ten" not in long.text


def test_the_mailbox_opens_only_to_its_own_token(shared: Caller):
    shared.newcomer("mail@x.test")
    for authorization in ("", "Bearer x", f"Bearer {shared.backend.key}", shared.backend.mailbox_token):
        assert shared.get("mailbox", authorization=authorization).status_code == 401
    mails = shared.get("mailbox", authorization=f"Bearer {shared.backend.mailbox_token}").json()
    assert mails[0]["to"] == "mail@x.test"


def test_the_mailbox_shows_the_newest_first_and_one_address_if_asked(shared: Caller):
    shared.newcomer("first@x.test")
    shared.newcomer("second@x.test")
    shared.auth("resend", email="first@x.test", type="signup")
    mails = shared.mails("First@X.test")
    assert [mail["to"] for mail in mails] == ["first@x.test"] * 2
    assert mails[0]["at"] >= mails[1]["at"]
    assert all(len(mail["code"]) == 6 and "http" not in mail["text"] for mail in mails)
