"""How does nobody forget to say that a figure may have changed? One migration operation a table.

A trigger for each statement notes the organisations whose records changed in what a figure reads.
It costs one small insert in the same transaction, works for actions, imports, undo and repair
alike, and passes over changes that no figure looks at (ADR 0007).
"""

from typing import Any

from django.db.migrations.operations.base import Operation

FUNCTION = """
CREATE FUNCTION mark_<table>() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO dirty_mark (thing, org_id, since)
        SELECT '<thing_new>', c.org_id, coalesce(min(c.since), '0001-01-01')
        FROM (SELECT <org> AS org_id, <since> AS since FROM fresh r <join>) c
        WHERE c.org_id IS NOT NULL GROUP BY c.org_id;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO dirty_mark (thing, org_id, since)
        SELECT '<thing>', c.org_id, coalesce(min(c.since), '0001-01-01')
        FROM (SELECT <org> AS org_id, <since> AS since FROM stale r <join>) c
        WHERE c.org_id IS NOT NULL GROUP BY c.org_id;
    ELSE
        INSERT INTO dirty_mark (thing, org_id, since)
        WITH changed AS (
            SELECT o.id FROM stale o JOIN fresh n USING (id)
            WHERE (<old>) IS DISTINCT FROM (<new>)
        )
        SELECT '<thing>', c.org_id, coalesce(min(c.since), '0001-01-01')
        FROM (
            SELECT <org> AS org_id, <since> AS since
            FROM changed JOIN stale r USING (id) <join>
            UNION ALL
            SELECT <org>, <since> FROM changed JOIN fresh r USING (id) <join>
        ) c
        WHERE c.org_id IS NOT NULL GROUP BY c.org_id;
    END IF;
    RETURN NULL;
END $$
"""
OWNED = "REVOKE ALL ON FUNCTION mark_<table>() FROM PUBLIC"
TRIGGERS = (
    ("insert", "REFERENCING NEW TABLE AS fresh"),
    ("update", "REFERENCING OLD TABLE AS stale NEW TABLE AS fresh"),
    ("delete", "REFERENCING OLD TABLE AS stale"),
)


class EnableMarks(Operation):
    """Mark figures over ``table`` dirty when one of ``watched`` columns changes.

    ``since`` is the first day a row matters for (SQL over the row ``r``), ``org`` the organisation;
    ``join`` leads to it where the row does not say it. ``thing`` is the name under which records
    say that they read this table, ``thing_new`` the one for new rows; it is the table's own unless
    said otherwise.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(
        self, table: str, *, watched: str, since: str = "lower(r.held)", org: str = "r.org_id",
        join: str = "", thing: str = "", thing_new: str = "",
    ) -> None:  # fmt: skip
        self.table, self.watched, self.since = table, watched, since
        self.org, self.join, self.thing, self.thing_new = org, join, thing, thing_new

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        names = ("watched", "since", "org", "join", "thing", "thing_new")
        return type(self).__name__, [self.table], {name: getattr(self, name) for name in names}

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def describe(self) -> str:
        return f"Mark figures dirty when {self.table} changes"

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for statement in self.statements():
            schema_editor.execute(statement, params=None)

    def statements(self) -> list[str]:
        columns = self.watched.split()
        parts = {
            "table": self.table, "org": self.org, "thing": self.thing or self.table,
            "thing_new": self.thing_new or self.thing or self.table,
            "since": self.since, "join": self.join,
            "old": ", ".join(f"o.{name}" for name in columns),
            "new": ", ".join(f"n.{name}" for name in columns),
        }  # fmt: skip
        found = [FUNCTION, OWNED]
        for act, seen in TRIGGERS:
            found.append(
                f"CREATE TRIGGER <table>_marks_{act} AFTER {act.upper()} ON <table> {seen}"
                " FOR EACH STATEMENT EXECUTE FUNCTION mark_<table>()"
            )
        for name, part in parts.items():
            found = [statement.replace(f"<{name}>", part) for statement in found]
        return found

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        schema_editor.execute(f"DROP FUNCTION mark_{self.table}() CASCADE", params=None)
