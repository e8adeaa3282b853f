"""What does it cost to move a county, beside moving paths in a plain table? As jw_app."""

import json
import os
import sys
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
        cursor_of_owner.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in TABLES:
            rows, cost = measured(lambda table=table: shift(table, "org_path"), cursor_of_owner)
            told["tables"][table] = cost.as_json() | {"rows": rows}
        rows, cost = measured(lambda: shift("organisation", "path"), cursor_of_owner)
        told["tables"]["organisation"] = cost.as_json() | {"rows": rows}
        _, cost = measured(
            lambda: cursor_of_owner.execute("SET CONSTRAINTS ALL IMMEDIATE"), cursor_of_owner
        )
        told["tables"]["keys checked"] = cost.as_json()
        plain.rollback()
    print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - read by the command


if __name__ == "__main__":
    main(*sys.argv[1:4])
