"""What does each table and column mean to somebody who has never seen this program?"""

from typing import Any

import psycopg
from django.apps import apps
from django.db import models

from jingwei.ops.backup.counts import Counted

COLUMNS = """
SELECT c.relname, a.attname::text, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
    a.attgenerated <> '' FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND conparentid = 0 AND contype IN ('p', 'u', 'f', 'c',
    'x') AND conrelid <> 0 ORDER BY 1, contype, 2
"""


def schema(connection: psycopg.Connection, counted: dict[str, Counted]) -> dict[str, Any]:
    """Every table: what it holds, its columns with type and privacy class, its constraints."""
    known = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
    }
    told: dict[str, Any] = {}
    for table, column, kind, empty, generated in connection.execute(COLUMNS).fetchall():
        if table not in counted:
            continue
        model = known.get(table)
        one = told.setdefault(table, {
            "holds": _says(model), "rows": counted[table].rows,
            "checksum": counted[table].checksum, "columns": [], "constraints": [],
        })  # fmt: skip
        one["columns"].append({
            "name": column, "type": kind, "may_be_empty": empty, "worked_out": generated,
            **_field(model, column),
        })  # fmt: skip
    for table, name, text in connection.execute(CONSTRAINTS).fetchall():
        if table.strip('"') in told:
            told[table.strip('"')]["constraints"].append({"name": name, "says": text})
    return told


def _says(model: type[models.Model] | None) -> str:
    return " ".join((model.__doc__ or "").split()) if model else ""


def _field(model: type[models.Model] | None, column: str) -> dict[str, Any]:
    """The privacy class, the values a code may take, and the field's words where it has some."""
    if model is None:
        return {}
    for field in model._meta.concrete_fields:
        if field.column == column:
            told: dict[str, Any] = {}
            if kind := getattr(model, "PRIVACY", {}).get(field.name):
                told["privacy"] = kind.value
            if field.choices:
                told["codes"] = {str(code): str(word) for code, word in field.flatchoices}
            if field.help_text:
                told["says"] = str(field.help_text)
            return told
    return {}


def worked_out(connection: psycopg.Connection) -> set[tuple[str, str]]:
    """Columns the database works out by itself; nobody can write them."""
    return {
        (table, column)
        for table, column, _kind, _empty, generated in connection.execute(COLUMNS).fetchall()
        if generated
    }
