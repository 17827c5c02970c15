"""What a member keeps for themselves, as the database knows it."""

from datetime import date
from typing import Any

from core.data import circles
from core.data.gateway import Gateway
from core.domain.me import Appeal, Decision, KindWord, MePage, Muted, Won

Row = dict[str, Any]


def me_page(gateway: Gateway) -> MePage:
    """Read everything of mine, in one call."""
    row = gateway.call("me_page", read=True)
    profile, intake = row["profile"] or {}, row["intake"] or {}
    return MePage(
        time_zone=profile.get("time_zone", "UTC"),
        country=profile.get("country"),
        why=intake.get("why", ""),
        outcome=intake.get("outcome", ""),
        plan=intake.get("plan", ""),
        words=tuple(row["words"]),
        circles=tuple(map(circles.card, row["circles"])),
        decisions=tuple(map(_decision, row["decisions"])),
        muted=tuple(Muted(**muted) for muted in row["muted"]),
        thanks=tuple(KindWord(**thanks) for thanks in row["thanks"]),
        wins=tuple(Won(**won) for won in row["wins"]),
        today=date.fromisoformat(row["today"]),
        resting_until=date.fromisoformat(row["resting_until"]) if row["resting_until"] else None,
        operates=row["operates"],
    )


def _decision(row: Row) -> Decision:
    appeal = row.pop("appeal", None)
    return Decision(**row, appeal=Appeal(**appeal) if appeal else None)


def keep_private_words(gateway: Gateway, words: list[str]) -> None:
    """Replace the private list: what is always hidden in my texts."""
    gateway.call("keep_private_words", words=words)


def save_intake(gateway: Gateway, *, why: str, outcome: str, plan: str) -> None:
    gateway.call("save_intake", why=why, outcome=outcome, plan=plan)


def save_profile(gateway: Gateway, *, time_zone: str, country: str | None) -> None:
    gateway.call("save_profile", time_zone=time_zone, country=country)


def unmute(gateway: Gateway, circle_id: str, handle: str) -> None:
    gateway.call("unmute", circle=circle_id, handle=handle)


def appeal(gateway: Gateway, appeal_id: str, circle_id: str, measure_id: str, words: str) -> None:
    """Ask for a second look by another facilitator."""
    gateway.call("appeal", id=appeal_id, circle=circle_id, measure=measure_id, words=words)
