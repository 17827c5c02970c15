"""What a tap on a card does. Most are done at once and can be taken back; a few open a dialog."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitInvalidLayoutContextError

from core.data import posts
from core.data.gateway import Gateway
from core.domain.posts import Post, Reply
from core.services.pulse import hub
from core.ui import notices
from core.ui.session import Member, require_member

_DIALOG = "circle-dialog"
_UNDO = "circle-undo"
STEP_SHEET = "step-sheet"

Dialog = Literal["answer", "edit", "report", "worried", "heavy"]


@dataclass(frozen=True, slots=True)
class Opened:
    """The dialog to draw, the post or reply it is about, and what in it may be heavy."""

    dialog: Dialog
    about: Post | Reply
    heavy: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Undo:
    """One thing that was just done, in words, and the id to take it back with."""

    words: str
    post_id: str


def opened() -> Opened | None:
    found: Opened | None = st.session_state.get(_DIALOG)
    return found


def open_dialog(dialog: Dialog, about: Post | Reply, heavy: frozenset[str] = frozenset()) -> None:
    """Open a dialog over the whole page, so that the feed beneath may change without touching it.

    One lies over the page at a time: the last that was asked for.
    """
    st.session_state.pop(STEP_SHEET, None)
    st.session_state[_DIALOG] = Opened(dialog, about, heavy)
    st.rerun()


def close_dialog() -> None:
    st.session_state.pop(_DIALOG, None)


def done(circle_id: str) -> None:
    """Let the others look, and draw this page anew."""
    hub.bump(circle_id)
    st.rerun()


def look_again() -> None:
    """Draw the feed anew. Two presses at once make a run of the whole page, where only all of it can be."""
    try:
        st.rerun(scope="fragment")
    except StreamlitInvalidLayoutContextError:
        st.rerun()


def react(circle_id: str, post_id: str, kind: str, *, on: bool) -> None:
    with notices.problems_shown():
        posts.react(_gateway(), circle_id, post_id, kind, on=on)
        look_again()


def thank(circle_id: str, reply_id: str) -> None:
    with notices.problems_shown():
        posts.thank(_gateway(), circle_id, reply_id)
        look_again()


def choose(chosen: str, about: Post | Reply) -> None:
    """Do what was picked from a card's menu."""
    if chosen == "Edit":
        open_dialog("edit", about)
    elif chosen == "Report":
        open_dialog("report", about)
    elif chosen == "I'm worried about them":
        open_dialog("worried", about)
    else:
        st.session_state["circle-chosen"] = (chosen, about.id)
        st.rerun(scope="app")


def carry_out(member: Member, circle_id: str) -> None:
    """Do what a card's menu asked for, before the page is read."""
    chosen, post_id = st.session_state.pop("circle-chosen", (None, ""))
    act = {
        "Delete": lambda: _delete(member, circle_id, post_id),
        "Mute": lambda: posts.mute(member.gateway, circle_id, post_id),
        "Hide for a week": lambda: posts.quiet_thread(member.gateway, circle_id, post_id, days=7),
    }.get(chosen)
    if act is None:
        return
    with notices.problems_shown():
        act()
        hub.bump(circle_id)
        if chosen == "Mute":
            st.toast("Muted. Nobody is told. You can undo it under Me.")
        elif chosen == "Hide for a week":
            st.toast("Hidden for a week.")


def _delete(member: Member, circle_id: str, post_id: str) -> None:
    posts.delete(member.gateway, circle_id, post_id)
    st.session_state[_UNDO] = Undo("Deleted.", post_id)


def offer_undo(member: Member, circle_id: str) -> None:
    """Offer to take back what was just deleted, in one tap."""
    undo: Undo | None = st.session_state.get(_UNDO)
    if undo is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo"):
        st.text(undo.words)
        if st.button("Undo", key="undo-delete"):
            del st.session_state[_UNDO]
            with notices.problems_shown():
                posts.undelete(member.gateway, circle_id, undo.post_id)
                done(circle_id)
        if st.button("Leave it so", key="undo-not", type="tertiary"):
            del st.session_state[_UNDO]
            st.rerun()


def _gateway() -> Gateway:
    return require_member().gateway
