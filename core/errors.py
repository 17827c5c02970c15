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


# --- who you are -----------------------------------------------------------------------------------------------


class SignInFirst(Problem):
    code = "sign_in_first"
    message = "Please sign in to go on. What you wrote is still in this browser."


class SessionEnded(Problem):
    code = "session_ended"
    message = "You are signed out. What you wrote is still in this browser. Sign in and go on where you were."


class WrongPassword(Problem):
    code = "wrong_password"
    message = "That address and password do not match. Try again, or sign in with a code by e-mail."


class WrongCode(Problem):
    code = "wrong_code"
    message = "That code is not right, was used already, or is too old. Ask for a new one."


class AddressUnconfirmed(Problem):
    code = "address_unconfirmed"
    message = "This address is not confirmed yet. Enter the code from our e-mail, or ask for a new one."


class TooManyTries(Problem):
    code = "too_many_tries"
    message = "That was tried too often. Nothing is lost. Wait a quarter of an hour, then try again."


class WeakPassword(Problem):
    code = "weak_password"
    message = "A password needs at least 10 characters. Three or four words of your own are good."


class AddressInvalid(Problem):
    code = "address_invalid"
    message = "That does not look like an e-mail address. Check it and try again."


# --- what is around us -----------------------------------------------------------------------------------------


class Unreachable(Problem):
    code = "unreachable"
    message = "We can't reach our own server right now. Nothing you wrote is lost. Try again in a minute."


class TookTooLong(Problem):
    code = "57014"
    message = "That took too long. Nothing is lost. Try again in a minute."


class AnonymiserUnavailable(Problem):
    code = "anonymiser_unavailable"
    message = (
        "Sharing is closed for the moment, because we can't hide names right now. "
        "Your draft stays in this browser. Try again in a few minutes."
    )


_CONSTRAINT = re.compile(r'constraint "(\w+)"')


def from_database(code: str | None, message: str | None) -> Problem | None:
    """Name the problem behind a database error, or None if it is our own fault.

    `code` is the SQLSTATE, `message` the primary message: a slug that we raised, or PostgreSQL's sentence
    about a broken constraint, which is named as the refusal it causes.
    """
    known = {kind.code: kind for kind in Problem.__subclasses__()}
    broken = _CONSTRAINT.search(message or "")
    for name in (broken and broken[1], message, code):
        if name in known:
            return known[name]()
    return None
