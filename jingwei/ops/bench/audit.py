"""What does the ledger cost an act, and is there a hole under many writers? Runs as jw_app.

Case and floor run in turn: the same act with its line, images and values, and with the writing of
the line taken out. Nothing of the floor can happen in the product: every act writes its line.
"""

import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from typing import Any
from unittest import mock

SIZES = {"s": 60, "m": 300}
BULK = {"s": 20_000, "m": 450_000}
GOALS = {"single": 1.3, "bulk": 1.6}
TURNS = 5
WRITERS, SECONDS = 6, 5.0


@contextmanager
def without_ledger() -> Iterator[None]:
    """Acts write no line: what they would cost without a ledger."""
    from jingwei.kernel.people import post_actions

    with ExitStack() as stack:
        for name in ("write_line", "image_of"):
            stack.enter_context(mock.patch.object(post_actions, name, return_value=None))
        yield


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(case: Callable[[], None], floor: Callable[[], None]) -> dict[str, Any]:
    """Medians of both, taken in turn, and their ratio."""
    case()
    floor()
    found = [(timed(case), timed(floor)) for _ in range(TURNS)]
    one, other = (statistics.median(part) for part in zip(*found, strict=True))
    return {"case_s": round(one, 4), "floor_s": round(other, 4), "ratio": round(one / other, 2)}


def single(count: int) -> dict[str, Any]:
    """A seat is opened, each in a transaction of its own, as a page does it."""
    from jingwei.kernel.access.scope import system_scope
    from jingwei.kernel.orgs.models import Organisation
    from jingwei.kernel.people.post_actions import open_post

    with system_scope("测量"):
        org = Organisation.everything.get(code="B00000")
    at = datetime.now(UTC)

    def case() -> None:
        for _ in range(count):
            with system_scope("测量") as by:
                open_post(org=org, title="member", on=date(2026, 1, 1), by=by, at=at)

    def floor() -> None:
        with without_ledger():
            case()

    return {"acts": count, **in_turn(case, floor)}


def bulk(rows: int) -> dict[str, Any]:
    """A set of members changes in one statement, with one line and the image of each row, and
    without; taken back after each turn, so that both begin from the same table."""
    from django.db import connection, transaction

    from jingwei.kernel.access.scope import system_scope
    from jingwei.kernel.ledger.record import write_line

    def change(*, with_images: bool) -> float:
        with system_scope("测量") as by, connection.cursor() as cursor:
            began = time.perf_counter()
            if with_images:
                entry = write_line(
                    verb="bench.bulk", by=by, at=datetime.now(UTC), org=None,
                    subject=("bench", "1"), facts={"rows": rows},
                )  # fmt: skip
                cursor.execute(
                    'INSERT INTO row_image (entry_id, "table", row, before)'
                    " SELECT %s, 'person', id, to_jsonb(p) FROM person p",
                    [entry.pk],
                )
            cursor.execute("UPDATE person SET education = 'x', version = version + 1")
            wall = time.perf_counter() - began
            transaction.set_rollback(True)
        return wall

    change(with_images=True)
    change(with_images=False)
    found = [(change(with_images=True), change(with_images=False)) for _ in range(TURNS)]
    one, other = (statistics.median(part) for part in zip(*found, strict=True))
    return {"rows": rows, "case_s": round(one, 3), "floor_s": round(other, 3),
            "ratio": round(one / other, 2)}  # fmt: skip


LINE = (
    "INSERT INTO entry (happened_at, actor_name, post, request_id, org_path, org_path_at, subject,"
    " subject_id, verb, payload) VALUES (clock_timestamp(), '', '', '', '', '', 'bench', %s,"
    " 'bench.line', '{}')"
)


def write(app: str, number: int, until: float, told: list[str]) -> None:
    """One writer; the first two commit late, each ninth transaction is taken back."""
    import psycopg

    with psycopg.connect(app) as door:
        count = 0
        while time.monotonic() < until:
            count += 1
            door.execute(LINE, [f"{number}-{count}"])
            if number < 2:
                time.sleep(0.2)
            if count % 9:
                door.commit()
                told.append(f"{number}-{count}")
            else:
                door.rollback()


def holes(app: str, seal: str) -> dict[str, Any]:
    """Writers that commit late or take back, a sealer beside them: is each line sealed once?"""
    import psycopg

    from jingwei.kernel.ledger import form, sealer

    until = time.monotonic() + SECONDS
    told: list[list[str]] = [[] for _ in range(WRITERS)]
    writers = [
        threading.Thread(target=write, args=(app, number, until, told[number]))
        for number in range(WRITERS)
    ]
    for one in writers:
        one.start()
    sealing = 0.0
    with psycopg.connect(seal) as door:
        while any(one.is_alive() for one in writers):
            sealing += timed(lambda: sealer.seal_all(door, at=datetime.now(UTC)))
            time.sleep(0.1)
        for one in writers:
            one.join()
        patience = time.monotonic() + 20
        while time.monotonic() < patience and sealer.waiting(door.cursor())[0]:
            sealer.seal_all(door, at=datetime.now(UTC))
            door.commit()
            time.sleep(0.1)
        with door.cursor() as cursor:
            held = [number for _seal, index in form.seals(cursor) for number, _leaf in index]
            cursor.execute("SELECT id, subject_id FROM entry WHERE verb = 'bench.line'")
            names: dict[int, str] = dict(cursor.fetchall())
    sealed = [names[number] for number in held if number in names]
    acknowledged = {name for names in told for name in names}
    return {
        "lines": len(acknowledged), "per_s": round(len(acknowledged) / SECONDS),
        "missing": len(acknowledged - set(sealed)), "twice": len(sealed) - len(set(sealed)),
        "sealing_s": round(sealing, 2),
    }  # fmt: skip


def main(size: str, place: str, dsn: str) -> None:
    """Print one line of JSON: F1 for a single act and in bulk, holes, and how fast all verifies."""
    import django

    django.setup()
    from pathlib import Path

    from django.db import connection

    from jingwei.kernel.access.scope import system_scope
    from jingwei.kernel.ledger import checking
    from jingwei.ops.bench import place as places
    from jingwei.ops.bench import rosters
    from jingwei.ops.bench.imports import bring

    name = os.environ.get(places.NAME, "")
    places.refuse_other_databases(name)
    rows = BULK[size]
    bring(rosters.write(Path(place), rows))
    result: dict[str, Any] = {
        "F1_single": {**single(SIZES[size]), "goal": GOALS["single"]},
        "F1_bulk": {**bulk(rows), "goal": GOALS["bulk"]},
        "holes": {**holes(places.address("app", name), places.address("seal", name)), "goal": 0},
    }
    with system_scope("测量"), connection.cursor() as cursor:
        began = time.perf_counter()
        report = checking.verify(cursor)
        wall = time.perf_counter() - began
    result["verify"] = {
        "good": report.is_good, "lines": report.lines, "pending": report.pending,
        "wall": round(wall, 3), "lines_per_s": round(report.lines / wall),
    }  # fmt: skip
    result["load"] = os.getloadavg()[0]
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
