"""Help in a low voice beside words that may be heavy, and one question: whether a facilitator should know.

What listens here is wrong now and then. So nothing alarms, nothing waits, and nobody is told without a yes, which
opens the same door as "I need a person". A no is remembered in this tab's memory alone, so that nobody is asked twice
about the same words.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

import streamlit as st

from core.anonymise import crisis
from core.anonymise.worry import Heard
from core.data import posts
from core.domain.posts import Head
from core.ui import notices
from core.ui.session import Member

_ANSWERED = "quiet-answered"

_Answer = Literal["yes", "told", "no"]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who would ask for a person, and in which circle. Facilitators are not asked to tell themselves."""

    member: Member
    circle_id: str
    facilitates: bool


def asker(member: Member, head: Head) -> Asker:
    return Asker(member, head.circle_id, head.role == "facilitator")


def heavy(said: Iterable[Heard]) -> frozenset[str]:
    """Pick what may be heavy in what was heard: a mark for each such sentence."""
    return frozenset(_mark(sentence) for sentence in crisis.heavy(said))


def beside(key: str, words: frozenset[str], asker: Asker) -> bool:
    """Draw help where words are heavy, and the question until it is answered. Say whether it may stay on the screen."""
    if not words - _answered() and _said(key) is None:
        return False
    with st.container(key=f"quiet-{key}", gap="xsmall"):
        st.markdown("Some days are heavy. There are people who listen.")
        st.page_link("pages/visitor/help.py", label="Find somebody to talk to")
        if _said(key) == "yes":
            _tell(key, words, asker)
        if _said(key) == "told":
            st.markdown("Your facilitator is told. If it is too much right now, do not wait for them.")
        elif _said(key) is None and not asker.facilitates:
            _question(key, words)
    return _said(key) != "no"


def unanswered(key: str, words: frozenset[str], asker: Asker) -> frozenset[str]:
    """Return what its author may still be asked about once the draft is shared."""
    return frozenset() if asker.facilitates or _said(key) else words - _answered()


def end(key: str) -> None:
    """Forget what was said beside a draft: it was shared, or given up."""
    for slot in (_slot(key), _request(key)):
        st.session_state.pop(slot, None)


def _question(key: str, words: frozenset[str]) -> None:
    st.markdown("**Would you like your facilitator to know?**")
    st.caption(
        "They learn your handle, and nothing of what you write. If it stands under a veil, they may guess whose it is."
    )
    with st.container(horizontal=True):
        st.button("Yes, let them know", key=f"quiet-yes-{key}", on_click=_answer, args=(key, "yes"))
        st.button("Not now", key=f"quiet-no-{key}", type="tertiary", on_click=_decline, args=(key, words))


def _answer(key: str, answer: _Answer) -> None:
    st.session_state[_slot(key)] = answer


def _decline(key: str, words: frozenset[str]) -> None:
    _answer(key, "no")
    _answered().update(words)


def _tell(key: str, words: frozenset[str], asker: Asker) -> None:
    """Ask for a person, as the circle page does. Where that fails, the question stands again."""
    del st.session_state[_slot(key)]
    request = st.session_state.setdefault(_request(key), str(uuid4()))
    with notices.problems_shown():
        posts.ask_for_help(asker.member.gateway, request, asker.circle_id)
        _answer(key, "told")
        _answered().update(words)


def _said(key: str) -> _Answer | None:
    said: _Answer | None = st.session_state.get(_slot(key))
    return said


def _slot(key: str) -> str:
    return f"quiet-said:{key}"


def _request(key: str) -> str:
    return f"quiet-request:{key}"


def _answered() -> set[str]:
    answered: set[str] = st.session_state.setdefault(_ANSWERED, set())
    return answered


def _mark(sentence: str) -> str:
    return hashlib.sha256(sentence.encode(errors="replace")).hexdigest()[:12]
