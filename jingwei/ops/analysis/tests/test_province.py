"""Are cities that are counted side by side what each is by itself, and is little asked for it?"""

import json
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jingwei.kernel.figures.registered import registered
from jingwei.ops.analysis import cities, compute, engines, portable, snapshot, told
from jingwei.ops.analysis.tests.test_snapshot import kept, written  # noqa: F401 - a fixture
from jingwei.ops.words import Stopped


class Watched(engines.DuckDB):
    """What it was asked to keep."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []

    def make(self, name: str, select: str) -> None:
        self.made.append(name)
        super().make(name, select)


@pytest.fixture
def province(written: Any, tmp_path: Path) -> list[Path]:  # noqa: F811
    """The same town under three names."""
    _town, first = written
    places = [first]
    for code in ("NORTH", "SOUTH"):
        place = tmp_path / code
        shutil.copytree(first, place)
        says = json.loads((place / snapshot.DESCRIPTION).read_text())
        says["city"] |= {"code": code, "name": code}
        (place / snapshot.DESCRIPTION).write_text(json.dumps(says))
        places.append(place)
    return places


@pytest.mark.slow
def test_three_cities_in_one_go_are_what_each_is(province: list[Path]) -> None:
    (found,) = cities.groups([cities.opened(place) for place in province])
    engine = Watched()
    seen: dict[str, dict[Any, Any]] = {}
    for fact in compute.work_out(engine, found):
        seen.setdefault(fact.city, {})[fact.records, fact.month, fact.org_id] = fact.total
    facts = kept()
    assert set(seen) == {found.cities[0].code, "NORTH", "SOUTH"}
    assert all(one == facts for one in seen.values())
    # One question for each kind with records, one more where others look at it, one for the months;
    # neither months nor cities multiply them.
    assert len(engine.made) <= len(registered().records) + 2
    assert sum(compute.count(Watched(), found).values()) == 3 * len(facts)


@pytest.mark.slow
def test_all_roots_together_are_three_times_one(province: list[Path]) -> None:
    def n(places: list[Path], code: str | None = None) -> Any:
        _code, _name, figures, _rule = told.figures_from(
            places, engines.DuckDB(), code=code, on=None
        )
        return {figure.code: figure.n for figure in figures}["people.members"]

    assert n(province) == 3 * n(province[:1])
    with pytest.raises(Stopped):
        n(province, "EAST")


@pytest.mark.slow
def test_a_city_with_another_number_in_its_rulebook_is_counted_by_itself(
    province: list[Path],
) -> None:
    found = [cities.opened(place) for place in province]
    rules = {on: {**those, "letter.city.days": Decimal(1)} for on, those in found[2].rules.items()}
    assert [len(one.cities) for one in cities.groups([*found[:2], replace(found[2], rules=rules)])
    ] == [2, 1]  # fmt: skip


@pytest.mark.parametrize(("sql", "expected"), [
    ("SELECT m.id FROM membership m", True),
    ("SELECT p.id FROM person p", False),
    ("SELECT p.id FROM person p JOIN membership m ON m.person_id = p.id", True),
    ("SELECT p.id FROM person p LEFT JOIN membership m ON m.person_id = p.id", False),
    ("SELECT p.id FROM person p CROSS JOIN (SELECT id FROM membership) m", True),
    ("SELECT count(*) FROM membership", False),
    ("SELECT m.org_id, count(*) FROM membership m GROUP BY m.org_id", True),
    ("SELECT m.id, (SELECT count(*) FROM person) AS n FROM membership m", True),
    ("SELECT id FROM membership UNION SELECT id FROM person", False),
    ("SELECT x.id FROM (SELECT id FROM membership UNION SELECT id FROM post) x", True),
])  # fmt: skip
def test_what_needs_an_empty_table_is_not_asked(sql: str, expected: bool) -> None:
    assert portable.is_nothing(sql, frozenset({"membership", "post"})) is expected
