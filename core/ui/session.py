"""Who is using this browser tab, and with whose rights."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from core.data import circles as circle_rows
from core.data.accounts import Tokens
from core.data.gateway import Gateway
from core.domain import browser
from core.domain.circles import CircleCard
from core.errors import SignInFirst
from core.services import sign_in

_BROWSER = Path(__file__).parent / "browser"
_bridge = st.components.v2.component(
    "session_bridge",
    html=(_BROWSER / "bridge.html").read_text("utf-8"),
    css=(_BROWSER / "bridge.css").read_text("utf-8"),
    js=(_BROWSER / "bridge.js").read_text("utf-8"),
)

_SEAM = "member"
_ERRAND = "session-errand"
_INVITE = "invite"
_OWNER = "session-owner"
_CIRCLES = "my-circles"
_CHOSEN = "chosen-circle"
_LONGEST_INVITE = 100


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody signed in: the account, and a gateway that has its rights."""

    account_id: str
    gateway: Gateway


@dataclass(frozen=True, slots=True)
class _Errand:
    """Something only the browser can do, at the next run."""

    task: Literal["enter", "leave"]
    ticket: str = ""
    to: str = ""
    everywhere: bool = False
    asked_at: str | None = None


# --- who ----------------------------------------------------------------------------------------------------


def current_member() -> Member | None:
    """Return who is signed in; asked anew on every run, so that a session that ended elsewhere ends here too.

    Tests without a browser have no cookies: they put a `Member` into `st.session_state["member"]`.
    """
    if seeded := st.session_state.get(_SEAM):
        return seeded if isinstance(seeded, Member) else None
    session_id = st.context.cookies.get(browser.COOKIE)
    session = sign_in.current(session_id)
    if session is None or session_id is None:
        return None
    return Member(session.tokens.account_id, sign_in.member_gateway(session_id))


def require_member() -> Member:
    """Return the signed-in member, or end the page: the second guard, behind the router's."""
    member = current_member()
    if member is None:
        st.info(SignInFirst.message)
        st.stop()
    return member


def forget_others(member: Member | None) -> None:
    """Drop what this tab remembers of somebody else; call it before anything is drawn."""
    owner = member.account_id if member else None
    if st.session_state.get(_OWNER) not in (None, owner):
        for name in list(st.session_state):
            del st.session_state[name]
    if owner:
        st.session_state[_OWNER] = owner


# --- in and out ---------------------------------------------------------------------------------------------


def sign_in_browser(tokens: Tokens) -> None:
    """Sign this browser in with fresh tokens. The page loads anew, where the person was going."""
    ticket = sign_in.begin(tokens, browser.binding(st.context.cookies.get(browser.XSRF_COOKIE)))
    st.session_state[_ERRAND] = _Errand("enter", ticket=ticket, to=_destination())
    st.rerun()


def keeps_cookies() -> bool:
    """Say whether this browser can stay signed in at all."""
    return bool(browser.binding(st.context.cookies.get(browser.XSRF_COOKIE)))


def sign_out() -> None:
    """Sign out of this browser, in all its tabs; asks first if drafts would be lost."""
    _leave(everywhere=False)


def sign_out_everywhere() -> None:
    """Sign out of every browser; asks first if drafts would be lost."""
    _leave(everywhere=True)


def mount_bridge(at: str) -> None:
    """Run the browser's errand on the page `at`, if there is one; otherwise listen to the other tabs."""
    errand = _errand(at)
    if errand is None:
        _bridge(key="session-bridge", data={"task": "listen"}, height=1)
        return
    if errand.task == "enter":
        del st.session_state[_ERRAND]
        st.text("Signing you in.")
    data = {"task": errand.task, "ticket": errand.ticket, "to": errand.to, "everywhere": errand.everywhere}
    _bridge(key=f"session-bridge-{errand.task}", data=data, on_stay_change=_stay)
    st.stop()


def _errand(at: str) -> _Errand | None:
    """Find what is to run here. Whoever goes to another page instead of answering has changed their mind."""
    errand: _Errand | None = st.session_state.get(_ERRAND)
    if errand is None or errand.task == "enter":
        return errand
    if errand.asked_at not in (None, at):
        _stay()
        return None
    st.session_state[_ERRAND] = errand = replace(errand, asked_at=at)
    return errand


def _leave(*, everywhere: bool) -> None:
    st.session_state[_ERRAND] = _Errand("leave", everywhere=everywhere)
    st.rerun()


def _stay() -> None:
    st.session_state.pop(_ERRAND, None)


# --- where they were going ----------------------------------------------------------------------------------


def keep_invite() -> None:
    """Remember the invite code in the address: pages drop it, signing up takes several steps."""
    if code := st.query_params.get(_INVITE):
        st.session_state[_INVITE] = code[:_LONGEST_INVITE]


def invite() -> str | None:
    """Return the invite code this person came with."""
    code = st.session_state.get(_INVITE)
    return code if isinstance(code, str) else None


def forget_invite() -> None:
    """Call it when the code has done its work, or cannot."""
    st.session_state.pop(_INVITE, None)
    st.query_params.pop(_INVITE, None)


def _destination() -> str:
    if code := invite():
        return f"/join?{urlencode({_INVITE: code})}"
    return "/"


# --- circles ------------------------------------------------------------------------------------------------


def circles(member: Member) -> list[CircleCard]:
    """Return the member's circles, read once for this tab."""
    if _CIRCLES not in st.session_state:
        st.session_state[_CIRCLES] = circle_rows.mine(member.gateway)
    cards: list[CircleCard] = st.session_state[_CIRCLES]
    return cards


def home_country() -> str | None:
    """Return the country that somebody in a circle keeps under Me, as this tab read it."""
    cards: list[CircleCard] = st.session_state.get(_CIRCLES, [])
    return cards[0].country if cards else None


def refresh_circles() -> None:
    """Read them anew at the next chance: after creating, joining, leaving, or a change of role."""
    st.session_state.pop(_CIRCLES, None)


def current_circle(member: Member) -> CircleCard | None:
    """Return the circle this tab looks at: the chosen one, else the first."""
    mine = circles(member)
    chosen = st.session_state.get(_CHOSEN)
    return next((card for card in mine if card.circle_id == chosen), mine[0] if mine else None)


def choose_circle(circle_id: str) -> None:
    """Look at another circle from the next run on."""
    st.session_state[_CHOSEN] = circle_id


def facilitates(member: Member) -> bool:
    return any(card.role == "facilitator" for card in circles(member))
