"""Lifting a veil, when somebody may be in danger: it takes two people and a reason, and its author reads of it."""

from uuid import uuid4

import streamlit as st

from core.data import cases
from core.domain.cases import CasePost, FacilitatePage, Unveiling
from core.domain.times import hours_in_words
from core.ui import inert, notices
from core.ui.deciding import act_and_look
from core.ui.session import Member

_READ = "unveiled"


def offer(member: Member, page: FacilitatePage, post: CasePost) -> None:
    """Offer to ask for it beside a veiled post that is looked at."""
    if not post.veiled:
        return
    with (
        st.expander("If somebody may be in danger", key=f"unveil-{post.id}"),
        st.form(f"ask-unveil-{post.id}", border=False),
    ):
        st.caption(
            "Two people can lift a veil for a day: you, with a reason, and somebody who agrees. The author reads"
            " that it happened, and why. Answering under the post reaches them without that."
        )
        reason = st.text_area("Why it cannot wait", max_chars=600)
        if st.form_submit_button("Ask a second person"):
            act_and_look(
                page,
                lambda: cases.ask_to_unveil(
                    member.gateway, str(uuid4()), page.head.circle_id, post.id, reason
                ),
                said="Asked. Somebody else has to agree.",
            )


def waiting(member: Member, page: FacilitatePage) -> None:
    """Draw the veils that somebody asked to lift, and those that are open to me for a day."""
    if not page.unveilings:
        return
    st.header("Lifting a veil", anchor=False)
    for one in page.unveilings:
        with st.container(border=True, key=f"unveiling-{one.id}"):
            if one.body:
                st.caption(f"Said as {inert.label(one.name or '')}, veiled")
                inert.words(one.body)
            inert.words(f"Why: {one.reason}")
            _step(member, page, one)


def _step(member: Member, page: FacilitatePage, one: Unveiling) -> None:
    if one.agreed:
        _read(member, page, one)
    elif one.mine:
        st.caption(
            "It waits for a second person: somebody who has facilitated here for a week, or else an operator."
        )
    elif st.button("I agree to lift it", key=f"agree-{one.id}"):
        act_and_look(
            page,
            lambda: cases.agree_to_unveiling(member.gateway, page.head.circle_id, one.id),
            said="Agreed. Its author reads of it.",
        )


def _read(member: Member, page: FacilitatePage, one: Unveiling) -> None:
    st.caption(f"Two people agreed. You can read it for {hours_in_words(one.hours_left or 0)} more.")
    if st.button("Read whose it is", key=f"read-{one.id}"):
        with notices.problems_shown():
            st.session_state[_READ] = (one.id, cases.unveiled(member.gateway, page.head.circle_id, one.id))
    read: tuple[str, str | None] | None = st.session_state.pop(_READ, None)
    if read and read[0] == one.id:
        gone = "Whoever wrote it has left the circle, and their handle with them."
        inert.words(f"It was {read[1]}." if read[1] else gone)
