"""Composing a post: write, see it as the circle will, share, all on one page. The draft stays in the browser."""

from dataclasses import dataclass, replace

import streamlit as st

from core.data import posts
from core.domain import sharing
from core.domain.posts import (
    FEELINGS,
    KINDS,
    STAGES,
    STRENGTHS,
    WANTED,
    WIN_KINDS,
    Draft,
    Kind,
    Shared,
    SharePage,
    Tone,
)
from core.domain.steps import Step, in_words
from core.errors import SessionEnded, SignInFirst
from core.services.pulse import hub
from core.ui import circle_parts, draft, inert, notices, preview, quietly
from core.ui.landed import Landed, choose
from core.ui.session import Member

_KEY = "compose"
_ROAD = "compose-road"
_DONE = "compose-done"
_LANDED = "compose-landed"
_STEP = "compose-step"
_MOST_FEELINGS = 5

_DELAYS = {
    0: "Now",
    2: "In two hours",
    6: "In six hours",
    12: "In twelve hours",
    24: "Tomorrow about this time",
}
_NO_VEIL = "The veil needs at least four people in the circle. You are not that many yet."
_VEIL = "A veil hides your handle, not your story. In a circle this small, someone may guess."


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A post whose first try arrived with other words, until its author decides."""

    landed: Landed
    draft: Draft


@dataclass(frozen=True, slots=True)
class Done:
    """What was just shared, for the words after it."""

    shared: Shared
    draft: Draft
    tone: Tone


def start_from(step: Step) -> None:
    """Begin a win that came from a step, before the share page is drawn. What kind it is can be changed there."""
    st.session_state.pop(_DONE, None)
    st.session_state.update({_STEP: step, "compose-kind": "win", "compose-win-kind": step.kind})


def draw(member: Member, page: SharePage) -> None:
    """Draw the step this author is at."""
    if done := st.session_state.get(_DONE):
        _afterwards(member, page, done)
    elif page.head.away_until:
        circle_parts.away(page.head)
    elif not page.head.open:
        circle_parts.lobby(page.head, "you can share here")
    else:
        if page.head.posts_paused:
            notices.paused("posts", page.head.posts_paused)
        _write(member, page)


# --- writing ---


@st.fragment
def _write(member: Member, page: SharePage) -> None:
    """Take in the words and show them masked. A pause in writing reruns this alone."""
    with notices.problems_shown():
        kind = _pick_kind()
        said = _sting(page) if kind == "setback" else {}
        start = _weekly(member, page) if kind == "win" else ""
        text = draft.draft_box(
            "What happened?" if kind != "note" else "Your note",
            scope=_scope(member, page, "words"),
            key=f"box-{_KEY}",
            start=start,
            optional=kind == "setback",
            focus=kind == "win",
        )
        if text is not None:
            preview.begin(_KEY, text, page.known)
            st.session_state.pop(_LANDED, None)
        if (masking := preview.pending(_KEY)) is None or not masking.text.strip():
            st.caption(
                "Names, employers, places and contacts are hidden before anybody reads it. You see it first."
            )
        look = st.container()
        choices = _choices(member, kind, page, {**said, "weekly": bool(start)})
        with look:
            _look(member, page, choices)


def _pick_kind() -> Kind:
    picked: Kind | None = st.segmented_control(
        "What is it?",
        list(KINDS),
        format_func=KINDS.__getitem__,
        default="win",
        label_visibility="collapsed",
        key="compose-kind",
        persist_state="page",
    )
    return picked or "win"


def _sting(page: SharePage) -> dict[str, object]:
    """Name the feeling first; what is offered comes after that."""
    st.markdown(
        "**That one stings.** You can say as much or as little as you like. Feelings alone are enough."
    )
    feelings = _feelings()
    if page.plan:
        with st.container(border=True, key="plan"):
            st.caption("Your own plan for this moment")
            inert.words(page.plan)
    if page.wins:
        with st.expander("Wins of yours, if you want to see them now", key="own-wins"):
            for won in page.wins:
                inert.words(won)
    wanted = st.radio(
        "What would help?",
        list(WANTED),
        format_func=WANTED.__getitem__,
        horizontal=True,
        key="compose-wanted",
        persist_state="page",
    )
    return {"feelings": feelings, "wanted": wanted}


def _choices(member: Member, kind: Kind, page: SharePage, said: dict[str, object]) -> Draft:
    """Take in what may be said besides the words. It stands below them: most people need none of it."""
    details = dict(said)
    if kind == "win":
        details |= _from_step(page)
        _road(member, page)
        details["win_kind"] = st.selectbox(
            "Kind of win",
            list(WIN_KINDS),
            index=None,
            format_func=WIN_KINDS.__getitem__,
            placeholder="You may leave this open",
            key="compose-win-kind",
            persist_state="page",
        )
    if kind == "setback":
        details |= _stage()
    with st.container(gap="xxsmall"):
        veiled = st.toggle(
            "Share under a veil", disabled=not page.head.veil_ready, key="compose-veil", persist_state="page"
        )
        st.caption(_VEIL if page.head.veil_ready else _NO_VEIL)
    delay = st.selectbox(
        "When", list(_DELAYS), format_func=_DELAYS.__getitem__, key="compose-delay", persist_state="page"
    )
    return Draft(kind, "", veiled=veiled and page.head.veil_ready, delay_hours=delay, details=details)


def _from_step(page: SharePage) -> dict[str, object]:
    """Name the step that a win comes from; its day and its note stay private."""
    step: Step | None = st.session_state.get(_STEP)
    if step is None or step.circle_id != page.head.circle_id:
        return {}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            f"From a step: {in_words(step.kind, step.amount)}. Your circle reads that, and no more of it."
        )
        if st.button("Leave the step out", type="tertiary"):
            del st.session_state[_STEP]
            st.rerun()
    return {"step": step.id}


def _feelings() -> list[dict[str, object]]:
    felt = st.pills(
        "How does it feel? Up to five words.",
        FEELINGS,
        selection_mode="multi",
        key="compose-feelings",
        persist_state="page",
        wrap=True,
    )[:_MOST_FEELINGS]
    strengths = {
        word: st.select_slider(
            word.capitalize(),
            list(STRENGTHS),
            value=2,
            format_func=STRENGTHS.__getitem__,
            key=f"compose-strength-{word}",
            persist_state="page",
        )
        for word in felt
    }
    return [{"word": word, "strength": strength} for word, strength in strengths.items()]


def _stage() -> dict[str, object]:
    with st.expander("Where it happened on the way", key="compose-stage"):
        stage = st.selectbox(
            "Stage",
            list(STAGES),
            index=None,
            format_func=STAGES.__getitem__,
            placeholder="You may leave this open",
            key="compose-stage-at",
            persist_state="page",
        )
        said = st.radio(
            "How did you learn of it?",
            [True, False],
            index=None,
            format_func={True: "They said so", False: "Silence"}.get,
            key="compose-learnt",
            persist_state="page",
        )
    return {"stage": stage, "said": said}


def _weekly(member: Member, page: SharePage) -> str:
    """Propose the member's own week as a start. Skipping it leaves no mark anywhere."""
    if page.week is None:
        return ""
    with st.container(horizontal=True, vertical_alignment="center"):
        weekly = st.toggle("Start from my week", key="compose-weekly", persist_state="page")
        if st.button("Not this week", type="tertiary"):
            with notices.problems_shown():
                posts.skip_weekly(member.gateway, page.head.circle_id)
                st.rerun()
    return sharing.week_in_words(page.week) if weekly else ""


