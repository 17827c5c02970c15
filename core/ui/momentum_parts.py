"""The parts of the momentum page: what is mine, what is ours, and a facilitator's words on a week."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from core.data import momentum
from core.domain.momentum import ENERGY, MomentumPage, day_in_words, my_sentence
from core.ui import charts, inert, notices
from core.ui.session import Member

_LONGEST_NOTE = 140
_WEEKS_TO_NOTE = 12


def mine(member: Member, page: MomentumPage) -> None:
    """Draw what nobody else sees: my week, my index, my energy."""
    with st.container(border=True, key="mine"):
        st.markdown(f"**For you alone.** {my_sentence(page.mine)}")
        if page.mine.index is not None:
            st.markdown(
                f"Your index is **{page.mine.index:g}**: your steps added up, each fading by half in 13 days."
                " Rest days let nothing fade."
            )
        _energy(member, page)
        _my_weeks(page)
        st.page_link("pages/member/steps.py", label="My steps")


def _energy(member: Member, page: MomentumPage) -> None:
    picked = st.segmented_control(
        "Your energy this week",
        list(ENERGY),
        format_func=ENERGY.__getitem__,
        default=page.mine.energy,
        key=f"energy-{page.head.circle_id}-{page.monday}",
    )
    st.caption("Others see one band for the circle, and only when five people said theirs.")
    if picked is not None and picked != page.mine.energy:
        with notices.problems_shown():
            momentum.say_energy(member.gateway, page.head.circle_id, picked)


def _my_weeks(page: MomentumPage) -> None:
    """Offer my own weeks as a table, with my share where the circle's number is told."""
    more = st.expander("My weeks and my share", key="my-weeks", on_change="rerun")
    if not more.open:
        return
    rows = [
        (day_in_words(week.monday), week.steps, "" if week.share is None else f"{week.share:.0%}")
        for week in page.mine.weeks
    ]
    more.caption("Your share of the circle's steps, where that number is told. It measures a week, not you.")
    more.table(pd.DataFrame(rows, columns=["Week of", "My steps", "My share"]).set_index("Week of"))


def ours(page: MomentumPage) -> None:
    """Draw the circle's closed weeks."""
    st.caption(
        "Only closed weeks stand here, and they never change afterwards. A number shows when at least three people"
        " stand behind it with their handles, five where it is about feelings or setbacks. Where one person did most,"
        " it is a range. In a circle of three or four, a small number stays quiet too."
    )
    charts.steps(page)
    charts.mix(page)
    charts.wins(page)
    charts.setbacks(page)
    charts.bounce(page)
    charts.answered(page)
    charts.energy(page)


def notes(member: Member, page: MomentumPage) -> None:
    """Read what facilitators wrote beside weeks; facilitators write here."""
    told = [week for week in page.weeks if week.note]
    if told or page.note:
        st.subheader("Beside the weeks", anchor=False)
    for week in told:
        inert.words(f"Week of {day_in_words(week.monday)}: {week.note}")
    if page.note:
        inert.words(f"This week: {page.note}")
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
