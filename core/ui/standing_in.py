"""Standing in for an absent facilitator: asking somebody, being asked, and stepping in. Nobody is blamed."""

from collections.abc import Callable

import streamlit as st

from core.data import stand_ins
from core.domain.cases import FacilitatePage
from core.domain.posts import Head
from core.services.pulse import hub
from core.ui import inert, notices
from core.ui.deciding import act_and_look
from core.ui.session import Member, refresh_circles

_NOBODY = "Nobody"
_PRESSED = "step-in-pressed"


def choose(member: Member, page: FacilitatePage) -> None:
    """Let a facilitator ask one member beforehand."""
    st.header("Stand-in", anchor=False)
    if page.alone:
        st.caption("You are this circle's only facilitator. A second one could decide when you rest.")
    st.markdown(
        "When no facilitator looks in for two days and something waits, your stand-in is asked to step in as one."
    )
    members = [person.handle for person in page.people if person.role == "member"]
    named = page.stand_in.handle if page.stand_in else _NOBODY
    with st.form("stand-in", border=False):
        picked = st.selectbox(
            "Ask",
            [_NOBODY, *members],
            index=[_NOBODY, *members].index(named),
            format_func=inert.clean,
            help="They are asked on their circle page, and nothing happens without their yes.",
        )
        if st.form_submit_button("Keep"):
            handle = None if picked == _NOBODY else picked
            act_and_look(page, lambda: stand_ins.name(member.gateway, page.head.circle_id, handle))
    if page.stand_in:
        st.caption("They said yes." if page.stand_in.agreed else "They have not answered yet.")


def tell(page: FacilitatePage) -> None:
    """Tell a facilitator who is back that somebody stepped in meanwhile."""
    for handle in page.stepped_in:
        st.markdown(
            f"{inert.label(handle)} has stepped in and facilitates with you now. The log says what was done."
        )


def offer(member: Member, head: Head) -> None:
    """Draw what is asked of the stand-in on the circle page, if anything is."""
    if st.session_state.pop(_PRESSED, False):
        _act(head, lambda: stand_ins.step_in(member.gateway, head.circle_id))
    if head.stand_in == "asked":
        _ask(member, head)
    elif head.stand_in == "needed":
        _call()


def _ask(member: Member, head: Head) -> None:
    with st.container(border=True, key="stand-in-asked"):
        st.markdown("**Would you stand in for your facilitator?**")
        st.text(
            "Only if they are away for two days and something waits. You are asked again then, and may still say no."
        )
        with st.container(horizontal=True):
            if st.button("Yes, I would", key="stand-in-yes"):
                _act(head, lambda: stand_ins.answer(member.gateway, head.circle_id, agree=True))
            if st.button("Rather not", key="stand-in-no"):
                _act(head, lambda: stand_ins.answer(member.gateway, head.circle_id, agree=False))


def _call() -> None:
    with st.container(border=True, key="stand-in-needed"):
        st.markdown("**Your facilitator has been away for two days, and something waits.**")
        st.text("Do you want to step in? You become a facilitator beside them. If not, leave this as it is.")
        # Remembered: when somebody was quicker the button is gone at the next run, and that has to be said.
        st.button("Step in", type="primary", key="step-in", on_click=_press)


def _press() -> None:
    st.session_state[_PRESSED] = True


def withdraw(member: Member, head: Head) -> None:
    """Offer the way out to somebody who said yes."""
    if head.stand_in not in {"agreed", "needed"}:
        return
    with st.expander("You stand in for your facilitator", key="stand-in"):
        st.text("You are asked to step in if they are away for two days and something waits.")
        if st.button("I'd rather not any more", key="stand-in-withdraw"):
            _act(head, lambda: stand_ins.answer(member.gateway, head.circle_id, agree=False))


def _act(head: Head, act: Callable[[], None]) -> None:
    with notices.problems_shown():
        act()
        refresh_circles()
        hub.bump(head.circle_id)
        st.rerun(scope="app")
