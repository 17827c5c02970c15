"""Small sums, every one of them: can one member tell from a number, and from their own, what another one did?

Adding and subtracting is not all one can do with a number. That nobody took part with less than one step tells the
one who took two of "4" that the two others took one each. So here every possible week of a small circle is looked
at: whoever knows their own steps, what was published and how it is made must find at least two weeks that fit, with
another number for everybody else.
"""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from tests.sql.momentum_model import EFFORT, count, mix, per_person


def weeks(most: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Every way to spread up to so many steps over so many cells."""
    if cells == 0:
        yield ()
        return
    for first in range(most + 1):
        for rest in weeks(most - first, cells - 1):
            yield (first, *rest)


def published(week: tuple[int, ...], people: int, kinds: int) -> str | None:
    """What is told of a week: its steps person by person, kind by kind. None where it stays quiet."""
    cells = {(str(cell // kinds), str(cell % kinds)): amount for cell, amount in enumerate(week) if amount}
    value = count(per_person(cells), EFFORT, people)
    if value["state"] == "quiet":
        return None
    return str((value, mix(cells, people) if value["state"] == "shown" else None))


# More steps than these could only fit a number in more ways.
@pytest.mark.parametrize(
    ("people", "kinds", "most"), [(3, 1, 40), (4, 1, 20), (3, 2, 12), (4, 2, 8), (3, 3, 8)]
)
def test_nobodys_steps_follow_from_a_small_sum_and_ones_own(people, kinds, most):
    fitting = defaultdict(list)
    for week in weeks(most, people * kinds):
        if told := published(week, people, kinds):
            fitting[week[:kinds], told].append(week)
    assert fitting
    for found in fitting.values():
        for person in range(1, people):
            own_cells = [week[person * kinds : (person + 1) * kinds] for week in found]
            for possible in ({sum(cells) for cells in own_cells}, *map(set, zip(*own_cells, strict=True))):
                # Of a kind that nobody did everybody knows that nobody did it.
                assert len(possible) > 1 or possible == {0}


def test_the_database_tells_a_sum_as_the_model_does(connection):
    for people in (3, 4, 5):
        rows = [week for week in weeks(13, people) if any(week)]
        told = connection.execute(
            "select app.count_value(total, people, largest, 3, %s)"
            " from unnest(%s::bigint[], %s::bigint[], %s::bigint[])"
            " with ordinality as weeks (total, people, largest, place) order by place",
            [
                people,
                [sum(row) for row in rows],
                [sum(map(bool, row)) for row in rows],
                [max(row) for row in rows],
            ],
        ).fetchall()
        for row, (value,) in zip(rows, told, strict=True):
            by_person = {str(nth): amount for nth, amount in enumerate(row) if amount}
            assert value == count(by_person, EFFORT, people)


@pytest.mark.parametrize("people", [5, 6])
def test_nobodys_energy_follows_from_the_band_and_ones_own(people):
    """Three levels and "not said", for everybody; the band of those who said it."""
    fitting = defaultdict(list)
    for number in range(4**people):
        levels = [number // 4**place % 4 for place in range(people)]
        said = [level for level in levels if level]
        if len(said) >= 5:
            mean = sum(said) / len(said)
            fitting[levels[0], "low" if mean < 1.67 else "steady" if mean < 2.34 else "high"].append(
                levels[1:]
            )
    for found in fitting.values():
        assert all(len(set(possible)) > 1 for possible in zip(*found, strict=True))
