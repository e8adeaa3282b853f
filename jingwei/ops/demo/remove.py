"""How does the demo city go away again, and nothing else with it?

Rows belong to it that are marked, that stand in one of its organisations or that speak of one of
its people. Found by the models themselves, so a system that comes later is covered too. Lines of
the ledger stay; they only lose their label of whose they were, for that organisation is gone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models
from psycopg import sql

from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.ops.demo.real_rows import hanging, still_named
from jingwei.ops.words import Stopped, _

VERB = "demo.city.remove"
LEDGER = frozenset({"entry", "entry_detail", "row_image", "subject_key"})
KEPT = frozenset({"organisation", "unit", "division", "person", "account"})
Model = type[models.Model]


@dataclass
class Removed:
    """Rows deleted by table, and ledger lines that stay."""

    rows: dict[str, int] = field(default_factory=dict)
    lines: int = 0

    def as_json(self) -> dict[str, Any]:
        return {"rows": self.rows, "ledger_lines_kept": self.lines}


def remove_city(*, at: datetime, progress: Callable[[str], None] | None = None) -> Removed:
    """Remove the demo city in one transaction; runs as the owner.

    Raises: Stopped where there is none. Refused where real rows hang on it, each kind in words.
    """
    tell = progress or (lambda sentence: None)
    found = Removed()
    with system_scope("撤除示范城市") as by, connection.cursor() as cursor:
        order = _doomed_first(_ours())
        if not _collect(cursor, order):
            raise Stopped(_("没有装示范城市，不用移除。"), "demo.missing")
        real = hanging(cursor, [model for model in order if not _stays(model)])
        if real:
            raise Refused(*real)
        with _keys_afterwards(cursor):
            found.lines = _unlabel_ledger(cursor)
            for model in reversed(order):
                count = _delete(cursor, model)
                if count:
                    table = model._meta.db_table
                    found.rows[table] = found.rows.get(table, 0) + count
                    tell(_("{table}：删除 {count} 行").format(table=table, count=f"{count:,}"))
            # Whoever is signed in to the demo is signed out: the account may be empty there.
            cursor.execute(
                "DELETE FROM session WHERE account_id IN (SELECT id FROM doomed_account)"
            )
            # What was known of rows that are gone now, and of their deletion just above.
            cursor.execute(
                "DELETE FROM former_row WHERE at_id IN (SELECT id FROM doomed_organisation)"
            )
        write_line(
            verb=VERB, by=by, at=at, org=None, subject=("demo", "city"), facts=found.as_json()
        )
    return found


def _ours() -> list[Model]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("jingwei.")
        and not model._meta.proxy
        and model._meta.db_table not in LEDGER
    ]


def _is_marked(model: Model) -> bool:
    return any(one.name == "is_demo" for one in model._meta.concrete_fields)


def _stays(model: Model) -> bool:
    """Whether what is real of it stays: who would lose its place is named, and nothing goes."""
    return model._meta.db_table in KEPT


def _ties(model: Model) -> list[tuple[str, Model]]:
    """Columns that say to what a row belongs: it cannot be without it."""
    return [
        (one.column, one.related_model)
        for one in model._meta.concrete_fields
        if isinstance(one, models.ForeignKey) and not one.null and one.related_model is not model
    ]


def _doomed_first(models_: list[Model]) -> list[Model]:
    """Models in an order in which what others belong to comes before them."""
    order: list[Model] = []

    def visit(model: Model, path: tuple[Model, ...]) -> None:
        if model in order or model in path or model not in models_:
            return
        for _column, above in _ties(model):
            visit(above, (*path, model))
        order.append(model)

    for model in models_:
        visit(model, ())
    return order


def _collect(cursor: Any, order: list[Model]) -> bool:
    """A temporary table of the doomed rows of each model that others belong to."""
    parents = {above for model in order for _column, above in _ties(model)}
    some = False
    for model in order:
        if model not in parents and not _is_marked(model):
            continue
        table = model._meta.db_table
        cursor.execute(
            sql.SQL(
                "CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} AS id FROM {} WHERE {}"
            ).format(
                sql.Identifier(f"doomed_{table}"), sql.Identifier(model._meta.pk.column or "id"),
                sql.Identifier(table), _belongs(model),
            )
        )  # fmt: skip
        cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(f"doomed_{table}")))
        cursor.execute(
            sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(f"doomed_{table}"))
        )
        some = cursor.fetchone() == (True,) or some
    return some


def _belongs(model: Model) -> sql.Composable:
    """The condition under which a row goes.

    What was entered or brought in while the city was tried out is not marked, but stands in one of
    its organisations and has no other place.
    """
    if _stays(model):
        return sql.SQL("is_demo")
    ties = _ties(model)
    if _is_marked(model) and any(column == "org_id" for column, _above in ties):
        ties = [one for one in ties if one[0] == "org_id"]
    parts: list[sql.Composable] = [sql.SQL("is_demo")] if _is_marked(model) else []
    parts += [
        sql.SQL("{} IN (SELECT id FROM {})").format(
            sql.Identifier(column), sql.Identifier(f"doomed_{above._meta.db_table}")
        )
        for column, above in ties
        if above._meta.db_table not in LEDGER and above.__module__.startswith("jingwei.")
    ]
    return sql.SQL(" OR ").join(parts) if parts else sql.SQL("false")


def _delete(cursor: Any, model: Model) -> int:
    cursor.execute(
        sql.SQL("DELETE FROM {} WHERE {}").format(
            sql.Identifier(model._meta.db_table), _belongs(model)
        )
    )
    return int(cursor.rowcount)


def _unlabel_ledger(cursor: Any) -> int:
    """Lines stay as they were said; the label of access goes with the organisation it named."""
    cursor.execute(
        "UPDATE entry SET org_id = NULL, org_path = '' WHERE org_id IN"
        " (SELECT id FROM doomed_organisation)"
    )
    lines = int(cursor.rowcount)
    cursor.execute(
        "UPDATE entry SET actor_id = NULL WHERE actor_id IN (SELECT id FROM doomed_account)"
    )
    return lines


class _keys_afterwards:  # noqa: N801  (used like a function)
    """Inside the block no foreign key to a doomed table is watched; at its end all are proven."""

    FOUND = """
        SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid)
        FROM pg_constraint c WHERE c.contype = 'f' AND c.conparentid = 0
        AND c.connamespace = 'public'::regnamespace
    """

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor
        self.again: list[tuple[str, str, str]] = []

    def __enter__(self) -> None:
        self.cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.cursor.execute(self.FOUND)
        self.again = self.cursor.fetchall()
        for table, name, _said in self.again:
            self.cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')

    def __exit__(self, kind: object, *_more: object) -> None:
        if kind is not None:
            return  # the transaction is lost, and the keys come back with it
        for table, name, said in self.again:
            try:
                self.cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {said}')
            except IntegrityError as error:  # nothing of it has happened: the transaction is lost
                raise Refused(still_named(table)) from error
