"""How one case looks, and what a facilitator may do with it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import streamlit as st

from core.data import cases
from core.domain.cases import CASES, HELD, MEASURES, REPORTED, Case, CasePost, FacilitatePage, due_in_words
from core.domain.posts import KINDS, WANTED_ON_CARD
from core.domain.times import hours_in_words
from core.errors import Problem
from core.ui import inert, notices, unveiling
from core.ui.deciding import act_and_look, look_again
from core.ui.session import Member

_DECISIONS = {
    "approved": "Let it in",
    "sent_back": "Send it back with a reason",
    "hidden": "Hide it",
    "removed": "Remove it",
    "dismissed": "Nothing to do",
}
_LOOKED_AFTER = "It is looked after"
_KINDS = {"win": KINDS["win"], "setback": KINDS["setback"], "note": KINDS["note"], "reply": "Reply"}
_CLAIM = "claim"
_PRESSED = "case-pressed"
_REFUSED = "case-refused"
_PAUSES = ("nudge", "reply_pause", "post_pause", "circle_pause")


@dataclass(frozen=True, slots=True)
class _Pressed:
    """A press on a case as it stood on the screen."""

    case: Case
    action: str
    reason: str
    typed: str


def show(member: Member, page: FacilitatePage, case: Case) -> None:
    with st.container(border=True, key=f"case-{case.kind}-{case.id}"):
        st.markdown(f"**{CASES[case.kind]}** · {due_in_words(case.due_in_hours)}")
        st.caption(f"Open for {hours_in_words(case.age_hours)}{_claimed(case)}")
        _why(case)
        if case.post:
            _post(case.post)
            _decide(case, case.post)
            _refused(case)
            _about_the_author(member, page, case, case.post)
            unveiling.offer(member, page, case.post)
        else:
            _reached(case)
            _refused(case)


def _claimed(case: Case) -> str:
    if case.claimed_by_me:
        return " · you look after it"
    return f" · {inert.label(case.claimed_by)} looks after it" if case.claimed_by else ""


def _why(case: Case) -> None:
    if case.asks_for_help:
        st.markdown(f"{inert.label(case.asks_for_help)} asks for a person to talk to.")
    if case.held:
        st.markdown(HELD[case.held])
    for report in case.reports:
        st.markdown(f"A member: {REPORTED[report.reason]}.")
        if report.note:
            inert.words(f"“{report.note}”")


def _post(post: CasePost) -> None:
    veil = ", veiled" if post.veiled else ""
    wanted = f", {WANTED_ON_CARD[post.wanted]}" if post.wanted else ""
    st.caption(f"{_KINDS[post.kind]} by {inert.label(post.name)}{veil}{wanted}")
    inert.words(post.body)
    if post.took:
        inert.words(f"What it took: {post.took}")
    if post.gone:
        st.caption("Its author has taken these words back. You may still be needed.")


def _decide(case: Case, post: CasePost) -> None:
    if not case.claimed_by:
        st.button("I'll look after it", key=f"claim-{case.id}", on_click=_press, args=(case, _CLAIM))
    elif not case.claimed_by_me:
        st.button("Take it over", key=f"claim-{case.id}", on_click=_press, args=(case, _CLAIM))
        st.caption("After 48 hours without a decision, another facilitator may.")
    elif post.gone:
        st.button(_LOOKED_AFTER, key=f"looked-after-{case.id}", on_click=_press, args=(case, "dismissed"))
    else:
        _choose(case, _offered(case, post))


def _offered(case: Case, post: CasePost) -> dict[str, str]:
    """Name what may be decided, the likeliest first: who may need a person is not hidden by a tap in haste."""
    if post.status == "held":
        return {name: _DECISIONS[name] for name in ("approved", "sent_back", "hidden", "removed")}
    hiding = {name: _DECISIONS[name] for name in ("hidden", "removed")}
    if case.kind == "crisis":
        return {"dismissed": _LOOKED_AFTER} | hiding
    return hiding | {"dismissed": _DECISIONS["dismissed"]}


def _choose(case: Case, offered: dict[str, str]) -> None:
    action = st.radio("Decide", list(offered), format_func=offered.__getitem__, key=f"decide-{case.id}")
    with st.form(f"decision-{case.id}", border=False):
        if action not in {"approved", "dismissed"}:
            st.text_area("A reason its author can read", max_chars=600, key=_reason(case))
        if action == "removed":
            st.text_input("This cannot be undone. Type the word remove", key=_typed(case))
        st.form_submit_button("Decide", type="primary", on_click=_press, args=(case, action))


def _reached(case: Case) -> None:
    st.caption(
        "Write to them in the circle, or answer one of their posts. If they may be in danger, say so at once."
    )
    st.button("I have been in touch", key=f"reached-{case.id}", on_click=_press, args=(case, "dismissed"))


def _reason(case: Case) -> str:
    return f"reason-{case.id}"


def _typed(case: Case) -> str:
    return f"typed-{case.id}"


def _press(case: Case, action: str) -> None:
    """Remember what was pressed, and about which version of the case: the one on the screen."""
    reason, typed = (st.session_state.get(name(case), "") for name in (_reason, _typed))
    st.session_state[_PRESSED] = _Pressed(case, action, reason, typed)


def carry_out(member: Member, page: FacilitatePage) -> None:
    """Do what was pressed. Where the case has changed since it was drawn, that is a conflict and is said."""
    pressed: _Pressed | None = st.session_state.pop(_PRESSED, None)
    if pressed is None:
        return
    try:
        _do(member, page, pressed)
    except Problem as problem:
        _refuse(page, pressed, problem)
    else:
        look_again(page)


def _do(member: Member, page: FacilitatePage, pressed: _Pressed) -> None:
    gateway, circle_id, case = member.gateway, page.head.circle_id, pressed.case
    if pressed.action == _CLAIM:
        cases.claim(gateway, circle_id, case)
    else:
        decision = {"reason": pressed.reason, "typed": pressed.typed}
        cases.decide(gateway, circle_id, case, pressed.action, **decision)


def _refuse(page: FacilitatePage, pressed: _Pressed, problem: Problem) -> None:
    """Say why not on the card where the hand is; on top, with the words, where there is no card any more."""
    if pressed.case.id in {waiting.id for waiting in page.queue}:
        st.session_state[_REFUSED] = (pressed.case.id, problem)
        return
    notices.show(problem)
    if pressed.reason:
        st.caption("What you wrote")
        inert.words(pressed.reason)


def _refused(case: Case) -> None:
    case_id, problem = st.session_state.get(_REFUSED, ("", None))
    if case_id == case.id:
        del st.session_state[_REFUSED]
        notices.show(problem)


def _about_the_author(member: Member, page: FacilitatePage, case: Case, post: CasePost) -> None:
    with st.expander("About its author", key=f"author-{case.id}"):
        st.caption(
            "You can do this without knowing who it is. They are told why, until when, and how to appeal."
        )
        measure(member, page, f"case-{case.id}", _PAUSES, post_id=post.id)


def measure(
    member: Member,
    page: FacilitatePage,
    key: str,
    kinds: tuple[str, ...],
    *,
    handle: str | None = None,
    post_id: str | None = None,
) -> None:
    """Draw the form that decides something about a person: what, until when, by which rule, and why."""
    kind = st.selectbox("What", kinds, format_func=MEASURES.__getitem__, key=f"kind-{key}")
    with st.form(f"measure-{key}", border=False):
        until = _until(kind)
        rule = st.selectbox(
            "House rule",
            range(1, len(page.rules) + 1),
            format_func=lambda n: f"{n}. {inert.clean(page.rules[n - 1])[:60]}",
        )
        reason = st.text_area("Why", max_chars=600)
        if st.form_submit_button("Decide"):
            act_and_look(
                page,
                lambda: cases.set_measure(
                    member.gateway,
                    page.head.circle_id,
                    kind,
                    until=until,
                    rule=rule,
                    reason=reason,
                    handle=handle,
                    post_id=post_id,
                ),
                said="Done. They can read it under Me.",
            )


def _until(kind: str) -> date | None:
    """Ask for the end of a measure; that of a removal is not for one person to choose."""
    if kind == "removal":
        st.caption("A removal needs a second person to confirm it, and then lasts a year.")
        return None
    today = datetime.now(UTC).date()
    return st.date_input(
        "Until", today + timedelta(days=7), min_value=today, max_value=today + timedelta(days=59)
    )
