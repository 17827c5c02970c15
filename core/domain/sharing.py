"""What sharing leads to, in words."""

from core.domain import steps
from core.domain.posts import HOLD_REASONS, Earlier, Shared, Week
from core.domain.times import hours_in_words

LONGEST = 4000
LONGEST_ROAD = 1000


def too_long(body: str, took: str) -> int:
    """Say how many characters do not fit any more: what hides a name may be longer than the name."""
    return max(0, len(body) - LONGEST) + max(0, len(took) - LONGEST_ROAD)


def outcome(shared: Shared, delay_hours: int) -> str:
    """Say what happens to a post now."""
    if shared.state == "delayed":
        return (
            f"Your circle sees it in {hours_in_words(delay_hours)} or a little more. Until then only you do."
        )
    if shared.state == "held":
        why = HOLD_REASONS.get(shared.why or "", "")
        soon = hours_in_words(shared.due_in_hours or 0)
        return f"{why} Yours is looked at within {soon}. You find it on your circle page."
    return "Your circle can read it now."


def differs(earlier: Earlier, *, kind: str, body: str, took: str = "", veiled: bool | None = None) -> bool:
    """Say whether what arrived first is something else than this. White space and controls do not count."""
    same_words = _letters(earlier.body) == _letters(body) and _letters(earlier.took) == _letters(took)
    return not same_words or earlier.kind != kind or veiled not in {None, earlier.veiled}


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace())


def week_in_words(week: Week) -> str:
    """Start a weekly win from one's own week: a sentence to change, not a score."""
    parts = [steps.in_words(kind, amount) for kind, amount in sorted(week.steps, key=_order)]
    parts += [
        _many(week.wins, "one win", "wins"),
        _many(week.replies, "one answer to somebody", "answers to others"),
        _many(week.thanks, "one thank-you", "thank-yous"),
    ]
    did = ", ".join(part for part in parts if part)
    return f"My week: {did}. " if did else "My week: "


def _order(step: tuple[str, int]) -> int:
    return list(steps.KINDS).index(step[0])


def _many(number: int, one: str, more: str) -> str:
    return "" if not number else one if number == 1 else f"{number} {more}"
