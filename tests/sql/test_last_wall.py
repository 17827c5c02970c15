"""The last wall before a text is kept, fuzzed as the anonymiser is: contacts in disguise, or spelled out."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import anonymise
from tests.anonymise.test_fuzzed_contacts import AFTER, BEFORE, email, link, phone, spoken_phone

DEV = [
    Path(__file__).parents[1] / "anonymise" / name
    for name in ("dev.jsonl", "dev_more.jsonl", "dev_fresh.jsonl", "dev_hands.jsonl", "dev_figures.jsonl")
]
EACH = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def refuses(connection):
    """Would the door refuse this?"""

    def asked(text: str) -> bool:
        [holds] = connection.execute("select app.holds_contact(app.tidy(%s))", [text]).fetchone()
        return holds

    return asked


CONTACTS = {"address": email(), "number": phone(), "number in words": spoken_phone(), "link": link()}


@pytest.mark.parametrize("kind", CONTACTS)
@EACH
@given(data=st.data(), before=st.sampled_from(BEFORE), after=st.sampled_from(AFTER))
def test_a_contact_in_disguise_is_refused(refuses, kind, data, before, after):
    contact = data.draw(CONTACTS[kind])
    assert refuses(before + contact + after), contact


def test_an_address_letter_by_letter_is_refused(refuses):
    assert refuses("Write me: j a n e @ g m a i l . c o m, please")
    assert refuses("j.d o e @ p o s t . d e")
    assert not refuses("I am @ a b c")
    assert not refuses("A B C and @ home")


@pytest.mark.parametrize(
    "contact",
    [
        "mayalopez.ch", "mayalopez.at/cv", "mayalopez.se/cv", "mayalopez.health/x", "linktr.ee/maya", "bit . ly / 3xYz",
        "maya.bsky.social", "jane-holm.cz", "docs.jobclub.scot/apply#2", "jane.doe (at) posteo (punkt) de",
        "jane-at-gmail-dot-com", "jane.doe77 (gmail)", "jane@@example", "415,555,0132", "٤١٥-٥٥٥-٠١٣٢",
        "415 five five five 0132",
    ],
)  # fmt: skip
def test_less_usual_contacts_are_refused(refuses, contact):
    assert refuses(f"Write me: {contact}, please")


@pytest.mark.parametrize(
    "text",
    [
        "I was done.So I left.",
        "I was at home.To rest, mostly.",
        "etc.and/or e.g./i.e.",
        "1,200,000 letters, 10,000 of them",
    ],
)
def test_ordinary_words_are_let_in(refuses, text):
    assert not refuses(text)


def test_a_number_written_as_two_dates_is_refused(refuses):
    assert refuses("Call 10-01-00-00-00-23")


def test_what_the_anonymiser_lets_stand_is_let_in(refuses):
    texts = [json.loads(line)["text"] for file in DEV for line in file.read_text("utf-8").splitlines()]
    masked = [anonymise.masked(text, anonymise.spans(text)) for text in texts]
    assert len(masked) > 300
    assert [text for text in masked if refuses(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "I passed.It was hard. Met her @ lunch. We talk at 10.",
        "From 2019-2020 to 2024, then 12.03.2025 - 14.03.2025",
        "$1,200,000 or 100000-120000, at most 1 200 000",
        "ASP.NET and Vue.js, at home . Then rest",
        "Три раунда, ничего не вышло. Пока всё",
    ],
)
def test_figures_and_full_stops_are_no_contact(refuses, text):
    assert not refuses(text)


def test_the_doors_refuse_it(cast, stage, refused):
    post = stage.share(cast.bob, cast.circle)
    words = {"circle": cast.circle, "body": "mira (at) wobblefish\uff0e\u0441om"}
    with refused("contact_left"):
        cast.bob.call("share_post", id=uuid4(), kind="note", **words)
    with refused("contact_left"):
        cast.bob.call("reply_to_post", id=uuid4(), post=post, **words)
    with refused("contact_left"):
        cast.bob.call("edit_post", post=post, **words)
