"""A running challenge: how far the circle is, and my own part with one tap to log. Two pages show it."""

from datetime import date
from typing import Literal
from uuid import uuid4

import streamlit as st

from core.data import steps
from core.domain import challenges
from core.domain.challenge_library import LIBRARY, STRENGTHS, Template
from core.domain.challenges import Card, Part
from core.domain.steps import LONGEST_NOTE
from core.ui import draft, inert, notices, step_sheet
from core.ui.session import Member

_STEP = "challenge-step"

Which = Literal["today", "earlier"]


def pinned(member: Member, circle_id: str, cards: tuple[Card, ...]) -> None:
    """Draw the running challenges above a circle's feed: the bar, and one tap to log."""
    for card in cards:
        with st.container(border=True, key=f"challenge-{card.id}"):
            head(card)
            log_today(member, circle_id, card, at="circle")
            st.page_link(
                "pages/member/challenges.py",
                label="My part and my days" if card.mine else "Take part, or read on",
            )


def head(card: Card) -> None:
    """Draw what it is, where in its days it is, and how far the circle is."""
    st.markdown(f"**{LIBRARY[card.template].title}**")
    st.caption(challenges.stage(card))
    if changed := challenges.changed(card):
        st.caption(changed)
    if card.change:
        inert.words(card.change.note)
    filled = challenges.progress(card)
    if filled is None:
        st.caption(challenges.bar(card))
    else:
        st.progress(filled, text=challenges.bar(card))


def log_today(member: Member, circle_id: str, card: Card, *, at: str) -> None:
    """Draw one tap to log today, with its line where a challenge asks for one. Once done it asks for no more."""
    if card.day < 1 or card.mine is None:
        return
    if done := challenges.done_today(card.mine):
        st.caption(done)
    label, looks = _tap(card.mine)
    note = line(member, circle_id, card, "today")
    if st.button(label, type=looks, key=f"done-{card.id}"):
        log(member, circle_id, card, at=at, note=note)


def line(member: Member, circle_id: str, card: Card, which: Which) -> str:
    """Ask for the line that counts, where a challenge wants one; it waits in the browser until it is logged."""
    question = LIBRARY[card.template].note
    if not question:
        return ""
    scope, key = _scope(member, circle_id, card, which), f"line-{_step_id(card, which)}"
    return draft.line(question, scope=scope, key=key, max_chars=LONGEST_NOTE)


def _scope(member: Member, circle_id: str, card: Card, which: Which) -> str:
    return draft.scope(member.account_id, circle_id, f"challenge-{card.id}-{which}")


def _step_id(card: Card, which: Which) -> str:
    """Return the id of the step to be logged; it outlives a lost answer, so that a second try makes no second step."""
    made: str = st.session_state.setdefault(_held(card, which), str(uuid4()))
    return made


def _held(card: Card, which: Which) -> str:
    return f"{_STEP}-{which}-{card.id}"


def _tap(part: Part) -> tuple[str, Literal["primary", "tertiary"]]:
    return ("One more", "tertiary") if part.today else ("Done today", "primary")


def log(
    member: Member,
    circle_id: str,
    card: Card,
    *,
    at: str,
    note: str,
    day: date | None = None,
    today: date | None = None,
) -> None:
    """Log one for this challenge, for a day before `today` or for today."""
    template = LIBRARY[card.template]
    if template.note and not note.strip():
        st.caption("It counts with its line, for you alone. Nothing was logged yet.")
        return
    which: Which = "earlier" if day else "today"
    with notices.problems_shown():
        step = steps.log(
            member.gateway,
            _step_id(card, which),
            circle_id,
            template.kind,
            day=day,
            note=note,
            act=template.act,
        )
        del st.session_state[_held(card, which)]
        draft.clear(_scope(member, circle_id, card, which), newer=True)
        step_sheet.say(step, at, today)
        st.rerun()


def explained(template: Template, key: str) -> None:
    """Fold away what counts, what it is not, and how much is known."""
    with st.expander("What counts, and what it is not", key=f"explained-{key}"):
        details(template)
        st.caption(
            "The bar moves when three of you did something since, so that it never points at one person."
        )


def details(template: Template) -> None:
    st.markdown(template.why)
    st.markdown("\n".join(["What counts:", "", *(f"- {act}" for act in template.counts)]))
    st.markdown(f"The smaller version: {template.smaller_words}")
    st.markdown(template.not_this)
    st.caption(f"{STRENGTHS[template.strength]}. {template.evidence}")
