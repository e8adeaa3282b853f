"""How does the database keep each office to its part? One migration operation says it all."""

from typing import Any

from django.db.migrations.operations.base import Operation

RANGE = (
    "{column} >= current_setting('app.path', true) AND {column} < current_setting('app.hi', true)"
)


class EnableScope(Operation):
    """Path index, composite key to ``organisation(id, path)``, policy and FORCE for one table.

    ``host`` adds a second pair of columns (``host_id``, ``host_path``): either range admits.
    ``extra`` is a further SQL condition that admits a row (an account's own grants, for example).
    ``own`` is the SQL condition under which the role ``jw_self`` may read the row.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(
        self, model: str, *, column: str = "org", tied: bool = True, host: bool = False,
        index: bool = True, extra: str = "", own: str = "",
    ) -> None:  # fmt: skip
        self.model, self.column, self.tied, self.host = model, column, tied, host
        self.index, self.extra, self.own = index, extra, own

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        options = {
            name: getattr(self, name)
            for name in ("column", "tied", "host", "index", "extra", "own")
        }
        return type(self).__name__, [self.model], options

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def describe(self) -> str:
        return f"Keep {self.model} to the scope of the acting post"

    def _table(self, app_label: str, state: Any) -> str:
        return str(state.apps.get_model(app_label, self.model)._meta.db_table)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for statement in self.statements(self._table(app_label, to_state)):
            schema_editor.execute(statement, params=None)

    def statements(self, table: str) -> list[str]:
        """The SQL for ``table``, in order."""
        columns = [self.column, "host"] if self.host else [self.column]
        path = "path" if self.column == "" else f"{self.column}_path"
        names = [path, "host_path"] if self.host else [path]
        found = []
        if self.tied:
            found += [
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_{name}_tied"
                f" FOREIGN KEY ({name}_id, {name}_path) REFERENCES organisation (id, path)"
                " ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE"
                for name in columns
            ]
        if self.index:
            found += [f"CREATE INDEX {table}_{name}_idx ON {table} ({name})" for name in names]
        admits = " OR ".join(f"({RANGE.format(column=name)})" for name in names)
        if self.extra:
            admits += f" OR ({self.extra})"
        found += [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY {table}_scope ON {table} TO jw_app, jw_worker USING ({admits})",
        ]
        if self.own:
            found.append(
                f"CREATE POLICY {table}_own ON {table} FOR SELECT TO jw_self USING ({self.own})"
            )
        return found

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        table = self._table(app_label, to_state)
        for policy in ("scope", "own"):
            schema_editor.execute(f"DROP POLICY IF EXISTS {table}_{policy} ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
