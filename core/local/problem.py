"""What can go wrong on a person's own machine, as one sentence and its remedy."""


class LocalProblem(Exception):  # noqa: N818 -- named like the refusals in core.errors, and read the same way
    """Carries the sentence that the person at the terminal reads."""
