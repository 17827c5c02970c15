"""Circles as the database knows them."""

from typing import Any
from uuid import uuid4

from core.data.gateway import Gateway
from core.domain import invitations
from core.domain.circles import CircleCard
from core.domain.invitations import Invitation
from core.errors import Problem, from_database


def mine(gateway: Gateway) -> list[CircleCard]:
    return [card(row) for row in gateway.call("my_circles", read=True)]


def card(row: dict[str, Any]) -> CircleCard:
    return CircleCard(**{name: row[name] for name in CircleCard.__slots__})


def create(
    gateway: Gateway,
    circle_id: str,
    *,
    name: str,
    purpose: str,
    time_zone: str,
    handle: str,
    rules: list[str],
) -> None:
    """Start a circle and become its facilitator. The same id twice is one circle."""
    gateway.call(
        "create_circle",
        id=circle_id,
        name=name,
        purpose=purpose,
        time_zone=time_zone,
        handle=handle,
        rules=rules,
    )


def handle_ideas(gateway: Gateway, many: int = 6) -> list[str]:
    """Suggest handles that do not resemble the caller's address."""
    ideas: list[str] = gateway.call("handle_ideas", many=many)
    return ideas


def invite(gateway: Gateway, circle_id: str, *, role: str = "member", days: int = 7, uses: int = 3) -> str:
    """Make an invitation and return its code, which is kept nowhere: show it now."""
    code = invitations.new_code()
    gateway.call(
        "create_invitation", id=str(uuid4()), circle=circle_id, code=code, role=role, days=days, uses=uses
    )
    return code


def look_at_invitation(gateway: Gateway, code: str) -> Invitation:
    """Read what a code leads to. A code that leads nowhere raises the Problem that says why."""
    row = gateway.call("look_at_invitation", code=code)
    if row["state"] != "open":
        raise _refusal(row["state"])
    return Invitation(
        name=row["name"],
        purpose=row["purpose"],
        people=row["people"],
        rules=tuple(row["rules"]),
        version=row["version"],
        handles=tuple(row["handles"]),
    )


def join(gateway: Gateway, code: str, *, handle: str, adult: bool, version: int) -> str:
    """Join a circle and return its id; being in it already is fine too."""
    row = gateway.call("join_circle", code=code, handle=handle, adult=adult, version=version)
    if row["state"] not in {"joined", "already_in"}:
        raise _refusal(row["state"])
    circle_id: str = row["circle_id"]
    return circle_id


def leave(gateway: Gateway, circle_id: str, *, delete_posts: bool) -> None:
    gateway.call("leave_circle", circle=circle_id, delete_posts=delete_posts)


def become_alum(gateway: Gateway, circle_id: str, *, alum: bool) -> None:
    gateway.call("become_alum", circle=circle_id, alum=alum)


def _refusal(state: str) -> Problem:
    problem = from_database(None, state)
    if problem is None:
        raise ValueError(state)
    return problem
