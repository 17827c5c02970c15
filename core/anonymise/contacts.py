"""E-mail addresses, links, handles and telephone numbers, also where somebody spells them out to get them through.

A contact that slips through cannot be taken back, so these lean towards masking. Every pattern starts only where a
run begins and counts its repeats, so that a long text takes time in proportion to its length.
"""

import re
from collections.abc import Iterator

from core.anonymise.spans import Hit, Kind
from core.anonymise.vocabulary import Vocabulary
from core.anonymise.words import word_set

_TLD = (
    "com|org|net|io|co|ai|dev|app|edu|gov|biz|xyz|tech|info|jobs|careers|work|site|online|store|blog|design|page|link"
    "|live|life|cloud|digital|agency|studio|works|social|club|space|website|pro|team|chat|zone"
    "|scot|wales|cymru|london|berlin|nyc|africa|asia|shop|email|academy|health|care|int|me|uk|us|ca|au|nz|ie|in|de|fr|es|it|nl|be|ch|at|se|no|dk|fi|pl|pt"
    "|br|mx|jp|cn|sg|hk|za|ng|ke|pk|ae|il|ru|ua|eu|ly|gg|to|tv|cc|so|is|gl|am|fm"
    "|ar|bd|bg|cl|cz|ee|eg|ge|gh|gr|hr|hu|id|jo|kr|la|lb|lk|lt|lv|ma|ms|my|np|om|pe|ph|qa|ro|rs|sh|si|sk|st|th|tr|tw"
    "|tz|ug|uy|vc|vn|zm|zw"
)
# Endings that are words too: after a full stop without a space they begin a sentence.
_WORD_ENDINGS = word_set(
    "me so in is at it be no us to am so work jobs careers site online store blog design page link live"
    " life info cloud digital agency studio works social club space website pro team chat zone"
    " scot wales cymru london berlin nyc africa asia shop email academy health care int tech app"
)
_ENDINGS_BEFORE_A_PATH = word_set("ee ge id la ma ms my om pe ph sh si st th tr")
_MAIL_HOSTS = (
    "gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|proton|protonmail|aol|gmx|live|msn|zoho|fastmail"
)
_MAIL_ALONE = "gmail|googlemail|hotmail|icloud|protonmail|gmx|ymail"  # what is no other word as well
_AT = r"\s{0,2}(?:[(\[{<*]\s?(?:at|@|a)\s?[)\]}>*])\s{0,2}"
_SAID_DOT = r"(?:dot|punkt|punto|ponto)"
_DOT = rf"(?:\.|\s{{1,2}}{_SAID_DOT}\s{{1,2}}|\s{{0,2}}[(\[{{<*]\s?(?:{_SAID_DOT}|\.)\s?[)\]}}>*]\s{{0,2}}|\s\.\s)"
_BEGIN = r"(?<![\w.+'@-])"
# What stands between the parts of a mailbox, spelled out too: "tom underscore reyes at outlook dot com".
_JOINED = rf"(?:{_DOT}|\s(?:underscore|dash|hyphen|minus)\s)"

_EMAILS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_BEGIN}[\w.+'-]+@{{1,3}}[\w-]+(?:\.[\w-]+)*(?:,\s?(?:com|org|net|co|io)\b)?",
        r"(?<!\w)(?:[\w.+-] ){2,40}@(?: [\w.-]){3,60}(?!\w)",
        rf"(?<!\w)(?:[\w.+-] ){{4,40}}(?:at|@) [\w-]{{2,63}}{_DOT}(?:{_TLD})\b",
        rf"{_BEGIN}(?:[\w+-]{{1,64}}{_JOINED}){{0,3}}[\w.+'-]+\s?@{{1,3}}\s?[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,4}}{_DOT}(?:{_TLD})\b",
        rf"{_BEGIN}[\w.+'-]+\s?@\s?(?:{_MAIL_HOSTS})\b",
        rf"{_BEGIN}(?:[\w+-]{{1,64}}{_JOINED}){{0,3}}[\w+-]+{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,4}}",
        rf"{_BEGIN}[\w+-]{{1,64}}[-_]at[-_][\w-]{{1,63}}[-_]dot[-_](?:{_TLD})\b",
        rf"{_BEGIN}(?=[\w+-]{{0,62}}[\d._])[\w.+-]{{2,64}}+\s?[(\[]\s?(?:{_MAIL_ALONE})\s?[)\]]",
    )
]

