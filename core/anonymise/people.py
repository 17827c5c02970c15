"""First and last names, told from the words they are spelled like ("Grace", "Will", "Mark") by what stands around."""

from collections.abc import Iterator

from core.anonymise.line import Line
from core.anonymise.spans import Hit, Kind
from core.anonymise.words import Word, word_set

_SHORTEST_LOWER_CASE_NAME = 4
# Two letters that stand for no person, with their full stops.
_LETTERS = word_set(
    "us uk eu un ma ba bs ms ai am pm ps nb qa hr it dc la ny id ip tv pc ok cv vs ab rd pr eg ie"
)
_LETTERED = word_set("plan vitamin grade option team band level tier type hepatitis version section part")
_VERBS_FIRST = frozenset(
    {"will", "may", "can", "mark", "hope", "bill", "chase", "rob", "pat", "chip", "chance", "grant"}
)
_SETTLED_PHRASES = frozenset(
    {
        ("mark", "my"),
        ("hope", "i"),
        ("hope", "the"),
        ("hope", "this"),
        ("hope", "you"),
        ("hope", "to"),
        ("grace", "period"),
    }
)


def people(line: Line) -> Iterator[Hit]:
    for position, word in enumerate(line.words):
        if not word.key.isalpha() or (line.vocabulary.is_neutral(word.key) and not _dotted(line, position)):
            continue
        last = _person_ends(line, position)
        if last is not None:
            yield Hit(word.start, line.words[last].end, Kind.PERSON)


def _person_ends(line: Line, position: int) -> int | None:
    """Find the last word of the person that begins here, if one does."""
    word, known = line.words[position], line.vocabulary
    if line.title_before(position) and word.joined and (word.capital or word.key not in known.dictionary):
        return position
    if len(word.text) == 1:
        return _by_letters(line, position)
    if word.key not in known.first_names or (word.key in known.places and line.place_before(position)):
        return None
    if word.key in known.dictionary:
        return _spelled_like_a_word(line, position)
    if word.capital or _rare_enough(line, position):
        return position
    return None


def _dotted(line: Line, position: int) -> bool:
    """Tell the R of "R.J." and "R. Okafor" from the language."""
    word = line.words[position]
    if len(word.text) > 1 or not word.capital or line.ends_clause(position):
        return False
    gap = line.words[position + 1].start - word.end
    return gap == len(". ") or (gap == len(".") and len(line.words[position + 1].text) == 1)


def _by_letters(line: Line, position: int) -> int | None:
    if _is_initial(line, position) or _are_initials(line, position):
        return position + 1
    known = line.vocabulary.is_neutral(line.words[position].key)  # "Ask me about R. And about sleep."
    return position if not known and _is_letter_for_somebody(line, position) else None


def _is_initial(line: Line, position: int) -> bool:
    """As in "D. Trump", but neither "I" nor "Plan B. Then"."""
    word = line.words[position]
    if len(word.text) > 1 or not word.capital or word.key == "i" or not line.next_to(position, position + 1):
        return False
    following = line.words[position + 1]
    return _is_surname(line, following)


def _are_initials(line: Line, position: int) -> bool:
    """As in "K.T. rang", but neither "U.K." nor "A/B"."""
    if not line.next_to(position, position + 1):
        return False
    one, two = line.words[position], line.words[position + 1]
    letters = len(one.text) == len(two.text) == 1 and one.capital and two.capital
    return letters and two.start - one.end == len(".") and one.key + two.key not in _LETTERS


def _is_letter_for_somebody(line: Line, position: int) -> bool:
    """As in "J. at [company] said", but not "Plan B. Then"."""
    word = line.words[position]
    if len(word.text) > 1 or not word.capital or word.key in {"a", "i"} or line.ends_clause(position):
        return False
    dotted = line.words[position + 1].start - word.end == len(". ")
    before = line.before(position)
    return dotted and line.person_maybe_after(position) and len(before) != 1 and before not in _LETTERED


def _is_surname(line: Line, word: Word) -> bool:
    known = line.vocabulary
    if not word.capital or len(word.text) == 1 or known.is_neutral(word.key) or word.key in known.everyday:
        return False
    return word.key in known.last_names or word.key not in known.dictionary


def _rare_enough(line: Line, position: int) -> bool:
    """Take a first name in lower case if it is nothing else as well."""
    key, known = line.words[position].key, line.vocabulary
    if len(key) < _SHORTEST_LOWER_CASE_NAME or key in known.everyday:
        return False
    return (key not in known.places and key not in known.companies) or line.person_before(position)


def _spelled_like_a_word(line: Line, position: int) -> int | None:
    word = line.words[position]
    if (word.key, line.after(position)) in _SETTLED_PHRASES:
        return None
    if word.capital and not line.begins_sentence(position):
        return position if _reads_as_name(line, position) else None
    if word.capital or line.lower_case:
        return _at_a_start_or_in_lower_case(line, position)
    return None


def _reads_as_name(line: Line, position: int) -> bool:
    word = line.words[position]
    if word.key in line.vocabulary.everyday:
        return line.person_before(position) or line.person_after(position)
    return not word.upper


def _at_a_start_or_in_lower_case(line: Line, position: int) -> int | None:
    word = line.words[position]
    if _last_name_follows(line, position):
        return position + 1
    rare = word.key not in line.vocabulary.common
    if line.person_after(position) and (rare or line.begins_sentence(position)):
        return position
    if word.capital:
        if line.after(position) in {"from", "at"} and line.named(position + 2):
            return position
        named = line.person_maybe_after(position) and word.key not in _VERBS_FIRST
        beside = line.after(position) == "and" and line.named(position + 2)
        return position if (named and word.key not in line.vocabulary.everyday) or beside else None
    return position if line.person_before(position) and word.key not in line.vocabulary.everyday else None


def _last_name_follows(line: Line, position: int) -> bool:
    if not line.next_to(position, position + 1):
        return False
    first, second, known = line.words[position], line.words[position + 1], line.vocabulary
    if second.key not in known.last_names or known.is_neutral(second.key) or second.key in known.everyday:
        return False
    return second.capital if first.capital else _no_common_pair(line, position)


def _no_common_pair(line: Line, position: int) -> bool:
    """In lower case "rob banks" is a person only where somebody would be named."""
    second = line.words[position + 1]
    named_before = line.begins_sentence(position) or line.before(position) in {
        "with",
        "and",
        "by",
        "from",
        "to",
    }
    return second.key not in line.vocabulary.common or line.person_before(position) or named_before
