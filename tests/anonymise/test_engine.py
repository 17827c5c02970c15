"""What the engine promises as a whole: closed without its lists, no network, quick, bounded, thread-safe."""

import shutil
import socket
import statistics
import subprocess
import sys
import time
import timeit
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from core import anonymise
from core.anonymise import abuse, crisis, encoder, tagger, vocabulary
from core.anonymise.context import Context
from core.anonymise.line import Line
from core.anonymise.reader import Reader
from core.anonymise.words import words_of
from core.errors import AnonymiserUnavailable

POST = (
    "Priya from Adobe called about the 14th, then Bob at Robert Half offered $98,000. I was at home in Leeds. "
    * 6
)


@pytest.fixture
def lists(tmp_path, monkeypatch):
    """A copy of the word lists that a test may damage; the engine reads it anew."""
    folder = shutil.copytree(vocabulary.FOLDER, tmp_path / "lists")
    monkeypatch.setattr(vocabulary, "FOLDER", folder)
    vocabulary.read.cache_clear()
    yield folder
    vocabulary.read.cache_clear()


@pytest.mark.parametrize(
    "name", sorted(path.name for path in vocabulary.FOLDER.iterdir() if path.name != vocabulary.WORRIES)
)
def test_without_a_list_sharing_is_closed(lists, name):
    (lists / name).unlink()
    assert not anonymise.ready()
    with pytest.raises(AnonymiserUnavailable):
        anonymise.spans("a calm day")


@pytest.mark.parametrize(
    "name", ["neutral.txt", "companies.txt", "checksums.txt", "tagger.npz", "reader.onnx"]
)
def test_with_a_damaged_list_sharing_is_closed(lists, name):
    content = (lists / name).read_bytes()
    (lists / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(AnonymiserUnavailable):
        anonymise.load()


@pytest.mark.parametrize("left", [0.5, 0])
def test_without_the_second_ear_nothing_is_closed_and_phrases_are_heard(lists, left):
    ear = lists / vocabulary.WORRIES
    content = ear.read_bytes()
    ear.unlink()
    if left:
        ear.write_bytes(content[: int(len(content) * left)])
    assert anonymise.spans(POST)
    assert crisis.maybe("I want to kill myself")
    assert not crisis.maybe("There is nothing left for me to stay for")
    assert not abuse.holds("you're a liar and a coward")


def test_with_whole_lists_sharing_is_open_and_opens_again(lists):
    (lists / "places.txt").rename(lists / "away")
    assert not anonymise.ready()
    (lists / "away").rename(lists / "places.txt")
    assert anonymise.ready()
    anonymise.load()
    anonymise.load()


def test_it_never_opens_a_connection(monkeypatch):
    def refuse(*_arguments):
        raise AssertionError

    for way_out in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, way_out, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    vocabulary.read.cache_clear()
    assert anonymise.masked(POST, anonymise.spans(POST, ["jane@example.com"])) != POST
    assert anonymise.listed(POST, ["Adobe"])
    assert anonymise.suggestions("Will called from Bath")
    assert crisis.needs_help("I want to kill myself")
    assert crisis.maybe("There is nothing left for me to stay for")
    assert abuse.holds("you're a liar and a coward")


def test_it_reads_nothing_after_loading(monkeypatch):
    anonymise.load()

    def refuse(*_arguments, **_options):
        raise AssertionError

    monkeypatch.setattr("io.open", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    assert anonymise.spans(POST)
    assert crisis.maybe("There is nothing left for me to stay for")


def test_threads_agree():
    expected = anonymise.spans(POST)
    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(anonymise.spans, [POST] * 40))


def test_loading_is_quick():
    code = (
        "import time, core.anonymise as a; t = time.process_time(); a.load(); print(time.process_time() - t)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(shown.stdout) < 1.5


def test_a_post_costs_a_few_times_what_its_layers_cost():
    """The bench times the tenth of a second that is promised. Here slow hours slow both sides alike."""
    text, known = POST[:600], vocabulary.read()
    line = Line(words_of(text), known)

    def seconds(work: Callable[[], object]) -> float:
        return statistics.median(timeit.repeat(work, timer=time.process_time, repeat=25, number=1))

    layers = seconds(lambda: Context(Reader(encoder.read(), known.layers)).around(line, text))
    assert seconds(lambda: anonymise.spans(text, ["Brightloom Analytics", "John Smith"])) < 8 * layers


TRAPS = [
    *(
        "a",
        "1",
        " ",
        "\n",
        "-",
        "(",
        "[",
        "'",
        "&",
        ".",
        "\u200b",
        "é ",
        "a.",
        "a@",
        "1.1.",
        "1 2 ",
        "12 ",
        "a dot ",
    ),
    *(
        "x (at) ",
        "Acme Foo ",
        "John ",
        "A & ",
        "$1,000 ",
        "one ",
        "http://",
        "@ab ",
        "insta ",
        "May 3 ",
        "mon, ",
    ),
    *("o ", "0 ", "1-", "1234-", "20 ", "o7 ", "A1-", "12 Oak ", "flat 2 elm ", "a b c ", "passport 1 "),
    *("Mr. ", "to the 1st ", "University of ", "salary a b ", "[company] ", "A. ", "J.S. "),
]


@pytest.mark.parametrize("trap", TRAPS)
def test_time_grows_no_faster_than_the_text(trap):
    """Four times the text may take little more than four times the time: no pattern backtracks into a long text."""

    def fastest(length: int) -> float:
        """The machine has slow moments, and other tests leave much to collect. What backtracks is slow every time."""
        # Whole traps: half a one at the end may be a name, and each name costs one more round over the text.
        text = trap * (length // len(trap))
        look = partial(anonymise.spans, text, ["John Smith"])
        return min(timeit.repeat(look, timer=time.process_time, repeat=2, number=1))

    fastest(1_000)
    assert fastest(20_000) < 6 * fastest(5_000) + 0.3


def test_a_megabyte_of_text_comes_back():
    text = ("hello again, this is a long and quiet text. " * 25_000)[:1_000_000]
    start = time.process_time()
    assert anonymise.spans(text) == []
    assert time.process_time() - start < 60


def test_no_unusual_word_of_a_text_iskept_in_mind(monkeypatch):
    kept = []
    look = tagger.kept_in_mind
    monkeypatch.setattr(tagger, "kept_in_mind", lambda key, known: kept.append(key) or look(key, known))
    anonymise.spans("Zorbaxonelle Quillfeather of Vandermolinski wrote about the interview")
    assert "interview" in kept
    assert not {"zorbaxonelle", "quillfeather", "vandermolinski"} & set(kept)
