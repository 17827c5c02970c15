"""What the anonymiser says about a text: which characters give somebody away, and as what."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of text gives away. `KNOWN` is an entry of the author's list that nothing else recognised."""

    PERSON = "person"
    COMPANY = "company"
    SCHOOL = "school"
    PLACE = "place"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    HANDLE = "handle"
    DATE = "date"
    SALARY = "salary"
    JOB_ID = "job_id"
    NUMBER = "number"
    KNOWN = "known"


CONTACTS = frozenset({Kind.EMAIL, Kind.PHONE, Kind.URL, Kind.HANDLE})
NAMES = frozenset({Kind.PERSON, Kind.COMPANY, Kind.SCHOOL, Kind.PLACE})


@dataclass(frozen=True, order=True)
class Span:
    """Characters `start` up to, not including, `end` of the text as it was typed."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Hit:
    """One source's finding in the plain text. One that is not `sure` is offered, not masked.

    A `guess` knows that something is a name, by its capital letter for instance, better than whose.
    """

    start: int
    end: int
    kind: Kind
    sure: bool = True
    guess: bool = False
