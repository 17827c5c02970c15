"""The parts of My steps: a month as a calendar and as a list, for its owner alone. An empty day is just a day."""

import calendar
from dataclasses import replace
from datetime import date, timedelta
from html import escape

import streamlit as st

from core.data import steps
from core.domain.steps import LONGEST_NOTE, Day, Step, StepsPage, day_in_words, in_words
from core.ui import inert, notices, step_sheet
from core.ui.session import Member, circles

_MONTH = "my-steps-month"
_DELETED = "my-steps-deleted"


def chosen_month() -> date | None:
    """Return the first day of the month that is looked at; None is this month."""
    month: date | None = st.session_state.get(_MONTH)
    return month


def turn_pages(page: StepsPage) -> None:
    """Offer the month before and, unless it is this one, the month after."""
    before = (page.month - timedelta(days=1)).replace(day=1)
    after = (page.month + timedelta(days=31)).replace(day=1)
    with st.container(horizontal=True):
        st.button(f"Back to {before:%B}", on_click=_look_at, args=(before,))
        if after <= page.today:
            st.button(f"On to {after:%B}", on_click=_look_at, args=(after,))


def _look_at(month: date) -> None:
    st.session_state[_MONTH] = month


# --- the calendar ---


def month(page: StepsPage) -> None:
    """Draw the month as a table: what was done on a day is a number, and words for whoever hears it read."""
    done = {day.day: day for day in page.days}
    weeks = calendar.Calendar().monthdatescalendar(page.month.year, page.month.month)
    rows = "".join(f"<tr>{''.join(_cell(day, page, done.get(day)) for day in week)}</tr>" for week in weeks)
    names = "".join(f'<th scope="col" abbr="{name}">{name[:2]}</th>' for name in calendar.day_name)
    st.html(
        f'<table class="steps-month"><caption>{page.month:%B %Y}</caption>'
        f"<thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(day: date, page: StepsPage, done: Day | None) -> str:
    if day.month != page.month.month:
        return "<td></td>"
    today = ' class="today" aria-current="date"' if day == page.today else ""
    if done is None:
        return f"<td{today}>{day.day}</td>"
    what = escape(", ".join(in_words(step.kind, step.amount) for step in done.steps))
    many = sum(step.amount for step in done.steps)
    return f'<td{today}>{day.day}<b aria-hidden="true">{many}</b><span class="heard">: {what}</span></td>'


# --- the list ---


def listed(member: Member, page: StepsPage) -> None:
    """Draw the days on which something was logged, each step with its note and what can be done to it."""
    for day in page.days:
        st.header(day_in_words(day.day, page.today), anchor=False)
        for step in day.steps:
            _step(member, page, step)
    if not page.days:
        st.markdown("Nothing logged in this month. What you log will stand here, for you alone.")


def earlier_day(page: StepsPage) -> None:
    """Offer to fill in a day that is over and still open."""
    st.caption("A day stays open for 48 hours after it ended.")
    st.button("Log a step for an earlier day", on_click=step_sheet.unfold, disabled=len(page.open_days) == 1)


def _step(member: Member, page: StepsPage, step: Step) -> None:
    with st.container(border=True, key=f"step-{step.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            words = in_words(step.kind, step.amount)
            st.markdown(f"**{words[:1].upper()}{words[1:]}**", width="stretch")
            if st.button("Delete", type="tertiary", key=f"delete-{step.id}"):
                _delete(member, step)
        if len(circles(member)) > 1:
            st.caption(inert.label(step.circle))
        if step.note:
            inert.words(step.note)
        change = st.expander("Change it", key=f"change-{step.id}", type="compact", on_change="rerun")
        if change.open:
            with change:
                _change(member, page, step)


def _change(member: Member, page: StepsPage, step: Step) -> None:
    days = sorted({*page.open_days, step.day}, reverse=True)
    with st.form(f"form-{step.id}", border=False):
        amount = st.number_input("How many", value=step.amount)
        note = st.text_input("A line for yourself", step.note, max_chars=LONGEST_NOTE)
        day = st.selectbox(
            "Which day",
            days,
            index=days.index(step.day),
            format_func=lambda day: day_in_words(day, page.today),
        )
        if st.form_submit_button("Keep"):
            with notices.problems_shown():
                steps.edit(member.gateway, replace(step, amount=int(amount), note=note, day=day))
                st.toast("Kept.")
                st.rerun()


def _delete(member: Member, step: Step) -> None:
    with notices.problems_shown():
        steps.delete(member.gateway, step)
        st.session_state[_DELETED] = step
        st.rerun()


def offer_undo(member: Member) -> None:
    """Offer to take back what was just deleted, in one tap."""
    step: Step | None = st.session_state.get(_DELETED)
    if step is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo"):
        st.text(f"Deleted: {in_words(step.kind, step.amount)}.")
        if st.button("Undo", key="undo-delete"):
            del st.session_state[_DELETED]
            with notices.problems_shown():
                steps.undelete(member.gateway, step)
                st.rerun()
        if st.button("Leave it so", key="undo-not", type="tertiary"):
            del st.session_state[_DELETED]
            st.rerun()
