"""What does a province of ten cities cost on DuckDB? Beside reading the same columns."""

import resource
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jingwei.ops.bench.measure import measured

CITIES = 10


def counted(place: Path, months: list[date], at: datetime) -> dict[str, Any]:
    """C4: one snapshot counted ten times, as ten cities; nothing is kept from one to the next."""
    from jingwei.ops.analysis import compute, engines, snapshot

    folder = place / "snapshot"
    _written, writing = measured(
        lambda: snapshot.write_snapshot(place=folder, months=months, at=at)
    )
    found = compute.opened(folder)

    def decode() -> None:
        for _city in range(CITIES):
            engine = engines.DuckDB()
            for table in found.tables:
                engine.read(table, folder / f"{table}.parquet")
                engine.rows(f"SELECT count(COLUMNS(*)) FROM {table}")

    def figures() -> int:
        return sum(
            sum(1 for _fact in compute.work_out(engines.DuckDB(memory="3GB"), found))
            for _city in range(CITIES)
        )

    _none, reading = measured(decode)
    facts, counting = measured(figures)
    return {
        "cities": CITIES, "facts": facts, "write": writing.as_json(), "decode": reading.as_json(),
        "count": counting.as_json(), "C4_decode": round(counting.wall / reading.wall, 2),
        "C4_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip
