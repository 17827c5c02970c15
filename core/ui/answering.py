"""The dialogs of the circle page: answering, editing, reporting. Words written here are drafts like any other."""

from uuid import uuid4

import streamlit as st

from core.data import posts
from core.domain import sharing
from core.domain.posts import REPORT_REASONS, SHAPES, CirclePage, Post, Reply, Tone, shapes_for
from core.services.pulse import hub
from core.ui import acts, draft, inert, notices, practice, preview, quietly
from core.ui import help as help_lines
from core.ui.landed import Landed, choose
from core.ui.quietly import Asker
from core.ui.session import Member

_AFTERWARDS = "afterwards"
_HINTS = {
    None: "A few words are enough.",
    "heard": "They want to be heard. Say that you have read it, and leave it there.",
    "views": "Acknowledge first. Then you may offer another way to see it.",
    "advice": "Acknowledge first. They asked for advice, so it is welcome after that.",
}


def show(member: Member, page: CirclePage) -> None:
    """Draw the dialog that is open, if one is."""
    opened = acts.opened()
    if opened is None:
        return
    titles = {
        "answer": "Answer",
        "edit": "Change your words",
        "report": "Report",
        "worried": "You are worried",
        "heavy": "Thank you",
    }

    @st.dialog(titles[opened.dialog], on_dismiss=acts.close_dialog)
    def draw() -> None:
        if opened.dialog == "answer" and isinstance(opened.about, Post):
            _answer(member, page, opened.about)
        elif opened.dialog == "edit":
            _edit(member, page, opened.about)
        elif opened.dialog == "heavy":
            _heavy(quietly.asker(member, page.head), opened.heavy)
        else:
            _report(member, page, opened.about, worried=opened.dialog == "worried")

    draw()


def _close(circle_id: str) -> None:
    acts.close_dialog()
    hub.bump(circle_id)
    st.rerun()


def _close_kindly(circle_id: str, about: Post | Reply, tone: Tone) -> None:
    """Close what was said; where it may be heavy and nobody answered beside it, ask in its place."""
    if tone.heavy:
        hub.bump(circle_id)
        quietly.end(_AFTERWARDS)
        acts.open_dialog("heavy", about, tone.heavy)
    _close(circle_id)


def _heavy(asker: Asker, words: frozenset[str]) -> None:
    if not quietly.beside(_AFTERWARDS, words, asker):
        acts.close_dialog()
        st.rerun()


def _answer(member: Member, page: CirclePage, post: Post) -> None:
    if post.kind == "setback" and not post.mine and not page.head.practised and not practice.finished(member):
        return
    key = f"answer-{post.id}"
    inert.words(post.body[:300])
    if page.head.replies_paused:
        notices.paused("replies", page.head.replies_paused)
    shape = _shape(post, key)
    st.caption(_HINTS.get(post.wanted) if not post.mine else "Your circle reads this under your post.")
    scope = draft.scope(member.account_id, page.head.circle_id, key)
    text = draft.draft_box("Your words", scope=scope, key=f"box-{key}")
    if text is not None:
        preview.begin(key, text, page.known)
        st.session_state.pop(f"landed-{key}", None)
    confirmed = preview.show(key, quietly.asker(member, page.head), button="Send")
    with notices.problems_shown():
        if confirmed is not None:
            _send(member, page, post, confirmed.text, shape, confirmed.tone)
        landed: Landed | None = st.session_state.get(f"landed-{key}")
        if landed is not None:
            _settle(member, page, post, landed, shape)


def _send(member: Member, page: CirclePage, post: Post, words: str, shape: str, tone: Tone) -> None:
    key = f"answer-{post.id}"
    scope = draft.scope(member.account_id, page.head.circle_id, key)
    circle_id = page.head.circle_id
    shared = posts.reply(
        member.gateway, draft.id_of(scope), circle_id, post.id, words, shape=shape, tone=tone
    )
    if shared.earlier and sharing.differs(shared.earlier, kind="reply", body=words):
        st.session_state[f"landed-{key}"] = Landed(shared.id, shared.earlier, "reply", words, "", tone)
    else:
        _finish(member, page, post, tone)


