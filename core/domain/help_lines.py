"""Where somebody finds help at once, country by country.

Only numbers that are widely published stand here. Each says when it was last checked and who publishes it;
renew the date only after looking. A country that is missing falls back to two directories of the world.
"""

from dataclasses import dataclass
from datetime import date

_CHECKED_ON = date(2026, 11, 22)
_ALWAYS = "Day and night, every day"


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One service. `call` and `text_to` are numbers as people write them, `text_word` is what to send."""

    name: str
    about: str
    source: str
    call: str = ""
    text_to: str = ""
    text_word: str = ""
    hours: str = _ALWAYS
    checked_on: date = _CHECKED_ON


@dataclass(frozen=True, slots=True)
class Country:
    """The emergency number comes first; `emergency` is empty where it depends on where you are."""

    code: str
    name: str
    emergency: str
    lines: tuple[HelpLine, ...]


_SAMARITANS_ABOUT = "Somebody listens, whatever it is. Free to call."

COUNTRIES: tuple[Country, ...] = (
    Country(
        "AU",
        "Australia",
        "000",
        (
            HelpLine(
                "Lifeline",
                "Crisis support and suicide prevention.",
                "lifeline.org.au",
                call="13 11 14",
                text_to="0477 13 11 14",
            ),
            HelpLine(
                "Beyond Blue",
                "Talk with a counsellor about anxiety, low mood or stress.",
                "beyondblue.org.au",
                call="1300 22 4636",
            ),
            HelpLine(
                "Suicide Call Back Service",
                "Counselling for you, or for somebody you worry about.",
                "suicidecallbackservice.org.au",
                call="1300 659 467",
            ),
        ),
    ),
    Country(
        "AT",
        "Austria",
        "112",
        (
            HelpLine(
                "TelefonSeelsorge",
                "Somebody listens, in German. Free to call, no name needed.",
                "telefonseelsorge.at",
                call="142",
            ),
        ),
    ),
    Country(
        "CA",
        "Canada",
        "911",
        (
            HelpLine(
                "9-8-8 Suicide Crisis Helpline",
                "For thoughts of suicide, or worry about somebody else. English and French, free.",
                "988.ca",
                call="988",
                text_to="988",
            ),
        ),
    ),
    Country(
        "FR",
        "France",
        "112",
        (
            HelpLine(
                "3114",
                "The national number for suicide prevention, answered by health professionals. Free to call.",
                "3114.fr",
                call="3114",
            ),
            HelpLine(
                "SOS Amitié",
                "Volunteers listen, in French. No name needed.",
                "sos-amitie.com",
                call="09 72 39 40 50",
            ),
        ),
    ),
    Country(
        "DE",
        "Germany",
        "112",
        (
            HelpLine(
                "TelefonSeelsorge",
                "Somebody listens, in German. Free to call, no name needed.",
                "telefonseelsorge.de",
                call="0800 111 0 111",
            ),
            HelpLine(
                "TelefonSeelsorge, second line",
                "The same people, if the first line is busy.",
                "telefonseelsorge.de",
                call="0800 111 0 222",
            ),
        ),
    ),
    Country(
        "IN",
        "India",
        "112",
        (
            HelpLine(
                "Tele MANAS",
                "The national mental health line, in some twenty languages. Free to call.",
                "telemanas.mohfw.gov.in",
                call="14416",
            ),
        ),
    ),
    Country(
        "IE",
        "Ireland",
        "112",
        (
            HelpLine("Samaritans", _SAMARITANS_ABOUT, "samaritans.org", call="116 123"),
            HelpLine(
                "Pieta",
                "Therapists for thoughts of suicide or self-harm. Free to call.",
                "pieta.ie",
                call="1800 247 247",
            ),
            HelpLine(
                "Text About It",
                "A trained volunteer answers by text. Free, no name needed.",
                "textaboutit.ie",
                text_to="50808",
                text_word="HELLO",
            ),
        ),
    ),
    Country(
        "NL",
        "Netherlands",
        "112",
        (
            HelpLine(
                "113 Zelfmoordpreventie",
                "For thoughts of suicide, in Dutch or English. Free to call, no name needed.",
                "113.nl",
                call="113",
            ),
        ),
    ),
    Country(
        "NZ",
        "New Zealand",
        "111",
        (
            HelpLine(
                "1737, need to talk?",
                "Talk or text with a trained counsellor. Free.",
                "1737.org.nz",
                call="1737",
                text_to="1737",
            ),
            HelpLine(
                "Lifeline Aotearoa",
                "Somebody listens, whatever it is. Free to call.",
                "lifeline.org.nz",
                call="0800 543 354",
            ),
        ),
    ),
    Country(
        "ES",
        "Spain",
        "112",
        (
            HelpLine(
                "Línea 024",
                "The national line for thoughts of suicide. Free to call, confidential.",
                "sanidad.gob.es/linea024",
                call="024",
            ),
            HelpLine(
                "Teléfono de la Esperanza",
                "Volunteers listen in any crisis, in Spanish.",
                "telefonodelaesperanza.org",
                call="717 003 717",
            ),
        ),
    ),
    Country(
        "CH",
        "Switzerland",
        "112",
        (
            HelpLine(
                "Tel 143",
                "Somebody listens, in German, French or Italian. No name needed.",
                "143.ch",
                call="143",
            ),
        ),
    ),
    Country(
        "GB",
        "United Kingdom",
        "999",
        (
            HelpLine("Samaritans", _SAMARITANS_ABOUT, "samaritans.org", call="116 123"),
            HelpLine(
                "Shout",
                "A trained volunteer answers by text. Free on most networks.",
                "giveusashout.org",
                text_to="85258",
                text_word="SHOUT",
            ),
            HelpLine(
                "NHS 111",
                "Urgent help with your mental health, in England, Scotland and Wales. Free to call.",
                "nhs.uk",
                call="111",
            ),
        ),
    ),
    Country(
        "US",
        "United States",
        "911",
        (
            HelpLine(
                "988 Suicide & Crisis Lifeline",
                "For any crisis of yours, or worry about somebody else. Free to call or text.",
                "988lifeline.org",
                call="988",
                text_to="988",
            ),
            HelpLine(
                "Crisis Text Line",
                "A trained volunteer answers by text. Free.",
                "crisistextline.org",
                text_to="741741",
                text_word="HOME",
            ),
        ),
    ),
)

# ISO 3166 leaves ZZ free for whoever needs a country that is none.
ELSEWHERE = Country(
    "ZZ",
    "Another country",
    "",
    (
        HelpLine(
            "Find A Helpline",
            "Free lines and chats in more than 100 countries.",
            "findahelpline.com",
            hours="Each line states its own hours",
        ),
        HelpLine(
            "Befrienders Worldwide",
            "Volunteers who listen, in many countries.",
            "befrienders.org",
            hours="Each centre states its own hours",
        ),
    ),
)


EVERYWHERE: tuple[Country, ...] = (*COUNTRIES, ELSEWHERE)


def country(code: str) -> Country:
    """Return the country of that two-letter code, or the directories that cover the world."""
    return next((known for known in COUNTRIES if known.code == code.upper()), ELSEWHERE)


def guess(locale: str | None) -> Country:
    """Guess the country from what a browser prefers (`en-GB`); a language alone names none."""
    _language, *more = (locale or "").replace("_", "-").split("-")
    return country(more[-1]) if more else ELSEWHERE
