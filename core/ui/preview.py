"""A text as its circle will read it, before anybody does: what is hidden, what may be missed, and a last word.

The unmasked text comes here from the draft box whenever its author pauses. It stays in this tab's memory on the
server until it is shared or given up, and nowhere else. What is shown is what is shared: the button belongs to one
wording, and a tap on it does nothing once another wording is there.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from core import anonymise
from core.anonymise import CONTACTS, Kind, Span, abuse, crisis, worry
from core.domain import sharing
from core.domain.posts import Tone
from core.errors import AnonymiserUnavailable
from core.services.masking import Masking
from core.ui import by_hand, inert, notices, quietly
from core.ui import help as help_lines
from core.ui.quietly import Asker

_WAITS = "**This one waits for your facilitator.** It may read as aimed at a person. You can also say it differently."
_KINDS: dict[Kind, str] = {
    Kind.PERSON: "a person",
    Kind.COMPANY: "a company",
    Kind.SCHOOL: "a school",
    Kind.PLACE: "a place",
    Kind.DATE: "a date",
    Kind.SALARY: "pay",
    Kind.JOB_ID: "the number of a job",
    Kind.NUMBER: "another number",
    Kind.KNOWN: "just a name",
}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What may be shared: the masked words, the road to them, and how they sound."""

    text: str
    took: str
    tone: Tone


def begin(key: str, text: str, known: Sequence[str]) -> None:
    """Look at these words from now on. What their author chose to show or hide stays chosen."""
    masking = pending(key)
    if masking is None:
        st.session_state[_slot(key)] = Masking(text, tuple(known))
    else:
        masking.text = text


def pending(key: str) -> Masking | None:
    masking: Masking | None = st.session_state.get(_slot(key))
    return masking


def end(key: str) -> None:
    """Forget the text: it was shared, or given up."""
    st.session_state.pop(_slot(key), None)
    quietly.end(key)


def show(
    key: str,
    asker: Asker,
    *,
    road: str = "",
    button: str = "Share",
    wordless: bool = False,
    how: str = "",
) -> Confirmed | None:
    """Draw what `begin` took in, and under it what it took (`road`); return both in the run of its author's yes.

    Nothing is drawn without words, unless they are `wordless`. `how` says under which name and when; `asker` may ask
    for a person beside it. Draw it in a fragment.
    """
    masking = pending(key)
    if masking is None or not (wordless or masking.text.strip()):
        return None
    try:
        anonymise.load()
    except AnonymiserUnavailable as problem:
        notices.show(problem)
        return None
    way = _with_words(road)
    return _show(key, asker, [masking, way] if way else [masking], button, how)


def _with_words(road: str) -> Masking | None:
    masking = pending(road) if road else None
    return masking if masking and masking.text.strip() else None


def _show(key: str, asker: Asker, parts: list[Masking], button: str, how: str) -> Confirmed | None:
    body, took = [*(part.masked() for part in parts), ""][:2]
    worrying = any(crisis.needs_help(part.text) for part in parts)
    if worrying:
        care()
    _as_read(key, body, took, how)
    counted = st.container()
    counted.markdown(
        _count(sum(len(part.hidden()) for part in parts), sum(len(part.suggested()) for part in parts))
    )
    said_yes = _yes(key, button, body, took)
    quiet = st.container()
    _chips(key, parts)
    by_hand.draw(key, parts, asker)
    _call_otherwise(key, parts)
    # Listening takes longer than looking: by now all the rest is on the screen.
    tone = Tone(worrying=True) if worrying else _heard(body, took)
    if tone.hurtful:
        counted.markdown(_WAITS)
    with quiet:
        quietly.beside(key, tone.heavy, asker)
    if not said_yes:
        return None
    left = replace(tone, heavy=quietly.unanswered(key, tone.heavy, asker))
    return Confirmed(body, took, left)


def _heard(body: str, took: str) -> Tone:
    """Listen to the words as their circle would read them."""
    said = [*worry.heard(body), *worry.heard(took)]
    return Tone(hurtful=abuse.hurts(said), heavy=quietly.heavy(said))


def _as_read(key: str, body: str, took: str, how: str) -> None:
    st.caption(f"This is how your circle reads it. {how}".strip())
    with st.container(border=True, key=f"preview-{key}"):
        inert.words(body or "No words, and that is fine.")
        if took:
            st.caption("What it took")
            inert.words(took)


