"""A small statistical tagger: for every word, how likely it is part of a name, and whose.

It looks at how a word is written, at what the lists and the other sources say of it, at a vector of what it means,
at what the reader says it does in its sentence, and at the words on both sides. `scripts/train_tagger.py` trains it;
here its frozen weights are only multiplied.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from core.anonymise.line import Line
from core.anonymise.spans import Hit, Kind
from core.anonymise.vocabulary import Vocabulary
from core.anonymise.weights import DILATIONS, Floats, Net
from core.anonymise.words import CLAIMED, Word

KINDS = (Kind.PERSON, Kind.COMPANY, Kind.SCHOOL, Kind.PLACE)
BUCKETS = 1 << 15
# From which chance of being a name a word is masked, or asked about; below which a guess, or a listed name, is only
# asked about; above which the tagger knows better whose name it is. Words of the dictionary, and still more those of
# the allow list, need more to be a name.
MASKED, ASKED, DOUBTED, HELD, LISTED, CERTAIN = 0.08, 0.07, 0.15, 0.1, 0.025, 0.8
USUAL, ALLOWED = 0.16, 0.45
WORDS_AT_A_TIME = 16
NOTHING = 0  # the bucket of features that are not there
# The columns of a word's features: what it is, how it stands here, what the lists say of it.
SPELLED, FLAGS, PLACED = 6, 11, 10
COLUMNS = SPELLED + FLAGS + PLACED
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_COMMON, _USUAL = 1_500, 6_000

Numbers = NDArray[np.int32]


def chances(line: Line, hits: Iterable[Hit], around: Floats) -> Floats:
    """Give, for each word, the chances that it is part of nothing, of a person, a company, a school, a place."""
    weights = line.vocabulary.weights
    features = featured(line, hits)
    meant = weights.vectors[[weights.rows.get(word.key, 0) for word in line.words]]
    votes = [_shares(net, features, meant, around) for net in weights.nets]
    shares: Floats = np.mean(votes, axis=0)
    return shares


def _shares(net: Net, features: Numbers, meant: Floats, around: Floats) -> Floats:
    state = (
        net.buckets[features].sum(axis=1)
        + _times(meant, net.into)
        + _times(around, net.around)
        + net.into_bias
    )
    state = np.maximum(state, 0.0)
    for step, (layer, bias) in zip(DILATIONS, net.layers, strict=True):
        state = state + np.maximum(_times(_beside(state, step), layer) + bias, 0.0)
    scores = _times(state, net.out) + net.out_bias
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def weighed(line: Line, hits: Sequence[Hit], around: Floats) -> Iterator[Hit]:
    """Weigh what the other sources found, and add what they did not see. `around`: a row for each word."""
    if not line.words:
        return
    shares = chances(line, hits, around)
    for hit in hits:
        yield _reconsidered(hit, line, shares)
    yield from _tagged(line, shares)


def _reconsidered(hit: Hit, line: Line, shares: Floats) -> Hit:
    """Only ask about what the tagger takes for no name, unless it can be nothing else; let it say whose name it is."""
    covered = line.covered(hit.start, hit.end)
    ours = shares[covered.start : covered.stop]
    if 1 - ours[:, 0].min() < _least(hit, line, covered):
        return replace(hit, sure=False)
    votes = ours[:, 1:].sum(axis=0)
    kind = KINDS[int(votes.argmax())]
    return replace(hit, kind=kind) if hit.guess or votes.max() > CERTAIN * len(ours) else hit


def _least(hit: Hit, line: Line, covered: range) -> float:
    """Ask more of "Will" at the beginning, and of "will", than of "Priya"; nothing of "I hope Hope helps"."""
    first = line.words[covered.start]
    ordinary = all(line.vocabulary.ordinary(line.words[at].key) for at in covered)
    if hit.guess or (ordinary and (line.begins_sentence(covered.start) or not first.capital)):
        return DOUBTED
    beside = (covered.start > 0 and line.named(covered.start - 1)) or line.named(covered.stop)
    if hit.kind is not Kind.PERSON:
        return LISTED
    return HELD if beside or not ordinary else 0.0


def _tagged(line: Line, shares: Floats) -> Iterator[Hit]:
    named = [
        share >= ASKED and len(word.key) > 1 and word.key.isascii() and word.key != CLAIMED
        for share, word in zip(1 - shares[:, 0], line.words, strict=True)
    ]
    first = 0
    while first < len(named):
        last = first
        while named[first] and last + 1 < len(named) and named[last + 1] and line.goes_on(last):
            last += 1
        if named[first] and not _is_figures(line, first, last) and not _ends_a_number(line, first):
            yield from _of_one_kind(line, shares[first : last + 1], first)
        first = last + 1


def _is_figures(line: Line, first: int, last: int) -> bool:
    return all(word.key.isdecimal() for word in line.words[first : last + 1])


def _ends_a_number(line: Line, position: int) -> bool:
    """Whether it is what "2nd" ends with."""
    word, before = line.words[position], line.words[position - 1] if position else None
    return word.key in _ORDINAL and before is not None and before.end == word.start and before.key.isdecimal()


def _of_one_kind(line: Line, shares: Floats, first: int) -> Iterator[Hit]:
    """Cut words that adjoin only where one kind surely ends and another begins, as in "Adobe Leeds"."""
    kinds = shares[:, 1:].argmax(axis=1)
    certain = shares[:, 1:].max(axis=1) > CERTAIN
    start = 0
    for end in range(1, len(kinds) + 1):
        if end == len(kinds) or (kinds[end] != kinds[end - 1] and certain[end] and certain[end - 1]):
            part = shares[start:end]
            kind = KINDS[int(part[:, 1:].sum(axis=0).argmax())]
            words = line.words[first + start : first + end]
            sure = 1 - part[:, 0].min() >= _wanted(words, line.vocabulary)
            yield Hit(words[0].start, words[-1].end, kind, sure, guess=True)
            start = end


def _wanted(words: Sequence[Word], known: Vocabulary) -> float:
    if all(known.is_neutral(word.key) for word in words):
        return ALLOWED
    return USUAL if all(known.ordinary(word.key) for word in words) else MASKED


def _times(state: Floats, weights: Floats) -> Floats:
    """Multiply a few words at a time: over more, the library would start threads, which cost more than they save."""
    words, width = state.shape
    pieces = np.zeros((-(-words // WORDS_AT_A_TIME), WORDS_AT_A_TIME, width), dtype=np.float32)
    pieces.reshape(-1, width)[:words] = state
    product: Floats = np.matmul(pieces, weights).reshape(-1, weights.shape[1])[:words]
    return product


def _beside(state: Floats, step: int) -> Floats:
    """Each word's state between those of the words `step` before and after it; nothing beyond the ends."""
    before, after = np.zeros_like(state), np.zeros_like(state)
    before[step:] = state[:-step]
    after[:-step] = state[step:]
    return np.concatenate((before, state, after), axis=1)


