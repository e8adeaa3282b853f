"""Is there a silent hole where many write at once and some commit late? Real sign-ins, commits."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from jingwei.kernel.ledger import form, sealer, seals
from jingwei.ops import database

WRITERS, SECONDS = 6, 3.0
PATIENCE = 300.0
"""A transaction of another test, in another database of this server, also holds a seal back."""
INSERT = (
    "INSERT INTO entry (happened_at, actor_name, post, request_id, org_path, org_path_at, subject,"
    " subject_id, verb, payload) VALUES (clock_timestamp(), '', '', '', '', '', 'hole', %s, 'test',"
    " '{}')"
)


def sign_in(role: str) -> psycopg.Connection:
    entry = database.settings_for(role)
    return psycopg.connect(
        host=entry["HOST"], port=entry["PORT"], user=entry["USER"], password=entry["PASSWORD"],
        dbname=connection.settings_dict["NAME"],
    )  # fmt: skip


@pytest.fixture
def committed(
    django_db_setup: None, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """What these tests commit goes away again."""
    with django_db_blocker.unblock():
        sealing = {**database.settings_for("seal"), "NAME": connection.settings_dict["NAME"]}
        monkeypatch.setattr(settings, "JINGWEI_SEALER", sealing)
        yield
        with sign_in("migrate") as owner:
            owner.execute("DELETE FROM seal")
            owner.execute("DELETE FROM entry WHERE subject = 'hole'")


def write(number: int, until: float, acknowledged: list[str]) -> None:
    """One writer: some transactions are slow, some have many lines, some are taken back."""
    with sign_in("app") as door:
        count = 0
        while time.monotonic() < until:
            count += 1
            names = [f"{number}-{count}-{part}" for part in range(1 + count % 3)]
            for name in names:
                door.execute(INSERT, [name])
            if number == 0 or count % 40 == 0:
                time.sleep(0.25)
            if count % 7 == 0:
                door.rollback()
                continue
            door.commit()
            acknowledged.extend(names)


@pytest.mark.slow
@pytest.mark.django_db(databases=[])
def test_every_acknowledged_line_is_sealed_once(committed: None) -> None:
    told: list[list[str]] = [[] for _ in range(WRITERS)]
    until = time.monotonic() + SECONDS
    writers = [
        threading.Thread(target=write, args=(number, until, told[number]))
        for number in range(WRITERS)
    ]
    for one in writers:
        one.start()
    while any(one.is_alive() for one in writers):
        seal()
        time.sleep(0.05)
    for one in writers:
        one.join()
    until = time.monotonic() + PATIENCE
    acknowledged = {name for names in told for name in names}
    while seal() is not None and time.monotonic() < until:
        with sign_in("seal") as door:
            lines = sealed_lines(door)
        if len(lines) >= len(acknowledged):
            break
        time.sleep(0.1)
    assert len(lines) == len(set(lines))
    assert set(lines) == acknowledged
    with sign_in("seal") as door, door.cursor() as cursor:
        assert len(list(form.seals(cursor))) > 5
        assert sealer.waiting(cursor)[0] == 0


def seal() -> int:
    with sealer.connected() as door:
        return sealer.seal_all(door, at=datetime.now(UTC), cap=200)


def sealed_lines(door: psycopg.Connection) -> list[str]:
    with door.cursor() as cursor:
        held = [number for _seal, index in form.seals(cursor) for number, _leaf in index]
        cursor.execute("SELECT id, subject_id FROM entry")
        names: dict[int, str] = dict(cursor.fetchall())
    return [names[number] for number in held]


@pytest.mark.slow
@pytest.mark.django_db(databases=[])
def test_two_sealers_at_once_make_one_chain(committed: None) -> None:
    with sign_in("app") as door:
        for number in range(200):
            door.execute(INSERT, [str(number)])
            door.commit()
    racing = [threading.Thread(target=seal) for _ in range(4)]
    for one in racing:
        one.start()
    for one in racing:
        one.join()
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        seal()
        with sign_in("seal") as door:
            held = sealed_lines(door)
        if len(held) >= 200:
            break
        time.sleep(0.1)
    assert sorted(held, key=int) == [str(number) for number in range(200)]


@pytest.mark.slow
@pytest.mark.django_db(databases=[])
def test_a_sealer_that_dies_leaves_no_half_seal(committed: None) -> None:
    """Its backend is ended between the lock and the commit; the next one goes on."""
    with sign_in("app") as door:
        door.execute(INSERT, ["1"])
    with sign_in("seal") as dying, dying.cursor() as cursor, sign_in("migrate") as owner:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone() or (0,)
        seals.seal_next(cursor, at=datetime.now(UTC))
        owner.execute("SELECT pg_terminate_backend(%s)", [pid])
        with pytest.raises(psycopg.OperationalError):
            dying.commit()
    with sign_in("seal") as door, door.cursor() as cursor:
        assert list(form.seals(cursor)) == []
    until = time.monotonic() + PATIENCE
    while not seal() and time.monotonic() < until:
        time.sleep(0.1)
    with sign_in("seal") as door:
        assert sealed_lines(door) == ["1"]
