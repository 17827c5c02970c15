"""The frozen word lists, read once, checked against their checksums, and never changed after."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from onnxruntime import InferenceSession

from core.anonymise.reader import layers
from core.anonymise.weights import Weights, Worries, unpacked, worries
from core.anonymise.words import phrase_key
from core.errors import AnonymiserUnavailable

FOLDER = Path(__file__).parent / "lists"
WEIGHTS = "tagger.npz"
LAYERS = "reader.onnx"
WORRIES = "worry.npz"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What is known about words. Every entry is a key as `phrase_key` writes it, acronyms aside."""

    dictionary: frozenset[str]
    common: frozenset[str]
    ranks: dict[str, int]
    first_names: frozenset[str]
    last_names: frozenset[str]
    companies: frozenset[str]
    well_known: frozenset[str]
    word_employers: frozenset[str]
    platforms: frozenset[str]
    schools: frozenset[str]
    school_acronyms: frozenset[str]
    places: frozenset[str]
    neutral: frozenset[str]
    everyday: frozenset[str]
    sayings: frozenset[str]
    weights: Weights
    layers: InferenceSession
    worries: Worries | None

    def ordinary(self, key: str) -> bool:
        """Whether a dictionary or our own lists know the word as one that names nobody."""
        return key in self.dictionary or key in self.everyday or self.is_neutral(key)

    def is_neutral(self, key: str) -> bool:
        return key in self.neutral or key.removesuffix("s") in self.neutral

    @cached_property
    def phrases(self) -> frozenset[str]:
        """Every listed name of several words."""
        return frozenset(name for name in self.schools | self.companies | self.places if " " in name)

    @cached_property
    def longest_phrase(self) -> dict[str, int]:
        """For every word that begins a name of several words: how many words the longest such name has."""
        return _longest(self.phrases)

    @cached_property
    def longest_saying(self) -> dict[str, int]:
        return _longest(self.sayings)


@lru_cache(maxsize=1)
def read() -> Vocabulary:
    """Read every list, once, or raise `AnonymiserUnavailable`: without whole lists nothing may be shared."""
    try:
        files = dict(_checked(FOLDER))
        return _assembled(files)
    except (OSError, ValueError, KeyError) as fault:
        raise AnonymiserUnavailable from fault


def _checked(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files that are whole. The second ear hides nothing, so it alone may be missing."""
    for line in (folder / "checksums.txt").read_text(encoding="utf-8").splitlines():
        checksum, name = line.split()
        content = (folder / name).read_bytes() if (folder / name).exists() else b""
        if hashlib.sha256(content).hexdigest() == checksum:
            yield name, content
        elif name != WORRIES:
            raise ValueError(name)


def _assembled(files: dict[str, bytes]) -> Vocabulary:
    lists = {
        name.removesuffix(".txt"): content.decode("utf-8").splitlines()
        for name, content in files.items()
        if name.endswith(".txt")
    }
    own_schools = _lines(lists["schools_short"])
    schools = {*lists["schools"], *map(phrase_key, own_schools), *_state_schools(lists["schools"])}
    employers = frozenset(_said_and_typed(_lines(lists["employers"])))
    vocabulary = Vocabulary(
        dictionary=frozenset(lists["dictionary"]),
        common=frozenset(lists["common"]),
        ranks=dict(zip(lists["common"], range(len(lists["common"])), strict=True)),
        first_names=frozenset(lists["first_names"]),
        last_names=frozenset(lists["last_names"]),
        companies=frozenset(lists["companies"]) | employers,
        well_known=employers,
        word_employers=employers & frozenset(lists["dictionary"]) | _words(lists["employers_words"]),
        platforms=_words(lists["platforms"]),
        schools=frozenset(school for school in schools if school.upper() not in own_schools),
        school_acronyms=frozenset(school for school in own_schools if school.isupper()),
        places=frozenset(lists["places"]),
        neutral=_words(lists["neutral"]),
        everyday=_words(lists["everyday"]),
        sayings=frozenset(_sayings(_lines(lists["sayings"]))),
        weights=unpacked(files[WEIGHTS]),
        layers=layers(files[LAYERS]),
        worries=worries(files[WORRIES]) if WORRIES in files else None,
    )
    vocabulary.longest_phrase, vocabulary.longest_saying  # noqa: B018 -- now, so that no first reader waits for it
    return vocabulary


def _longest(phrases: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, *others = phrase.split()
        longest[first] = max(longest.get(first, 0), len(others) + 1)
    return longest


def _sayings(groups: Iterable[str]) -> Iterator[str]:
    """Spell each saying of a group, with its "the" and without."""
    for group in groups:
        for saying in group.split(", "):
            yield phrase_key(saying)
            yield phrase_key(saying.removeprefix("the "))


def _lines(entries: Iterable[str]) -> list[str]:
    return [entry for entry in entries if entry and not entry.startswith("#")]


def _said_and_typed(names: Iterable[str]) -> Iterator[str]:
    """Spell "Trader Joe's" with its apostrophe and, as it is often typed, without."""
    for name in names:
        yield phrase_key(name)
        yield phrase_key(name.replace("'", ""))


def _words(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(word for entry in _lines(entries) for word in entry.split())


def _state_schools(schools: Iterable[str]) -> Iterator[str]:
    """As in "Penn State" and "Georgia Tech", as people say them."""
    for school in schools:
        for long, short in ((" state university", " state"), (" institute of technology", " tech")):
            if school.endswith(long):
                yield school.removesuffix(long) + short
