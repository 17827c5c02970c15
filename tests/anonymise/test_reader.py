"""The layers that were taught with the tagger: whole, or nothing is read with them."""

import pytest

from core.anonymise.reader import layers


def test_layers_that_cannot_be_read_are_refused_in_a_word_that_closes_sharing():
    with pytest.raises(ValueError, match="no layers"):
        layers(b"not a graph")
