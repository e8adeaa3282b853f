"""Which snapshots are counted together? Cities with the same months and numbers, as one table each.

A city's keys are its own. Read together, the place of the city stands before each of them, so that
every declared SELECT holds for all cities at once and joins nobody to another city's records.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from jingwei.kernel.figures.periods import Period
from jingwei.ops.analysis import declared, snapshot
from jingwei.ops.analysis.columns import tables
from jingwei.ops.analysis.engines import Engine, Own
from jingwei.ops.words import Stopped, _

SHIFT = 2**40  # keys of one city; no table of a city has so many rows
WORKED_OUT = {
    snapshot.ABOVE: Own(("org_id", "above"), ()),
    snapshot.MOVED: Own(("org_id", "above"), ()),
    snapshot.NAMED: Own(("id",), ()),
}


@dataclass(frozen=True)
class Snapshot:
    """A folder and what it says of itself; ``rows`` by table."""

    place: Path
    code: str
    name: str
    root: int
    periods: tuple[Period, ...]
    rules: dict[date, dict[str, Decimal]]
    rows: dict[str, int]

    def rule(self, name: str, on: date) -> Decimal:
        """A number of the rulebook as it stood on the last day of a month of the snapshot."""
        return self.rules[on][name]


@dataclass(frozen=True)
class Together:
    """Cities that are counted in one go; a single one is a group as well."""

    cities: tuple[Snapshot, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        return self.cities[0].periods

    def rule(self, name: str, on: date) -> Decimal:
        return self.cities[0].rule(name, on)

    @property
    def empty(self) -> frozenset[str]:
        """Tables without a row in any of the cities."""
        return frozenset(
            table
            for table in self.cities[0].rows
            if not any(city.rows.get(table) for city in self.cities)
        )

    def read(self, engine: Engine, names: Iterable[str]) -> None:
        """Make tables of all cities known to the engine."""
        for name in names:
            files = [city.place / f"{name}.parquet" for city in self.cities]
            engine.read(name, files, self._own(name), SHIFT)

    def _own(self, name: str) -> Own:
        if name in WORKED_OUT:
            return WORKED_OUT[name]
        columns = [tables()[name].columns[one] for one in self._columns[name]]
        return Own(
            tuple(one.name for one in columns if one.is_key),
            tuple(one.name for one in columns if one.is_path),
        )

    @cached_property
    def _columns(self) -> dict[str, list[str]]:
        return declared.tables_read()

    def organisation(self, key: int) -> tuple[Snapshot, int]:
        """The city of a key of these tables, and the key there."""
        return self.cities[key // SHIFT], key % SHIFT

    @property
    def roots(self) -> list[int]:
        """Keys of the highest organisation of each city."""
        return [place * SHIFT + city.root for place, city in enumerate(self.cities)]


def opened(place: Path) -> Snapshot:
    """Raises: Stopped for a folder that is no snapshot, or one of other declarations."""
    file = place / snapshot.DESCRIPTION
    if not file.is_file():
        raise Stopped(
            _("{folder} 里没有快照，请先运行 ./jw snapshot {folder}。").format(folder=place),
            "snapshot.missing",
        )
    told = json.loads(file.read_text())
    if (
        told["version"] != snapshot.VERSION
        or told["declarations"] != declared.fingerprint()
    ):  # fmt: skip
        raise Stopped(
            _("快照是按另一个版本的口径导出的，请重新运行 ./jw snapshot。"), "snapshot.old"
        )
    periods = tuple(
        Period(date.fromisoformat(one["month"]), date.fromisoformat(one["on"]))
        for one in told["months"]
    )
    rules = {
        date.fromisoformat(one["on"]): {name: Decimal(n) for name, n in one["rules"].items()}
        for one in told["months"]
    }
    city = told["city"]
    return Snapshot(place, city["code"], city["name"], city["id"], periods, rules, told["rows"])


def alone(place: Path) -> Together:
    """The city of one folder."""
    return Together((opened(place),))


def groups(cities: Sequence[Snapshot]) -> list[Together]:
    """Cities side by side where their months and the numbers of their rulebooks agree."""
    found: list[list[Snapshot]] = []
    for city in cities:
        for group in found:
            if (group[0].periods, group[0].rules) == (city.periods, city.rules):
                group.append(city)
                break
        else:
            found.append([city])
    return [Together(tuple(group)) for group in found]
