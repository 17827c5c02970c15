"""Charts: built once, without anybody's data in them, and legible without colour."""

import json

import pytest

from core.ui import charts

SPECS = {
    "columns": charts._columns,  # noqa: SLF001 -- the spec is what is looked at
    "kinds": charts._kinds,  # noqa: SLF001 -- the same
    "levels": lambda: charts._levels(("Low", "Steady", "High")),  # noqa: SLF001 -- the same
}


@pytest.mark.parametrize("name", SPECS)
def test_a_spec_is_built_once_and_holds_no_data(name):
    spec = SPECS[name]()
    assert spec is SPECS[name]()
    assert "data" not in spec
    assert "datasets" not in spec
    assert [layer for layer in spec.get("layer", []) if "data" in layer] == []


@pytest.mark.parametrize("name", SPECS)
def test_numbers_are_written_on_it_instead_of_a_legend(name):
    spec = SPECS[name]()
    said = json.dumps(spec)
    assert '"legend"' not in said
    assert [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]


@pytest.mark.parametrize("name", SPECS)
def test_nothing_is_told_by_colour_alone(name):
    """No field is mapped to a colour: what differs differs in shape, place or word."""
    assert [layer for layer in SPECS[name]()["layer"] if "field" in layer["encoding"].get("color", {})] == []
