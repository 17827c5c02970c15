"""Accounts as Supabase Auth knows them: signing up, in and out, and the tokens that follow.

No answer here tells whether an address has an account.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from supabase_auth import SyncGoTrueClient
from supabase_auth.errors import AuthApiError, AuthError, AuthRetryableError, AuthWeakPasswordError
from supabase_auth.types import AuthResponse

from core import errors, settings
from core.data.gateway import pool

SHORTEST_PASSWORD = 10

_PROBLEMS: dict[str, type[errors.Problem]] = {
    "invalid_credentials": errors.WrongPassword,
    "email_not_confirmed": errors.AddressUnconfirmed,
    "otp_expired": errors.WrongCode,
    "otp_disabled": errors.WrongCode,
    "over_request_rate_limit": errors.TooManyTries,
    "over_email_send_rate_limit": errors.TooManyTries,
    "weak_password": errors.WeakPassword,
    "email_address_invalid": errors.AddressInvalid,
    "refresh_token_not_found": errors.SessionEnded,
    "refresh_token_already_used": errors.SessionEnded,
    "session_not_found": errors.SessionEnded,
    "session_expired": errors.SessionEnded,
    "bad_jwt": errors.SessionEnded,
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """What one sign-in yields. Never leaves the server."""

    account_id: str
    access: str
    refresh: str
    access_expires_at: datetime


def sign_up(email: str, password: str) -> None:
    """Send a code to the address: to a new account, or, if there is one already, as a sign-in to that."""
    need_strong(password)
    with _problems_named():
        if not _is_new(email, password):
            send_code(email)


def sign_in(email: str, password: str) -> Tokens:
    with _problems_named():
        return _tokens(_auth().sign_in_with_password({"email": email, "password": password}))


def send_code(email: str) -> None:
    """Mail a one-time code; somebody new gets an account with it."""
    with _problems_named():
        _auth().sign_in_with_otp({"email": email, "options": {"should_create_user": True}})


def sign_in_with_code(email: str, code: str) -> Tokens:
    """Sign in with a mailed code; the first one also confirms the address."""
    with _problems_named(otherwise=errors.WrongCode):
        return _tokens(_auth().verify_otp({"email": email, "token": code, "type": "email"}))


def send_recovery(email: str) -> None:
    with _problems_named():
        _auth().reset_password_for_email(email)


def recover(email: str, code: str, password: str) -> Tokens:
    """Sign in with a code mailed by `send_recovery`, and set a new password."""
    need_strong(password)
    auth = _auth()
    with _problems_named(otherwise=errors.WrongCode):
        tokens = _tokens(auth.verify_otp({"email": email, "token": code, "type": "recovery"}))
    with _problems_named():
        _set_password(auth, password)
    return tokens


def refresh(token: str) -> Tokens:
    """Spend a refresh token, once; whoever is late or too old is signed out."""
    with _problems_named(otherwise=errors.SessionEnded):
        return _tokens(_auth().refresh_session(token))


def sign_out(access: str, scope: Literal["local", "global"]) -> None:
    """End one sign-in, or every sign-in of the account. One that has ended already is no problem."""
    try:
        with _problems_named(otherwise=errors.SessionEnded):
            _auth().admin.sign_out(access, scope)
    except errors.SessionEnded:
        return


def need_strong(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise errors.WeakPassword


def _auth() -> SyncGoTrueClient:
    here = settings.load()
    return SyncGoTrueClient(
        url=f"{here.supabase_url}/auth/v1",
        headers={"apikey": here.supabase_key, "Authorization": f"Bearer {here.supabase_key}"},
        auto_refresh_token=False,
        persist_session=False,
        http_client=pool(),
    )


def _is_new(email: str, password: str) -> bool:
    """Ask for an account; a taken address is disguised as one without identities."""
    user = _auth().sign_up({"email": email, "password": password}).user
    return user is None or bool(user.identities)


def _set_password(auth: SyncGoTrueClient, password: str) -> None:
    try:
        auth.update_user({"password": password})
    except AuthApiError as error:
        if error.code != "same_password":
            raise


def _tokens(answer: AuthResponse) -> Tokens:
    session = answer.session
    if session is None or session.expires_at is None:
        raise errors.AddressUnconfirmed
    return Tokens(
        account_id=session.user.id,
        access=session.access_token,
        refresh=session.refresh_token,
        access_expires_at=datetime.fromtimestamp(session.expires_at, UTC),
    )


@contextmanager
def _problems_named(otherwise: type[errors.Problem] | None = None) -> Iterator[None]:
    """Turn what auth says into our problems; `otherwise` names a refusal without a known code."""
    try:
        yield
    except AuthRetryableError as error:
        raise errors.Unreachable from error
    except AuthWeakPasswordError as error:
        raise errors.WeakPassword from error
    except AuthError as error:
        problem = _named(error) or otherwise
        if problem is None and error.code == "validation_failed":
            problem = errors.AddressInvalid  # the only thing that a person types into such a call
        if problem is None:
            raise
        raise problem from error


def _named(error: AuthError) -> type[errors.Problem] | None:
    status = error.status if isinstance(error, AuthApiError) else 0
    if status >= 500:  # noqa: PLR2004 -- HTTP's own border between our fault and theirs
        return errors.Unreachable
    if status == 429:  # noqa: PLR2004 -- HTTP's own number for too many requests
        return errors.TooManyTries
    return _PROBLEMS.get(error.code or "")