def featured(line: Line, hits: Iterable[Hit]) -> Numbers:
    """Write every word as the numbers of its features, one row a word."""
    said = _said(line, hits)
    listed = _listed(line)
    rows = [
        (*_alone(word.key, line.vocabulary), *_placed(line, position, said, listed))
        for position, word in enumerate(line.words)
    ]
    return np.array(rows, dtype=np.int32).reshape(len(rows), COLUMNS)


def _number(feature: str) -> int:
    return 1 + crc32(feature.encode()) % (BUCKETS - 1)


def _alone(key: str, vocabulary: Vocabulary) -> tuple[int, ...]:
    """Tell what a word is without its neighbours. Only usual words are kept in mind, never what somebody is called."""
    look = kept_in_mind if key in vocabulary.ranks or key == CLAIMED else _looked_at
    return look(key, vocabulary)


def _looked_at(key: str, vocabulary: Vocabulary) -> tuple[int, ...]:
    return (*_spelled(key), *_flags(key, vocabulary))


kept_in_mind = lru_cache(maxsize=16_384)(_looked_at)


def _spelled(key: str) -> tuple[int, ...]:
    if key == CLAIMED:
        return (_number("claimed"), *[NOTHING] * (SPELLED - 1))
    word = "0" * len(key) if key.isdigit() else key
    features = (f"w {word}", f"e3 {word[-3:]}", f"e2 {word[-2:]}", f"b3 {word[:3]}", f"b2 {word[:2]}")
    return (*map(_number, features), _number(f"n {min(len(word), 10)}"))