def _scope(member: Member, page: SharePage, part: str) -> str:
    return draft.scope(member.account_id, page.head.circle_id, f"share-{part}")


# --- looking ---


def _look(member: Member, page: SharePage, choices: Draft) -> None:
    confirmed = preview.show(
        _KEY,
        quietly.asker(member, page.head),
        road=_ROAD if choices.kind == "win" else "",
        wordless=choices.kind == "setback",
        how=_how(choices, page),
    )
    if confirmed is not None:
        details = {**choices.details, "took": confirmed.took}
        _share(member, page, replace(choices, body=confirmed.text, details=details), confirmed.tone)
    landed: _Waiting | None = st.session_state.get(_LANDED)
    if landed is not None:
        _settle(member, page, landed)


def _share(member: Member, page: SharePage, shown: Draft, tone: Tone) -> None:
    post_id, circle_id = draft.id_of(_scope(member, page, "words")), page.head.circle_id
    try:
        shared = posts.share(member.gateway, post_id, circle_id, shown, tone=tone)
    except (SessionEnded, SignInFirst):
        st.rerun()  # the whole page asks to sign in
    took = str(shown.details["took"])
    if shared.earlier and sharing.differs(
        shared.earlier, kind=shown.kind, body=shown.body, took=took, veiled=shown.veiled
    ):
        landed = Landed(shared.id, shared.earlier, shown.kind, shown.body, took, tone)
        st.session_state[_LANDED] = _Waiting(landed, shown)
    else:
        _finish(member, page, Done(shared, shown, tone))


