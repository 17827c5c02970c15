"""Everything that can go wrong in a way a person should hear about, and the words for it.

A refusal has one name. SQL raises it (`raise sqlstate 'PT409' using message = 'circle_full'`), the class here
carries it as `code`, and `message` says what happened and what to do next.
"""

import re
from typing import ClassVar


class Problem(Exception):  # noqa: N818 -- a refusal is an answer, not a fault
    """A refusal a person can understand; `code` is the name the database raises."""

    code: ClassVar[str]
    message: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.message)
