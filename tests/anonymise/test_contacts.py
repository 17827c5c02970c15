"""A contact that slips through cannot be taken back: however it is written, it is masked, and as a contact."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.anonymise import CONTACTS, Kind, masked, spans

EMAILS = [
    "jane.doe@example.com",
    "jane+jobs@mail.example.co.uk",
    "JANE@EXAMPLE.ORG",
    "jane @ example . com",
    "jane at gmail dot com",
    "jane dot doe at gmail dot com",
    "jane (at) acme (dot) io",
    "jane[at]acme.co.uk",
    "jane{at}acme.io",
    "j\u200bane@ex\u200bample.com",
    "jane\u00ad@example.com",
    "ｊａｎｅ＠ｇｍａｉｌ．ｃｏｍ",
    "jаne@gmаil.com",  # Cyrillic letters
    "𝗷𝗮𝗻𝗲@example.com",
    "jané@exámple.com",
    "jane@gmail",
    "jane at gmail",
    "j a n e @ g m a i l . c o m",
    "jane@gmail,com",
    "jane underscore doe at outlook dot com",
    "jane.doe (at) posteo (punkt) de",
    "jane@@example.com",
    "jane-at-gmail-dot-com",
    "jane.doe77 (gmail)",
]
PHONES = [
    "415-555-0132",
    "(415) 555-0132",
    "415.555.0132 ext 12",
    "4155550132",
    "+1 617 555 0190",
    "+44 (0)20 7946 0958",
    "07700 900123",
    "01632 960 455",
    "+49 30 23125 018",
    "06 12 34 56 78",
    "0612345678",
    "4 1 5 5 5 5 0 1 3 2",
    "4-1-5-5-5-5-0-1-3-2",
    "415,555,0132",
    "415_555_0132",
    "４１５－５５５－０１３２",
    "٤١٥-٥٥٥-٠١٣٢",
    "4️⃣1️⃣5️⃣5️⃣5️⃣5️⃣0️⃣1️⃣3️⃣2️⃣",
    "415\u200b555\u200b0132",
    "four one five five five five oh one three two",
    "07700-nine-hundred-123",
    "o7700 9oo123",
    "601 284 917",
    "415 five five five 0132",
    "ext 4432",
]
LINKS = [
    "https://example.com/a?b=c#d",
    "http://user:secret@example.com",
    "HTTPS://EXAMPLE.COM",
    "hxxps://example.com",
    "www.example.com",
    "example.com",
    "tanvi-portfolio.example.com/cv.pdf",
    "linkedin.com/in/jane-doe",
    "bit.ly/3xYz",
    "janesmith.me",
    "mysite dot com",
    "mysite (dot) com",
    "mysite[.]com",
    "example\u200b.com",
    "ｅｘａｍｐｌｅ．ｃｏｍ",
    "example。com",
    "192.168.10.12",
    "mailto:jane@example.com",
    "linkedin dot com slash in slash jane",
    "jane.bsky.social",
    "docs.jobclub.scot/apply#2",
    "linktr.ee/jane",
    "bit . ly / 3xYz",
    "jane-holm.cz",
]
HANDLES = [
    "@lindenwrites",
    "@Natty_Voss",
    "u/quiet_heron",
    "janed#1234",
    "＠lindenwrites",
    "@linden@hachyderm.io",
    "/u/quiet_heron",
    "live:linden.writes",
    "@linden\u200bwrites",
]
NO_CONTACTS = [
    "I was so done.So I left.",
    "It is over.In June I start.",
    "I wrote it in ASP.NET and Node.js.",
    "I sent 1,200,000 letters and 10 000 000 more.",
    "I worked there 2019-2020, 2021, 2022.",
    "It took 3.14159265 days.",
    "We meet at 10:30, 9-5 on most days.",
    "My instagram is a mess. My LinkedIn is fine.",
    "Ratings were 98, 97, 95, 92.",
    "Version 3.11 of Python, e.g. with type hints.",
    "I met them at noon.",
    "and/or, he/she, 24/7, 50/50",
    "Got a job!!! :) :-) #winning",
    "10 000 000 people and 100 000 000 more",
    "I ran 10 to 20 miles, one or two or three of us did.",
    "I got an extension of 30 days on my B.Com.",
    "I am active on reddit and on discord.",
    "My gmail is full and yahoo: 3 alerts, gmail is down.",
    "Out of 10 one two or three call, 2024 was five or six of 100.",
    "I interviewed at Gmail, the people at gmail said no.",
    "Version 1.2.3.4 is out.",
    "I said yes.My friend laughed.La la la.",
]
WRITTEN = [(text, kind) for kind, texts in {
    Kind.EMAIL: EMAILS, Kind.PHONE: PHONES, Kind.URL: LINKS, Kind.HANDLE: HANDLES,
}.items() for text in texts]  # fmt: skip


@pytest.mark.parametrize(("contact", "kind"), WRITTEN)
def test_a_contact_is_masked_whole(contact, kind):
    text = f"Write me: {contact}, I am waiting"
    found = [span for span in spans(text) if span.kind in CONTACTS]
    assert [text[span.start : span.end].strip("\u200b") for span in found] == [contact]
    assert kind in {Kind.URL, found[0].kind}


@pytest.mark.parametrize(("contact", "kind"), WRITTEN)
def test_a_contact_alone_is_masked(contact, kind):
    assert {span.kind for span in spans(contact)} <= CONTACTS, kind
    assert masked(contact, spans(contact)).count("[") == 1


@pytest.mark.parametrize("text", NO_CONTACTS)
def test_ordinary_writing_holds_no_contact(text):
    assert not [text[span.start : span.end] for span in spans(text) if span.kind in CONTACTS]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("my gmail is jane.doe77 by the way", "jane.doe77"),
        ("gmail: jdoe77", "jdoe77"),
        ("janedoe77 on gmail", "janedoe77"),
        ("linkedin: Jane Doe, say hi", "Jane Doe"),
    ],
)
def test_what_somebody_is_called_elsewhere_is_a_contact(text, contact):
    assert [text[span.start : span.end] for span in spans(text) if span.kind in CONTACTS] == [contact]


INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\x00\x07"))


@given(
    st.sampled_from([contact for contact, _ in WRITTEN]),
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from([chr(code) for code in INVISIBLE]))),
)
def test_invisible_characters_hide_no_contact(contact, hidden):
    for position, character in hidden:
        contact = contact[:position] + character + contact[position:]
    text = f"hello {contact} bye"
    assert re.fullmatch(r"hello \[[a-z]+\] bye", masked(text, spans(text)).translate(INVISIBLE))


FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@given(st.sampled_from(EMAILS[:3] + PHONES[:8] + LINKS[:8]), st.sets(st.integers(0, 40)))
def test_full_width_characters_hide_no_contact(contact, places):
    letters = [
        letter.translate(FULL_WIDTH) if place in places else letter for place, letter in enumerate(contact)
    ]
    text = f"hello {''.join(letters)} bye"
    shown = masked(text, spans(text))
    assert shown.startswith("hello [")
    assert shown.endswith("] bye")


@given(
    st.from_regex(r"[a-z][a-z0-9._]{1,10}[a-z0-9]@[a-z]{2,10}\.(com|org|net|io|de|co\.uk)", fullmatch=True)
)
def test_any_address_is_masked(address):
    assert masked(f"to {address} today", spans(f"to {address} today")) == "to [email] today"


@given(
    st.lists(st.sampled_from("0123456789"), min_size=9, max_size=14),
    st.sampled_from(["", " ", "-", ".", " - "]),
)
def test_any_number_to_call_is_masked(digits, between):
    number = "+" + between.join(digits)
    assert masked(f"ring {number} today", spans(f"ring {number} today")) == "ring [phone] today"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("it was 123 456 789 012 then", "it was [phone] then"),
        ("it was 1,234,567,890 then", "it was 1,234,567,890 then"),
        ("it was 12 345 678 then", "it was 12 345 678 then"),
    ],
)
def test_four_groups_of_digits_are_a_number_to_call_and_a_sum_is_not(text, shown):
    assert masked(text, spans(text)) == shown


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("find me at linkedin.com/in/jane-doe", "linkedin.com/in/jane-doe"),
        ("my folder at jane.me/work is new", "jane.me/work"),
        ("look at notion.so/jane/cv-1 please", "notion.so/jane/cv-1"),
    ],
)
def test_where_something_is_to_be_found_is_no_mailbox(text, link):
    assert [(text[span.start : span.end], span.kind) for span in spans(text)] == [(link, Kind.URL)]


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("I'm quietfox on discord", "quietfox"),
        ("my github's quietfox-builds", "quietfox-builds"),
        ("gamertag XxQuietFoxX", "XxQuietFoxX"),
        ("steam: quietfox", "quietfox"),
    ],
)
def test_an_account_elsewhere_is_a_handle(text, account):
    assert (account, Kind.HANDLE) in [(text[span.start : span.end], span.kind) for span in spans(text)]
