"""What does it cost to move a county, beside moving paths in a plain table? As jw_app."""

import json
import os
import sys
import time
from functools import partial
from typing import Any

FLOOR = (
    "CREATE TEMP TABLE floor_tree AS SELECT id, path FROM organisation",
    "ALTER TABLE floor_tree ADD PRIMARY KEY (id)",
    "CREATE UNIQUE INDEX ON floor_tree (path)",
    "ANALYZE floor_tree",
)
SHIFT = (
    "UPDATE {table} SET {column} = %(fresh)s || substr({column}, %(cut)s)"
    " WHERE {column} >= %(former)s AND {column} < %(behind)s"
)
TABLES = (
    "organisation_state", "edge", "term", "unit", "name_part", "person", "membership", "post",
    "position", "entry",
)  # fmt: skip


ALL_OF_IT = "SELECT set_config('app.path', '', true), set_config('app.hi', 'a', true)"
UNMOVED = "NOT (path >= %s AND path < %s)"
MAY_SET = "has_parameter_privilege('session_replication_role', 'SET')"


def main(size: str, _place: str, owner: str) -> None:
    """Print one JSON line: the move as a page does it, the floor, and each table by itself."""
    import django
    import psycopg

    django.setup()
    from django.db import connection

    from jingwei.kernel.access.scope import system_scope
    from jingwei.kernel.orgs import actions
    from jingwei.ops.bench.measure import measured

    told: dict[str, Any] = {"size": size, "load": os.getloadavg()[0], "tables": {}}
    with system_scope("测量"), connection.cursor() as cursor:
        cursor.execute("SELECT path FROM organisation WHERE code = 'K1'")
        (former,) = cursor.fetchone()
        fresh = actions.next_path(former[:5])
        moved, cost = measured(lambda: actions.move_paths(former, fresh), cursor)
        told["move"] = cost.as_json() | {"organisations": moved}
        cursor.execute(
            "SELECT count(*), md5(string_agg(o.path || ' ' || m.org_path, ',' ORDER BY m.id))"
            " FROM membership m JOIN organisation o ON o.id = m.org_id WHERE m.org_path >= %s"
            " AND m.org_path < %s",
            [fresh, fresh[:-1] + "/"],
        )
        told["members"], told["checksum"] = cursor.fetchone()
    with psycopg.connect(owner) as plain:
        cursor_of_owner = plain.cursor()
        for statement in FLOOR:
            cursor_of_owner.execute(statement)
        cut = {"cut": len(fresh) + 1}
        back = {**cut, "former": fresh, "behind": fresh[:-1] + "/", "fresh": fresh[:5] + "ZZZY."}

        def shift(table: str, column: str) -> int:
            cursor_of_owner.execute(SHIFT.format(table=table, column=column), back)
            return cursor_of_owner.rowcount

        rows, cost = measured(lambda: shift("floor_tree", "path"), cursor_of_owner)
        told["floor"] = cost.as_json() | {"rows": rows}
        # Each table as ``move_paths`` does it: without the triggers of each row.
        cursor_of_owner.execute("SET LOCAL session_replication_role = replica")
        for table, column in (("organisation", "path"), *((one, "org_path") for one in TABLES)):
            rows, cost = measured(partial(shift, table, column), cursor_of_owner)
            told["tables"][table] = cost.as_json() | {"rows": rows}
        plain.rollback()
        told["while_it_moves"] = _meanwhile(cursor_of_owner, owner, fresh, former)
        plain.rollback()
        told["by_the_keys"] = _by_the_keys(cursor_of_owner, fresh, former)
        plain.rollback()
    print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - read by the command


def _meanwhile(cursor: Any, owner: str, former: str, fresh: str) -> dict[str, Any]:
    """What others can do before the move is committed: read all of it, write elsewhere, and be told
    of a lock where they write in the county."""
    import psycopg

    cursor.execute(ALL_OF_IT)
    cursor.execute("SELECT move_paths(%s, %s)", [former, fresh])
    found: dict[str, Any] = {}
    with psycopg.connect(owner, autocommit=True) as other:
        began = time.perf_counter()
        row = other.execute(
            "SELECT count(*) FROM membership WHERE org_path >= %s AND org_path < %s",
            [former, former[:-1] + "/"],
        ).fetchone()
        found["members_read"], found["read_ms"] = (
            row[0] if row else 0,
            round(time.perf_counter() - began, 4) * 1e3,
        )
        other.execute("SET lock_timeout = '200ms'")
        for place, where in (("inside", "path >= %s AND path < %s"), ("elsewhere", UNMOVED)):
            try:
                with other.transaction(force_rollback=True):
                    other.execute(
                        "INSERT INTO term (org_id, org_path, held, due_on) SELECT id, path,"
                        " '[1990-01-01,1991-01-01)', '1991-01-01' FROM organisation WHERE"
                        f" kind = 'party_branch' AND {where} LIMIT 1",
                        [former, former[:-1] + "/"],
                    )
                found[place] = "written"
            except psycopg.errors.LockNotAvailable:
                found[place] = "waits"
    return found


def _by_the_keys(cursor: Any, former: str, fresh: str) -> dict[str, float]:
    """The same move on a server where the owner may not put the keys off: each row is asked."""
    from jingwei.ops.bench.measure import measured

    cursor.execute("SELECT pg_get_functiondef('move_paths'::regproc)")
    cursor.execute(cursor.fetchone()[0].replace(MAY_SET, "false"))
    cursor.execute(ALL_OF_IT)
    _, cost = measured(lambda: cursor.execute("SELECT move_paths(%s, %s)", [former, fresh]), cursor)
    return cost.as_json()


if __name__ == "__main__":
    main(*sys.argv[1:4])
