"""What an author hides by hand in a preview, and their private list, which hides it from then on."""

from collections.abc import Sequence

import streamlit as st

from core.data import me
from core.services.masking import Masking
from core.ui import inert, notices
from core.ui.quietly import Asker


def draw(key: str, parts: Sequence[Masking], asker: Asker) -> None:
    with (
        st.expander("Hide something else", key=f"more-{key}"),
        st.form(f"by-hand-{key}", border=False, clear_on_submit=True),
    ):
        st.multiselect(
            "Pick words from your text",
            list({word.casefold(): word for part in parts for word in part.readable()}.values()),
            format_func=inert.clean,
            placeholder="Pick one or several",
            select_all=False,
            key=f"by-hand-picked-{key}",
        )
        st.text_input("Words to hide, as you wrote them", max_chars=80, key=f"by-hand-words-{key}")
        if st.form_submit_button("Hide", on_click=_hide, args=(key, parts)):
            missed = st.session_state.pop(f"by-hand-missed-{key}", False)
            st.caption("Those words are not in your text." if missed else "Hidden.")
    _offer_list(key, parts, asker)


def _hide(key: str, parts: Sequence[Masking]) -> None:
    """Hide what was picked and typed before anything is drawn, so that the preview has it at once."""
    typed = str(st.session_state.get(f"by-hand-words-{key}", "")).strip()
    picked: list[str] = st.session_state.get(f"by-hand-picked-{key}", [])
    asked = [*picked, *([typed] if typed else [])]
    st.session_state[f"by-hand-missed-{key}"] = not asked or any(
        not any(part.holds(words) for part in parts) for words in asked
    )
    for part in parts:
        for words in asked:
            part.hide(words)


def _offer_list(key: str, parts: Sequence[Masking], asker: Asker) -> None:
    """Ask once whether what is hidden here is to be hidden always."""
    fresh = list(dict.fromkeys(words for part in parts for words in part.by_hand() if len(words) > 1))
    if not fresh:
        return
    names = ", ".join(f"“{inert.label(words, 40)}”" for words in fresh)
    place = st.empty()
    with place.container():
        st.markdown(f"You hid {names} by hand. Hide it always? Your private list is seen by nobody else.")
        if not st.button("Add to my private list", key=f"list-{key}"):
            return
    with notices.problems_shown():
        known = [*parts[0].known, *fresh]
        me.keep_private_words(asker.member.gateway, known)
        for part in parts:
            part.known = tuple(known)
        place.caption("It is on your private list now.")
