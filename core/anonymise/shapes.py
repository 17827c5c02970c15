"""Names no list holds, told by how they are written and by the words around them."""

from collections.abc import Iterator

from core.anonymise.line import LOOSE_PREPOSITIONS, PREPOSITIONS, Line
from core.anonymise.spans import Hit, Kind
from core.anonymise.words import CLAIMED, Word, word_set

_SCHOOL_ENDS = frozenset(
    {"university", "college", "school", "academy", "institute", "bootcamp", "polytechnic", "uni"}
)
_COMPANY_ENDS = word_set(
    "robotics analytics logistics technologies labs partners ventures inc llc ltd plc corp gmbh holdings consulting"
    " staffing solutions optics freight foods studios pharma pharmaceuticals therapeutics biosciences semiconductors"
)
_PUBLIC_BODIES = word_set("ministry department bank office board bureau council")
_USED = word_set(
    "on in via using use used uses learn learned learning taught know knows through over open opened"
    " download downloaded my of between their our your the a an"
)
_USED_FOR = word_set(
    "call link meeting chat invite account profile certificate certificates certification course courses"
    " exam cert bill docs sheets drive update updates headline skills test admin dashboard channel message"
    " messages post group premium learning gig streak interview-prep job-alert questions"
)
_CERTIFICATES = frozenset({"certificate", "certification", "course", "cert", "exam", "courses", "badge"})
_NOT_BEFORE_AN_EMPLOYER = word_set(
    "a an the my your this that to any no each every of our their his her i we you they it on"
)
_FOLLOWS_AN_EMPLOYER = word_set(
    "on in and or but for this last next today yesterday after because says went is was so just corporate"
    " interview recruiter hr over said told since until before where who then when again with as"
)
_LEADING_TO_EMPLOYERS = PREPOSITIONS - {"in", "via"} | {"joined", "left"}
_CLEAR_PREPOSITIONS = frozenset({"at", "from", "with", "by", "for", "joined", "left", "leaving", "joining"})
# A word that ends so is a misspelling or a new word sooner than a name.
_WORD_ENDS = (
    "ing",
    "ingly",
    "ely",
    "ally",
    "ness",
    "ment",
    "tion",
    "tions",
    "able",
    "ible",
    "ized",
    "ised",
    "ful",
)
_LONGEST_ACRONYM = 5
_SHORTEST_RARE_WORD = 4


def shapes(line: Line) -> Iterator[Hit]:
    for position in range(len(line.words)):
        hit = _hit_at(line, position)
        if hit:
            yield hit


def _hit_at(line: Line, position: int) -> Hit | None:
    word, known = line.words[position], line.vocabulary
    if not word.key.isalpha():
        return _ampersand(line, position) if word.key == "&" else None
    if word.capital and (hit := _by_one_word_of_it(line, position)):
        return hit
    if known.is_neutral(word.key):
        return _platform(line, position)
    if word.capital:
        return _capitalised(line, position)
    return (
        None
        if word.key in known.everyday
        else _lower_case(line, position) or _lower_case_place(line, position)
    )


def _hit(line: Line, position: int, kind: Kind, *, sure: bool = True) -> Hit:
    return Hit(line.words[position].start, line.words[position].end, kind, sure, guess=True)


def _ampersand(line: Line, position: int) -> Hit | None:
    """As in "Bramble & Stitch": two capitalised words that are no trades of their own."""
    if not (line.next_to(position, position - 1) and line.next_to(position, position + 1)):
        return None
    left, right = line.words[position - 1], line.words[position + 1]
    known = line.vocabulary
    plain_words = all(known.is_neutral(word.key) or word.key in known.everyday for word in (left, right))
    if not (left.capital and right.capital) or plain_words:
        return None
    return Hit(left.start, right.end, Kind.COMPANY)


def _by_one_word_of_it(line: Line, position: int) -> Hit | None:
    """Find what one of its words gives away: "Codeharbor Bootcamp", "Halcyon Robotics", "Ministry of Justice"."""
    key = line.words[position].key
    if key in _SCHOOL_ENDS:
        return _school(line, position)
    if key in _COMPANY_ENDS and (before := _name_before(line, position)):
        return Hit(before.start, line.words[position].end, Kind.COMPANY)
    return _of_something(line, position, Kind.COMPANY) if key in _PUBLIC_BODIES else None


def _name_before(line: Line, position: int) -> Word | None:
    known = line.vocabulary
    if not line.next_to(position, position - 1):
        return None
    before = line.words[position - 1]
    named = before.capital and not known.is_neutral(before.key) and before.key not in known.everyday
    return before if named else None


def _of_something(line: Line, position: int, kind: Kind) -> Hit | None:
    if (
        line.after(position) == "of"
        and line.next_to(position + 1, position + 2)
        and line.words[position + 2].capital
    ):
        return Hit(line.words[position].start, line.words[position + 2].end, kind)
    return None


def _school(line: Line, position: int) -> Hit | None:
    """As in "Codeharbor Bootcamp", "University of Somewhere", but neither "High School" nor "Business School"."""
    if before := _name_before(line, position):
        return Hit(before.start, line.words[position].end, Kind.SCHOOL)
    return _of_something(line, position, Kind.SCHOOL)


