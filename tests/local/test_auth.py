"""Signing up and in, through Supabase's own client: Lite's ways that differ are repaired."""

from datetime import UTC, datetime

import pytest
from supabase_auth.errors import AuthApiError

from supabase import create_client
from tests.local.http import PASSWORD, Caller


def test_the_official_client_signs_up_confirms_and_reads_the_times(shared: Caller):
    client = create_client(shared.backend.url, shared.backend.key)
    client.auth.sign_up({"email": "client@x.test", "password": PASSWORD})
    with pytest.raises(AuthApiError, match="not confirmed"):
        client.auth.sign_in_with_password({"email": "client@x.test", "password": PASSWORD})
    code = shared.mails("client@x.test")[0]["code"]
    signed_in = client.auth.verify_otp({"email": "client@x.test", "token": code, "type": "email"})
    assert signed_in.user
    assert abs(datetime.now(UTC) - signed_in.user.created_at).total_seconds() < 60
    with pytest.raises(AuthApiError) as used:
        client.auth.verify_otp({"email": "client@x.test", "token": code, "type": "email"})
    assert used.value.code == "otp_expired"


def test_times_are_rfc_3339(shared: Caller):
    member = shared.member("times@x.test")
    for time in (member["user"]["created_at"], member["user"]["email_confirmed_at"]):
        assert "T" in time
        assert time.endswith("Z")


def test_a_code_by_mail_signs_in_somebody_who_is_known(shared: Caller):
    shared.member("known@x.test")
    shared.auth("otp", email="known@x.test", create_user=False)
    code = shared.mails("known@x.test")[0]["code"]
    assert shared.auth("verify", email="known@x.test", token=code, type="email").status_code == 200


def test_a_forgotten_password_is_replaced(shared: Caller):
    shared.member("forgot@x.test")
    shared.auth("recover", email="forgot@x.test")
    client = create_client(shared.backend.url, shared.backend.key)
    code = shared.mails("forgot@x.test")[0]["code"]
    client.auth.verify_otp({"email": "forgot@x.test", "token": code, "type": "recovery"})
    client.auth.update_user({"password": "another five words of mine"})
    again = shared.auth(
        "token?grant_type=password", email="forgot@x.test", password="another five words of mine"
    )
    assert again.status_code == 200


def test_a_code_that_did_not_come_is_sent_again(shared: Caller):
    first = shared.newcomer("again@x.test")
    assert shared.auth("resend", email="again@x.test", type="signup").status_code == 200
    second = shared.mails("again@x.test")[0]["code"]
    assert second != first
    assert shared.auth("verify", email="again@x.test", token=second, type="signup").status_code == 200


def test_a_taken_address_is_answered_like_a_new_one(shared: Caller):
    shared.member("taken@x.test")
    new = shared.auth("signup", email="new@x.test", password=PASSWORD)
    taken = shared.auth("signup", email="Taken@x.test", password="somebody else's words")
    assert (new.status_code, taken.status_code) == (200, 200)
    assert new.json().keys() == taken.json().keys()
    assert len(shared.mails("taken@x.test")) == 1
    wrong = shared.auth("token?grant_type=password", email="taken@x.test", password="somebody else's words")
    assert wrong.json()["error_code"] == "invalid_credentials"


def test_a_short_password_is_weak(shared: Caller):
    weak = shared.auth("signup", email="weak@x.test", password="nine char")
    assert (weak.status_code, weak.json()["error_code"]) == (422, "weak_password")


def test_a_refresh_token_is_used_once(shared: Caller):
    first = shared.member("refresh@x.test")["refresh_token"]
    second = shared.auth("token?grant_type=refresh_token", refresh_token=first).json()["refresh_token"]
    third = shared.auth("token?grant_type=refresh_token", refresh_token=second).json()["refresh_token"]
    assert shared.auth("token?grant_type=refresh_token", refresh_token=first).status_code == 400
    assert shared.auth("token?grant_type=refresh_token", refresh_token=third).status_code == 400


def test_ten_wrong_passwords_are_the_last_for_a_while(shared: Caller):
    shared.member("guessed@x.test")

    def guess(email: str, password: str = "not the right one"):
        return shared.auth("token?grant_type=password", email=email, password=password)

    assert guess("guessed@x.test", PASSWORD).status_code == 200
    assert {guess("guessed@x.test").status_code for _ in range(10)} == {400}
    assert guess(" Guessed@x.test", PASSWORD).json() == {
        "code": 429,
        "error_code": "over_request_rate_limit",
        "msg": "Request rate limit reached",
    }
    assert guess("refresh@x.test").status_code == 400


def test_ten_wrong_codes_are_the_last_for_a_while(shared: Caller):
    code = shared.newcomer("codes@x.test")
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    answers = [shared.auth("verify", email="codes@x.test", token=wrong, type="email") for _ in range(10)]
    assert {answer.status_code for answer in answers} == {403}
    right = shared.auth("verify", email="codes@x.test", token=code, type="email")
    assert right.json()["error_code"] == "over_request_rate_limit"


def test_signing_in_rightly_is_never_limited(shared: Caller):
    shared.member("often@x.test")
    for _ in range(12):
        answer = shared.auth("token?grant_type=password", email="often@x.test", password=PASSWORD)
        assert answer.status_code == 200


def test_five_mails_are_the_last_for_a_while(shared: Caller):
    shared.newcomer("flooded@x.test")
    ways = [("resend", {"type": "signup"}), ("otp", {}), ("otp", {}), ("recover", {})]
    assert [shared.auth(path, email="flooded@x.test", **more).status_code for path, more in ways] == [200] * 4
    for path in ("otp", "recover", "resend", "signup"):
        refused = shared.auth(path, email="flooded@x.test", password=PASSWORD, type="signup")
        assert (refused.status_code, refused.json()["error_code"]) == (429, "over_email_send_rate_limit")
    assert len(shared.mails("flooded@x.test")) == 5
