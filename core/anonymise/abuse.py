"""Words that hurt another member: a post that holds them waits, kindly, for a facilitator.

Swearing at a situation is allowed; so is calling oneself names. What is held is said to somebody. It will hold a
harmless post now and then and miss a cruel one: a report by any member does not depend on it.
"""

from core.anonymise.vocabulary import read
from core.anonymise.worry import loudness, sentences

_HURTS = 0.5


def holds(text: str) -> bool:
    """Say whether somebody may be hurt by this; never where the second ear is missing."""
    lists = read()
    return lists.worries is not None and any(
        loudness(sentence, lists.weights, lists.worries)[1] >= _HURTS for sentence in sentences(text)
    )
