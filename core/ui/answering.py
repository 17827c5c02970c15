"""The dialogs of the circle page: answering, editing, reporting. Words written here are drafts like any other."""

from uuid import uuid4

import streamlit as st

from core.data import posts
from core.domain.posts import REPORT_REASONS, SHAPES, CirclePage, Post, Reply, shapes_for
from core.services.pulse import hub
from core.ui import acts, draft, inert, notices, practice, preview
from core.ui import help as help_lines
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
    scope = draft.scope(member.account_id, page.head.circle_id, key)
    inert.words(post.body[:300])
    shape = _shape(post, key)
    if preview.pending(key) is None:
        st.caption(_HINTS.get(post.wanted) if not post.mine else "Your circle reads this under your post.")
        text = draft.draft_box("Your words", scope=scope, button="See how it reads", key=f"box-{key}")
        if text is None:
            return
        preview.begin(key, text, page.known)
    if (confirmed := preview.show(key, button="Send")) is None:
        return
    with notices.problems_shown():
        posts.reply(
            member.gateway,
            confirmed.id,
            page.head.circle_id,
            post.id,
            confirmed.text,
            shape=shape,
            worrying=confirmed.worrying,
        )
        preview.end(key)
        draft.clear(scope)
        _close(page.head.circle_id)


def _shape(post: Post, key: str) -> str:
    shapes = shapes_for(post)
    if post.mine or len(shapes) < 2:  # noqa: PLR2004 -- a choice needs two
        return "acknowledge"
    return st.radio("What is it?", shapes, format_func=SHAPES.__getitem__, key=f"shape-{key}")


def _edit(member: Member, page: CirclePage, about: Post | Reply) -> None:
    took = about.took if isinstance(about, Post) else ""
    if change(member, page.head.circle_id, about.id, about.body, took, page.known):
        _close(page.head.circle_id)


def change(
    member: Member, circle_id: str, post_id: str, body: str, took: str, known: tuple[str, ...]
) -> bool:
    """Draw what it takes to change one's own words; say when they are changed."""
    key = f"edit-{post_id}"
    scope = draft.scope(member.account_id, circle_id, key)
    if preview.pending(key) is None:
        text = draft.draft_box(
            "Your words", scope=scope, button="See how it reads", key=f"box-{key}", start=body
        )
        if text is None:
            return False
        preview.begin(key, text, known)
    confirmed = preview.show(key, button="Save")
    if confirmed is None:
        return False
    with notices.problems_shown():
        posts.edit(member.gateway, circle_id, post_id, confirmed.text, took=took, worrying=confirmed.worrying)
        preview.end(key)
        draft.clear(scope)
        return True
    return False


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