def _yes(key: str, button: str, body: str, took: str) -> bool:
    """Draw the button of this one wording; say whether it was tapped."""
    wording = _wording(body, took)
    if st.session_state.pop(_tapped(key), wording) != wording:
        st.markdown("**Your words changed since.** Read them once more, then tap again.")
    if over := sharing.too_long(body, took):
        st.markdown(f"**With names hidden, this is {over} characters too long.** Take a little out.")
    with st.container(key=f"yes-{key}"):
        return st.button(
            button,
            type="primary",
            key=f"yes-{key}-{wording}",
            width="stretch",
            disabled=over > 0,
            on_click=_note_tap,
            args=(key, wording),
        )


def _tapped(key: str) -> str:
    return f"tapped:{key}"


def _note_tap(key: str, wording: str) -> None:
    """Remember which wording was on the screen that was tapped."""
    st.session_state[_tapped(key)] = wording


def _wording(*shown: str) -> str:
    return hashlib.sha256("|".join(shown).encode(errors="replace")).hexdigest()[:12]


def care() -> None:
    """Put help beside words that sound like somebody needs it. Never instead of anything, and never in the way."""
    with st.container(border=True, key="care"):
        st.markdown("**What you write sounds heavy. You do not have to carry it alone tonight.**")
        place = help_lines.chosen_country()
        help_lines.nearest(place)
        st.caption("Your facilitator will be asked to look in. You can share this as it is.")


def _slot(key: str) -> str:
    return f"preview:{key}"


def _chips(key: str, parts: list[Masking]) -> None:
    with st.container(horizontal=True, key=f"chips-{key}"):
        for number, part in enumerate(parts):
            _part_chips(f"{key}-{number}", part)
    for number, part in enumerate(parts):
        _ask(f"{key}-{number}", part)
    if any(part.stays(span) for part in parts for span in part.found()):
        st.caption("Addresses, numbers and links always stay hidden.")


def _part_chips(key: str, masking: Masking) -> None:
    hidden = masking.hidden()
    names = dict(zip(hidden, anonymise.placeholders(masking.text, hidden), strict=True))
    for place, span in enumerate(masking.apart()):
        words = inert.label(masking.words_of(span), 40)
        chip = f"chip-{key}-{place}"
        if masking.stays(span):
            st.button(f"{inert.label(names[span])} stays", key=chip, disabled=True)
        else:
            label = (
                f"Show “{words}” for {inert.label(names[span])}" if span in names else f"Hide “{words}” again"
            )
            st.button(label, key=chip, on_click=masking.turn, args=(span,))
    for place, span in enumerate(masking.suggested()):
        words = masking.words_of(span)
        st.button(
            f"Hide “{inert.label(words, 40)}”?",
            key=f"maybe-{key}-{place}",
            on_click=masking.hide,
            args=(words,),
        )


def _ask(key: str, masking: Masking) -> None:
    """Ask before a name on the private list is shown: a tap in haste could not be taken back."""
    listed = masking.asking()
    if listed is None:
        return
    words = inert.label(masking.words_of(listed), 40)
    with st.container(border=True, key=f"listed-{key}"):
        st.markdown(f"“{words}” is on your private list. Show it to your circle this once?")
        with st.container(horizontal=True):
            for label, show in (("Keep it hidden", False), ("Show it this once", True)):
                st.button(label, key=f"listed-{key}-{show}", on_click=masking.answer, kwargs={"show": show})


def _count(hidden: int, to_check: int) -> str:
    check = f", {to_check} to check" if to_check else ""
    return f"{hidden} hidden{check}. We can miss things: read it as your manager would."


def _call_otherwise(key: str, parts: list[Masking]) -> None:
    """Let the author say what hidden words are: the circle reads better with the right one."""
    hidden = [(part, span) for part in parts for span in part.hidden() if span.kind not in CONTACTS]
    if not hidden:
        return
    with (
        st.expander("Call something else", key=f"kinds-{key}"),
        st.form(f"call-{key}", border=False),
    ):
        st.selectbox(
            "These words",
            range(len(hidden)),
            format_func=lambda place: _named(*hidden[place]),
            key=f"call-words-{key}",
        )
        st.selectbox("are", list(_KINDS), format_func=_KINDS.__getitem__, key=f"call-kind-{key}")
        st.form_submit_button("Call it that", on_click=_call, args=(key, hidden))


def _named(part: Masking, span: Span) -> str:
    return inert.clean(part.words_of(span))[:40]


def _call(key: str, hidden: list[tuple[Masking, Span]]) -> None:
    """Take in what was picked before anything is drawn, so that the preview has it at once."""
    part, span = hidden[st.session_state[f"call-words-{key}"]]
    part.call(span, st.session_state[f"call-kind-{key}"])