def _settle(member: Member, page: SharePage, waiting: _Waiting) -> None:
    """Do what the author wants done with words that were written after a first try arrived."""
    new, choice = waiting.landed, choose(waiting.landed)
    if choice == "change":
        shared = posts.edit(
            member.gateway, page.head.circle_id, new.post_id, new.body, took=new.took, tone=new.tone
        )
        _finish(member, page, Done(shared, waiting.draft, new.tone))
    elif choice == "anew":
        draft.renew(_scope(member, page, "words"))
        _share(member, page, waiting.draft, new.tone)


def _finish(member: Member, page: SharePage, done: Done) -> None:
    _clean_up(member, page)
    st.session_state[_DONE] = done
    hub.bump(page.head.circle_id)
    st.rerun()


def _how(choices: Draft, page: SharePage) -> str:
    """Say under which name it is shared, and when if not now."""
    name = (
        f"Shared under a veil. {_VEIL}" if choices.veiled else f"Shared as {inert.label(page.head.handle)}."
    )
    if page.head.history_open:
        name += " Whoever joins later reads it too."
    return f"{name} Others see it {_DELAYS[choices.delay_hours].lower()}." if choices.delay_hours else name


def _road(member: Member, page: SharePage) -> None:
    """Take in what a win took, masked like everything else; it has a draft of its own and joins the preview."""
    with st.expander("What it took (you may leave this out)", key="road"):
        text = draft.draft_box(
            "The road, not only the result",
            scope=_scope(member, page, "road"),
            key=f"box-{_ROAD}",
            max_chars=sharing.LONGEST_ROAD,
        )
        if text is not None:
            preview.begin(_ROAD, text, page.known)


def _clean_up(member: Member, page: SharePage) -> None:
    """Forget the words and choices everywhere but where they were shared: here, and in the browser."""
    for key, part in ((_KEY, "words"), (_ROAD, "road")):
        preview.end(key)
        draft.clear(_scope(member, page, part))
    for name in [str(name) for name in st.session_state if str(name).startswith("compose-")]:
        del st.session_state[name]


# --- afterwards ---


def _afterwards(member: Member, page: SharePage, done: Done) -> None:
    st.markdown(f"**Thank you.** {sharing.outcome(done.shared, done.draft.delay_hours)}")
    if done.tone.worrying:
        preview.care()
    quietly.beside(f"shared-{done.shared.id}", done.tone.heavy, quietly.asker(member, page.head))
    if done.draft.details.get("win_kind") == "job":
        st.markdown(
            "You have a job. When it suits you, you can stay as an alum and help, or leave, under **Me**."
        )
        st.page_link("pages/member/me.py", label="Go to Me")
    with st.container(horizontal=True):
        if st.button("To your circle", type="primary"):
            st.session_state.pop(_DONE)
            st.switch_page("pages/member/circle.py")
        if st.button("Share something else"):
            st.session_state.pop(_DONE)
            st.rerun()
