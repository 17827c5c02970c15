"""How to answer a setback: three short examples before somebody's first answer. Nobody is graded."""

from typing import NamedTuple

import streamlit as st

from core.data import posts
from core.ui import acts, notices
from core.ui.session import Member

_AT = "practice-at"


class Example(NamedTuple):
    """A setback, what was asked for, two answers, and why the second one lands more softly."""

    setback: str
    asked: str
    quick: str
    kind: str
    why: str


EXAMPLES = (
    Example(
        "Two rounds, then a form letter.",
        "They want to be heard.",
        "Their loss. You'll find something better soon.",
        "Two rounds is a lot of hoping. I'm sorry it ended in a form letter.",
        "Nobody knows what comes next. Naming what happened lets them feel it, and that is what they asked for.",
    ),
    Example(
        "Five weeks of silence. I check the portal every hour.",
        "They would like other views.",
        "You should stop checking and apply somewhere else.",
        "Waiting like that is exhausting. When I sat on the other side, silence mostly meant that nobody had decided.",
        "It acknowledges first. Then it offers a view as one's own, not as an instruction.",
    ),
    Example(
        "They took somebody internal. What would you do next?",
        "They ask for advice.",
        "Internal hires are always fixed beforehand.",
        "That stings, with a panel that liked you. When you are ready, you could ask them to keep you in mind.",
        "Advice is welcome here. One small thing, when they are ready, after the sting was named.",
    ),
)


def finished(member: Member) -> bool:
    """Draw the next example; say whether all three have been looked at."""
    at = st.session_state.get(_AT, 0)
    if at >= len(EXAMPLES):
        return True
    example = EXAMPLES[at]
    st.caption(f"Before your first answer: example {at + 1} of {len(EXAMPLES)}. There is no test.")
    st.markdown(f"**“{example.setback}”** {example.asked}")
    picked = st.radio(
        "Which would you rather read?", [example.quick, example.kind], index=None, key=f"practice-{at}"
    )
    if picked:
        st.markdown(("Many of us would." if picked == example.quick else "Yes.") + f" {example.why}")
        if st.button("Go on", type="primary", key=f"practice-on-{at}"):
            _go_on(member, at + 1)
    return False


def _go_on(member: Member, at: int) -> None:
    with notices.problems_shown():
        if at == len(EXAMPLES):
            posts.finish_practice(member.gateway)
        st.session_state[_AT] = at
        acts.look_again()
