"""Who may open which page.

Every path is registered on every run, whoever asks: an address that is not theirs shows signing in, or a way on.
The pages ask again (`require_member`), and so does the database.
"""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from core.errors import Unreachable
from core.ui import session, shell
from core.ui.session import Member
from core.ui.signing_in import sign_in_here


class Place(NamedTuple):
    """A page's address, its word in the navigation, and its file."""

    path: str
    word: str
    file: str


WELCOME = Place("welcome", "Welcome", "pages/visitor/welcome.py")
SIGN_IN = Place("sign-in", "Sign in", "pages/visitor/sign_in.py")
HELP = Place("help", "Help", "pages/visitor/help.py")
CIRCLE = Place("circle", "Circle", "pages/member/circle.py")
MOMENTUM = Place("momentum", "Momentum", "pages/member/momentum.py")
CHALLENGES = Place("challenges", "Challenges", "pages/member/challenges.py")
SHARE = Place("share", "Share", "pages/member/share.py")
ME = Place("me", "Me", "pages/member/me.py")
STEPS = Place("steps", "My steps", "pages/member/steps.py")
JOIN = Place("join", "Join", "pages/member/join.py")
FACILITATE = Place("facilitate", "Facilitate", "pages/facilitator/queue.py")
# In nobody's navigation: asking who operates would cost everybody a call. Its own read refuses all others.
OPERATE = Place("operate", "Operate", "pages/operator/health.py")

_MEMBERS_ONLY = (CIRCLE, MOMENTUM, CHALLENGES, SHARE, ME, STEPS, JOIN, FACILITATE, OPERATE)


def draw() -> None:
    """Find out who asks, and draw the page they asked for or what they get instead."""
    st.set_page_config(page_title="Rebound", page_icon="static/icon.svg", layout="centered")
    session.keep_invite()
    try:
        member = session.current_member()
        session.forget_others(member)
        pages = _for_member(member) if member else _for_visitor()
    except Unreachable:
        member, pages = None, _without_database()
    page = st.navigation(pages, position="top")
    shell.frame(member, page.url_path)
    session.mount_bridge(page.url_path)
    page.run()


def _for_visitor() -> list[st.Page]:
    return [
        _home(_send_home),
        *(_shown(place) for place in (WELCOME, SIGN_IN, HELP)),
        *(_instead(sign_in_here, place) for place in _MEMBERS_ONLY),
    ]


def _for_member(member: Member) -> list[st.Page]:
    facilitate = _shown(FACILITATE) if session.facilitates(member) else _instead(_not_for_you, FACILITATE)
    return [
        _home(_send_home),
        *(_shown(place) for place in (CIRCLE, MOMENTUM, CHALLENGES, ME)),
        facilitate,
        _shown(HELP),
        *(_hidden(place) for place in (SHARE, STEPS, JOIN, OPERATE, WELCOME, SIGN_IN)),
    ]


def _without_database() -> list[st.Page]:
    """Keep what needs no database: help above all."""
    return [
        _home(_away),
        *(_shown(place) for place in (WELCOME, HELP)),
        *(_instead(_away, place) for place in (SIGN_IN, *_MEMBERS_ONLY)),
    ]


def _home(draw: Callable[[], None]) -> st.Page:
    return st.Page(draw, title="Rebound", default=True, visibility="hidden")


def _shown(place: Place) -> st.Page:
    return st.Page(place.file, title=place.word, url_path=place.path)


def _hidden(place: Place) -> st.Page:
    return st.Page(place.file, title=place.word, url_path=place.path, visibility="hidden")


def _instead(draw: Callable[[], None], place: Place) -> st.Page:
    return st.Page(draw, title=place.word, url_path=place.path, visibility="hidden")


def _send_home() -> None:
    """Send everybody where they most likely want to be; an invite code goes along."""
    member, code = session.current_member(), session.invite()
    if member is None:
        st.switch_page(SIGN_IN.file if code else WELCOME.file)
    if code:
        st.switch_page(JOIN.file, query_params={"invite": code})
    st.switch_page(CIRCLE.file if session.circles(member) else JOIN.file)


def _not_for_you() -> None:
    st.title("This page is for facilitators")
    st.text("You facilitate none of your circles, so there is nothing to decide for you here.")
    st.page_link(CIRCLE.file, label="Go to your circle")


def _away() -> None:
    st.title("One moment")
    st.warning(Unreachable.message)
    st.button("Try again")
    st.page_link(HELP.file, label="Help now")
