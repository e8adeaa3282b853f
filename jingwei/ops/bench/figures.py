"""How long do figures take beside plain SQL over the same records? Runs as jw_worker.

C1 the fill of a year against two-stage SQL and against fan-out; C2 a late record, its write beside
a bare one, its mark and a thousand; C3 the page of records and the report of any day; C4, with
``--peers``, a province of ten cities on DuckDB.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from jingwei.ops.bench import measure
from jingwei.ops.bench.imports import SIZES

GOALS = {
    "C1_two_stage": 2.0, "C1_fan_out": 0.3, "C2_write": 1.2, "C2_one_ms": 20, "C2_thousand_ms": 150,
    "C2_audit": 0, "C3_page_p95_ms": 100, "C3_report_s": 2.0, "C4_decode": 4.0, "C4_peak_mb": 4096,
}  # fmt: skip
YEAR, TURNS, MANY = 12, 30, 1000
SEATS = count(2)  # one more in each branch with each turn

LATE = """
INSERT INTO post (org_id, org_path, public_id, title, seat, held)
SELECT id, path, gen_random_uuid(), 'deputy', %(seat)s, daterange(%(since)s, NULL)
FROM organisation WHERE kind = 'party_branch' ORDER BY path OFFSET %(skip)s LIMIT %(count)s
"""


def filled(at: datetime, months: list[date], cursor: Any, dsn: str) -> dict[str, Any]:
    """C1: the case once from nothing, each floor once before and once after it."""
    import psycopg

    from jingwei.kernel.days import local_day
    from jingwei.kernel.figures.fill import fill_months
    from jingwei.kernel.figures.periods import whole
    from jingwei.ops.bench import plain

    periods = [whole(month, local_day(at)) for month in months]
    floors: dict[str, list[measure.Cost]] = {"two_stage": [], "fan_out": []}
    told: list[Any] = []

    def by_hand(*, turns: tuple[str, ...]) -> None:
        with psycopg.connect(dsn, autocommit=True) as owned, owned.cursor() as owner:
            owner.execute("SET work_mem = '128MB'; SET jit = off")
            for name in turns:
                with owned.transaction():
                    fanned = name == "fan_out"
                    numbers, cost = measure.measured(
                        partial(plain.count, owner, periods, fanned=fanned), owner
                    )
                floors[name].append(cost)
                told.append(numbers)

    by_hand(turns=("two_stage", "fan_out"))
    _outcome, case = measure.measured(lambda: fill_months(months, at=at), cursor)
    by_hand(turns=("fan_out", "two_stage"))
    best = {name: min(costs, key=lambda one: one.wall) for name, costs in floors.items()}
    return {
        "fill": case.as_json(), **{name: cost.as_json() for name, cost in best.items()},
        "C1_two_stage": round(case.wall / best["two_stage"].wall, 2),
        "C1_fan_out": round(case.wall / best["fan_out"].wall, 2),
        **_compared([*told, _kept(months)]),
    }  # fmt: skip


def _compared(told: list[dict[tuple[str, str], list[int]]]) -> dict[str, Any]:
    """Do all ways say the same of the root? Where not, of which records and months."""
    keys = sorted({key for one in told for key in one})
    different = [key for key in keys if len({tuple(one.get(key, ())) for one in told}) > 1]
    return {"same_numbers": not different, "different": [" ".join(key) for key in different]}


def _kept(months: list[date]) -> dict[tuple[str, str], list[int]]:
    """The same numbers of the root from the facts."""
    from jingwei.kernel.access.scope import system_scope
    from jingwei.kernel.figures.models import Fact
    from jingwei.kernel.orgs.models import Organisation
    from jingwei.ops.bench import plain

    with system_scope("测量"):
        root = Organisation.everything.order_by("path").first()
        rows = Fact.objects.filter(
            org=root, known_to=None, month__in=months,
            records__in=[one.code for one in plain.states()],
        )  # fmt: skip
        return {(row.records, row.month.isoformat()): list(row.total) for row in rows}


def late(at: datetime, months: list[date], cursor: Any, dsn: str) -> dict[str, Any]:
    """C2: what a mark costs where it is made and where it is worked off, and is all right then?

    Of each flush the median of its wall time, and what a busy machine does not change so much: the
    mean of what Python and its backend worked.
    """
    import psycopg

    from jingwei.kernel.figures.fill import fill_months
    from jingwei.kernel.figures.flush import flush

    since = months[-1]
    minute = iter(range(1, 10_000))

    def flushed() -> None:
        flush(at=at + timedelta(seconds=next(minute)))

    flushed()  # months that were never filled are none of a late record's cost
    with psycopg.connect(dsn, autocommit=True) as owned:
        owned.execute("ANALYZE fact")  # the server does so by itself a minute after a fill
    told: dict[str, Any] = {}
    for name, first, many, turns in (
        ("one_mark", since, 1, TURNS),
        ("thousand_marks", since, MANY, 5),
        ("one_mark_over_a_year", months[0], 1, 5),
    ):
        costs = [_after_mark(cursor, dsn, first, many, turn, flushed) for turn in range(turns)]
        told[f"{name}_ms"] = _median([one.wall * 1000 for one in costs])
        told[f"{name}_cpu_ms"] = {
            "python": round(statistics.mean(one.cpu for one in costs) * 1000, 1),
            "server": round(statistics.mean(one.server_cpu for one in costs) * 1000, 1),
        }
    writes = _writes(dsn, since)
    flushed()
    audit = fill_months(months, at=at + timedelta(hours=1))
    return {**told, **writes, "C2_audit": audit.written + audit.closed}


def _after_mark(
    cursor: Any, dsn: str, since: date, many: int, turn: int, work: Callable[[], None]
) -> measure.Cost:
    """What it costs to work off ``many`` posts of as many branches that were registered late."""
    import psycopg

    said = {"seat": next(SEATS), "since": since, "count": many, "skip": turn * many % 500}
    with psycopg.connect(dsn, autocommit=True) as owned:
        owned.execute(LATE, said)
    return measure.measured(work, cursor)[1]


def _writes(dsn: str, since: date) -> dict[str, Any]:
    """A row written with its mark and without, in turn; and a thousand at once."""
    import psycopg

    ways = ("bare", "marked")
    found: dict[str, list[float]] = {f"{way}_{n}": [] for way in ways for n in (1, MANY)}
    with psycopg.connect(dsn, autocommit=True) as owned:
        for turn in range(TURNS):
            for n in (1, MANY):
                for way in ways:
                    owned.execute(
                        f"ALTER TABLE membership {'DISABLE' if way == 'bare' else 'ENABLE'}"
                        " TRIGGER membership_marks_insert"
                    )
                    with owned.transaction(force_rollback=True):
                        began = time.perf_counter()
                        owned.execute(
                            "INSERT INTO membership (org_id, org_path, person_id, kind, category,"
                            " state, held, began, ended, basis) SELECT org_id, org_path, person_id,"
                            " 'home', category, state, daterange('1980-01-01', '1980-02-01'),"
                            " 'opening', 'left', '' FROM membership WHERE lower(held) <"
                            " '2001-01-01' ORDER BY id OFFSET %s LIMIT %s", [turn * n % 9000, n],
                        )  # fmt: skip
                        found[f"{way}_{n}"].append((time.perf_counter() - began) * 1000)
    medians = {name: _median(said) for name, said in found.items()}
    return {
        "insert_ms": medians,
        "C2_write": round(medians["marked_1"] / medians["bare_1"], 2),
        "C2_write_of_1000": round(medians[f"marked_{MANY}"] / medians[f"bare_{MANY}"], 2),
    }


def _median(said: list[float]) -> float:
    return round(statistics.median(said), 2)


def main(size: str, place: str, dsn: str, peers: str = "") -> None:
    """Print one line of JSON with every goal of PERFORMANCE C."""
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from jingwei.kernel.figures.periods import months_back
    from jingwei.ops.bench import place as places
    from jingwei.ops.bench import province

    places.refuse_other_databases(os.environ.get(places.NAME, ""))
    at = timezone.now()  # noqa: TID251 - a program of its own
    months = months_back(timezone.localdate(at), YEAR)
    with connection.cursor() as cursor:
        result = {
            "size": size, "members": SIZES[size], "months": YEAR, "goals": GOALS,
            "C1": filled(at, months, cursor, dsn),
        }  # fmt: skip
        result["C2"] = late(at, months, cursor, dsn)
    result["C3"] = json.loads(
        places.run_as("app", ["-m", "jingwei.ops.bench.opened", size]).strip().splitlines()[-1]
    )
    if peers:
        result["C4"] = province.counted(Path(place), months, at)
    result["load"] = os.getloadavg()[0]
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
