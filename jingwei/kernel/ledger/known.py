"""How did rows stand, as the program knew them at a moment? Today's rows, with the acts since then
taken back by the images that those acts kept."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models

_KNOWN = """
WITH since AS (
    SELECT DISTINCT ON (i.row) i.row, i.before FROM row_image i JOIN entry e ON e.id = i.entry_id
    WHERE i."table" = %(table)s AND e.recorded_at > %(at)s
    ORDER BY i.row, e.recorded_at, i.id
)
SELECT id, told::text FROM (
    SELECT t.id, to_jsonb(t) AS told FROM {table} t
    WHERE t.{column} = ANY (%(values)s) AND NOT EXISTS (SELECT 1 FROM since s WHERE s.row = t.id)
    UNION ALL
    SELECT s.row, s.before FROM since s
    WHERE s.before IS NOT NULL AND s.before ->> %(column)s = ANY (%(texts)s)
) known ORDER BY id
"""


def rows_as_known(
    model: type[models.Model], column: str, values: Iterable[int], at: datetime
) -> dict[int, dict[str, Any]]:
    """By id, the columns of each row that had one of ``values`` in ``column``, as known at ``at``.

    A row that the program did not know then is left out; one that has gone since is in.
    ``rows_as_known(Position, "org_id", [7], at)`` tells who sat where in organisation 7.

    Dates are ISO texts and ranges texts (``[2020-01-01,)``), as PostgreSQL writes them in JSON.
    Sees what the acting scope sees. Cost: the images since ``at``, so a recent moment is cheap.
    True for tables whose acts keep images (see :func:`keeps_images`).
    """
    field = next(one for one in model._meta.concrete_fields if one.column == column)
    chosen = list(values)
    with connection.cursor() as cursor:
        cursor.execute(
            _KNOWN.format(table=f'"{model._meta.db_table}"', column=f'"{field.column}"'),
            {"table": model._meta.db_table, "at": at, "values": chosen, "column": column,
             "texts": [str(one) for one in chosen]},
        )  # fmt: skip
        return {row: json.loads(told) for row, told in cursor.fetchall()}


def changed_since(model: type[models.Model], at: datetime) -> set[int]:
    """Ids of rows that acts recorded after ``at`` made, changed or deleted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT i.row FROM row_image i JOIN entry e ON e.id = i.entry_id"
            ' WHERE i."table" = %s AND e.recorded_at > %s',
            [model._meta.db_table, at],
        )
        return {row for (row,) in cursor.fetchall()}


KEPT_BY = {
    "post": "acts on seats, rosters of the team",
    "position": "acts on seats, rosters of the team",
}
"""Tables all of whose acts keep images. Rosters keep images of what they write besides."""


def keeps_images(model: type[models.Model]) -> bool:
    """Can the rows of this table be asked as known at a moment?"""
    return model._meta.db_table in KEPT_BY
