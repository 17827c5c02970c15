"""Numbers that stand for one person or their money: cards, accounts, national numbers. Told by their check digits.

A number that merely looks like one is left to the sources after this; two that carry no check digit, the American
social security and the British national insurance number, are told by their shape.
"""

import re
from collections.abc import Callable, Iterator

from core.anonymise.spans import Hit, Kind
from core.anonymise.vocabulary import Vocabulary

_CARD = re.compile(r"(?<![\w+-])[2-6](?:[ -]?\d){13,18}(?![\w-])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
_SHAPES = [
    re.compile(r"(?<![\w-])(?!000|666|9)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}(?![\w-])"),
    re.compile(
        r"(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)", re.IGNORECASE
    ),
    re.compile(r"(?<!\w)[A-Z]{5}\d{4}[A-Z](?!\w)"),
]
_LETTERED = re.compile(r"(?<!\w)(?:\d{8}|[XYZ]\d{7})[- ]?[A-Z](?!\w)", re.IGNORECASE)
_GROUPED = re.compile(r"(?<![\w+-])\d{2,5}(?:[ -]?\d{2,5}){1,4}(?![\w-])")
_SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE"
_LETTER_OR_DIGIT = 36
_VERHOEFF = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678", "5987604321", "6598710432", "7659821043",
    "8765932104", "9876543210",
)  # fmt: skip
_VERHOEFF_STEPS = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip
# What is called so just before is believed by its check digit; without it, a row of digits proves little.
_CUE = re.compile(
    r"\b(?:aadhaar|uid|sin|nhs|bsn|pesel|tax|steuer|national|id|identity|passport|insurance)\b[^.!?\n]{0,25}$",
    re.IGNORECASE,
)


def numbers(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    for match in _IBAN.finditer(text):
        end = _iban_end(match[0])
        if end:
            yield Hit(match.start(), match.start() + end, Kind.NUMBER)
    for match in _CARD.finditer(text):
        if _luhn(_digits(match[0])):
            yield Hit(match.start(), match.end(), Kind.NUMBER)
    for match in _LETTERED.finditer(text):
        if _spanish(match[0]):
            yield Hit(match.start(), match.end(), Kind.NUMBER)
    for pattern in _SHAPES:
        for match in pattern.finditer(text):
            yield Hit(match.start(), match.end(), Kind.NUMBER)
    yield from _national(text)


def _national(text: str) -> Iterator[Hit]:
    for match in _GROUPED.finditer(text):
        checks = _CHECKS.get(len(_digits(match[0])), ())
        called = _CUE.search(text[max(0, match.start() - 40) : match.start()])
        if called and any(check(_digits(match[0])) for check in checks):
            yield Hit(match.start(), match.end(), Kind.NUMBER)


def _digits(shown: str) -> list[int]:
    return [int(character) for character in shown if character.isdigit()]


def _luhn(digits: list[int]) -> bool:
    doubled = [
        digit if place % 2 == 0 else sum(divmod(2 * digit, 10))
        for place, digit in enumerate(reversed(digits))
    ]
    return sum(doubled) % 10 == 0 and any(digits)


def _iban_end(shown: str) -> int:
    """Find where the account number ends: the words after it are letters too."""
    for end in range(len(shown), 14, -1):
        plain = shown[:end].replace(" ", "").upper()
        if shown[end - 1] != " " and (end == len(shown) or shown[end] == " ") and _mod_97(plain) == 1:
            return end
    return 0


def _mod_97(account: str) -> int:
    return int("".join(str(int(character, _LETTER_OR_DIGIT)) for character in account[4:] + account[:4])) % 97


def _spanish(shown: str) -> bool:
    plain = re.sub(r"[- ]", "", shown.upper())
    number = plain[:-1].translate(str.maketrans("XYZ", "012"))
    return _SPANISH[int(number) % 23] == plain[-1]


def _verhoeff(digits: list[int]) -> bool:
    """India's Aadhaar."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = int(_VERHOEFF[check][int(_VERHOEFF_STEPS[place % 8][digit])])
    return check == 0


def _weighed_11(digits: list[int]) -> bool:
    """Britain's NHS number: every digit weighs one less than the one before."""
    return sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11 == 0


def _dutch(digits: list[int]) -> bool:
    return (sum(digit * (9 - place) for place, digit in enumerate(digits[:-1])) - digits[-1]) % 11 == 0


def _polish(digits: list[int]) -> bool:
    return (
        sum(digit * (1, 3, 7, 9)[place % 4] for place, digit in enumerate(digits[:-1])) % 10
        == -digits[-1] % 10
    )


def _german(digits: list[int]) -> bool:
    """Fold the digits as ISO 7064 does, modulo 11 and 10."""
    product = 10
    for digit in digits[:-1]:
        product = ((digit + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == digits[-1]


_CHECKS: dict[int, tuple[Callable[[list[int]], bool], ...]] = {
    9: (_luhn, _dutch),
    10: (_weighed_11,),
    11: (_polish, _german),
    12: (_verhoeff,),
}