# "jane at acme.com" is an address, "me at acme.com" and "a folder at acme.com/jane" are none.
_SAID_ADDRESS = re.compile(
    rf"{_BEGIN}((?:[\w+-]{{1,64}}{_JOINED}){{0,3}})([\w+-]+)\sat\s((?:[\w-]{{1,63}}{_DOT}){{1,4}})"
    rf"(?:{_TLD})\b(?<=\w)(?!/\w)",
    re.IGNORECASE,
)
_SAID_MAILBOX = re.compile(rf"{_BEGIN}([\w.+-]+)\sat\s(?:{_MAIL_ALONE})\b", re.IGNORECASE)
_MAIL_HOST = re.compile(rf"(?:{_MAIL_HOSTS})\b", re.IGNORECASE)
_FOUND_AT = word_set(
    "me us it them look looking find found see seen here up out live available everything is are read check register"
    " apply applied posted link links folder code video portfolio page site website profile blog cv resume work works"
)

_LINKS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\w)(?:https?|hxxps?|ftp)\s?:\s?/\s?/\s?\S+",
        r"(?<!\w)(?:mailto|tel|sms|skype|whatsapp|tg|slack):\S+",
        r"(?<!\w)www\d?\.\S+",
        r"(?<![\w.])(?<!\) )(?<![Vv]ersion )\d{1,3}(?:\.\d{1,3}){3}(?![\w.])\S*",
    )
]
_DOMAIN = re.compile(rf"(?<![\w.@-])((?:[\w-]+\.)+)({_TLD})(?![\w@-])((?:[/?#:]\S*)?)", re.IGNORECASE)
_SPELLED_DOMAIN = re.compile(
    rf"(?<![\w.-])[\w-]{{2,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}(?!\.){_DOT}(?:(?:com|org|net|io|co|dev|ai|app|me|uk|edu)\b|(?:ly|ee|gg|be)(?=\s?/))"
    rf"(?:\s?/\s?\S+|(?:\s+slash\s+\S+){{1,4}})?",
    re.IGNORECASE,
)
_NO_DOMAIN = frozenset({"asp.net", "ado.net", "vb.net", "b.com", "m.com"})

_SITES = (
    "instagram|insta|ig|twitter|snapchat|snap|sc|discord|telegram|tiktok|skype|whatsapp|wechat|linkedin|reddit|github"
    "|gitlab|behance|dribbble|medium|substack|threads|bluesky|bsky|mastodon|facebook|fb|steam|psn|xbox|twitch|kik|signal"
    "|viber|venmo|cashapp|cash app|paypal|revolut|gamertag|handle|username|user name"
)
_HANDLES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w@])@\w[\w.-]*@[\w-]+(?:\.[\w-]+)+",
        r"(?<![\w@])@\w(?:[\w.-]*\w)?",
        r"(?<![\w/])/?u/[\w-]{3,}",
        r"(?<!\w)live:[\w.-]*\w",
        r"\bcash\s?app\W{1,3}\$\w{2,}",
        r"(?<![\w/])/in/[\w-]{3,}",
        r"(?<!\w)\w{2,32}#\d{4}(?!\w)",
        r"(?<!\w)[(\[]at[)\]]\s?\w{2,}",
    )
]
_NAMED_HANDLE = re.compile(
    rf"\b(?:(?:{_SITES})(?:'s\s|\s*(?:is|as|under|:|=|handle|id|name|->|-))|gamertag|username)\s*(?:is|:)?\s*"
    r"(\w[\w.-]{1,38}\w)((?-i:(?<=[a-z])(?: [A-Z][\w'-]{1,30}){1,2})?)",
    re.IGNORECASE,
)
_NAMED_MAILBOX = re.compile(
    rf"\b(?:{_MAIL_ALONE}|yahoo|outlook|proton|aol|zoho)(?:'s\s|\s*(?:is|as|:|=|->|-)\s*)"
    r"(\w[\w.+-]{1,62}\w)",
    re.IGNORECASE,
)

