"""Signing in, signing up, a code by e-mail, a forgotten password: one page, at the address one wanted to open."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import streamlit as st

from core.data import accounts, local_copy
from core.data.accounts import Tokens
from core.errors import AddressInvalid, AddressUnconfirmed, Problem
from core.services import sign_in
from core.ui import notices, session

_WAITING = "code-waiting"
_WAY = "way-in"
_LONGEST = 200
_NEWEST_CODE = "That is a new code. The one before it does not work any more."


class _Way(Enum):
    PASSWORD = "With a password"  # noqa: S105 -- a label
    CODE = "With a code by e-mail"
    NEW = "I'm new here"
    FORGOTTEN = "Forgotten password"


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A code is on its way to somebody; `way` says what it is for."""

    email: str
    way: _Way


def sign_in_here() -> None:
    """Draw the page. Whoever signs in comes back to where they are, or to their invitation."""
    if session.current_member():
        st.title("You are signed in")
        st.page_link("pages/member/circle.py", label="Go to your circle")
        return
    waiting: _Waiting | None = st.session_state.get(_WAITING)
    st.title("Enter your code" if waiting else "Sign in")
    _greet()
    if waiting:
        _code_step(waiting)
    else:
        _first_step()


def _greet() -> None:
    if session.invite():
        st.text("You are invited to a circle. Sign in, or say that you are new here. The invitation waits.")
    if not session.keeps_cookies():
        st.info(
            "Signing in needs a cookie, and this browser keeps none for this site. Allow it, then reload."
        )


def _first_step() -> None:
    _demo_people()
    st.session_state.setdefault(_WAY, _Way.NEW if session.invite() else _Way.PASSWORD)
    way = st.radio("How?", list(_Way), format_func=lambda way: way.value, key=_WAY, horizontal=True)
    _FORMS[way or _Way.PASSWORD]()


def _demo_people() -> None:
    people = local_copy.demo_people()
    if not people:
        return
    st.text("This is a demo. Pick somebody to be:")
    with st.container(horizontal=True):
        for person in people:
            if st.button(person.name, key=f"demo-{person.name}"):
                with notices.problems_shown():
                    session.sign_in_browser(accounts.sign_in(person.email, person.password))
    st.caption("Wren facilitates. Olga operates, in no circle: her page is under Me.")


# --- the four ways ------------------------------------------------------------------------------------------


def _password_form() -> None:
    with st.form("password-form", border=False):
        email, password = _email_field(), _password_field("Your password", "current-password")
        if st.form_submit_button("Sign in", type="primary"):
            with notices.problems_shown():
                _try_password(_address(email), password)


def _try_password(email: str, password: str) -> None:
    try:
        session.sign_in_browser(accounts.sign_in(email, password or " "))
    except AddressUnconfirmed:
        _wait_for_code(email, _Way.NEW, accounts.send_code)


def _code_form() -> None:
    st.text("We send you a code. You need no password.")
    _sending_form("code-form", "Send me a code", _Way.CODE, accounts.send_code)


def _forgotten_form() -> None:
    st.text("We send you a code, and you choose a new password.")
    _sending_form("forgotten-form", "Send me a code", _Way.FORGOTTEN, accounts.send_recovery)


def _sending_form(key: str, label: str, way: _Way, send: Callable[[str], None]) -> None:
    with st.form(key, border=False):
        email = _email_field()
        if st.form_submit_button(label, type="primary"):
            with notices.problems_shown():
                _wait_for_code(_address(email), way, send)


def _new_form() -> None:
    st.text("Your circle never sees your address. We mail you a code, and nothing else.")
    with st.form("new-form", border=False):
        email, password = _email_field(), _password_field("A new password", "new-password")
        st.caption(
            f"At least {accounts.SHORTEST_PASSWORD} characters. Three or four words of your own are good."
        )
        if st.form_submit_button("Make my account", type="primary"):
            with notices.problems_shown():
                _wait_for_code(_address(email), _Way.NEW, lambda email: accounts.sign_up(email, password))


_FORMS = {
    _Way.PASSWORD: _password_form,
    _Way.CODE: _code_form,
    _Way.NEW: _new_form,
    _Way.FORGOTTEN: _forgotten_form,
}


# --- the code -----------------------------------------------------------------------------------------------


def _wait_for_code(email: str, way: _Way, send: Callable[[str], None]) -> None:
    send(email)
    st.session_state[_WAITING] = _Waiting(email, way)
    st.rerun()


def _code_step(waiting: _Waiting) -> None:
    st.text(_sent(waiting))
    _show_local_code(waiting.email)
    with st.form("code-step", border=False):
        code = st.text_input("The code", autocomplete="one-time-code", max_chars=20, key="code")
        forgotten = waiting.way is _Way.FORGOTTEN
        password = _password_field("Your new password", "new-password") if forgotten else None
        if st.form_submit_button("Set password and sign in" if forgotten else "Sign in", type="primary"):
            with notices.problems_shown():
                session.sign_in_browser(_tokens(waiting, "".join(code.split()), password))
    with st.container(horizontal=True):
        st.button("Send a new code", on_click=_send_again, args=[waiting])
        st.button("Use another address", on_click=_start_again)


def _sent(waiting: _Waiting) -> str:
    """Say the same whether or not there is an account."""
    if waiting.way is _Way.FORGOTTEN:
        return f"If {waiting.email} has an account here, a code is on its way to it."
    return f"A code is on its way to {waiting.email}. It can take a minute."


def _show_local_code(email: str) -> None:
    if not local_copy.sends_no_mail():
        return
    with notices.problems_shown():
        if code := local_copy.newest_code(email):
            st.info(f"This local copy sends no mail: your code is {code}")
        else:
            st.info("This local copy sends no mail, and there is none for this address.")


def _tokens(waiting: _Waiting, code: str, password: str | None) -> Tokens:
    if password is not None:
        return sign_in.recover(waiting.email, code, password)
    return accounts.sign_in_with_code(waiting.email, code)


def _send_again(waiting: _Waiting) -> None:
    """Ask for another code; this runs before the page is drawn, so what came of it stands on top."""
    send = accounts.send_recovery if waiting.way is _Way.FORGOTTEN else accounts.send_code
    try:
        send(waiting.email)
    except Problem as problem:
        notices.show(problem)
    else:
        st.info(_NEWEST_CODE)


def _start_again() -> None:
    st.session_state.pop(_WAITING, None)


# --- fields -------------------------------------------------------------------------------------------------


def _email_field() -> str:
    return st.text_input(
        "Your e-mail address", type="email", autocomplete="email", max_chars=_LONGEST, key="email"
    )


def _password_field(label: str, kind: str) -> str:
    return st.text_input(label, type="password", autocomplete=kind, max_chars=_LONGEST, key=kind)


def _address(typed: str) -> str:
    """Tidy an address; refuse what cannot be one."""
    email = typed.strip().lower()
    name, at, place = email.partition("@")
    if not (name and at and "." in place) or " " in email:
        raise AddressInvalid
    return email
