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
    }

    @st.dialog(titles[opened.dialog], on_dismiss=acts.close_dialog)
    def draw() -> None:
        if opened.dialog == "answer" and isinstance(opened.about, Post):
            _answer(member, page, opened.about)
        elif opened.dialog == "edit":
            _edit(member, page, opened.about)
        else:
            _report(member, page, opened.about, worried=opened.dialog == "worried")

    draw()


def _close(circle_id: str) -> None:
    acts.close_dialog()
    hub.bump(circle_id)
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
    confirmed = preview.show(key, Asker(member, page.head.circle_id), button="Send")
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
        _finish(key, scope, circle_id, tone)


def _settle(member: Member, page: CirclePage, post: Post, new: Landed, shape: str) -> None:
    """Do what the author wants done with words that were written after a first try arrived."""
    key = f"answer-{post.id}"
    scope = draft.scope(member.account_id, page.head.circle_id, key)
    choice = choose(new)
    if choice == "change":
        posts.edit(member.gateway, page.head.circle_id, new.post_id, new.body, tone=new.tone)
        _finish(key, scope, page.head.circle_id, new.tone)
    elif choice == "anew":
        draft.renew(scope)
        _send(member, page, post, new.body, shape, new.tone)


def _finish(key: str, scope: str, circle_id: str, tone: Tone) -> None:
    preview.end(key)
    quietly.keep(tone.heavy)
    draft.clear(scope)
    st.session_state.pop(f"landed-{key}", None)
    _close(circle_id)


def _shape(post: Post, key: str) -> str:
    shapes = shapes_for(post)
    if post.mine or len(shapes) < 2:  # noqa: PLR2004 -- a choice needs two
        return "acknowledge"
    return st.radio("What is it?", shapes, format_func=SHAPES.__getitem__, key=f"shape-{key}")


def _edit(member: Member, page: CirclePage, about: Post | Reply) -> None:
    took = about.took if isinstance(about, Post) and about.kind == "win" else None
    if change(member, page.head.circle_id, about.id, about.body, took, page.known):
        _close(page.head.circle_id)


def change(
    member: Member, circle_id: str, post_id: str, body: str, took: str | None, known: tuple[str, ...]
) -> bool:
    """Draw what it takes to change one's own words, and what a win took; say when they are changed.

    Only a win has a `took`, which may be empty. Draw it in a fragment.
    """
    key, road = f"edit-{post_id}", f"edit-road-{post_id}"
    _box(member, circle_id, key, "Your words", body, known)
    if took is not None:
        _box(
            member,
            circle_id,
            road,
            "What it took (you may leave this out)",
            took,
            known,
            max_chars=sharing.LONGEST_ROAD,
        )
    confirmed = preview.show(key, Asker(member, circle_id), road="" if took is None else road, button="Save")
    if confirmed is None:
        return False
    with notices.problems_shown():
        posts.edit(
            member.gateway,
            circle_id,
            post_id,
            confirmed.text,
            took=confirmed.took,
            tone=confirmed.tone,
        )
        quietly.keep(confirmed.tone.heavy)
        for part in (key, road):
            preview.end(part)
            draft.clear(draft.scope(member.account_id, circle_id, part))
        return True
    return False


def _box(
    member: Member,
    circle_id: str,
    key: str,
    label: str,
    start: str,
    known: tuple[str, ...],
    *,
    max_chars: int = sharing.LONGEST,
) -> None:
    scope = draft.scope(member.account_id, circle_id, key)
    text = draft.draft_box(label, scope=scope, key=f"box-{key}", start=start, max_chars=max_chars)
    if text is not None:
        preview.begin(key, text, known)


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
        st.caption("Nobody in the circle learns that it was you, and neither does your facilitator.")
        sent = st.form_submit_button("Tell the facilitator", type="primary")
    if sent:
        with notices.problems_shown():
            posts.report(member.gateway, str(uuid4()), page.head.circle_id, about.id, reason, note)
            st.toast("Thank you. Your facilitator looks at it.")
            _close(page.head.circle_id)