_DIGITS = re.compile(r"(?<!\d)(?:\+\s?)?\(?\d(?:(?:[ .()/*_-]{1,3}|,|)\d){6,}(?:\s?(?:ext|x)\.?\s?\d{1,5})?")
_DIGIT_WORD = r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple|hundred|\d{1,5})"
_DIGIT_WORDS = re.compile(
    rf"(?<!\w)(?:(?:{_DIGIT_WORD}[\s,.-]{{1,2}}){{6,}}{_DIGIT_WORD}|\d{{4,5}}(?:[\s.-]{_DIGIT_WORD}){{1,5}}[\s.-]\d{{3,6}})(?!\w)",
    re.IGNORECASE,
)
# Less is a number to call where figures stand among the words: "415 five five five 0132".
_MIXED_DIGITS = re.compile(
    rf"(?<!\w)\d{{2,5}}(?:[\s.-]{{1,2}}{_DIGIT_WORD}){{2,5}}[\s.-]{{1,2}}\d{{2,5}}(?!\w)", re.IGNORECASE
)
_LEAST_DIGITS = 7
# "o7700 9oo123": letters in the place of noughts.
_NOUGHTS = re.compile(
    r"(?<!\w)(?=[\d -]{0,24}o)(?=(?:[o -]{0,4}\d){6})[\do](?:[ -]?[\do]){8,12}(?!\w)", re.IGNORECASE
)
_EXTENSION = re.compile(r"(?<!\w)ext(?:ension)?\.?\s?\d{2,5}(?!\w)", re.IGNORECASE)
_PHONE_CUE = re.compile(
    r"\b(?:phones?|call|text|tel|telephone|mobile|cell|whatsapp|number|ring|fax|dial|sms|reach)\b[^.!?\n]{0,25}$",
    re.IGNORECASE,
)
# Four groups with spaces are a number to call rather than thousands of millions, and so are three whole ones.
_THOUSANDS = re.compile(
    r"[1-9]\d{0,2}(?:(?:,\d{3})+|([ .])\d{3}|([ .])(?:\d{3}\2000|000\2\d{3}))|[1-9]\d?([ .])\d{3}\3\d{3}"
)
_DECIMAL = re.compile(r"\d{1,2}\.\d+")
_LOCAL_NUMBER = re.compile(r"\d{3,4}[ .-]\d{4}")
_YEARS = re.compile(r"(?:(?:19|20)\d\d\D*)+")
_SURELY_A_NUMBER_TO_CALL = 9
_TRAILING = ".,;:!?)]}>'\"|*"
# A name as only accounts have them, "mossy_badger", but no piece of code: "read_csv()".
_UNDERSCORED = re.compile(
    r"(?<![\w./@$-])(?!(?:jr|req|ref|job|vac|pos|id|rq|pd|tr)_)[a-z][a-z\d]+(?:_[a-z\d]+)++(?![\w(@/-]|\.\w)",
    re.IGNORECASE,
)
_A_LETTER, _NO_LETTER = re.compile(r"[^\W\d_]"), re.compile(r"[\d._]")
_ON_A_SITE = re.compile(
    rf"(?<![\w@.'-])(i'm |i am |as |under |me )?([\w.-]{{3,40}})\s+on\s+(?:the\s+)?(?:{_SITES}|{_MAIL_ALONE})\b",
    re.IGNORECASE,
)


def emails(text: str, vocabulary: Vocabulary) -> Iterator[Hit]:
    for pattern in _EMAILS:
        for match in pattern.finditer(text):
            yield Hit(match.start(), match.start() + len(match[0].rstrip(" .")), Kind.EMAIL)
    for match in _SAID_ADDRESS.finditer(text):
        if match[1] or _MAIL_HOST.match(match[3]) or match[2].lower() not in _FOUND_AT:
            yield Hit(match.start(), match.end(), Kind.EMAIL)
    for match in _SAID_MAILBOX.finditer(text):
        if match[1].lower() in vocabulary.first_names or not vocabulary.ordinary(match[1].lower()):
            yield Hit(match.start(), match.end(), Kind.EMAIL)
    for match in _NAMED_MAILBOX.finditer(text):
        if _A_LETTER.search(match[1]) and _NO_LETTER.search(match[1]):
            yield Hit(match.start(1), match.end(1), Kind.EMAIL)


