"""What stands around each word: every word has its row, wherever a text is cut, and nothing else moves it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.anonymise import context, encoder, vocabulary
from core.anonymise.context import WIDTH, Context, cut
from core.anonymise.encoder import LONGEST
from core.anonymise.line import Line
from core.anonymise.words import CLAIMED, words_of


@pytest.fixture(scope="module")
def model():
    return encoder.read()


def around(model, text):
    return Context(model).around(Line(words_of(text), vocabulary.read()), text)


def test_the_same_word_differs_by_what_stands_around_it(model):
    employer, again, feeling = (
        around(model, text)[0]
        for text in ("Calm said no to me", "Calm said no to us", "Calm at last, after tea")
    )
    assert employer @ again > employer @ feeling


def test_what_another_sentence_says_moves_nothing(model):
    alone, among = around(model, "Calm said no."), around(model, "Calm said no. We had tea and cake.")
    np.testing.assert_allclose(alone, among[:3], atol=1e-4)


@given(st.text(st.sampled_from(f"aé x'&.,!?{CLAIMED}\n🙂7-"), max_size=700))
def test_every_word_has_one_row_and_no_reading_is_too_long(model, text):
    words = words_of(text)
    cuts = list(cut(words, text, model.numbers))
    assert sum(len(one.edges) for one in cuts) == len(words)
    assert all(len(one.read) <= LONGEST for one in cuts)
    assert all(0 < first < last < len(one.read) for one in cuts for first, last in one.edges)
    assert around(model, text).shape == (len(words), WIDTH)


def test_words_beyond_the_longest_post_are_read_without_their_context(model, monkeypatch):
    monkeypatch.setattr(context, "MOST_WORDS", 4)
    rows = around(model, "one two three four five six")
    assert rows[:4].any(axis=1).all()
    assert not rows[4:].any()


def test_what_did_not_change_is_not_read_again(model):
    reading, text = Context(model), "Calm said no. We had tea."
    line = Line(words_of(text), vocabulary.read())
    first = reading.around(line, text)
    known = set(reading.told)
    np.testing.assert_array_equal(first, reading.around(line, text))
    later = text.replace("Calm", CLAIMED * 4)
    reading.around(Line(words_of(later), vocabulary.read()), later)
    assert len(reading.told) == len(known) + 1
