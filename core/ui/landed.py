"""A first try that arrived although its answer was lost, while its author wrote on: one post, and a choice."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from core.domain.posts import KINDS, Earlier, Tone
from core.ui import inert

Choice = Literal["change", "anew"]


@dataclass(frozen=True, slots=True)
class Landed:
    """What arrived first, and the words that were to be shared now, as their author saw them."""

    post_id: str
    earlier: Earlier
    kind: str
    body: str
    took: str
    tone: Tone


def choose(landed: Landed) -> Choice | None:
    """Tell the author what is there already; return what they want done with the newer words."""
    earlier = landed.earlier
    with st.container(border=True, key="landed"):
        st.markdown("**Your first try arrived.** Only our answer was lost. This is what you shared:")
        inert.words(earlier.body or "No words, and that is fine.")
        if earlier.took:
            inert.words(f"What it took: {earlier.took}")
        st.caption(_as_what(earlier))
        return _choice(landed)


def _as_what(earlier: Earlier) -> str:
    kind = {"reply": "Answer", **{str(kind): word for kind, word in KINDS.items()}}[earlier.kind]
    return f"{kind}, {'under a veil' if earlier.veiled else 'under your handle'}. Your newer words are not shared."


def _choice(landed: Landed) -> Choice | None:
    if landed.earlier.editable and landed.kind == landed.earlier.kind:
        if st.button("Change it to the newer words", type="primary"):
            return "change"
    else:
        st.caption("It can't be changed into that any more. You can delete it on your circle page.")
    return "anew" if st.button("Share the newer words as well") else None