def links(text: str, vocabulary: Vocabulary) -> Iterator[Hit]:
    for pattern in (*_LINKS, _SPELLED_DOMAIN):
        for match in pattern.finditer(text):
            yield _link(match)
    for match in _DOMAIN.finditer(text):
        if _is_domain(match[1], match[2], match[3], vocabulary):
            yield _link(match)


def _link(match: re.Match[str]) -> Hit:
    return Hit(match.start(), match.start() + len(match[0].rstrip(_TRAILING)), Kind.URL)


def _is_domain(labels: str, ending: str, path: str, vocabulary: Vocabulary) -> bool:
    """Tell `janesmith.me` from a sentence that begins without a space after the full stop."""
    name = labels.rstrip(".").rpartition(".")[2].lower()
    if labels.lower() + ending.lower() in _NO_DOMAIN or name.isdigit():
        return False
    if ending.lower() in _ENDINGS_BEFORE_A_PATH:
        return path.startswith("/")
    if ending.lower() not in _WORD_ENDINGS or path.startswith("/"):
        return True
    return ending.islower() and len(name) > 1 and not vocabulary.ordinary(name)


def handles(text: str, vocabulary: Vocabulary) -> Iterator[Hit]:
    for pattern in (*_HANDLES, _UNDERSCORED):
        for match in pattern.finditer(text):
            yield Hit(match.start(), match.end(), Kind.HANDLE)
    for match in _ON_A_SITE.finditer(text):
        if _is_account(match[2].strip("-."), said=bool(match[1]), vocabulary=vocabulary):
            yield Hit(match.start(2), match.end(2), Kind.HANDLE)
    for match in _NAMED_HANDLE.finditer(text):
        if not match[1].isdigit() and not vocabulary.ordinary(match[1].lower().strip(".-")):
            yield Hit(match.start(1), match.end(), Kind.HANDLE)


def _is_account(name: str, *, said: bool, vocabulary: Vocabulary) -> bool:
    """Tell "quiet99 on reddit", and "I'm quietfox on reddit", from "seven days on reddit" and "Maya on LinkedIn"."""
    if not _A_LETTER.search(name):
        return False
    return bool(_NO_LETTER.search(name)) or (said and name.islower() and not _is_a_word(name, vocabulary))


def _is_a_word(key: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.ordinary(key) or key in vocabulary.first_names or key in vocabulary.last_names


def phones(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    for match in _DIGITS.finditer(text):
        kind = _number_kind(text, match)
        if kind:
            yield Hit(match.start(), match.end(), kind)
    for match in _MIXED_DIGITS.finditer(text):
        said = [word for word in re.split(r"[\s.-]+", match[0]) if word.isalpha()]
        if said and len(said) + sum(map(str.isdigit, match[0])) >= _LEAST_DIGITS:
            yield Hit(match.start(), match.end(), Kind.PHONE)
    for pattern in (_DIGIT_WORDS, _NOUGHTS, _EXTENSION):
        for match in pattern.finditer(text):
            yield Hit(match.start(), match.end(), Kind.PHONE)


def _number_kind(text: str, match: re.Match[str]) -> Kind | None:
    """Tell a number to call from a sum, a row of years or a reference."""
    shown = match[0].strip("( ")
    called = _PHONE_CUE.search(text[max(0, match.start() - 40) : match.start()])
    if called or shown.startswith(("+", "00")):
        return Kind.PHONE
    if any(shape.fullmatch(shown) for shape in (_YEARS, _THOUSANDS, _DECIMAL)):
        return None
    digits = sum(character.isdigit() for character in shown)
    if digits >= _SURELY_A_NUMBER_TO_CALL or _LOCAL_NUMBER.fullmatch(shown):
        return Kind.PHONE
    return Kind.JOB_ID if shown.isdigit() and not shown.endswith("000") else None
