"""Logging a step from any page: a button in the bar, a sheet with the kinds, and a line to take it back.

A tap draws the whole page anew. A fragment of the sheet's own would be quicker, but many taps in one instant leave
Streamlit 1.67 with a dialog that it cannot place, and a white page.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypedDict
from uuid import uuid4

import streamlit as st

from core.data import steps
from core.domain.circles import CircleCard
from core.domain.steps import KINDS, LONGEST_NOTE, MEANT, Step, day_in_words, for_day_in_words, in_words
from core.ui import acts, compose, draft, inert, notices, rest
from core.ui.session import Member, circles

_LOGGED = "step-logged"

Wish = Literal["", "undo", "share", "rest", "close"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The open sheet. Its id is the step's, so that a second tap after a lost answer makes no second step."""

    step_id: str = field(default_factory=lambda: str(uuid4()))
    unfolded: bool = False


@dataclass(frozen=True, slots=True)
class Logged:
    """What was just logged, to be said on the page where it was; what was tapped there, and whether it is gone."""

    step: Step
    page: str
    for_day: str = ""
    wish: Wish = ""
    taken_back: bool = False


class Chosen(TypedDict, total=False):
    """What may be said besides the kind."""

    day: date
    amount: int
    note: str


@dataclass(frozen=True, slots=True)
class Details:
    """What was chosen in the fold, and what day it is; nothing while the fold is shut."""

    chosen: Chosen = field(default_factory=Chosen)
    today: date | None = None


def open_today() -> None:
    """Open the sheet; for a widget's callback."""
    _open()


def unfold() -> None:
    """Open the sheet for another day than today; for a widget's callback."""
    _open(unfolded=True)


def _open(*, unfolded: bool = False) -> None:
    acts.close_dialog()
    if acts.STEP_SHEET in st.session_state:
        return  # a second tap: another run would drop a tap on a kind that arrived together with it
    st.session_state[acts.STEP_SHEET] = Sheet(unfolded=unfolded)
    st.rerun()  # leaving a draft box reports its words in the same instant, and would draw its part alone


def close() -> None:
    st.session_state.pop(acts.STEP_SHEET, None)


def button(member: Member, circle: CircleCard, at: str) -> None:
    """Draw the button, and the sheet over the page `at` that path while it is open."""
    st.button("Log a step", key="frame-log", width="stretch", on_click=_open)
    sheet: Sheet | None = st.session_state.get(acts.STEP_SHEET)
    if sheet is not None:
        st.dialog("Log a step", on_dismiss=close)(_kinds)(member, circle, sheet, at)


def _kinds(member: Member, circle: CircleCard, sheet: Sheet, at: str) -> None:
    where = f" It counts in {inert.label(circle.name)}." if len(circles(member)) > 1 else ""
    st.caption(f"For you alone.{where} Tap what it was.")
    details = _details(member, circle, sheet)
    with st.container(key="step-kinds", gap="xsmall"):
        for kind, words in KINDS.items():
            if st.button(f"**{words}** {MEANT[kind]}", key=f"log-{kind}", width="stretch"):
                _log(member, circle, sheet, kind, details, at)


def _details(member: Member, circle: CircleCard, sheet: Sheet) -> Details:
    """Offer another day, a number and a note, folded away; which days are open is asked when it is unfolded."""
    fold = st.expander(
        "Another day, several, or a note",
        expanded=sheet.unfolded or bool(draft.heard_line(_scope(member, circle))),
        key=f"step-details-{sheet.step_id}",
        on_change="rerun",
    )
    if not fold.open:
        return Details()
    with fold, notices.problems_shown():
        page = steps.my_steps(member.gateway, circle.circle_id)
        day = st.segmented_control(
            "Which day",
            page.open_days,
            default=page.open_days[1 if sheet.unfolded else 0],
            required=True,
            format_func=lambda day: day_in_words(day, page.today),
        )
        # Without bounds here: a field that refuses a number drops it in silence, the door says why.
        amount = st.number_input("How many", value=1)
        note = draft.line(
            "A line for yourself",
            scope=_scope(member, circle),
            key=f"step-line-{sheet.step_id}",
            placeholder="For an application: why it fits",
            max_chars=LONGEST_NOTE,
        )
        return Details({"day": day, "amount": int(amount), "note": note}, page.today)
    return Details()


def _scope(member: Member, circle: CircleCard) -> str:
    return draft.scope(member.account_id, circle.circle_id, "step")


def _log(member: Member, circle: CircleCard, sheet: Sheet, kind: str, details: Details, at: str) -> None:
    with notices.problems_shown():
        step = steps.log(member.gateway, sheet.step_id, circle.circle_id, kind, **details.chosen)
        say(step, at, details.today)
        if details.chosen:
            # A line that came too late for its step stays for the next one.
            draft.clear(_scope(member, circle), newer=bool(details.chosen["note"]))
        close()
        st.rerun()


# --- afterwards ---


def say(step: Step, at: str, today: date | None = None) -> None:
    """Say on the page `at`, from its next run on, that this was logged; without `today` it is today's."""
    st.session_state[_LOGGED] = Logged(step, at, for_day_in_words(step.day, today or step.day))


def line(member: Member, at: str) -> None:
    """Say what was just logged, until the next page, with a way back and two ways on."""
    logged: Logged | None = st.session_state.get(_LOGGED)
    if logged is None or logged.page != at:
        st.session_state.pop(_LOGGED, None)
        return
    with st.container(key="logged", gap="xxsmall"):
        with notices.problems_shown():
            logged = _carry_out(member, logged)
        st.html(f'<p role="status">{_said(logged)}</p>')
        with st.container(horizontal=True, vertical_alignment="center", key="logged-ways"):
            if not logged.taken_back:
                _ways_on(logged)
            st.button("Close", type="tertiary", key="logged-close", on_click=_wish, args=("close",))


def _said(logged: Logged) -> str:
    if logged.taken_back:
        return "Taken back."
    return f"Logged{logged.for_day}: {in_words(logged.step.kind, logged.step.amount)}."


def _ways_on(logged: Logged) -> None:
    st.button("Undo", key="logged-undo", on_click=_wish, args=("undo",))
    if logged.step.kind == "rest":
        st.button("Rest longer", key="logged-rest", type="tertiary", on_click=_wish, args=("rest",))
    else:
        st.button("Share it as a win", key="logged-share", type="tertiary", on_click=_wish, args=("share",))
    st.page_link("pages/member/steps.py", label="My steps")


def _wish(wish: Wish) -> None:
    """Note what was tapped and draw the whole page, for the same reason as in `_open`."""
    if (logged := st.session_state.get(_LOGGED)) is not None:
        st.session_state[_LOGGED] = replace(logged, wish=wish)
    st.rerun()


def _carry_out(member: Member, logged: Logged) -> Logged:
    """Do what was tapped, once."""
    done = replace(logged, wish="")
    st.session_state[_LOGGED] = done
    if logged.wish == "undo":
        steps.delete(member.gateway, logged.step)
        done = st.session_state[_LOGGED] = replace(done, taken_back=True)
    elif logged.wish == "share":
        compose.start_from(logged.step)
        st.switch_page("pages/member/share.py")
    elif logged.wish == "rest":
        rest.open_switch()
        st.switch_page("pages/member/me.py")
    elif logged.wish == "close":
        del st.session_state[_LOGGED]
        st.rerun()
    return done
