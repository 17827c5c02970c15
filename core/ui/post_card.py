"""How one post looks: who by handle, when roughly, the words, what was asked for; actions quiet until wanted."""

import streamlit as st

from core.domain import times
from core.domain.posts import (
    FEELINGS,
    REACTIONS,
    STAGES,
    STRENGTHS,
    WANTED_ON_CARD,
    WIN_KINDS,
    Post,
    Reply,
    shapes_for,
)
from core.domain.steps import in_words
from core.ui import acts, inert

_MORE = "More"


def show(post: Post, *, circle_id: str, place: str = "feed") -> None:
    """Draw a post with its replies. `place` keeps the keys apart where one post stands twice on a page."""
    with st.container(border=True, key=f"{post.kind}-{place}-{post.id}"):
        _heading(post, place)
        _words(post)
        _kindness(post, circle_id, place)
        for reply in post.replies:
            _reply(reply, post, circle_id, place)
        _answer(post, place)


def _heading(post: Post, place: str) -> None:
    edited = ", edited" if post.edited else ""
    veil = " · veiled" if post.veiled else ""
    with st.container(horizontal=True, wrap=False):
        with st.container(gap=None):
            st.markdown(f"**{inert.label(post.name)}** · {kind_of(post)}{veil}")
            st.caption(f"{times.as_start(post.when)}{edited}")
        _menu(post, place)


def kind_of(post: Post) -> str:
    if post.kind == "win":
        return WIN_KINDS[post.win_kind] if post.win_kind else "A win"
    if post.kind == "setback":
        return "A setback"
    return "A note"


def _words(post: Post) -> None:
    if post.kind == "setback" and (facts := _facts(post)):
        st.caption(facts)
    if post.body:
        inert.words(post.body)
    if post.took:
        st.caption("What it took")
        inert.words(post.took)
    if post.step:
        st.caption(f"From a step: {in_words(*post.step)}")
    if post.wanted:
        st.markdown(f"*{'You' if post.mine else 'The author'} {_asked(post)}.*")


def _asked(post: Post) -> str:
    words = WANTED_ON_CARD[post.wanted or "heard"]
    if not post.mine:
        return words
    yours = {"wants": "want", "asks": "ask", "is": "are"}
    first, rest = words.split(" ", 1)
    return f"{yours.get(first, first)} {rest}"


def _facts(post: Post) -> str:
    stage = STAGES[post.stage] if post.stage and post.stage != "other" else ""
    heard = {True: "they said no", False: "no word came", None: ""}[post.said]
    feelings = [f"{STRENGTHS[strength]} {word}" for word, strength in post.feelings if word in FEELINGS]
    return " · ".join(part for part in (stage, heard, ", ".join(feelings)) if part)


def _kindness(post: Post, circle_id: str, place: str) -> None:
    """Let others give a small kindness; only the author reads how many there were."""
    if post.mine:
        if post.totals:
            st.caption(" · ".join(f"{REACTIONS[kind]}: {many}" for kind, many in post.totals.items()))
        return
    given = st.pills(
        "A small kindness",
        list(REACTIONS),
        selection_mode="multi",
        default=list(post.reactions),
        format_func=REACTIONS.__getitem__,
        label_visibility="collapsed",
        key=f"react-{place}-{post.id}",
        wrap=True,
    )
    for kind in set(given) ^ set(post.reactions):
        acts.react(circle_id, post.id, kind, on=kind in given)


def _menu(post: Post | Reply, place: str) -> None:
    options = ["Delete"] if post.mine else ["I'm worried about them", "Report", "Mute", "Hide for a week"]
    if post.mine and post.editable:
        options.insert(0, "Edit")
    if isinstance(post, Reply) and not post.mine:
        options.remove("Hide for a week")
    chosen = st.menu_button(_MORE, options, type="tertiary", key=f"menu-{place}-{post.id}")
    if chosen:
        acts.choose(chosen, post)


def _reply(reply: Reply, post: Post, circle_id: str, place: str) -> None:
    with st.container(key=f"reply-{place}-{reply.id}", border=False):
        author = " · wrote this post" if reply.op else ""
        shape = " · advice" if reply.shape == "advice" else ""
        st.markdown(f"**{inert.label(reply.name)}**{author}{shape}")
        inert.words(reply.body)
        with st.container(horizontal=True, vertical_alignment="center"):
            edited = ", edited" if reply.edited else ""
            st.caption(f"{times.as_start(reply.when)}{edited}{_thanked(reply, post)}")
            if post.mine and not reply.mine and not reply.thanked:
                _offer_thanks(reply, circle_id, place)
            _menu(reply, place)


def _offer_thanks(reply: Reply, circle_id: str, place: str) -> None:
    if st.button("This helped", type="tertiary", key=f"thank-{place}-{reply.id}"):
        acts.thank(circle_id, reply.id)


def _thanked(reply: Reply, post: Post) -> str:
    if not reply.thanked:
        return ""
    return " · you said this helped" if post.mine else " · they said this helped"


def _answer(post: Post, place: str) -> None:
    if not post.mine and not shapes_for(post):
        st.caption("No answer is wanted here. A small kindness is welcome.")
    elif st.button(
        "Answer" if not post.mine else "Add a word", type="tertiary", key=f"answer-{place}-{post.id}"
    ):
        acts.open_dialog("answer", post)
