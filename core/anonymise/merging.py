"""Findings become spans: grown over the rest of a name, joined where they overlap, named by the surest source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.anonymise.line import Line
from core.anonymise.spans import CONTACTS, NAMES, Hit, Kind
from core.anonymise.words import CLAIMED, Word, word_set

_COMPANY_ENDS = word_set(
    "inc llc llp ltd limited plc corp corporation group labs lab analytics logistics solutions"
    " technologies health partners capital studio studios foods media energy robotics systems consulting"
    " staffing insurance bank agency payroll mobility construction veterinary credit union services"
    " software freight optics glass digital ventures holdings app global"
)
_SCHOOL_ENDS = word_set("university uni college school academy institute bootcamp polytechnic high primary")
# Trades that say what a name is of; nothing grows over them, as it does over the ends above.
_TRADES = word_set(
    "bros sons co cabs taxis cleaning cleaners roofing builders building plumbing electrical scaffolding decorators"
    " bakery cafe coffee kitchen catering butchers salon barbers garage motors autos tyres haulage couriers removals"
    " security dental pharmacy nursery daycare childcare care homes lettings estates law legal recruitment recruiters"
    " media records press books pictures games toys hotel hotels brewery feed farms paving joinery"
)
_SCHOOLS = word_set("university uni college school academy bootcamp polytechnic primary")
_STREETS = word_set("street road avenue lane boulevard crescent terrace")
_TITLES = word_set("mr mrs ms miss mx dr prof professor sir colonel")
# What follows a name that ends in "'s", and never what somebody owns.
_NEVER_OWNED = word_set(
    "let lets gave gives has had have was were did does said says told tells offered hired hires fired rejected ghosted"
    " paid pays took takes turned made sent kept keeps wants wanted needs needed rang called emailed closed and or but"
    " because when while then after before until since will would could who at"
)
_PLACING = word_set("in on near for with by again today yesterday this last next")
_LEADING_IN = word_set("at from with for by joined left")
_LONGEST_GROWTH = 8  # words either way: no name is longer, and a page in Title Case still takes linear time
_CODE = re.compile(r"(?<![\w/-])[^\W_]{1,24}(?:[-/_][^\W_]{1,24}){1,5}(?![\w/-])")
_MOST_FIGURES = 6
_FIGURES_BEFORE = re.compile(rf"(?<![\w.,/-])\d{{1,{_MOST_FIGURES}}}$")
_FIGURES_AFTER = re.compile(rf"[._]?\d{{1,{_MOST_FIGURES}}}(?![\w,/-]|\.\d)")
_PARTED = re.compile(r"[-/_]")
_ORDER = (
    Kind.KNOWN,
    Kind.PLACE,
    Kind.PERSON,
    Kind.COMPANY,
    Kind.SCHOOL,
    Kind.DATE,
    Kind.SALARY,
    Kind.JOB_ID,
    Kind.NUMBER,
)


def grown(hits: Iterable[Hit], line: Line) -> Iterator[Hit]:
    """Each name with the capitalised words that adjoin it."""
    first_at = {word.start: position for position, word in enumerate(line.words)}
    last_at = {word.end: position for position, word in enumerate(line.words)}
    for hit in hits:
        first, last = first_at.get(hit.start), last_at.get(hit.end)
        if hit.kind not in NAMES | {Kind.KNOWN} or first is None or last is None:
            yield hit
            continue
        first, last = _leftmost(line, first, hit.kind), _rightmost(line, last, hit.kind)
        end = line.words[last].end + _spelled_with_s(line, first, last, hit.kind)
        yield replace(hit, start=line.words[first].start, end=end)


def _spelled_with_s(line: Line, first: int, last: int, kind: Kind) -> int:
    """Count the letters of an "'s" that belongs to the name itself, as in "Sainsbury's" and "Hartwell's let us go"."""
    if not line.words[last].possessive:
        return 0
    name = " ".join(word.key for word in line.words[first : last + 1])
    belongs = f"{name}s" in line.vocabulary.companies or _owns_nothing(line, first, last, kind)
    return len("'s") if belongs else 0


def _owns_nothing(line: Line, first: int, last: int, kind: Kind) -> bool:
    """Tell "at Barnardo's in Leeds" from "Barnardo's office" and, of people, from "Anna's in Leeds"."""
    led_to = line.led_to(first)
    if kind not in {Kind.COMPANY, Kind.SCHOOL} and led_to != "at":
        return False
    following = line.words[last + 1] if last + 1 < len(line.words) else None
    if following is None or following.start - line.words[last].end != len("'s "):
        return True
    return following.key in _NEVER_OWNED or (led_to in _LEADING_IN and following.key in _PLACING)


def by_their_ends(hits: Iterable[Hit], line: Line) -> Iterator[Hit]:
    """Tell "Peregrine Optics", "Hope Street" and "Queen's College" from people called Peregrine, Hope and Queen."""
    for hit in hits:
        words = [line.words[position] for position in line.covered(hit.start, hit.end)]
        yield replace(hit, kind=_kind_by_its_end(hit.kind, *words[-2:])) if len(words) > 1 else hit


def _kind_by_its_end(kind: Kind, before: Word, last: Word) -> Kind:
    if kind is Kind.PERSON and last.key in _COMPANY_ENDS | _TRADES:
        return Kind.COMPANY
    if kind in {Kind.PERSON, Kind.COMPANY} and last.key in _SCHOOLS:
        return Kind.SCHOOL
    lettered = last.capital and len(last.text) == 1 < len(before.text)  # "Wojtek S.", not "B&Q"
    if kind is Kind.COMPANY and lettered:
        return Kind.PERSON
    return Kind.PLACE if kind is Kind.PERSON and last.key in _STREETS else kind


def _rightmost(line: Line, last: int, kind: Kind) -> int:
    for _ in range(_LONGEST_GROWTH):
        if not (line.next_to(last, last + 1) and _continues(line, last, kind)):
            break
        last += 1
    return last


def _continues(line: Line, last: int, kind: Kind) -> bool:
    here, following = line.words[last], line.words[last + 1]
    if following.key == "&":
        return line.next_to(last + 1, last + 2) and line.words[last + 2].capital
    ends = (
        _SCHOOL_ENDS
        if kind is Kind.SCHOOL
        else _COMPANY_ENDS
        if kind in {Kind.COMPANY, Kind.KNOWN}
        else frozenset()
    )
    if following.key in ends and (following.capital or not here.capital):
        return True
    if kind is Kind.SCHOOL and following.key == "of" and line.next_to(last + 1, last + 2):
        return line.words[last + 2].capital
    if kind is Kind.SCHOOL and here.key == "of":
        return following.capital
    if kind is Kind.PERSON and not here.capital and _lower_case_surname(line, last + 1):
        return True
    return following.capital and here.capital and _part_of_name(line, following)


def _lower_case_surname(line: Line, position: int) -> bool:
    """Recognise the rest of "olivia marchetti" and "hope sandoval-price"."""
    word, known = line.words[position], line.vocabulary
    return word.key.isalpha() and (word.hyphened or (len(word.key) > 3 and not known.ordinary(word.key)))  # noqa: PLR2004 -- "lol"


def _part_of_name(line: Line, word: Word) -> bool:
    known = line.vocabulary
    return word.key != CLAIMED and not known.is_neutral(word.key) and word.key not in known.everyday


def _leftmost(line: Line, first: int, kind: Kind) -> int:
    for _ in range(_LONGEST_GROWTH):
        if not (line.next_to(first, first - 1) and _precedes(line, first, kind)):
            break
        first -= 1
    return first


def _precedes(line: Line, first: int, kind: Kind) -> bool:
    previous = line.words[first - 1]
    if kind is Kind.PERSON and previous.key in _TITLES:
        return True
    if not (previous.capital and line.words[first].capital and _part_of_name(line, previous)):
        return False
    known = line.vocabulary
    names = known.first_names, known.companies, _SCHOOL_ENDS
    starts_with_a_word = line.begins_sentence(first - 1) and previous.key in known.dictionary
    return not starts_with_a_word or any(previous.key in group for group in names)


def with_figures(hits: Iterable[Hit], text: str) -> Iterator[Hit]:
    """Each name with the figures that are written onto it, as accounts have them: "janedoe77", "jane.77"."""
    for hit in hits:
        if hit.kind not in NAMES | {Kind.KNOWN}:
            yield hit
            continue
        before = _FIGURES_BEFORE.search(text, max(0, hit.start - _MOST_FIGURES), hit.start)
        after = _FIGURES_AFTER.match(text, hit.end)
        start, end = before.start() if before else hit.start, after.end() if after else hit.end
        yield replace(hit, start=start, end=end)


def whole_codes(hits: Sequence[Hit], text: str) -> Iterator[Hit]:
    """Find the codes of which a part was found: "7Q-[job id]" and, in three parts, "WH/[company]/0093".

    `hits` are sorted and apart.
    """
    for code in _CODE.finditer(text) if hits else ():
        taken_apart = len(_PARTED.findall(code[0])) > 1
        first = bisect_right(hits, code.start(), key=lambda hit: hit.end)
        last = bisect_left(hits, code.end(), lo=first, key=lambda hit: hit.start)
        kinds = {hit.kind for hit in hits[first:last]}
        if any(map(str.isdigit, code[0])) and (Kind.JOB_ID in kinds or (taken_apart and kinds & NAMES)):
            yield Hit(code.start(), code.end(), Kind.JOB_ID)


def merged(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that overlap become one, as long as all of them together."""
    result: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        if result and hit.start < result[-1].end:
            result[-1] = _union(result[-1], hit)
        else:
            result.append(hit)
    return result


def _union(one: Hit, other: Hit) -> Hit:
    namer = max(one, other, key=_rank)
    return replace(
        namer, start=min(one.start, other.start), end=max(one.end, other.end), sure=one.sure or other.sure
    )


def _rank(hit: Hit) -> tuple[bool, bool, int]:
    """Who names a piece that several found: not the author's list, not a guess, then the graver kind."""
    graveness = len(_ORDER) if hit.kind in CONTACTS else _ORDER.index(hit.kind)
    return hit.kind is not Kind.KNOWN, not hit.guess, graveness
