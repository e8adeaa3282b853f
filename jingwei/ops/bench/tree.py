"""The organisations under which measured rosters stand; made by the owner in the bench database."""

import os
import sys
from datetime import date


def main(count: str) -> None:
    """A root, towns and ``count`` branches with codes B00000 ..., by the same actions as a page."""
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from jingwei.kernel.access import founding, paths
    from jingwei.ops.bench import place
    from jingwei.ops.imports.writing.rows import insert_rows

    place.refuse_other_databases(os.environ.get(place.NAME, ""))
    at = timezone.now()  # noqa: TID251 - a program of its own
    founding.found_city(name="测量市委", code="BENCH", at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, path FROM organisation ORDER BY path LIMIT 1")
        root, top = cursor.fetchone()
        since = f"[{date(2000, 1, 1)},)"
        cursor.execute("SELECT nextval(pg_get_serial_sequence('organisation', 'id'))")
        rows = [
            (root + 1000 + n, f"B{n:05d}", top + paths.label(n), f"测量第{n}党支部", "party_branch")
            for n in range(int(count))
        ]
        from django.db import transaction

        with transaction.atomic():
            insert_rows(
                "organisation",
                {"id": "bigint", "public_id": "uuid", "code": "text", "path": "text",
                 "name": "text", "short_name": "text", "kind": "text", "held": "daterange",
                 "founded_precision": "text", "situation": "text", "contact": "text",
                 "phone": "text", "pinyin": "text", "initials": "text", "is_demo": "boolean",
                 "version": "int"},
                ((key, _uuid(), code, path, name, "", kind, since, "d", "", "", "", "", "", True, 1)
                 for key, code, path, name, kind in rows),
            )  # fmt: skip
            insert_rows(
                "organisation_state",
                {"org_id": "bigint", "org_path": "text", "held": "daterange", "name": "text",
                 "short_name": "text", "kind": "text", "basis": "text"},
                ((key, path, since, name, "", kind, "") for key, _c, path, name, kind in rows),
            )  # fmt: skip
            insert_rows(
                "edge",
                {"org_id": "bigint", "org_path": "text", "kind": "text", "host_id": "bigint",
                 "host_path": "text", "held": "daterange", "basis": "text"},
                ((key, path, "leads", root, top, since, "") for key, _c, path, _n, _k in rows),
            )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _uuid() -> object:
    import uuid

    return uuid.uuid4()


if __name__ == "__main__":
    main(sys.argv[1])
