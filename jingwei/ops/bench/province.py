"""What does a province of ten cities cost on DuckDB? Beside reading the same columns."""

import resource
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jingwei.ops.bench.measure import measured

CITIES = 10
MEMORY = "3GB"


def counted(place: Path, months: list[date], at: datetime) -> dict[str, Any]:
    """C4: the snapshot of one city read as ten, side by side, each with keys of its own.

    The floor reads the same files: each city by itself, and as the case does, all cities at once.
    A hash of every column, since a count alone is answered by what a file says of itself. The case
    runs with the floors before and behind it; the better of each floor counts.
    """
    from jingwei.ops.analysis import snapshot

    folder = place / "snapshot"
    _written, writing = measured(
        lambda: snapshot.write_snapshot(place=folder, months=months, at=at)
    )
    return {"write": writing.as_json(), **beside(folder, CITIES)}


def beside(folder: Path, cities: int) -> dict[str, Any]:
    """What counting ``cities`` of this snapshot costs, and what reading them costs."""
    from jingwei.ops.analysis import cities as provinces
    from jingwei.ops.analysis import compute, engines

    city = provinces.opened(folder)
    (found,) = provinces.groups([city] * cities)
    filled = [table for table, rows in city.rows.items() if rows]

    def each() -> None:
        for _city in range(cities):
            engine = engines.DuckDB()
            _hashed(engine, provinces.alone(folder), filled)

    def together() -> None:
        _hashed(engines.DuckDB(memory=MEMORY), found, filled)

    def figures() -> int:
        return sum(compute.count(engines.DuckDB(memory=MEMORY), found).values())

    measured(lambda: _hashed(engines.DuckDB(), found, filled))  # the files are near, as for all
    floors = [(measured(each)[1], measured(together)[1])]
    facts, case = measured(figures)
    floors.append((measured(each)[1], measured(together)[1]))
    apart, once = (min(some, key=lambda one: one.cpu) for some in zip(*floors, strict=True))
    return {
        "cities": cities, "rows": sum(city.rows.values()) * cities, "facts": facts,
        "decode_each": apart.as_json(), "decode_once": once.as_json(), "count": case.as_json(),
        "C4_decode": round(case.wall / apart.wall, 2),
        "C4_decode_cpu": round(case.cpu / apart.cpu, 2),
        "C4_decode_once_cpu": round(case.cpu / once.cpu, 2),
        "C4_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip


def _hashed(engine: Any, found: Any, filled: list[str]) -> None:
    found.read(engine, filled)
    for table in filled:
        list(engine.rows(f"SELECT bit_xor(hash(COLUMNS(*))) FROM {table}"))
