"""Numbers that stand for one person or their money: cards, accounts, national numbers.

Some are told by their shape and their check digits, others by what they are called just before: "passport no.". What
merely looks like one is left to the sources after this. How each country checks its numbers: python-stdnum.
"""

import re
from collections.abc import Callable, Iterator

from stdnum import bitcoin, iban, luhn
from stdnum.au import tfn
from stdnum.be import nn
from stdnum.br import cpf
from stdnum.ca import sin
from stdnum.ch import ssn as swiss
from stdnum.cn import ric
from stdnum.de import idnr
from stdnum.dk import cpr
from stdnum.es import dni, nie
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.ie import pps
from stdnum.in_ import aadhaar
from stdnum.it import codicefiscale
from stdnum.kr import rrn
from stdnum.my import nric
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.se import personnummer
from stdnum.util import clean
from stdnum.za import idnr as south_african

from core.anonymise.spans import Hit, Kind
from core.anonymise.vocabulary import Vocabulary

Check = Callable[[str], bool]

_DIGIT = re.compile(r"\d")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
_SHORTEST_IBAN = 15


def _alone(shape: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w+-])(?:{shape})(?![\w-])", re.IGNORECASE)


def _is_card(shown: str) -> bool:
    return luhn.is_valid(clean(shown, " -"))


