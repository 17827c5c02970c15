"""Names that are words too, told by what they do at the beginning of a sentence: "Sky had me on hold", "Drew drew me".

The tagger takes such a word for a word; here what it does is plain enough to say otherwise.
"""

from collections.abc import Iterator

from core.anonymise.line import Line
from core.anonymise.spans import Hit, Kind
from core.anonymise.words import word_set

_EMPLOYING = word_set(
    "rejected rejects ghosted offered offers hired hires declined lowballed rescinded interviewed"
    " recruited sacked binned fired onboarded shortlisted poached furloughed"
)
_ACTS = _EMPLOYING | word_set(
    "had has said says told tells gave gives let lets sent sends kept keeps paid pays wants needs won"
    " wouldn don doesn didn couldn never closed froze cut cancelled trained promised owes asked asks"
    " called rang emailed phoned screened passed turned made makes took takes laid dropped reckons thinks"
    " pulled got gets went fell shut reached refused ignored picked chose moved lost showed declined folded"
    " withdrew replied lied mailed texted messaged invited pinged scrapped"
)
_TAKING_ON = word_set("hiring closing cutting recruiting lovely kind awful rude nice good fair chaos")
_BEING = word_set("is are was were")
_SPEAKING = word_set(
    "says said told tells asked asks thinks reckons swears insists emailed texted rang phoned messaged"
    " wrote replied laughed nodded shrugged smiled cried promised mentioned suggested introduced referred"
    " interviewed"
)
_ACTING = _SPEAKING | word_set(
    "got gets took has had lives runs ran drew marked billed gave left pushed won made kept lost wants"
    " needs owns drives cooks does sits knows works sent brought bought lent showed taught helped hired"
    " fired trained covered covers moved cancelled forgot confirmed joined retired apologised undercut"
    " handed passed failed leads manages believes"
)
_ABSTRACT = word_set(
    "hope faith joy grace patience summer autumn dawn art chance charity mercy destiny harmony melody"
    " amber ginger olive rose pearl sunny rich sterling major king prince duke earl young long genesis"
    " trinity honour honor constance prudence temperance verity felicity clement ernest heaven star sky"
    " rain storm winter"
)
_SEASONS = word_set("spring summer autumn fall winter may april june august dawn")
_PLACED = word_set(
    "hr payroll accounts reception sales finance marketing legal security recruiting procurement it"
)


def acting(line: Line) -> Iterator[Hit]:
    for position, word in enumerate(line.words):
        if not line.begins_sentence(position) or not word.key.isalpha():
            continue
        kind = _kind(line, position)
        if kind:
            yield Hit(word.start, word.end, kind)


def _kind(line: Line, position: int) -> Kind | None:
    word, known = line.words[position], line.vocabulary
    if word.key in known.first_names and word.key in known.dictionary and _acts_as_person(line, position):
        return Kind.PERSON
    if not word.capital or word.upper:
        return None
    if word.key in known.platforms:
        return Kind.COMPANY if line.after(position) in _EMPLOYING else None
    return Kind.COMPANY if word.key in known.word_employers and _acts_as_employer(line, position) else None


def _acts_as_person(line: Line, position: int) -> bool:
    word, act = line.words[position], line.after(position)
    if not word.capital:
        return line.lower_case and act in _SPEAKING and line.after(position, 2) in {"me", "us", "i", "im"}
    if act == "in" and line.after(position, 2) in _PLACED:
        return True
    if act in {"at", "from"} and line.named(position + 2) and word.key not in _SEASONS:
        return True
    return act in (_SPEAKING if word.key in _ABSTRACT else _ACTING)


def _acts_as_employer(line: Line, position: int) -> bool:
    act, following = line.after(position), line.after(position, 2)
    return act in _ACTS or (act in _BEING and following in _TAKING_ON)
