"""The parts of the challenges page: what runs and my part in it, proposals, the library, what ended, what I kept."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import streamlit as st

from core.data import challenges
from core.domain import challenges as words
from core.domain.challenge_library import LIBRARY, Template
from core.domain.challenges import (
    LENGTHS,
    MOST_A_SHARE,
    MOST_RUNNING,
    PERS,
    Card,
    ChallengesPage,
    Day,
    Habit,
    Part,
    Per,
    Proposal,
    Recap,
    Size,
)
from core.domain.steps import until_in_words
from core.services.pulse import hub
from core.ui import challenge_card, notices
from core.ui.session import Member

_PROPOSAL = "challenge-proposal"
_PROPOSED = "challenge-proposed"
_TEMPLATE = "challenge-template"
_LET_GO = "habit-let-go"
_LONGEST_NOTE = 280
_OWN = "my own number"


def _act(circle_id: str, act: Callable[[], None], *, everybody: bool = False) -> None:
    """Do it, tell the open pages of the circle where it concerns everybody, and draw the page anew."""
    with notices.problems_shown():
        act()
        if everybody:
            hub.bump(circle_id)
        st.rerun()


def resting(until: date) -> None:
    """Say to somebody on a break that nothing is asked of them here."""
    st.markdown(
        f"You are resting {until_in_words(until)}. Your parts ask for nothing meanwhile. Nothing is owed."
    )


# --- running ---


def running(member: Member, page: ChallengesPage) -> None:
    """Draw each running challenge: the circle's bar, my own part, what counts, and what a facilitator may do."""
    for card in page.running:
        with st.container(border=True, key=f"challenge-{card.id}"):
            challenge_card.head(card)
            if card.mine:
                _my_part(member, page, card, card.mine)
            else:
                _take_part(member, page, card)
            challenge_card.explained(LIBRARY[card.template], card.id)
            if page.head.role == "facilitator":
                _keep(member, page, card)


def _my_part(member: Member, page: ChallengesPage, card: Card, part: Part) -> None:
    circle_id = page.head.circle_id
    st.markdown(words.my_part(part))
    challenge_card.log_today(member, circle_id, card, at="challenges")
    if card.day >= 0:  # from the day before it begins
        with st.expander("My days", key=f"days-{card.id}"):
            _my_days(member, page, card, part)
    with st.expander("Change my part, or leave it", key=f"part-{card.id}"):
        if part.next and part.next.begins:
            size, begins = words.size_in_words(part.next), words.weekday(part.next.begins)
            st.caption(f"From {begins} on: {size}.")
        _commit(
            member, page, card, f"From {words.weekday(card.starts_on)}" if card.day < 0 else "From tomorrow"
        )
        if st.button("Leave this challenge", key=f"leave-{card.id}"):
            _act(circle_id, lambda: challenges.leave(member.gateway, circle_id, card.id))
        st.caption("Nobody is told. Its target shrinks by your part, and what you did stays in the sum.")


def _take_part(member: Member, page: ChallengesPage, card: Card) -> None:
    with st.expander("Take part", expanded=True, key=f"part-{card.id}"):
        st.caption(
            "How much is yours to say, and nobody else sees it. You can change it or leave at any time."
        )
        _commit(member, page, card, "Take part")


def _commit(member: Member, page: ChallengesPage, card: Card, label: str) -> None:
    """Ask how much; whoever has a part finds it chosen."""
    circle_id = page.head.circle_id
    now = (card.mine.next or card.mine.size) if card.mine else None
    size = _size(LIBRARY[card.template], card.id, now)
    if st.button(label, key=f"commit-{card.id}"):
        act = partial(challenges.commit, member.gateway, circle_id, card.id, amount=size.amount, per=size.per)
        _act(circle_id, act)


def _size(template: Template, key: str, now: Size | None) -> Size:
    """Ask how much: as the library has it, smaller, or a number of one's own."""
    named = {words.size_in_words(template.normal): template.normal}
    if template.smaller != template.normal:
        named |= {f"{words.size_in_words(template.smaller)}, the smaller version": template.smaller}
    have = Size(now.amount, now.per) if now else template.normal
    options = [*named, _OWN]
    picked = st.radio(
        "How much",
        options,
        index=list(named.values()).index(have) if have in named.values() else len(named),
        format_func=lambda name: name[:1].upper() + name[1:],
        key=f"size-{key}",
    )
    return named[picked] if picked in named else _own_number(have if now else template.smaller, key)


def _own_number(size: Size, key: str) -> Size:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        amount = st.number_input(
            "My own number", min_value=1, max_value=MOST_A_SHARE, value=size.amount, key=f"amount-{key}"
        )
        per: Per = st.selectbox("For each", list(PERS), index=list(PERS).index(size.per), key=f"per-{key}")
    return Size(int(amount), per)


