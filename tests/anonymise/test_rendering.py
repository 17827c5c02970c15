"""Masked text, its numbering, and what holds for every text whatsoever."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.anonymise import CONTACTS, Kind, Span, masked, placeholders, spans

POSTS = [json.loads(line)["text"] for line in (Path(__file__).parent / "dev.jsonl").read_text().splitlines()]
TRICKY = [
    *("(at)", "dot", "com", "@", "+49", "[company]", "[link]", "[person 2]", "'s", "&", "J."),
    *("\u200b", "ﬁ", "e\u0301", "\x00", "\n", ""),
]
PIECES = [*sorted({word for post in POSTS for word in post.split()}), *TRICKY]
WRITING = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda words: st.sampled_from([" ", "", "\u00a0"]).map(lambda between: between.join(words))
)
ANYTHING = st.one_of(st.text(max_size=80), WRITING)
A_LIST = st.lists(
    st.sampled_from(["Adobe", "John Smith", "", "&", "The Gap", "e\u0301cole", "I"]), max_size=3
)


@given(ANYTHING, A_LIST)
def test_spans_are_sorted_apart_and_in_range(text, known):
    position = 0
    for span in spans(text, known):
        assert position <= span.start < span.end <= len(text)
        position = span.end


@given(ANYTHING)
def test_masked_text_holds_no_contact(text):
    shown = masked(text, spans(text))
    assert not [shown[span.start : span.end] for span in spans(shown) if span.kind in CONTACTS]


@settings(max_examples=300)
@given(ANYTHING, A_LIST)
def test_masking_again_changes_nothing(text, known):
    shown = masked(text, spans(text, known))
    assert masked(shown, spans(shown, known)) == shown


@given(ANYTHING)
def test_placeholders_run_parallel_to_spans(text):
    found = spans(text)
    assert len(placeholders(text, found)) == len(found)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Adobe rejected me.", "[company] rejected me."),
        (
            "Adobe rejected me, so did Spotify, then ADOBE again.",
            "[company 1] rejected me, so did [company 2], then [company 1] again.",
        ),
        ("Infosys and Infosys's team", "[company] and [company]'s team"),
        ("See https://example.com", "See [link]"),
        ("Req 2024-7781 got closed.", "Req [job id] got closed."),
    ],
)  # fmt: skip
def test_one_name_keeps_one_number(text, shown):
    assert masked(text, spans(text)) == shown


def test_a_span_left_out_shows_its_words_after_all():
    text = "Adobe rejected me, Spotify too."
    first, second = spans(text)
    assert masked(text, [second]) == "Adobe rejected me, [company] too."
    assert masked(text, [first]) == "[company] rejected me, Spotify too."
    assert masked(text, []) == text


def test_a_name_given_away_once_is_masked_everywhere():
    text = "An offer from Root. Root is lovely. Figma called me back. I like Figma. My roots are here."
    shown = (
        "An offer from [company 1]. [company 1] is lovely. [company 2] called me back. I like [company 2]."
    )
    assert masked(text, spans(text)) == f"{shown} My roots are here."


def test_a_known_name_reads_as_a_name():
    assert placeholders("zed", [Span(0, 3, Kind.KNOWN)]) == ["[name]"]
