"""The author's own list is always masked, however its entries are typed."""

import pytest

from core.anonymise import Kind, listed, masked, spans

LIST = [
    "Brightloom Analytics, Inc.",
    "John Smith",
    "Quay & Sons",
    "Café Würmli",
    "北京大学",
    "Target",
    "Zed Bank Group",
    "Jean-Luc Dupré",
    "Robert Half International",
    "St Olave's Hospice",
    "Pebble S.p.A.",
    "Anchor G.m.b.H.",
    "Juniper Sp. z o.o.",
    "Dr. May Green",
]


@pytest.mark.parametrize(
    "typed",
    [
        "Brightloom Analytics, Inc.", "brightloom analytics", "BRIGHTLOOM ANALYTICS", "Bright-Loom Analytics",
        "BrightloomAnalytics", "bright loom", "brightlom", "brigthloom", "bríghtloom", "b\u200brightloom",
        "Quay & Sons", "quay and sons", "quay&sons", "cafe wurmli", "CAFÉ WÜRMLI", "cafewurmli", "target", "Zed Bank",
        "John Smith", "john smith", "john-smith", "johnsmith", "J.S.", "J. S.", "Smith", "John", "jon smith",
        "北京大学", "B r i g h t l o o m", "b-r-i-g-h-t-l-o-o-m", "J-L Dupre", "J. Dupré", "jldupre", "jean luc dupre",
        "Bright  Loom", "bright\nloom", "bright.loom", "brightlooms", "pebble", "anchor", "juniper", "may green",
        "Robert Half", "robert haf", "st olave's hospice", "Saint Olave's Hospice", "st olaves hospice",
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


def slips(name: str) -> set[str]:
    """A letter left out, doubled, mistaken, or changed with the next one; words of five letters or more."""
    found = set()
    for at in range(len(name)):
        before, letter, after = name[:at], name[at], name[at + 1 :]
        found |= {before + after, before + letter * 2 + after, f"{before}x{after}"}
        found |= {before + after[0] + letter + after[1:]} if after else set()
    return {slip for slip in found if len(slip) > 4}


@pytest.mark.parametrize("name", ["Brightloom", "Zurnakel", "Quordel", "Zurnak", "Quirn"])
def test_one_slip_anywhere_is_still_the_name(name):
    missed = [slip for slip in slips(name.lower()) if not listed(f"then {slip} rang", [name])]
    assert missed == []


@pytest.mark.parametrize(
    "text", ["we used js and the smithy", "targets are fine", "a bank is a bank", "group work"]
)
def test_no_word_is_masked_for_being_near(text):
    assert spans(text, LIST) == []


def test_a_name_with_a_possessive_in_it_is_found_by_the_list_alone():
    text = "then st olave's hospice and Saint Olave’s Hospice said no"
    found = [text[span.start : span.end] for span in listed(text, LIST)]
    assert found == ["st olave's hospice", "Saint Olave’s Hospice"]


def test_what_stands_beside_a_listed_name_is_no_part_of_it():
    text = "A Brightloom, I heard, a Brightloom a day, Brightloom, a.b@c.example"
    assert masked(text, spans(text, ["Brightloom"])).count("Brightloom") == 0
    assert [text[span.start : span.end] for span in listed(text, ["Brightloom"])] == ["Brightloom"] * 3
    kinds = {
        text[span.start : span.end]: span.kind for span in spans("Zurnakel, a.b@c.example", ["Zurnakel"])
    }
    assert len(kinds) == 2
    assert masked("Zurnakel, a.b@c.example", spans("Zurnakel, a.b@c.example", ["Zurnakel"])).endswith(
        ", [email]"
    )


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
