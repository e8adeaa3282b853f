"""Is what was acknowledged there, whole and once, however the server ends? (R8, R9)

The server of these tests is killed by its own number, with its own data folder, and really syncs.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import Any

import psycopg
import pytest

from jingwei.ops import postgres
from jingwei.ops.folders import REPOSITORY, secret
from jingwei.ops.tests.place import Place, numbers, write_roster

pytestmark = pytest.mark.slow
WRITERS = 3

OURS = "u.name LIKE '崩溃试验%'"  # the demo city's units came in by copying, without lines
LINE = "e.verb = 'orgs.unit.open' AND e.subject_id = u.public_id::text"
ANOMALIES = {
    "a unit without its line": f"SELECT u.name FROM unit u WHERE {OURS}"
    f" AND NOT EXISTS (SELECT FROM entry e WHERE {LINE})",
    "a unit with two lines": f"SELECT u.name FROM unit u JOIN entry e ON {LINE} WHERE {OURS}"
    " GROUP BY 1 HAVING count(*) > 1",
    "a line without its unit": "SELECT e.id::text FROM entry e WHERE e.verb = 'orgs.unit.open'"
    f" AND NOT EXISTS (SELECT FROM unit u WHERE {LINE})",
    "a unit that search does not know": f"SELECT u.name FROM unit u WHERE {OURS}"
    " AND NOT EXISTS (SELECT FROM name_part p WHERE p.unit_id = u.id)",
    "values without their line": "SELECT entry_id::text FROM entry_detail d WHERE NOT EXISTS"
    " (SELECT FROM entry e WHERE e.id = d.entry_id)",
    "a line without its values": "SELECT e.id::text FROM entry e WHERE e.verb = 'orgs.unit.open'"
    " AND e.payload LIKE '%\"committed\"%'"
    " AND NOT EXISTS (SELECT FROM entry_detail d WHERE d.entry_id = e.id)",
}


@pytest.fixture
def place(tmp_path, demo_folder):
    place = Place(tmp_path / "d")
    shutil.copytree(demo_folder, place.data)
    place.done("pg", "start")
    try:
        yield place
    finally:
        postgres.stop(place.data)


def ask(place, query):
    with psycopg.connect(
        host=str(postgres.socket_folder(place.data)), port=postgres.PORT, user="jw_migrate",
        password=secret(place.data, "jw_migrate"), dbname="jingwei", autocommit=True,
    ) as connection:  # fmt: skip
        return [row[0] for row in connection.execute(query).fetchall()]


def child(place, *typed, log):
    return subprocess.Popen(
        [sys.executable, "-m", *map(str, typed)], env=place.environment(), cwd=REPOSITORY,
        stdin=subprocess.DEVNULL, stdout=log, stderr=log,
    )  # fmt: skip


def end(children):
    for one in children:
        one.send_signal(signal.SIGTERM)
    for one in children:
        one.wait(60)


def kill_the_server(place):
    """The postmaster of this very data folder; how many seconds until it answers again."""
    number = int((place.data / "pgdata" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(number, signal.SIGKILL)
    began = time.monotonic()
    for _attempt in range(20):
        try:
            postgres.start(place.data)
            break
        except Exception:
            time.sleep(0.5)
    return time.monotonic() - began


def crash(place, tmp_path, kills):
    chance, recoveries = random.Random(7), []
    with (tmp_path / "writers.log").open("w") as log:
        children = [
            child(place, "jingwei.ops.tests.writers", "write", tmp_path / f"{n}.ack", n, log=log)
            for n in range(WRITERS)
        ]
        try:
            acknowledged: set[Any] = set()
            for _kill in range(kills):
                before = len(acknowledged)
                until = time.monotonic() + 180
                while len(acknowledged) < before + 20 and time.monotonic() < until:
                    time.sleep(0.1)
                    acknowledged = read(tmp_path)
                said = (tmp_path / "writers.log").read_text()[-2000:]
                assert len(acknowledged) >= before + 20, said
                time.sleep(chance.random())
                recoveries.append(kill_the_server(place))
        finally:
            end(children)
    return read(tmp_path), recoveries


def read(tmp_path):
    return {
        line
        for n in range(WRITERS)
        if (tmp_path / f"{n}.ack").exists()
        for line in (tmp_path / f"{n}.ack").read_text().split("\n")[:-1]
    }


@pytest.mark.parametrize(
    "kills", [2, pytest.param(20, marks=pytest.mark.long)], ids=lambda kills: f"{kills} kills"
)
def test_every_acknowledged_act_is_there_once_with_its_line(place, tmp_path, kills):
    acknowledged, recoveries = crash(place, tmp_path, kills)
    there = ask(place, "SELECT name FROM unit WHERE name LIKE '崩溃试验%'")
    assert len(there) == len(set(there))
    assert acknowledged - set(there) == set(), "acknowledged and lost"
    found = {what: ask(place, query) for what, query in ANOMALIES.items()}
    assert {what: some[:3] for what, some in found.items() if some} == {}
    print(  # noqa: T201  (the figures of the report)
        f"\n{kills} kills, {len(acknowledged)} acknowledged, {len(there)} there, recovery"
        f" {sorted(recoveries)[len(recoveries) // 2]:.1f} s median, {max(recoveries):.1f} s at most"
    )


def test_two_workers_do_each_job_once(place, tmp_path):
    batches = 5
    write_roster(tmp_path / "roster.csv", numbers(10 * batches))
    with (tmp_path / "jobs.log").open("w") as log:
        asked = child(
            place, "jingwei.ops.tests.writers", "ask", tmp_path / "roster.csv", batches, log=log
        )
        assert asked.wait(240) == 0, (tmp_path / "jobs.log").read_text()
        workers = [child(place, "jingwei", "worker", log=log) for _ in range(2)]
        try:
            until = time.monotonic() + 240
            todo = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'imports.write'"
            while ask(place, f"{todo} AND status IN ('todo', 'doing')") != [0]:
                assert time.monotonic() < until, (tmp_path / "jobs.log").read_text()[-2000:]
                time.sleep(0.2)
        finally:
            end(workers)
    written = "SELECT count(*) FROM entry WHERE verb = 'imports.members.write'"
    assert ask(place, "SELECT count(*) FROM import_batch WHERE state = 'written'") == [batches]
    assert ask(place, written) == [batches]
    assert ask(place, "SELECT count(*) FROM person WHERE NOT is_demo") == [10 * batches]
