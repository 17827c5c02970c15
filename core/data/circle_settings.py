"""What a facilitator sets for a circle, as the database knows it."""

from datetime import time

from core.data.gateway import Gateway


def set_prompt(gateway: Gateway, circle_id: str, prompt: str) -> None:
    gateway.call("set_prompt", circle=circle_id, prompt=prompt)


def set_rules(gateway: Gateway, circle_id: str, sentences: list[str]) -> None:
    """Change the house rules; everybody is asked to accept them again."""
    gateway.call("set_rules", circle=circle_id, sentences=sentences)


def set_watched_terms(gateway: Gateway, circle_id: str, terms: list[str]) -> None:
    gateway.call("set_watched_terms", circle=circle_id, terms=terms)


def set_duty(gateway: Gateway, circle_id: str, starts: time | None, ends: time | None) -> None:
    """Say when I am on duty each day, in the circle's time zone; None for never."""
    gateway.call(
        "set_duty",
        circle=circle_id,
        starts=starts.isoformat() if starts else None,
        ends=ends.isoformat() if ends else None,
    )


def set_history(gateway: Gateway, circle_id: str, *, shared: bool) -> None:
    """Say whether whoever joins later reads what is shared from now on."""
    gateway.call("set_history", circle=circle_id, shared=shared)


def make_facilitator(gateway: Gateway, circle_id: str, handle: str) -> None:
    gateway.call("hand_over", circle=circle_id, handle=handle)


def revoke_invitation(gateway: Gateway, circle_id: str, invitation_id: str) -> None:
    gateway.call("revoke_invitation", circle=circle_id, id=invitation_id)
