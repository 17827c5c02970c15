"""Words that hurt another member: a post that holds them waits, kindly, for a facilitator.

Swearing at a situation is allowed; so is calling oneself names. What is held is said to somebody. It will hold a
harmless post now and then and miss a cruel one: a report by any member does not depend on it.
"""

from collections.abc import Iterable

from core.anonymise.worry import Heard, heard

_HURTS = 0.55


def holds(text: str) -> bool:
    """Say whether somebody may be hurt by this; never where the second ear is missing."""
    return hurts(heard(text))


def hurts(said: Iterable[Heard]) -> bool:
    return any(one.hurt >= _HURTS for one in said)
