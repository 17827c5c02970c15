"""What stands around each word: every word has its row, wherever a text is cut, and nothing else moves it."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.anonymise import context, encoder, vocabulary
from core.anonymise.context import Context, cut
from core.anonymise.encoder import LONGEST, WIDTH
from core.anonymise.line import Line
from core.anonymise.reader import Reader
from core.anonymise.words import CLAIMED, words_of


@pytest.fixture(scope="module")
def reader():
    return Reader(encoder.read(), vocabulary.read().layers)


def around(reader, text):
    return Context(reader).around(Line(words_of(text), vocabulary.read()), text)


def test_the_same_word_differs_by_what_stands_around_it(reader):
    employer, again, feeling = (
        around(reader, text)[0]
        for text in ("Calm said no to me", "Calm said no to us", "Calm at last, after tea")
    )
    assert employer @ again > employer @ feeling


def test_threads_agree(reader):
    text = "Calm said no. We had tea, and Priya laughed."
    expected = around(reader, text)
    with ThreadPoolExecutor(4) as pool:
        for told in pool.map(around, [reader] * 12, [text] * 12):
            np.testing.assert_array_equal(told, expected)


def test_what_another_sentence_says_moves_nothing(reader):
    alone, among = around(reader, "Calm said no."), around(reader, "Calm said no. We had tea and cake.")
    np.testing.assert_array_equal(alone, among[:3])


@given(st.text(st.sampled_from(f"aé x'&.,!?{CLAIMED}\n🙂7-"), max_size=700))
def test_every_word_has_one_row_and_no_reading_is_too_long(reader, text):
    words = words_of(text)
    cuts = list(cut(words, text, reader.encoder.numbers))
    assert sum(len(one.edges) for one in cuts) == len(words)
    assert all(len(one.read) <= LONGEST for one in cuts)
    assert all(0 < first < last < len(one.read) for one in cuts for first, last in one.edges)
    assert around(reader, text).shape == (len(words), WIDTH)


def test_words_beyond_the_longest_post_are_read_without_their_context(reader, monkeypatch):
    monkeypatch.setattr(context, "MOST_WORDS", 4)
    rows = around(reader, "one two three four five six")
    assert rows[:4].any(axis=1).all()
    assert not rows[4:].any()


def test_what_did_not_change_is_not_read_again(reader):
    reading, text = Context(reader), "Calm said no. We had tea."
    line = Line(words_of(text), vocabulary.read())
    first = reading.around(line, text)
    known = set(reading.told)
    np.testing.assert_array_equal(first, reading.around(line, text))
    later = text.replace("Calm", CLAIMED * 4)
    reading.around(Line(words_of(later), vocabulary.read()), later)
    assert len(reading.told) == len(known) + 1
