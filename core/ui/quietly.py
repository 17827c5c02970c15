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
from core.data import posts
from core.ui import notices
from core.ui.session import Member

_ANSWERED = "quiet-answered"
_KEPT = "quiet-kept"

_Answer = Literal["yes", "told", "no"]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who would ask for a person, and in which circle."""

    member: Member
    circle_id: str


def heavy(shown: Iterable[str]) -> frozenset[str]:
    """Hear what may be heavy in words as their circle would read them: a mark for each such sentence."""
    return frozenset(_mark(sentence) for words in shown for sentence in crisis.troubled(words))


def beside(key: str, words: frozenset[str], asker: Asker) -> None:
    """Draw help, and the question until it is answered; nothing where no words are heavy, and after a no to them."""
    if not words - _answered() and _said(key) is None:
        return
    with st.container(key=f"quiet-{key}", gap="xsmall"):
        st.markdown("Some days are heavy. There are people who listen, at any hour.")
        st.page_link("pages/visitor/help.py", label="Find somebody to talk to")
        if _said(key) == "yes":
            _tell(key, words, asker)
        if _said(key) == "told":
            st.markdown("Your facilitator is told. If it is too much right now, do not wait for them.")
        elif _said(key) is None:
            _question(key, words)


def unanswered(key: str, words: frozenset[str]) -> frozenset[str]:
    """Return what its author may still be asked about once the draft is shared."""
    return words - _answered() if _said(key) is None else frozenset()


def end(key: str) -> None:
    """Forget what was said beside a draft: it was shared, or given up."""
    for slot in (_slot(key), _request(key)):
        st.session_state.pop(slot, None)


def keep(words: frozenset[str]) -> None:
    """Let the circle page ask, where the draft's own place closes with it."""
    end(_KEPT)
    st.session_state[_KEPT] = words


def kept(asker: Asker) -> None:
    """Draw the question that `keep` left, until it is answered."""
    if words := st.session_state.get(_KEPT):
        beside(_KEPT, words, asker)
        if _said(_KEPT) is not None:
            del st.session_state[_KEPT]


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