def _my_days(member: Member, page: ChallengesPage, card: Card, part: Part) -> None:
    """Draw the days that can still be filled in or taken off."""
    st.caption(f"A day stays open for 48 hours after it ended. {words.reserve(part.reserve_left)}")
    tomorrow = page.today + timedelta(days=1)
    with st.container(gap="xxsmall"):
        for day in reversed(part.days):
            if day.open or day.day == tomorrow:
                _day(member, page, card, day)
    if missing := words.lines_missing(part):
        st.caption(missing)
        st.page_link("pages/member/steps.py", label="My steps")
    earlier = [day.day for day in reversed(part.days) if day.open and day.day < page.today]
    if not earlier:
        return
    chosen = st.segmented_control(
        "Fill in an earlier day",
        earlier,
        default=earlier[0],
        required=True,
        format_func=lambda day: _name(day, page.today),
        key=f"earlier-{card.id}",
    )
    circle_id = page.head.circle_id
    note = challenge_card.line(member, circle_id, card, "earlier")
    if st.button("Add one", key=f"fill-{card.id}"):
        challenge_card.log(member, circle_id, card, at="challenges", note=note, day=chosen, today=page.today)


def _day(member: Member, page: ChallengesPage, card: Card, day: Day) -> None:
    circle_id = page.head.circle_id
    key = f"day-{card.id}-{day.day}"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=key):
        st.text(_told(day, page.today))
        if not (day.reserve or day.may_rest):
            return
        label = "Not a day off" if day.reserve else "Make it a day off"
        if st.button(label, key=f"off-{card.id}-{day.day}", type="tertiary"):
            act = partial(
                challenges.take_day_off, member.gateway, circle_id, card.id, day.day, off=not day.reserve
            )
            _act(circle_id, act)


def _told(day: Day, today: date) -> str:
    """Say what a day holds; of one that holds nothing, nothing is said."""
    name = _name(day.day, today)
    if day.reserve:
        return f"{name}: a day off"
    return f"{name}: {day.done} done" if day.done else name


def _name(day: date, today: date) -> str:
    """Name a day of this week in one word."""
    return {-1: "Tomorrow", 0: "Today", 1: "Yesterday"}.get((today - day).days, f"{day:%A}")


def _keep(member: Member, page: ChallengesPage, card: Card) -> None:
    """Offer a facilitator another last day, with a note, and ending it now."""
    circle_id = page.head.circle_id
    with st.expander("Change its end, or end it", key=f"keep-{card.id}"):
        with st.form(f"change-{card.id}", border=False):
            ends_on = st.date_input(
                "Its last day", max(card.ends_on, page.today + timedelta(days=1)), min_value=page.today
            )
            note = st.text_input("Why, for everybody to read", max_chars=_LONGEST_NOTE)
            if st.form_submit_button("Change it from tomorrow"):
                act = partial(
                    challenges.change, member.gateway, circle_id, card.id, ends_on=ends_on, note=note
                )
                _act(circle_id, act, everybody=True)
        if st.button("End it today", key=f"end-{card.id}"):
            _act(circle_id, lambda: challenges.drop(member.gateway, circle_id, card.id), everybody=True)
        st.caption("What everybody did stays in its sum, and a thank-you stands here.")


# --- proposed ---


def proposed(member: Member, page: ChallengesPage) -> None:
    for proposal in page.proposed:
        with st.container(border=True, key=f"proposal-{proposal.id}"):
            _proposal(member, page, proposal)


def _proposal(member: Member, page: ChallengesPage, proposal: Proposal) -> None:
    circle_id, template = page.head.circle_id, LIBRARY[proposal.template]
    st.markdown(f"**{template.title}**")
    starts, ends = words.weekday(proposal.starts_on), words.weekday(proposal.ends_on)
    st.caption(f"From {starts} until {ends}. {words.support(proposal)}")
    challenge_card.explained(template, proposal.id)
    full = len(page.running) >= MOST_RUNNING
    if full:
        st.caption("Two run already. This one can start when one of them has ended.")
    with st.container(horizontal=True, vertical_alignment="center"):
        _wish(member, page, proposal, full=full)
        if page.head.role == "facilitator":
            if not full and st.button("Start it", type="primary", key=f"start-{proposal.id}"):
                act = partial(challenges.start, member.gateway, circle_id, proposal.id)
                _act(circle_id, act, everybody=True)
            if st.button("Put it away", key=f"drop-{proposal.id}", type="tertiary"):
                _act(
                    circle_id,
                    partial(challenges.drop, member.gateway, circle_id, proposal.id),
                    everybody=True,
                )


def _wish(member: Member, page: ChallengesPage, proposal: Proposal, *, full: bool) -> None:
    """Offer a yes; once enough have said it and there is room, whoever comes by may start it."""
    waits = proposal.supports >= proposal.needed and not full
    if proposal.mine and not waits:
        st.caption("You would like it.")
        if st.button("Take it back", key=f"unsay-{proposal.id}", type="tertiary"):
            act = partial(challenges.take_back_support, member.gateway, page.head.circle_id, proposal.id)
            _act(page.head.circle_id, act)
    elif st.button("Begin it" if waits else "I'd like that", key=f"support-{proposal.id}"):
        act = partial(challenges.support, member.gateway, page.head.circle_id, proposal.id)
        _act(page.head.circle_id, act, everybody=True)


