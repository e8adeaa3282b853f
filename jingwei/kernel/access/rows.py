"""How does every request find the rows it begins with? By plain statements, still as models."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.db import connection, models


@cache
def columns_of(model: type[models.Model], alias: str) -> str:
    """The columns of a model's table in the order of its fields, for ``rows_of``."""
    return ", ".join(f"{alias}.{field.column}" for field in model._meta.concrete_fields)


def rows_of[M: models.Model](
    model: type[M], sql: str, said: Sequence[Any]
) -> Iterator[tuple[M, tuple[Any, ...]]]:
    """Each row of ``sql`` as a model, with the columns behind the model's own; one query.

    For the few questions of every request only: the ORM takes three times as long to put such a
    question together as to ask it. ``sql`` begins with ``columns_of``; no column may need a
    conversion (JSON does).
    """
    names = [field.attname for field in model._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, said)
        found = cursor.fetchall()
    for row in found:
        yield model.from_db(connection.alias, names, row[: len(names)]), row[len(names) :]