def _flags(key: str, vocabulary: Vocabulary) -> tuple[int, ...]:
    known = vocabulary
    rank = known.ranks.get(key, len(known.ranks))
    usual = 0 if rank < _COMMON else 1 if rank < _USUAL else 2 if rank < len(known.ranks) else 3
    asked = (
        ("first", key in known.first_names),
        ("last", key in known.last_names),
        ("company", key in known.companies),
        ("place", key in known.places),
        ("school", key in known.schools or key in known.school_acronyms),
        ("platform", key in known.platforms),
        ("neutral", known.is_neutral(key)),
        ("everyday", key in known.everyday),
        ("word", key in known.dictionary),
    )
    held = [name for name, answer in asked if answer]
    numbers = [_number(f"is {name}") if answer else NOTHING for name, answer in asked]
    return (*numbers, _number(f"usual {usual}"), _number(f"all {' '.join(held)} {usual}"))


def _placed(line: Line, position: int, said: Sequence[str], listed: Sequence[str]) -> tuple[int, ...]:
    word = line.words[position]
    shape = _shape(word)
    begins = line.begins_sentence(position)
    after = position + 1 < len(line.words) and line.words[position + 1].joined
    usual = word.key in line.vocabulary.dictionary
    return (
        _number(f"shape {shape} {begins}"),
        _number(f"shape {shape} {usual} {line.lower_case}"),
        _number(f"joined {word.joined} {after}"),
        _number(f"joined {word.joined} {after} {shape}"),
        _number(f"hyphen {word.hyphened}") if word.hyphened else NOTHING,
        _number(f"said {said[position]}"),
        _number(f"said {said[position]} {shape} {usual}"),
        _number(f"listed {listed[position]}") if listed[position] else NOTHING,
        _number(f"listed {listed[position]} {shape}") if listed[position] else NOTHING,
        _number(f"w {word.key} {shape}"),
    )


def _shape(word: Word) -> str:
    text = word.text
    if not text[0].isalpha():
        return "sign"
    if text.islower():
        return "low"
    if not word.capital:
        return "shouted" if text.isupper() else "mixed"
    if text.isupper():
        return f"up{min(len(text), 5)}"
    return "cap" if text[1:].islower() else "mixed"


def _said(line: Line, hits: Iterable[Hit]) -> list[str]:
    """Gather what the other sources say of each word."""
    said = [""] * len(line.words)
    for hit in hits:
        for position in line.covered(hit.start, hit.end):
            told = f"{hit.kind.value} {hit.sure}"
            said[position] = max(said[position], told, key=lambda one: (one.endswith("True"), one))
    return said


def _listed(line: Line) -> list[str]:
    """For each word, what listed name of several words it is part of, however it is written."""
    known = line.vocabulary
    found = [""] * len(line.words)
    for first, word in enumerate(line.words):
        last = first
        for _ in range(known.longest_phrase.get(word.key, 1) - 1):
            if not line.next_to(last, last + 1):
                break
            last += 1
            phrase = " ".join(other.key for other in line.words[first : last + 1])
            if phrase in known.phrases and not _just_words(phrase, line.words[first : last + 1], known):
                kind = (
                    "school" if phrase in known.schools else "place" if phrase in known.places else "company"
                )
                found[first : last + 1] = [kind] * (last + 1 - first)
    return found


def _just_words(phrase: str, words: Sequence[Word], known: Vocabulary) -> bool:
    """Tell the range of a salary, and quantum computing, from firms of that name: no capital after the first."""
    if any(word.capital for word in words[1:]):
        return False
    article = words[0].key == "the" and len(words) == 2  # noqa: PLR2004 -- "the range"
    kept = phrase in known.well_known or phrase in known.schools or phrase in known.places
    return article or (not kept and all(word.key in known.common for word in words))
