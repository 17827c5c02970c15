"""A text as its circle will read it, before anybody does: what is hidden, what may be missed, and a last word.

The unmasked text comes here from the draft box when its button was pressed. It stays in this tab's memory on the
server until it is shared or given up, and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from core import anonymise
from core.anonymise import crisis
from core.errors import AnonymiserUnavailable
from core.services.masking import Masking
from core.ui import help as help_lines
from core.ui import inert, notices


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What may be shared: the masked text, the id that makes sharing twice one post, and whether to call somebody."""

    id: str
    text: str
    worrying: bool
    hidden_by_hand: tuple[str, ...]


def begin(key: str, text: str, known: Sequence[str]) -> None:
    """Look at a text for the first time. Where we cannot hide names, nothing begins."""
    try:
        anonymise.load()
    except AnonymiserUnavailable as problem:
        notices.show(problem)
        return
    st.session_state[_slot(key)] = Masking(text, tuple(known))


def pending(key: str) -> Masking | None:
    masking: Masking | None = st.session_state.get(_slot(key))
    return masking


def end(key: str) -> None:
    """Forget the text: it was shared, or its author goes on writing."""
    st.session_state.pop(_slot(key), None)


def show(key: str, *, button: str = "Share") -> Confirmed | None:
    """Draw the preview of what `begin` took in; return it in the run in which its author says yes."""
    masking = pending(key)
    if masking is None:
        return None
    worrying = crisis.needs_help(masking.text)
    if worrying:
        care()
    st.caption("This is how your circle reads it.")
    with st.container(border=True, key=f"preview-{key}"):
        inert.words(masking.masked() or "No words, and that is fine.")
    _chips(key, masking)
    with st.container(horizontal=True):
        said_yes = st.button(button, type="primary", key=f"yes-{key}")
        if st.button("Back to writing", key=f"back-{key}"):
            end(key)
            st.rerun()
    if not said_yes:
        return None
    return Confirmed(masking.id, masking.masked(), worrying, tuple(masking.added))


def care() -> None:
    """Put help beside words that sound like somebody needs it. Never instead of anything, and never in the way."""
    with st.container(border=True, key="care"):
        st.markdown("**What you write sounds heavy. You do not have to carry it alone tonight.**")
        place = help_lines.chosen_country()
        help_lines.nearest(place)
        st.caption("Your facilitator will be asked to look in. You can share this as it is.")


def _slot(key: str) -> str:
    return f"preview:{key}"


def _chips(key: str, masking: Masking) -> None:
    found, suggested = masking.found(), masking.suggested()
    st.markdown(_count(len(masking.hidden()), len(suggested)))
    names = dict(zip(masking.hidden(), anonymise.placeholders(masking.text, masking.hidden()), strict=True))
    with st.container(horizontal=True, key=f"chips-{key}"):
        for place, span in enumerate(found):
            words = inert.label(masking.words_of(span), 40)
            if masking.stays(span):
                st.button(f"{inert.label(names[span])} stays", key=f"chip-{key}-{place}", disabled=True)
            elif span in names:
                if st.button(f"Show “{words}” for {inert.label(names[span])}", key=f"chip-{key}-{place}"):
                    masking.turn(span)
                    st.rerun()
            elif st.button(f"Hide “{words}” again", key=f"chip-{key}-{place}"):
                masking.turn(span)
                st.rerun()
        for place, span in enumerate(suggested):
            if st.button(f"Hide “{inert.label(masking.words_of(span), 40)}”?", key=f"maybe-{key}-{place}"):
                masking.hide(masking.words_of(span))
                st.rerun()
    if any(masking.stays(span) for span in found):
        st.caption("Addresses, numbers, links and the names on your private list always stay hidden.")
    _by_hand(key, masking)


def _count(hidden: int, to_check: int) -> str:
    check = f", {to_check} to check" if to_check else ""
    return f"{hidden} hidden{check}. We can miss things: read it as your manager would."


def _by_hand(key: str, masking: Masking) -> None:
    with (
        st.expander("Hide something else", key=f"more-{key}"),
        st.form(f"by-hand-{key}", border=False, clear_on_submit=True),
    ):
        words = st.text_input("Words to hide, as you wrote them", max_chars=80)
        if st.form_submit_button("Hide") and words.strip():
            if masking.hide(words.strip()):
                st.rerun()
            st.caption("Those words are not in your text.")
