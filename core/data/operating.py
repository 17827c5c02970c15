"""Operating as the database knows it: for accounts that were appointed, and closed to everybody else."""

from core.data.gateway import Gateway
from core.domain.operating import Brought, OperatorPage, Overdue, Veil


def operator_page(gateway: Gateway) -> OperatorPage:
    """Read numbers, health and what is to decide, in one call; the look at a decision is logged."""
    row = gateway.call("operator_page")
    overdue = tuple(Overdue(**late) for late in row.pop("overdue"))
    brought = tuple(Brought(**one) for one in row.pop("brought"))
    unveilings = tuple(Veil(**one) for one in row.pop("unveilings"))
    return OperatorPage(**row, overdue=overdue, brought=brought, unveilings=unveilings)


def confirm_removal(gateway: Gateway, one: Brought) -> None:
    """Be the second person of a removal. Raises CircleDecides where a facilitator can by now."""
    gateway.call("operator_confirm_removal", circle=one.circle_id, measure=one.measure_id)


def decline_removal(gateway: Gateway, one: Brought) -> None:
    """Say no as the second person: nothing happens to anybody."""
    gateway.call("operator_decline_removal", circle=one.circle_id, measure=one.measure_id)


def answer_appeal(gateway: Gateway, one: Brought, *, lifted: bool, answer: str) -> None:
    gateway.call(
        "operator_decide_appeal", circle=one.circle_id, appeal=one.appeal_id, lifted=lifted, answer=answer
    )


def agree_to_unveiling(gateway: Gateway, veil: Veil) -> None:
    """Be the second person of lifting a veil. Raises CircleDecides where another facilitator can by now."""
    gateway.call("operator_agree_to_unveiling", circle=veil.circle_id, unveiling=veil.id)
