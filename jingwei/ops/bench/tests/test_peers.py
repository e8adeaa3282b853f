"""Do the peers of a measurement work, and do they list whom the floor lists?"""

import os
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection

from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Membership, Person
from jingwei.ops.bench import lists
from jingwei.ops.bench.measure import Turn
from jingwei.ops.bench.peers import admins
from jingwei.ops.bench.place import drop
from jingwei.ops.commands import bench
from jingwei.ops.words import Stopped

TABLES = (Organisation, Person, Membership)
PEOPLE = 53


@contextmanager
def bench_database():
    """A database of this test with the three tables of the list as the models say, and people."""
    said = connection.settings_dict
    name = f"bench_test_{os.getpid()}"
    where = {"host": said["HOST"], "port": said["PORT"], "user": said["USER"]}
    where = {key: value for key, value in where.items() if value}
    if said["PASSWORD"]:
        where["password"] = said["PASSWORD"]
    with psycopg.connect(**where, dbname=said["NAME"], autocommit=True) as owner:
        owner.execute(f'CREATE DATABASE "{name}"')
        try:
            dsn = psycopg.conninfo.make_conninfo(**where, dbname=name)
            with psycopg.connect(dsn, autocommit=True) as inside:
                _fill(inside)
            yield dsn
        finally:
            drop(owner, name)


def _fill(inside):
    for sql in _tables():
        inside.execute(sql)
    # As the models say, but a value that the list does not show may be left out.
    for model in TABLES:
        name = model._meta.db_table
        inside.execute(f"ALTER TABLE {name} RENAME TO {name}_as_said")
        inside.execute(f"CREATE TABLE {name} AS TABLE {name}_as_said WITH NO DATA")
    inside.execute("INSERT INTO organisation (id, name) VALUES (1, '示例支部')")
    inside.execute(
        "INSERT INTO person (id, public_id, name, name_sort, sex, org_id, org_path, is_gone)"
        " SELECT n, gen_random_uuid(), '示' || n, to_char(n % 7, '09'), '1', 1, 'ab', false"
        f" FROM generate_series(1, {PEOPLE}) AS n"
    )
    inside.execute(
        "INSERT INTO membership (id, person_id, kind, held, category, state)"
        " SELECT n, n, 'home', '[2000-01-01,)', 'full', 'normal'"
        f" FROM generate_series(1, {PEOPLE}) AS n"
    )


def _tables():
    """Their statements without what refers to others, and without policies."""
    editor = connection.schema_editor(collect_sql=True, atomic=False)
    editor.deferred_sql = []  # as when it is entered; left, it would write the references too
    for model in TABLES:
        editor.create_model(model)
    return editor.collected_sql


@pytest.mark.slow
def test_the_admin_lists_whom_the_floor_lists(db):
    with bench_database() as dsn, admins.running(dsn) as admin:
        first, second = (admin.asked("ab", "ac", number) for number in (1, 2))
        empty = admin.asked("x", "y", 1)
        turn = admin.turn("ab", "ac", 1)
        with psycopg.connect(dsn) as owner:
            sql = lists.ROWS.replace("SELECT p.public_id", "SELECT p.id")
            floor = [[row[0] for row in owner.execute(sql, ["ab", "ac", skip])] for skip in (0, 50)]
    assert [first["shown"], second["shown"]] == floor
    assert [len(shown) for shown in floor] == [50, PEOPLE - 50]
    assert empty["shown"] == []
    assert isinstance(turn, Turn)
    assert turn.wall > 0


def test_the_admin_is_asked_for_the_first_page_and_for_the_deep_one_by_its_number():
    assert lists._admin(0) == [("admin", 1)]
    assert lists._admin(24_950) == [("admin", 1), ("admin_deep", 500)]


def test_a_work_that_measured_itself_counts_by_its_own_measure():
    cost = lists.in_turn({"a": lambda: Turn(0.5, 0.25, 0.125)}, 2, {"a": 0})
    assert cost["a"] == {"p50_ms": 500, "p95_ms": 500, "cpu_ms": 250, "server_cpu_ms": 125}


def test_without_the_extra_one_sentence_says_so(monkeypatch):
    monkeypatch.setattr(bench, "find_spec", lambda name: None)
    with pytest.raises(Stopped, match="peers"):
        bench.refuse_without_peer()
    monkeypatch.setattr(bench, "find_spec", lambda name: object())
    bench.refuse_without_peer()