# Shapes that few other things have, each with its check.
_CHECKED: list[tuple[re.Pattern[str], Check]] = [
    (_alone(r"[2-6](?:[ -]?\d){13,18}"), _is_card),
    (_alone(r"\d{8}[- ]?[A-Z]"), dni.is_valid),
    (_alone(r"[XYZ][- ]?\d{7}[- ]?[A-Z]"), nie.is_valid),
    (_alone(r"[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]"), codicefiscale.is_valid),
    (_alone(r"\d{7}[A-Z]{1,2}"), pps.is_valid),
    (_alone(r"\d{6}[-+A]\d{3}[A-Z\d]"), hetu.is_valid),
    (_alone(r"756\.\d{4}\.\d{4}\.\d\d"), swiss.is_valid),
    (_alone(r"\d{3}\.\d{3}\.\d{3}-\d\d"), cpf.is_valid),
    (_alone(r"[12] ?\d\d ?\d\d ?\d[\dAB] ?\d{3} ?\d{3} ?\d\d"), nir.is_valid),
    (_alone(r"(?:\d\d)?\d{6}[-+]\d{4}"), personnummer.is_valid),
    (_alone(r"\d{6}-\d{4}"), cpr.is_valid),
    (_alone(r"\d\d\.\d\d\.\d\d[- ]\d{3}[. ]\d\d"), nn.is_valid),
    (_alone(r"\d{6}-\d{7}"), rrn.is_valid),
    (_alone(r"\d{6}-\d\d-\d{4}"), nric.is_valid),
    (_alone(r"\d{13}"), south_african.is_valid),
    (_alone(r"\d{17}[\dX]"), ric.is_valid),
    (_alone(r"[13][A-Z\d]{25,34}|bc1[A-Z\d]{11,71}"), bitcoin.is_valid),
]
# Without a check digit, and nothing else looks like this: America's social security number, Britain's national
# insurance number and number plate, India's tax number, Mexico's, Singapore's and the Emirates' identity numbers.
_SHAPES = [
    _alone(r"(?!000|666|9)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}"),
    _alone(r"[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]"),
    re.compile(r"(?<!\w)[A-Z]{2}\d\d ?[A-Z]{3}(?!\w)"),
    _alone(r"[A-Z]{5}\d{4}[A-Z]"),
    _alone(r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d"),
    re.compile(r"(?<!\w)[STFGM]\d{7}[A-Z](?!\w)"),
    _alone(r"784-?(?:19|20)\d\d-?\d{7}-?\d"),
    re.compile(r"(?<![\w+-])\d{16,}(?![\w-])"),
]
# A row of digits proves little by its check digit alone. What is called a number of somebody is believed by it.
_ROW = re.compile(r"(?<![\w+-])\d{2,5}(?:[ -]?\d{2,5}){1,4}(?![\w-])")
_OF_SOMEBODY = re.compile(r"\b(?:tax|steuer|national|id|identity|insurance)\b[^.!?\n]{0,25}$", re.IGNORECASE)
_ROW_CHECKS: dict[int, tuple[Check, ...]] = {
    9: (sin.is_valid, bsn.is_valid, tfn.is_valid),
    10: (nhs.is_valid,),
    11: (pesel.is_valid, idnr.is_valid),
    12: (aadhaar.is_valid,),
}
# What is called so outright needs none: many countries give no check digit, and people mistype.
_CODE = re.compile(
    r"(?<![\w+-])[A-Z]{0,6}\d[A-Z\d]*(?:[ ./-][A-Z\d]*\d[A-Z\d]*){0,8}(?![\w-])", re.IGNORECASE
)
_NAMES_OF_NUMBERS = (
    r"(?:passport|(?:driv(?:ing|er'?s?)\s+)?licen[cs]e(?:\s+plate)?|ssn|social\s+(?:security|insurance)|sin|nino|ni"
    r"|national\s+insurance|nhs|health|aadhaa?r|pan|tfn|tax\s+file|bsn|pesel|cpf|curp|rfc|dni|nie|nif|ppsn?|nric|ahv|avs|bvn"
    r"|nin|sss|philhealth|i?tin|ein|utr|steuer-?id|tax\s+(?:id|reference|code)|codice\s+fiscale|personnummer|medicare|brp"
    r"|emirates\s+id|national\s+id|share\s+code|accounts?|acct|a/c|routing|iban|card|mykad|insee|nmc|gmc|hcpc|dbs|patient"
    r"|member(?:ship)?|policy)"
)
_CALLED_SO = re.compile(
    rf"\b{_NAMES_OF_NUMBERS}"
    r"(?:[\s:,#-]{1,3}(?:no\.?|nr\.?|num\.?|number|is|was|of|id|pin|code|card|certificate)){0,3}[\s:,#(-]{1,3}$",
    re.IGNORECASE,
)
_CALLED_SO_AFTER = re.compile(rf",?\s(?:is|as|was|for)\s(?:my|the)\s{_NAMES_OF_NUMBERS}\b", re.IGNORECASE)
_SORT_CODE = re.compile(r"\bsort\s+code\W{1,3}(?:is\s+)?(\d\d[- ]?\d\d[- ]?\d\d)(?![\w-])", re.IGNORECASE)
_FEWEST_DIGITS = 5
_NO_CODE = re.compile(r"(?:19|20)\d\d.(?:19|20)?\d\d.*|\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}")
_LONGEST_CUE = 60


def numbers(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    if not _DIGIT.search(text):
        return
    yield from _accounts(text)
    yield from _shaped(text)
    yield from _called(text)


def _accounts(text: str) -> Iterator[Hit]:
    for match in _IBAN.finditer(text):
        end = _iban_end(match[0])
        if end:
            yield Hit(match.start(), match.start() + end, Kind.NUMBER)


def _iban_end(shown: str) -> int:
    """Find where the account number ends: the words after it are letters too."""
    for end in range(len(shown), _SHORTEST_IBAN - 1, -1):
        whole = shown[end - 1].isalnum() and (end == len(shown) or not shown[end].isalnum())
        if whole and iban.is_valid(clean(shown[:end], " .-"), check_country=False):
            return end
    return 0


def _shaped(text: str) -> Iterator[Hit]:
    for shape, check in _CHECKED:
        for match in shape.finditer(text):
            if check(match[0]):
                yield _hit(match)
    for shape in _SHAPES:
        for match in shape.finditer(text):
            yield _hit(match)


def _called(text: str) -> Iterator[Hit]:
    for match in _ROW.finditer(text):
        checks = _ROW_CHECKS.get(_digits(match[0]), ())
        if _OF_SOMEBODY.search(_before(text, match)) and any(check(match[0]) for check in checks):
            yield _hit(match)
    for match in _CODE.finditer(text):
        code = _digits(match[0]) >= _FEWEST_DIGITS and not _NO_CODE.fullmatch(match[0])
        if code and (_CALLED_SO.search(_before(text, match)) or _CALLED_SO_AFTER.match(text, match.end())):
            yield _hit(match)
    for match in _SORT_CODE.finditer(text):
        yield _hit(match, 1)


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _LONGEST_CUE) : match.start()]


def _digits(shown: str) -> int:
    return sum(character.isdigit() for character in shown)


def _hit(match: re.Match[str], group: int = 0) -> Hit:
    return Hit(match.start(group), match.end(group), Kind.NUMBER)
