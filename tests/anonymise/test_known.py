"""The author's own list is always masked, however its entries are typed."""

import pytest

from core.anonymise import Kind, masked, spans

LIST = [
    "Brightloom Analytics, Inc.",
    "John Smith",
    "Quay & Sons",
    "Café Würmli",
    "北京大学",
    "Target",
    "Zed Bank Group",
]


@pytest.mark.parametrize(
    "typed",
    [
        "Brightloom Analytics, Inc.", "brightloom analytics", "BRIGHTLOOM ANALYTICS", "Bright-Loom Analytics",
        "BrightloomAnalytics", "bright loom", "brightlom", "brigthloom", "bríghtloom", "b\u200brightloom",
        "Quay & Sons", "quay and sons", "quay&sons", "cafe wurmli", "CAFÉ WÜRMLI", "cafewurmli", "target", "Zed Bank",
        "John Smith", "john smith", "john-smith", "johnsmith", "J.S.", "J. S.", "Smith", "John", "jon smith",
        "北京大学",
    ],
)  # fmt: skip
def test_an_entry_is_masked_as_it_is_typed(typed):
    text = f"yes {typed} it is"
    hidden = {position for span in spans(text, LIST) for position in range(span.start, span.end)}
    wanted = {position for position in range(4, 4 + len(typed)) if text[position].isalpha()}
    if "Inc" in typed:
        wanted = {position for position in wanted if position < text.index("Inc")}
    assert wanted <= hidden
    assert not hidden & (set(range(4)) | set(range(4 + len(typed), len(text))))


@pytest.mark.parametrize(
    "text", ["we used js and the smithy", "targets are fine", "a bank is a bank", "group work"]
)
def test_no_word_is_masked_for_being_near(text):
    assert spans(text, LIST) == []


def test_possessives_keep_their_ending():
    assert masked("brightloom's offer", spans("brightloom's offer", LIST)) in {
        "[name]'s offer",
        "[company]'s offer",
    }


def test_an_entry_nothing_else_recognises_is_known():
    assert [span.kind for span in spans("i like zed bank", ["Zed Bank"])] == [Kind.KNOWN]


def test_an_entry_something_else_recognises_keeps_that_kind():
    assert [span.kind for span in spans("I work at Adobe", ["Adobe"])] == [Kind.COMPANY]
    assert [span.kind for span in spans("jane@example.com", ["jane"])] == [Kind.EMAIL]


@pytest.mark.parametrize("entry", ["", " ", "-", "&", "😀", "a" * 10_000, "\x00", "Inc."])
def test_odd_entries_do_no_harm(entry):
    assert spans("a calm day & a long walk - 😀", [entry]) in ([], spans("a calm day & a long walk", ["&"]))
