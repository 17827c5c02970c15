"""Words that hurt another member: a post that holds them waits, kindly, for a facilitator.

Swearing at a situation is allowed; so is calling oneself names. What is held is said to somebody. It will hold a
harmless post now and then and miss a cruel one: a report by any member does not depend on it.
"""

from core.anonymise.vocabulary import read
from core.anonymise.worry import loudest

_HURTS = 0.5


def holds(text: str) -> bool:
    lists = read()
    _, hurt = loudest(text, lists.weights, lists.worries)
    return hurt >= _HURTS
