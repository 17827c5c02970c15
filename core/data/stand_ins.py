"""Who steps in when no facilitator is there, as the database knows it."""

from core.data.gateway import Gateway


def name(gateway: Gateway, circle_id: str, handle: str | None) -> None:
    """Ask a member, as a facilitator, to be the circle's stand-in; None asks nobody any more."""
    gateway.call("name_stand_in", circle=circle_id, handle=handle)


def answer(gateway: Gateway, circle_id: str, *, agree: bool) -> None:
    """Say, as the member who was asked, whether I would; a yes can be taken back."""
    gateway.call("accept_stand_in", circle=circle_id, agree=agree)


def step_in(gateway: Gateway, circle_id: str) -> None:
    """Become a facilitator. Raises NobodyNeeded when one has looked in meanwhile."""
    gateway.call("step_in", circle=circle_id)
