"""The sentence encoder does what its makers say it does: pieces, vectors, and nothing where it is not whole."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.anonymise import encoder
from core.anonymise.encoder import LONGEST, Encoder
from core.anonymise.pieces import numbered, pieces
from core.errors import AnonymiserUnavailable


@pytest.fixture(scope="module")
def model() -> Encoder:
    return encoder.read()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("hello world", [101, 7592, 2088, 102]),
        (
            "Isn't that unbelievably café-like?",
            [101, 3475, 1005, 1056, 2008, 4895, 8671, 2666, 3567, 6321, 7668, 1011, 2066, 1029, 102],
        ),
        ("kys 😀 naïve 東京 x", [101, 18712, 2015, 100, 15743, 1879, 1755, 1060, 102]),
        ("", [101, 102]),
        ("\x00\u200b \t", [101, 102]),
        ("a" * 101, [101, 100, 102]),
    ],
)
def test_sentences_are_taken_apart_as_the_model_was_taught(model, sentence, expected):
    assert numbered(sentence, model.numbers, LONGEST) == expected


@given(st.text(st.characters(codec="ascii"), max_size=60))
def test_plain_letters_are_taken_apart_as_any_others(sentence):
    numbers = encoder.read().numbers
    assert pieces(sentence, numbers) == pieces(f"\u200b{sentence}", numbers)


def test_a_long_sentence_is_cut_and_its_end_marked(model):
    read = numbered("word " * 200, model.numbers, LONGEST)
    assert len(read) == LONGEST
    assert (read[0], read[-1]) == (101, 102)


def test_it_finds_sentences_as_near_as_its_makers_publish(model):
    weather, sun, stadium = model.vectors(
        ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
    )
    assert weather @ sun == pytest.approx(0.6660, abs=0.001)
    assert weather @ stadium == pytest.approx(0.1046, abs=0.001)
    assert sun @ stadium == pytest.approx(0.1411, abs=0.001)


def test_vectors_have_length_one_whatever_stands_beside_them(model):
    alone = model.vectors(["I lost my job today"])[0]
    among = model.vectors(["Hello", "I lost my job today", "a much longer sentence that says little " * 9])[1]
    assert np.linalg.norm(alone) == pytest.approx(1, abs=1e-5)
    np.testing.assert_allclose(alone, among, atol=1e-5)


def test_threads_agree(model):
    sentences = ["I lost my job today", "They called back"]
    expected = model.vectors(sentences)
    with ThreadPoolExecutor(4) as pool:
        for told in pool.map(model.vectors, [sentences] * 12):
            np.testing.assert_allclose(told, expected, atol=1e-5)


def test_a_model_that_is_not_whole_is_not_read(tmp_path, monkeypatch):
    for name in encoder.CHECKSUMS:
        shutil.copy(encoder.installed() / name, tmp_path / name)
    monkeypatch.setattr(encoder, "installed", lambda: tmp_path)
    monkeypatch.setattr(encoder, "read", encoder.read.__wrapped__)
    encoder.read()
    with (tmp_path / "model.safetensors").open("r+b") as file:
        file.seek(50_000_000)
        file.write(b"\x01")
    with pytest.raises(AnonymiserUnavailable):
        encoder.read()
    (tmp_path / "model.safetensors").unlink()
    with pytest.raises(AnonymiserUnavailable):
        encoder.read()


def test_a_package_that_is_not_installed_is_no_model(monkeypatch):
    monkeypatch.setattr(encoder, "find_spec", lambda _name: None)
    with pytest.raises(AnonymiserUnavailable):
        encoder.read.__wrapped__()
