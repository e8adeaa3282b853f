"""Does every row stand where its organisation stands after a move, whichever way it was made?"""

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures.models import DirtyMark
from jingwei.kernel.known.models import FormerRow
from jingwei.kernel.orgs import actions

MAY_SET = "has_parameter_privilege('session_replication_role', 'SET')"
TIES = """
SELECT k.conrelid::regclass::text, i.attname, a.attname
FROM pg_constraint k
JOIN pg_attribute i ON i.attrelid = k.conrelid AND i.attnum = k.conkey[1]
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[2]
WHERE k.confrelid = 'organisation'::regclass AND k.contype = 'f' AND k.confupdtype = 'c'
  AND k.conparentid = 0
"""


@pytest.fixture(params=["as sets", "by the keys"])
def way(request: Any, db: Any) -> str:
    """As on a server of ours, and as where the administrator did not grant the setting."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('move_paths'::regproc)")
        (said,) = cursor.fetchone()
        assert said.count(MAY_SET) == 1
        if request.param == "by the keys":
            cursor.execute(said.replace(MAY_SET, "false"))
    return str(request.param)


def astray() -> list[str]:
    """Tables with a row that does not stand where its organisation stands."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(TIES)
        ties = cursor.fetchall()
        assert len(ties) > 30
        found = []
        for table, org, path in ties:
            cursor.execute(
                f"SELECT count(*) FROM {table} t LEFT JOIN organisation o"
                f" ON (o.id, o.path) = (t.{org}, t.{path}) WHERE t.{org} IS NOT NULL"
                " AND o.id IS NULL"
            )
            if cursor.fetchone()[0]:
                found.append(f"{table}.{path}")
    return found


def move(town: Any) -> Any:
    with acting(town.officer_scope):
        return actions.move_organisation(
            org=town.east, parent=town.other, on=date(2026, 6, 1), by=town.officer_scope, at=AT
        )


def rows_below(path: str) -> dict[str, int]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(TIES)
        found = {}
        for table, _org, label in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table} WHERE starts_with({label}, %s)", [path])
            found[f"{table}.{label}"] = cursor.fetchone()[0]
    return found


def test_all_rows_of_a_town_go_along_and_no_more(town, way):
    before = rows_below(town.east.path)
    assert all(before[name] for name in ("person.org_path", "entry.org_path", "edge.host_path"))
    moved = move(town)
    after = rows_below(moved.path)
    new = {"edge.org_path": 1, "entry.org_path": 1}  # the tie to the new superior, the line
    assert after == {name: count + new.get(name, 0) for name, count in before.items()}
    assert set(rows_below(town.east.path).values()) == {0}
    assert astray() == []


def test_the_keys_hold_again_for_what_is_written_after_a_move(town, way):
    move(town)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('session_replication_role')")
        assert cursor.fetchone() == ("origin",)
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("UPDATE person SET org_path = 'ZZZZ.'")


def test_a_row_that_stands_elsewhere_than_its_organisation_stops_the_move(town):
    """Such a row cannot be written past the keys; if it ever were, a move would not hide it."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE person SET org_path = %s WHERE org_id = %s",
            [town.east_two.path, town.east_one.pk],
        )
        assert cursor.rowcount
        cursor.execute("SET LOCAL session_replication_role = origin")
    with pytest.raises(IntegrityError, match="rows of person"):
        move(town)


def test_a_page_may_not_put_the_keys_off_by_itself(town):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_parameter_privilege('session_replication_role', 'SET')")
        assert cursor.fetchone() == (False,)


def test_a_move_is_news_to_figures_and_to_nothing_else(town, way):
    with as_owner():
        DirtyMark.objects.all().delete()
        former = FormerRow.everything.count()
    move(town)
    with as_owner():
        marked = set(DirtyMark.objects.values_list("thing", "org_id"))
        # The tie that ended and the one that began; nothing of what only changed its path.
        assert marked == {("edge", town.east.pk), ("organisation", town.east.pk)}
        assert FormerRow.everything.count() - former <= 1


def test_a_move_asks_of_a_table_and_not_of_each_row(town):
    with CaptureQueriesContext(connection) as asked:
        move(town)
    assert sum("move_paths" in query["sql"] for query in asked) == 1
