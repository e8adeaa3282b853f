"""Is a roster whole or absent when its process is killed, and whole when it is run again?"""

import random
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from jingwei.ops.folders import data_folder
from jingwei.ops.imports.progress import Step
from jingwei.ops.imports.tests.apart import (
    ENQUEUE,
    RESCUE,
    Apart,
    apart,
    importing,
    man,
    wait_for,
)
from jingwei.ops.imports.tests.test_member_path import FRESH, roster

pytestmark = [pytest.mark.slow, pytest.mark.django_db]  # the database must be made

ROWS = 1200
MANY = [2, pytest.param(20, marks=pytest.mark.long)]


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Apart]:
    with django_db_blocker.unblock():
        template = connections["default"].settings_dict["NAME"]
        connections.close_all()
        with apart(template) as found:
            yield found


@pytest.fixture
def file(place: Apart, tmp_path: Path) -> Path:
    rows = roster(*(FRESH.format(number=man(at)) for at in range(ROWS)))
    found = tmp_path / "花名册.csv"
    found.write_bytes(rows)
    return found


def sealed() -> set[str]:
    folder = data_folder() / "files" / "imports"
    return {one.name for one in folder.glob("*.sealed")} if folder.exists() else set()


def batches(place: Apart) -> int:
    return int(place.one("SELECT count(*) FROM import_batch"))


def undo_all(place: Apart) -> None:
    for (batch,) in place.rows("SELECT public_id FROM import_batch WHERE state = 'written'"):
        place.run("-m", "jingwei", "import", "--undo", str(batch), "--as", "lin", "--json")


def phases(place: Apart) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Seen from outside: the rows are being judged, and the rows are being written."""
    files, known = sealed(), batches(place)
    return (lambda: sealed() - files), (lambda: batches(place) > known)


def lengths(place: Apart, file: Path) -> tuple[float, float]:
    """How long judging and writing take undisturbed; the rows are taken back after."""
    judging, writing = phases(place)
    with place.start(*importing(file)) as process:
        wait_for(judging, process)
        first = time.monotonic()
        wait_for(writing, process)
        second = time.monotonic()
        _, err = process.communicate()
    assert process.returncode == 0, err.decode()
    undo_all(place)
    return second - first, time.monotonic() - second


def kill_in(place: Apart, file: Path, phase: int, delay: float) -> None:
    seen = phases(place)[phase]
    with place.start(*importing(file)) as process:
        if wait_for(seen, process):
            time.sleep(delay)
        process.kill()
        process.communicate()


@pytest.mark.parametrize("kills", MANY)
def test_a_killed_import_leaves_all_or_nothing_and_is_finished_by_the_next(
    place: Apart, file: Path, kills: int
) -> None:
    draw = random.Random(kills)
    before = place.written()
    after = {table: count + ROWS for table, count in before.items()}
    took = lengths(place, file)
    assert place.written() == before
    seen: set[str] = set()
    for turn in range(kills):
        phase = turn % 2
        # The first dies at once: on a slow machine a drawn delay may come too late.
        kill_in(place, file, phase, draw.random() * took[phase] if turn else 0)
        left = place.written()
        assert left in (before, after), f"half written: {left}"
        lines = place.one("SELECT count(*) FROM import_batch WHERE state = 'written'")
        assert lines == (left == after)
        seen.add("all" if left == after else "nothing")
        told = place.bring(file)
        assert told["new"] == (0 if left == after else ROWS)
        assert place.written() == after
        undo_all(place)
        assert place.written() == before
    assert "nothing" in seen


INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
FIRST = """expected >= 10000
        AND NOT EXISTS (SELECT FROM person) AND NOT EXISTS (SELECT FROM membership)"""


@pytest.mark.parametrize("kills", MANY)
def test_a_killed_first_import_leaves_every_index(place: Apart, file: Path, kills: int) -> None:
    """It builds them when its rows stand; here every roster counts as a city's first one."""
    before = place.rows(INDEXES)
    said = place.one("SELECT pg_get_functiondef('bring_members'::regproc)")
    assert said.count(FIRST) == 1
    place.rows(said.replace(FIRST, "true").replace("%", "%%"))
    number = "SELECT 'person_by_name'::regclass::oid::bigint"
    built = place.one(number)
    try:
        test_a_killed_import_leaves_all_or_nothing_and_is_finished_by_the_next(place, file, kills)
        assert place.one(number) != built
    finally:
        place.rows(said.replace("%", "%%"))
    assert place.rows(INDEXES) == before


@contextmanager
def worker(place: Apart) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that is gone at the end, also where the test failed: else it would wait for ever."""
    process = place.start("-m", "jingwei", "worker", "--concurrency", "1", role="worker")
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def state(place: Apart, batch: str) -> str:
    return str(place.one("SELECT state FROM import_batch WHERE public_id = %s", batch))


def died_and_rescued(place: Apart, batch: str, step: str, delay: float, ends: str) -> None:
    """Kill the worker some time after it began a step, and let another find what it left."""
    place.rows("DELETE FROM import_progress")
    begun = Step.values[Step.values.index(step) :]  # a short step may be over before it is seen
    with worker(place) as process:
        wait_for(
            lambda: place.rows("SELECT 1 FROM import_progress WHERE step = ANY (%s)", begun),
            process,
        )
        time.sleep(delay)
    place.rows("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    with worker(place) as process:
        wait_for(lambda: state(place, batch) == ends or _rescue(place), process)
        wait_for(lambda: state(place, batch) == ends, process)
        process.terminate()
        process.communicate()


def _rescue(place: Apart) -> bool:
    """What the clock does every minute."""
    place.run("-c", RESCUE)
    return True


@pytest.mark.parametrize("kills", [1, pytest.param(10, marks=pytest.mark.long)])
def test_a_worker_that_dies_is_followed_by_one_that_finishes_its_work_once(
    place: Apart, file: Path, kills: int
) -> None:
    draw = random.Random(kills)
    before = place.written()
    for _ in range(kills):
        batch = place.run("-c", ENQUEUE, "read", str(file)).strip()
        died_and_rescued(place, batch, "check", draw.random(), "checking")
        assert place.one(
            "SELECT count(*) FROM staged_row s JOIN import_batch b ON b.id = s.batch_id"
            " WHERE b.public_id = %s AND s.verdict = 1", batch,
        ) == ROWS  # fmt: skip
        place.run("-c", ENQUEUE, "write", batch)
        died_and_rescued(place, batch, "write", draw.random() / 2, "written")
        assert place.written() == {table: count + ROWS for table, count in before.items()}
        undo_all(place)
    assert place.written() == before
