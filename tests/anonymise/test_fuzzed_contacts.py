"""People write contacts so that no filter sees them: with spaces, dots, words, look-alikes. Masked all the same."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.anonymise import CONTACTS, spans

NAMES = ["mira", "tobias.holm", "j_novak", "kai-weber", "priya2", "lena+jobs", "oz"]
HOSTS = [
    ("gmail", "com"),
    ("outlook", "com"),
    ("wobblefish", "io"),
    ("mail.example", "org"),
    ("example", "co.uk"),
]
ATS = [
    "@",
    " @ ",
    "@ ",
    " @",
    " at ",
    " AT ",
    "(at)",
    " (at) ",
    "[at]",
    " [at] ",
    "{at}",
    " <at> ",
    "＠",
    "﹫",
    " [@] ",
    "@@",
]
DOTS = [".", " dot ", " DOT ", "(dot)", " (dot) ", "[.]", "[dot]", " [dot] ", " . ", "。", "．", "․"]
HIDDEN = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e"]
LOOK_ALIKES = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х", "i": "і"}
BEFORE = ["", "hello ", "Write me: ", "ok so ", "mail "]
AFTER = ["", " bye", ", I am waiting", ". Thanks", "!"]


@st.composite
def disguised(draw, text):
    """The same letters with look-alikes, in full width or small capitals, and with what nobody sees in between."""
    letters = []
    for letter in text:
        how = draw(st.integers(0, 11))
        shown = letter
        if how == 0:
            shown = LOOK_ALIKES.get(letter, letter)
        elif how == 1 and "!" <= letter <= "~":
            shown = chr(ord(letter) + 0xFEE0)
        elif how == 2:
            shown = letter + draw(st.sampled_from(HIDDEN))
        elif how == 3:
            shown = letter.upper()
        letters.append(shown)
    return "".join(letters)


@st.composite
def email(draw):
    name, (host, ending) = draw(st.sampled_from(NAMES)), draw(st.sampled_from(HOSTS))
    dot = draw(st.sampled_from(DOTS))
    written = f"{name.replace('.', dot)}{draw(st.sampled_from(ATS))}{host}{dot}{ending}"
    return draw(disguised(written))


@st.composite
def phone(draw):
    digits = draw(st.text("0123456789", min_size=10, max_size=13))
    assume(len(set(digits)) > 3)
    between = draw(st.sampled_from(["", " ", "-", ".", "/", " - ", "_", "  ", "*", " . "]))
    every = draw(st.integers(1, 4))
    groups = [digits[at : at + every] for at in range(0, len(digits), every)]
    opened = draw(st.booleans()) and len(groups) > 2
    assume(digits[0] != "0" or not opened)
    written = f"({groups[0]}) {between.join(groups[1:])}" if opened else between.join(groups)
    return draw(disguised(draw(st.sampled_from(["+", "00", ""])) + written))


@st.composite
def spoken_phone(draw):
    words = [
        "zero",
        "oh",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "double",
        "7",
        "0",
    ]
    said = draw(st.lists(st.sampled_from(words), min_size=10, max_size=14))
    assume(sum(word != "double" for word in said) >= 9 and said[-1] != "double")
    return draw(st.sampled_from([" ", "-", ", ", "  "])).join(said)


@st.composite
def link(draw):
    host, ending = draw(
        st.sampled_from([("wobblefish", "io"), ("miraholm", "com"), ("my-cv.example", "org")])
    )
    scheme = draw(st.sampled_from(["", "https://", "http://", "hxxps://", "www.", "HTTPS://", "https : // "]))
    dot = draw(st.sampled_from(DOTS))
    path = draw(st.sampled_from(["", "/in/mira", "/jobs?id=7"]))
    return draw(disguised(f"{scheme}{host.replace('.', dot)}{dot}{ending}{path}"))


def letters_left(contact, before, after):
    text = before + contact + after
    hidden = {at for span in spans(text) if span.kind in CONTACTS for at in range(span.start, span.end)}
    where = range(len(before), len(before) + len(contact))
    return "".join(text[at] for at in where if at not in hidden and text[at].isalnum())


@settings(max_examples=400)
@given(email(), st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_an_address_in_disguise_is_masked(contact, before, after):
    assert letters_left(contact, before, after) == ""


@settings(max_examples=300)
@given(phone(), st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_a_number_in_disguise_is_masked(contact, before, after):
    assert letters_left(contact, before, after) == ""


@settings(max_examples=200)
@given(spoken_phone(), st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_a_number_in_words_is_masked(contact, before, after):
    assert letters_left(contact, before, after) == ""


@settings(max_examples=300)
@given(link(), st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_a_link_in_disguise_is_masked(contact, before, after):
    assert letters_left(contact, before, after) == ""
