"""The parts of the momentum page: what is mine, what is ours, and a facilitator's words on a week."""

from datetime import timedelta

import streamlit as st

from core.data import momentum
from core.domain.momentum import (
    ENERGY,
    MomentumPage,
    day_in_words,
    first_week_sentence,
    my_index,
    my_sentence,
    my_share,
)
from core.ui import charts, circle_parts, notices, step_sheet
from core.ui.session import Member

_TAPPED = "momentum-energy-tapped"
_LONGEST_NOTE = 140
_WEEKS_TO_NOTE = 12


def mine(page: MomentumPage) -> None:
    """Draw what nobody else sees: my weeks, my share, my index, my energy."""
    with st.container(border=True, key="mine"):
        st.markdown(f"**For you alone.** {my_sentence(page.mine)}")
        charts.mine(page)
        if share := my_share(page.mine):
            st.markdown(share)
        st.markdown(my_index(page.mine))
        _energy(page)
        st.page_link("pages/member/steps.py", label="My steps")


def _energy(page: MomentumPage) -> None:
    key = f"energy-{page.head.circle_id}-{page.monday}"
    st.segmented_control(
        "Your energy this week",
        list(ENERGY),
        format_func=ENERGY.__getitem__,
        default=page.mine.energy,
        required=True,
        key=key,
        on_change=_hear,
        args=(key,),
    )
    st.caption("Others see one word for the circle, and only when five people said theirs.")


def _hear(key: str) -> None:
    st.session_state[_TAPPED] = st.session_state[key]


def keep_energy(member: Member, circle_id: str) -> None:
    """Keep what was tapped just now; called before the page is read, so that it shows what is kept."""
    tapped: str | None = st.session_state.pop(_TAPPED, None)
    if tapped is not None:
        momentum.say_energy(member.gateway, circle_id, tapped)


def lobby(page: MomentumPage) -> None:
    """Say what will be here once the circle is open."""
    circle_parts.lobby(page.head, "what all of you do adds up here, week by week")


def ours(page: MomentumPage) -> None:
    """Draw the circle's closed weeks, or say when the first one is told."""
    if not page.weeks:
        st.markdown(first_week_sentence(page))
        st.button("Log a step", key="first-step", on_click=step_sheet.open_today)
        return
    st.caption(
        "Your circle beside its own past. A week is told once, when it is over, and never changes. A number shows when"
        " at least three people stand behind it with their handles, five where it is about feelings or setbacks."
        " Where one person did most, it is a range. In a circle of three or four, a small number stays quiet too."
    )
    charts.steps(page)
    charts.notes(page)
    charts.mix(page)
    charts.shared(page)
    charts.bounce(page)
    charts.answered(page)
    charts.energy(page)


def note(member: Member, page: MomentumPage) -> None:
    """Let a facilitator write beside a week, for everybody."""
    if page.may_note:
        _write_note(member, page)


def _write_note(member: Member, page: MomentumPage) -> None:
    written = {week.monday: week.note or "" for week in page.weeks} | {page.monday: page.note}
    mondays = [page.monday - timedelta(weeks=back) for back in range(_WEEKS_TO_NOTE + 1)]
    with st.expander("Write beside a week", key="note-week"):
        monday = st.selectbox("Week of", mondays, format_func=day_in_words)
        with st.form(f"note-{monday}", border=False):
            words = st.text_input(
                "What should everybody know about it?", written.get(monday, ""), max_chars=_LONGEST_NOTE
            )
            if st.form_submit_button("Keep"):
                with notices.problems_shown():
                    momentum.note_week(member.gateway, page.head.circle_id, monday, words)
                    st.rerun()
