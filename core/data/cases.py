"""The facilitator's work as the database knows it."""

from datetime import date
from typing import Any
from uuid import uuid4

from core.data import posts
from core.data.gateway import Gateway
from core.domain.cases import (
    Case,
    CasePost,
    Excerpt,
    FacilitatePage,
    LogRow,
    OpenAppeal,
    OpenInvitation,
    Person,
    Removal,
    Report,
    RulesVersion,
    StandIn,
    Unveiling,
)

Row = dict[str, Any]


def facilitate_page(gateway: Gateway, circle_id: str) -> FacilitatePage:
    """Read the queue and everything beside it, in one call; the look itself is logged."""
    row = gateway.call("facilitate_page", circle=circle_id)
    return FacilitatePage(
        head=posts.head(row),
        queue=tuple(map(_case, row["queue"])),
        unanswered=tuple(map(_excerpt, row["unanswered"])),
        hidden=tuple(map(_excerpt, row["hidden"])),
        invitations=tuple(OpenInvitation(**one) for one in row["invitations"]),
        people=tuple(Person(**one) for one in row["members"]),
        removals=tuple(Removal(**one) for one in row["removals"]),
        appeals=tuple(OpenAppeal(**one) for one in row["appeals"]),
        rules=tuple(row["rules"]["sentences"]),
        rules_history=tuple(
            RulesVersion(one["version"], tuple(one["sentences"]), one["when"]) for one in row["rules_history"]
        ),
        watched_terms=tuple(row["watched_terms"]),
        duty_starts=row["duty"]["starts"],
        duty_ends=row["duty"]["ends"],
        log=tuple(LogRow(**one) for one in row["log"]),
        stand_in=StandIn(**row["stand_in"]) if row["stand_in"] else None,
        stepped_in=tuple(row["stepped_in"]),
        unveilings=tuple(Unveiling(**one) for one in row["unveilings"]),
    )


def _case(row: Row) -> Case:
    post = row["post"]
    return Case(
        **{name: row[name] for name in ("id", "kind", "version", "age_hours", "due_in_hours", "claimed_by")},
        **{name: row[name] for name in ("claimed_by_me", "asks_for_help", "held")},
        reports=tuple(Report(**report) for report in row["reports"]),
        post=CasePost(**{name: post[name] for name in CasePost.__slots__ if name != "name"}, name=_name(post))
        if post
        else None,
    )


def _excerpt(row: Row) -> Excerpt:
    return Excerpt(row["id"], _name(row), row["body"], row.get("age_hours"))


def _name(row: Row) -> str:
    return row["name"] or "A former member"


def claim(gateway: Gateway, circle_id: str, case: Case) -> None:
    gateway.call("claim_case", circle=circle_id, case_id=case.id, version=case.version)


def decide(
    gateway: Gateway, circle_id: str, case: Case, action: str, *, reason: str = "", typed: str = ""
) -> None:
    """Close a case. Raises CaseMoved if another facilitator was quicker."""
    gateway.call(
        "decide_case",
        circle=circle_id,
        case_id=case.id,
        version=case.version,
        action=action,
        reason=reason,
        typed=typed,
    )


def restore(gateway: Gateway, circle_id: str, post_id: str) -> None:
    gateway.call("restore_post", circle=circle_id, post=post_id)


def set_measure(
    gateway: Gateway,
    circle_id: str,
    kind: str,
    *,
    until: date | None,
    rule: int,
    reason: str,
    handle: str | None = None,
    post_id: str | None = None,
) -> None:
    """Decide something about a person, by handle or by a post. Through a post, nobody learns who it was.

    `until` is the last day of it; a removal lasts a year and takes None.
    """
    gateway.call(
        "set_measure",
        id=str(uuid4()),
        circle=circle_id,
        kind=kind,
        until=until.isoformat() if until else None,
        rule=rule,
        reason=reason,
        handle=handle,
        post=post_id,
    )


def confirm_removal(gateway: Gateway, circle_id: str, measure_id: str) -> None:
    gateway.call("confirm_removal", circle=circle_id, measure=measure_id)


def drop_removal(gateway: Gateway, circle_id: str, measure_id: str) -> None:
    """Take back a removal I proposed, or decline somebody else's. Raises CaseMoved once it is confirmed."""
    gateway.call("drop_removal", circle=circle_id, measure=measure_id)


def decide_appeal(gateway: Gateway, circle_id: str, appeal_id: str, *, lifted: bool, answer: str) -> None:
    gateway.call("decide_appeal", circle=circle_id, appeal=appeal_id, lifted=lifted, answer=answer)


def ask_to_unveil(gateway: Gateway, request_id: str, circle_id: str, post_id: str, reason: str) -> None:
    """Ask a second person to agree to lifting one veil. The same id twice is one request."""
    gateway.call("ask_to_unveil", id=request_id, circle=circle_id, post=post_id, reason=reason)


def agree_to_unveiling(gateway: Gateway, circle_id: str, unveiling_id: str) -> None:
    """Be the second person. Whose veil it was reads why, from then on."""
    gateway.call("agree_to_unveiling", circle=circle_id, unveiling=unveiling_id)


def unveiled(gateway: Gateway, circle_id: str, unveiling_id: str) -> str | None:
    """Read the handle behind a veil that two people agreed to lift, if they are still there; each look is logged."""
    handle: str | None = gateway.call("unveiled", circle=circle_id, unveiling=unveiling_id)["handle"]
    return handle