# --- the library ---


def library(member: Member, page: ChallengesPage) -> None:
    """Let anybody read about a challenge and propose it."""
    if not (page.running or page.proposed or page.ended):
        st.markdown(
            "Nothing runs yet. What your circle takes on together will stand here: how far you all are, "
            "and your own part, which nobody else sees."
        )
    st.header("Propose one", anchor=False)
    if st.session_state.pop(_PROPOSED, False):
        st.session_state[_TEMPLATE] = None  # merely forgotten, it would stay on the screen
    slug = st.selectbox(
        "Which one",
        list(LIBRARY),
        index=None,
        format_func=lambda slug: LIBRARY[slug].title,
        placeholder=f"{len(LIBRARY)} to read about",
        key=_TEMPLATE,
    )
    if slug is not None:
        challenge_card.details(LIBRARY[slug])
        _propose(member, page, slug)


def _propose(member: Member, page: ChallengesPage, slug: str) -> None:
    starts = _starts(page.today)
    with st.form("propose", border=False):
        length = st.segmented_control("How long", list(LENGTHS), default="One week", required=True)
        begins = st.segmented_control("From", list(starts), default="Today", required=True)
        if st.form_submit_button("Propose it", type="primary"):
            starts_on = starts[begins]
            _send(member, page, slug, starts_on, starts_on + timedelta(days=LENGTHS[length] - 1))
    st.caption("It starts when half of you would like it, or when a facilitator starts it.")


def _starts(today: date) -> dict[str, date]:
    tomorrow, monday = today + timedelta(days=1), today + timedelta(days=7 - today.weekday())
    near = {"Today": today, "Tomorrow": tomorrow}
    return near if monday == tomorrow else near | {"Monday": monday}


def _send(member: Member, page: ChallengesPage, slug: str, starts_on: date, ends_on: date) -> None:
    circle_id = page.head.circle_id
    challenge_id = st.session_state.setdefault(_PROPOSAL, str(uuid4()))
    with notices.problems_shown():
        challenges.propose(
            member.gateway, challenge_id, circle_id, slug, starts_on=starts_on, ends_on=ends_on
        )
        del st.session_state[_PROPOSAL]
        st.session_state[_PROPOSED] = True
        hub.bump(circle_id)
        st.rerun()


# --- ended, and kept ---


def ended(member: Member, page: ChallengesPage) -> None:
    for recap in page.ended:
        with st.container(border=True, key=f"recap-{recap.id}"):
            _recap(member, page, recap)


def _recap(member: Member, page: ChallengesPage, recap: Recap) -> None:
    circle_id = page.head.circle_id
    st.markdown(f"**{LIBRARY[recap.template].title}**")
    st.caption(f"From {words.weekday(recap.starts_on)} until {words.weekday(recap.ended_on)}.")
    st.markdown(words.recap(recap))
    if not recap.final:
        st.caption("Its last days can still be filled in, so the sum may grow a little.")
    mine = words.my_recap(recap)
    if mine is None:
        return
    st.markdown(mine)
    if recap.kept:
        st.caption("You keep it as your own habit.")
    elif st.button("Keep it as my own habit", key=f"keep-habit-{recap.id}"):
        act = partial(challenges.keep_habit, member.gateway, circle_id, recap.id, keep=True)
        _act(circle_id, act)
    if recap.kept and st.button("Let it go", key=f"let-go-{recap.id}", type="tertiary"):
        _act(circle_id, partial(challenges.keep_habit, member.gateway, circle_id, recap.id, keep=False))
    elif not recap.kept:
        st.caption("Or let it go. Both are fine.")


def habits(member: Member, page: ChallengesPage) -> None:
    """Draw what I kept for myself; logging it is logging a step."""
    for habit in page.habits:
        with st.container(horizontal=True, vertical_alignment="center", key=f"habit-{habit.template}"):
            st.text(f"{LIBRARY[habit.template].title}: {words.size_in_words(habit.size)}")
            if st.button("Let it go", key=f"habit-go-{habit.template}", type="tertiary"):
                st.session_state[_LET_GO] = habit
                _act(page.head.circle_id, partial(challenges.let_habit_go, member.gateway, habit))
    st.caption("Yours alone. Log it as a step when you like.")


def offer_undo(member: Member, circle_id: str) -> None:
    """Offer to have the habit back that was just let go, in one tap."""
    habit: Habit | None = st.session_state.get(_LET_GO)
    if habit is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo"):
        st.text(f"Let go: {LIBRARY[habit.template].title}.")
        if st.button("Undo", key="undo-let-go"):
            del st.session_state[_LET_GO]
            _act(circle_id, partial(challenges.set_habit, member.gateway, habit))
        if st.button("Leave it so", key="undo-not", type="tertiary"):
            del st.session_state[_LET_GO]
            st.rerun()
