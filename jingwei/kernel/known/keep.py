"""How does a table keep what was known before? One migration operation, like ``EnableScope``."""

from typing import Any

from django.db.migrations.operations.base import Operation

UNTOLD = {"id", "org_path", "host_path", "known_from"}
"""Columns whose change is no news: a move of the tree rewrites paths and changes no fact."""


class KeepFormer(Operation):
    """A trigger that writes the former image of a row that changes or goes (ADR 0009).

    The table has a column ``known_from``. A row that is changed twice in one transaction leaves
    one image: nobody ever saw the state between.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model: str) -> None:
        self.model = model

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.model], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def describe(self) -> str:
        return f"Keep what was known of {self.model}"

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        columns = [field.column for field in model._meta.local_fields]
        for statement in statements(model._meta.db_table, columns):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        for when in ("changed", "gone"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{when} ON {table}")


def statements(table: str, columns: list[str]) -> list[str]:
    """The SQL for ``table`` with ``columns``. WHEN is weighed without calling the function, so a
    county that moves pays next to nothing."""
    told = [column for column in columns if column not in UNTOLD]
    was, now = (", ".join(f'{row}."{column}"' for column in told) for row in ("OLD", "NEW"))
    changed = (
        f"CREATE TRIGGER {table}_changed BEFORE UPDATE ON {table} FOR EACH ROW"
        f" WHEN (({was}) IS DISTINCT FROM ({now})) EXECUTE FUNCTION keep_former()"
    )
    gone = (
        f"CREATE TRIGGER {table}_gone BEFORE DELETE ON {table} FOR EACH ROW"
        " EXECUTE FUNCTION keep_former()"
    )
    return [changed, gone]


FUNCTION = """
CREATE FUNCTION keep_former() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    was jsonb := to_jsonb(OLD);
BEGIN
    IF OLD.known_from < now() THEN
        INSERT INTO former_row ("table", "row", at_id, at_path, host_id, host_path,
                                known_from, known_to, image)
        VALUES (TG_TABLE_NAME, OLD.id, OLD.org_id, OLD.org_path, (was ->> 'host_id')::bigint,
                coalesce(was ->> 'host_path', ''), OLD.known_from, now(), was);
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    NEW.known_from := now();
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION keep_former() FROM PUBLIC;
"""
