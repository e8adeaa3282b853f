"""How long does a roster take beside reading it and copying it bare? Runs as jw_app."""

import json
import os
import sys
from pathlib import Path
from typing import Any

SIZES = {"s": 20_000, "m": 450_000}
COUNTY = 45_000
FLOOR = "floor"
WARM = 100
GOALS = {"A1": 2.5, "A2": 1.6, "A1_peer": 20.0}
SLICE = {"s": 2_000, "m": 20_000}
"""Rows for django-import-export, of which all would take a quarter of an hour."""


def floor(file: Path, dsn: str) -> dict[str, Any]:
    """The fastest reader here, then a bare COPY of its cells into a plain table, as the owner.

    A program of its own: what it holds is no part of what ours holds.
    """
    import psycopg
    from python_calamine import CalamineWorkbook

    from jingwei.ops.bench.measure import measured

    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:

        def read() -> list[list[Any]]:
            return CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()

        rows, reading = measured(read)
        columns = ", ".join(f"c{at} text" for at in range(len(rows[0])))
        cursor.execute(f"CREATE TABLE bare ({columns})")

        def copy() -> None:
            with cursor.copy("COPY bare FROM STDIN") as into:
                for row in rows[1:]:
                    into.write("\t".join(map(str, row)) + "\n")
            connection.commit()

        _, copying = measured(copy, cursor)
        cursor.execute("DROP TABLE bare")
    return {"read": reading.as_json(), "copy": copying.as_json(),
            "wall": round(reading.wall + copying.wall, 3)}  # fmt: skip


def bring(file: Path, *, dry: bool = False) -> tuple[dict[str, Any], Any]:
    """One roster from the file to records, as the command does it."""
    from django.db import connection

    from jingwei.ops.bench.measure import measured
    from jingwei.ops.imports import by_command

    content = file.read_bytes()
    with connection.cursor() as cursor:
        told, cost = measured(
            lambda: by_command.bring(
                kind="members", content=content, name=file.name, post=None, dry_run=dry
            ),
            cursor,
        )
    return told, cost


def beside(cost: Any, bare: dict[str, Any]) -> dict[str, Any]:
    """A cost and its ratios to the floor: by the wall, and by CPU, which others disturb less."""
    cpu = sum(bare[part][whose] for part in ("read", "copy") for whose in ("cpu", "server_cpu"))
    return {
        **cost.as_json(), "ratio": round(cost.wall / bare["wall"], 2),
        "ratio_cpu": round((cost.cpu + cost.server_cpu) / cpu, 2),
    }  # fmt: skip


def by_peer(file: Path, rows: int, dsn: str, ours: Any) -> dict[str, Any]:
    """django-import-export in its bulk mode on the first ``rows`` of the roster, a row beside
    one of ours; a program of its own, as the owner, into a plain table without policies. Once
    without any check, once with the checks of its model; it keeps no ledger and no history."""
    from jingwei.ops.bench.place import run_apart

    said = json.loads(run_apart(["-m", "jingwei.ops.bench.peers.brought", dsn, str(file)]))
    for name in ("unchecked", "checked"):
        parts = (said["read"], said[name])
        wall = sum(part["wall"] for part in parts) / rows
        cpu = sum(part["cpu"] + part["server_cpu"] for part in parts) / rows
        said[name] |= {
            "row_ms": round(1000 * wall, 3), "row_cpu_ms": round(1000 * cpu, 3),
            "ratio": round(wall / ours[0], 1), "ratio_cpu": round(cpu / ours[1], 1),
        }  # fmt: skip
    return {**said, "rows": rows, "goal": GOALS["A1_peer"]}


def main(size: str, place: str, dsn: str, peers: str = "") -> None:
    """Print one line of JSON: A1, A2 and A3 with their floor, in this order; with ``peers`` what
    a row costs by django-import-export."""
    import django

    django.setup()
    from jingwei.ops.bench import place as places
    from jingwei.ops.bench import rosters

    places.refuse_other_databases(os.environ.get(places.NAME, ""))
    rows = SIZES[size]
    first = rosters.write(Path(place), rows)
    second = rosters.write(Path(place), rows, changed=100)
    bring(rosters.write(Path(place), WARM), dry=True)  # a worker has long been running
    told, one = bring(first)
    again, two = bring(second)
    # No row that stood so in the last roster: one that did is settled without a look at its record.
    other = rosters.write(Path(place), min(rows, COUNTY), unit="示例新单位")
    wrong, three = bring(other, dry=True)
    bare = json.loads(places.run_apart(["-m", "jingwei.ops.bench.imports", FLOOR, str(first), dsn]))
    beside_us = {}
    if peers:
        part = rosters.write(Path(place), SLICE[size])
        row = (one.wall / rows, (one.cpu + one.server_cpu) / rows)
        beside_us = {"peer": by_peer(part, SLICE[size], dsn, row)}
    result = {
        "rows": rows, "floor": bare,
        "A1": {**beside(one, bare), "goal": GOALS["A1"], "new": told["new"]},
        "A2": {**beside(two, bare), "goal": GOALS["A2"],
               "changed": again["changed"], "unchanged": again["unchanged"]},
        "A3": {**three.as_json(), "goal_s": 3.0, "rows": wrong["rows"]},
        **beside_us, "load": os.getloadavg()[0],
    }  # fmt: skip
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if sys.argv[1] == FLOOR:
        sys.stdout.write(json.dumps(floor(Path(sys.argv[2]), sys.argv[3])))
    else:
        main(*sys.argv[1:5])