def _platform(line: Line, position: int) -> Hit | None:
    """Tell when a tool is an employer: "an offer from Zoom" is, "a Zoom link" and "on Slack" are not."""
    word = line.words[position]
    if word.key not in line.vocabulary.platforms or line.after(position) in _USED_FOR:
        return None
    if line.before(position, 2) in _CERTIFICATES or line.before(position, 3) in _CERTIFICATES:
        return None
    if line.employer_before(position) and line.led_to(position) in _LEADING_TO_EMPLOYERS:
        return _hit(line, position, Kind.COMPANY)
    acts = line.employer_surely_after(position) or (line.employer_after(position) and word.capital)
    if acts and (
        word.capital or line.begins_sentence(position) or line.before(position) in {"the", "and", "but"}
    ):
        return _hit(line, position, Kind.COMPANY) if line.before(position) not in _USED - {"the"} else None
    direct = word.capital and line.before(position) in {"at", "from", "by", "joining"}
    return _hit(line, position, Kind.COMPANY) if direct or line.before(position, 2) == "refer" else None


def _capitalised(line: Line, position: int) -> Hit | None:
    word, known = line.words[position], line.vocabulary
    if word.key in known.everyday:
        return None
    if word.key not in known.dictionary:
        return _unknown(line, position)
    if word.upper or len(word.text) == 1:
        return None
    if line.begins_sentence(position):
        return _word_at_a_start(line, position)
    return _word_in_the_middle(line, position)


def _unknown(line: Line, position: int) -> Hit | None:
    """Take a capitalised word no dictionary has for a name, a short one in capitals only where a name would stand."""
    word = line.words[position]
    if word.upper and len(word.text) <= _LONGEST_ACRONYM:
        placed = line.employer_before(position) or line.employer_after(position)
        placed = placed or line.before(position) in LOOSE_PREPOSITIONS
        return _hit(line, position, Kind.COMPANY, sure=placed) if len(word.text) > 1 else None
    employer = line.employer_before(position)
    person = line.person_before(position) or line.person_after(position)
    person = not employer and (person or word.key in line.vocabulary.last_names)
    sure = person or employer or not word.key.endswith(_WORD_ENDS)
    return _hit(line, position, Kind.PERSON if person else Kind.COMPANY, sure=sure)


def _word_in_the_middle(line: Line, position: int) -> Hit:
    """Weigh a capital on an ordinary word: a name where one would stand, a question to the author elsewhere."""
    word, known = line.words[position], line.vocabulary
    person = line.person_before(position) or word.key in known.first_names
    cue = person or line.employer_before(position) or line.employer_after(position)
    cue = (
        cue
        or line.before(position) in {"at", "from", "by", "with", "joining", "and"}
        or word.key in known.companies
    )
    return _hit(line, position, Kind.PERSON if person else Kind.COMPANY, sure=cue)


def _word_at_a_start(line: Line, position: int) -> Hit | None:
    """Weigh the capital that every sentence begins with: a name only before what employers do."""
    key = line.words[position].key
    listed = key in line.vocabulary.companies
    if line.named(position + 1) and line.next_to(position, position + 1) and _is_pair(line, position):
        return Hit(line.words[position].start, line.words[position + 1].end, Kind.COMPANY, guess=True)
    if listed and line.after(position) == "and" and line.after(position, 2) == CLAIMED:
        return _hit(line, position, Kind.COMPANY)
    if line.employer_surely_after(position) and not key.endswith(("ed", "ing")):
        one = line.after(position, 2) == "me" and not key.endswith("s")
        return _hit(line, position, Kind.COMPANY, sure=listed or one or key not in line.vocabulary.common)
    if key in line.vocabulary.platforms and line.employer_after(position):
        return _hit(line, position, Kind.COMPANY)
    return (
        _hit(line, position, Kind.COMPANY, sure=False) if listed and line.employer_after(position) else None
    )


def _is_pair(line: Line, position: int) -> bool:
    """Recognise "Ocean Spray phone screen …" by its second capital and what follows."""
    second, known = line.words[position + 1], line.vocabulary
    ordinary = known.is_neutral(second.key) or second.key in known.everyday or not second.key.isalpha()
    return not ordinary and line.employer_after(position + 1)


def _lower_case(line: Line, position: int) -> Hit | None:
    """Find an employer typed in lower case: "interviewed at ramp", "target wants a second chat"."""
    word, known = line.words[position], line.vocabulary
    listed = word.key in known.companies
    if (
        listed
        and line.employer_surely_after(position)
        and line.before(position) not in _NOT_BEFORE_AN_EMPLOYER
    ):
        return _hit(line, position, Kind.COMPANY)
    if not (line.employer_before(position) and line.before(position) in _CLEAR_PREPOSITIONS):
        return None
    alone = line.ends_clause(position) or line.after(position) in _FOLLOWS_AN_EMPLOYER
    unknown = word.key not in known.dictionary and len(word.key) > 2  # noqa: PLR2004 -- "uk", "ok"
    rare = word.key not in known.common and len(word.key) >= _SHORTEST_RARE_WORD
    if unknown or (listed and alone) or rare:
        return _hit(line, position, Kind.COMPANY, sure=unknown or (listed and alone))
    return None


def _lower_case_place(line: Line, position: int) -> Hit | None:
    """As in "at [company] in shoreditch": a place no list holds, after a name."""
    key = line.words[position].key
    unknown = key not in line.vocabulary.dictionary and len(key) > _SHORTEST_RARE_WORD
    if not unknown or line.before(position) not in {"in", "near"}:
        return None
    return _hit(line, position, Kind.PLACE, sure=line.before(position, 2) == CLAIMED)
