"""Joining a circle from an invitation, and starting one."""

from uuid import uuid4

import streamlit as st

from core.data import circles
from core.domain.circles import DEFAULT_RULES
from core.domain.invitations import Invitation
from core.domain.times import time_zones
from core.errors import CircleNameLength, Problem
from core.ui import inert, invitations, mine, notices, session
from core.ui.session import Member

_HANDLES = "handle-ideas"
_STARTED = "circle-started"


def by_code(member: Member, code: str) -> None:
    """Show what the code leads to, or why it leads nowhere and whom to ask."""
    try:
        invitation = circles.look_at_invitation(member.gateway, code)
    except Problem as problem:
        st.title("Your invitation", anchor=False)
        notices.show(problem)
        if st.button("Enter another code"):
            session.forget_invite()
            st.rerun()
        if session.circles(member):
            st.page_link("pages/member/circle.py", label="Go to your circle")
        return
    _accept(member, code, invitation)


def _accept(member: Member, code: str, invitation: Invitation) -> None:
    st.title(inert.label(invitation.name), anchor=False)
    if invitation.purpose:
        inert.words(invitation.purpose)
    people = "one person" if invitation.people == 1 else f"{invitation.people} people"
    st.caption(f"A circle of {people} so far. Twelve is the most there can be.")
    st.header("The house rules", anchor=False)
    with st.container(gap="xsmall"):
        for number, sentence in enumerate(invitation.rules, start=1):
            inert.words(f"{number}. {sentence}")
    handle = _handle(member, invitation.handles)
    adult = st.checkbox("I am 18 or older")
    agreed = st.checkbox("I'll keep to the house rules")
    if st.button("Join", type="primary", disabled=not (adult and agreed)):
        with notices.problems_shown():
            joined = circles.join(
                member.gateway, code, handle=handle, adult=adult, version=invitation.version
            )
            _enter(joined)


def _handle(member: Member, first: tuple[str, ...]) -> str:
    """Let somebody choose a handle, or ask for other ones."""
    ideas: list[str] = st.session_state.setdefault(_HANDLES, list(first)[:6])
    st.header("Your handle", anchor=False)
    st.caption(
        "The others know you by this name. It is yours in this circle alone, and nobody else ever gets it."
    )
    handle: str = st.radio("Your handle", ideas, label_visibility="collapsed", horizontal=True)
    if st.button("Other handles", type="tertiary"):
        with notices.problems_shown():
            st.session_state[_HANDLES] = circles.handle_ideas(member.gateway)
            st.rerun()
    return handle


def _enter(circle_id: str) -> None:
    for name in (_HANDLES, _STARTED):
        st.session_state.pop(name, None)
    session.forget_invite()
    session.refresh_circles()
    session.choose_circle(circle_id)
    mine.offer_plan()
    st.switch_page("pages/member/circle.py")


def by_hand() -> None:
    """Take in a code that came some other way."""
    with st.form("code", border=False):
        code = st.text_input("Invite code", placeholder="ABCD-EFGH-…", max_chars=100)
        if st.form_submit_button("Look at it") and code.strip():
            st.session_state["invite"] = code.strip()
            st.rerun()


def start(member: Member) -> None:
    """Start a circle, then hand out the first two links."""
    if started := st.session_state.get(_STARTED):
        _first_links(member, started)
        return
    st.session_state.setdefault("circle-id", str(uuid4()))
    if _HANDLES not in st.session_state:
        st.session_state[_HANDLES] = circles.handle_ideas(member.gateway)
    name = st.text_input("Name of the circle", max_chars=60, placeholder="Tuesday circle")
    purpose = st.text_input("What it is for (you may leave this out)", max_chars=200)
    handle = _handle(member, ())
    with st.expander("House rules and time zone", key="start-more"):
        st.caption("There are good ones already. You can change them later, too.")
        rules = st.text_area(
            "House rules, one on each line, nine at most", "\n".join(DEFAULT_RULES), height=280
        )
        zone = st.selectbox("Time zone of the circle", time_zones(), index=time_zones().index(_own_zone()))
    adult = st.checkbox("I am 18 or older")
    if st.button("Start the circle", type="primary", disabled=not adult):
        with notices.problems_shown():
            if not name.strip():
                raise CircleNameLength
            sentences = [line.strip() for line in rules.splitlines() if line.strip()]
            circles.create(
                member.gateway,
                st.session_state["circle-id"],
                name=name,
                purpose=purpose,
                time_zone=zone,
                handle=handle,
                rules=sentences,
            )
            st.session_state[_STARTED] = st.session_state.pop("circle-id")
            session.refresh_circles()
            st.rerun()


def _own_zone() -> str:
    zone = st.context.timezone
    return zone if zone in time_zones() else "UTC"


def _first_links(member: Member, circle_id: str) -> None:
    st.markdown("**Your circle is there.** It opens when three people are in it, you among them.")
    invitations.make(member, circle_id)
    if st.button("To your circle", type="primary"):
        _enter(circle_id)