def _settle(member: Member, page: CirclePage, post: Post, new: Landed, shape: str) -> None:
    """Do what the author wants done with words that were written after a first try arrived."""
    key = f"answer-{post.id}"
    scope = draft.scope(member.account_id, page.head.circle_id, key)
    choice = choose(new)
    if choice == "change":
        posts.edit(member.gateway, page.head.circle_id, new.post_id, new.body, tone=new.tone)
        _finish(member, page, post, new.tone)
    elif choice == "anew":
        draft.renew(scope)
        _send(member, page, post, new.body, shape, new.tone)


def _finish(member: Member, page: CirclePage, post: Post, tone: Tone) -> None:
    key, circle_id = f"answer-{post.id}", page.head.circle_id
    preview.end(key)
    draft.clear(draft.scope(member.account_id, circle_id, key))
    st.session_state.pop(f"landed-{key}", None)
    _close_kindly(circle_id, post, tone)


def _shape(post: Post, key: str) -> str:
    shapes = shapes_for(post)
    if post.mine or len(shapes) < 2:  # noqa: PLR2004 -- a choice needs two
        return "acknowledge"
    return st.radio("What is it?", shapes, format_func=SHAPES.__getitem__, key=f"shape-{key}")


def _edit(member: Member, page: CirclePage, about: Post | Reply) -> None:
    took = about.took if isinstance(about, Post) and about.kind == "win" else None
    if (tone := change(member, page, about.id, about.body, took)) is not None:
        _close_kindly(page.head.circle_id, about, tone)


def change(member: Member, page: CirclePage, post_id: str, body: str, took: str | None) -> Tone | None:
    """Draw what it takes to change one's own words, and what a win took; say how they sound once they are changed.

    Only a win has a `took`, which may be empty. Draw it in a fragment.
    """
    key, road, circle_id = f"edit-{post_id}", f"edit-road-{post_id}", page.head.circle_id
    _box(member, page, key, "Your words", body)
    if took is not None:
        label = "What it took (you may leave this out)"
        _box(member, page, road, label, took, max_chars=sharing.LONGEST_ROAD)
    asker = quietly.asker(member, page.head)
    said = preview.show(key, asker, road="" if took is None else road, button="Save")
    if said is None:
        return None
    with notices.problems_shown():
        posts.edit(member.gateway, circle_id, post_id, said.text, took=said.took, tone=said.tone)
        for part in (key, road):
            preview.end(part)
            draft.clear(draft.scope(member.account_id, circle_id, part))
        return said.tone
    return None


def _box(
    member: Member,
    page: CirclePage,
    key: str,
    label: str,
    start: str,
    *,
    max_chars: int = sharing.LONGEST,
) -> None:
    scope = draft.scope(member.account_id, page.head.circle_id, key)
    text = draft.draft_box(label, scope=scope, key=f"box-{key}", start=start, max_chars=max_chars)
    if text is not None:
        preview.begin(key, text, page.known)


def _report(member: Member, page: CirclePage, about: Post | Reply, *, worried: bool) -> None:
    inert.words(about.body[:300])
    if worried:
        st.markdown("Thank you for looking out for them. Your facilitator is told at once, and not by whom.")
        help_lines.nearest(help_lines.chosen_country())
    with st.form(f"report-{about.id}", border=False):
        reason = "worried"
        if not worried:
            reason = st.radio("What is it?", list(REPORT_REASONS), format_func=REPORT_REASONS.__getitem__)
        note = st.text_area("Anything your facilitator should know? You may leave this empty.", max_chars=600)
        st.caption(
            "Nobody in the circle learns that it was you, and neither does your facilitator. Your own words could tell."
        )
        sent = st.form_submit_button("Tell the facilitator", type="primary")
    if sent:
        with notices.problems_shown():
            posts.report(member.gateway, str(uuid4()), page.head.circle_id, about.id, reason, note)
            st.toast("Thank you. Your facilitator looks at it.")
            _close(page.head.circle_id)
