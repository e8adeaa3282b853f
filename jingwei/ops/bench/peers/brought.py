"""What does a roster cost by django-import-export in its bulk mode? A program of its own."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from jingwei.ops.bench.measure import measured
from jingwei.ops.bench.peers import site

BATCH = 1000


def resource(*, checked: bool) -> Any:
    """All its manual names for speed: bulk writes, no comparison of rows, keys and codes read once.

    ``checked``: each row passes the model's own checks, of which one asks whether the key is new.
    """
    from import_export import fields, resources, widgets
    from import_export.instance_loaders import CachedInstanceLoader

    from jingwei.ops.bench.peers.models import Organisation, RosterRow

    branch = fields.Field(
        column_name="branch",
        attribute="branch",
        widget=widgets.CachedForeignKeyWidget(Organisation, "code"),
    )

    options = {
        "fields": _names(),
        "import_id_fields": ("id_number",),
        "instance_loader_class": CachedInstanceLoader,
        "use_bulk": True,
        "batch_size": BATCH,
        "skip_diff": True,
        "skip_html_diff": True,
        "clean_model_instances": checked,
    }
    made = resources.modelresource_factory(
        RosterRow, meta_options=options, custom_fields={"branch": branch}
    )
    return made()


def _names() -> list[str]:
    from jingwei.ops.bench.peers.models import RosterRow

    return [field.name for field in RosterRow._meta.fields if field.name != "id"]


def main(dsn: str, name: str) -> None:
    """Print one line of JSON: the cost of reading the roster and of writing it, committed,
    without any check and with the model's own."""
    site.begin(dsn)
    from django.db import connection
    from import_export.formats.base_formats import XLSX

    from jingwei.ops.bench.peers.models import RosterRow

    content = Path(name).read_bytes()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {site.SCHEMA}")
        with connection.schema_editor() as editor:
            editor.create_model(RosterRow)
        rows, reading = measured(lambda: XLSX().create_dataset(content))
        rows.headers = _names()
        said: dict[str, Any] = {"read": reading.as_json()}
        for name, checked in (("unchecked", False), ("checked", True)):
            cursor.execute("TRUNCATE roster_row")
            told, writing = measured(partial(_import, rows, checked), cursor)
            said[name] = {**writing.as_json(), "new": told.totals["new"]}
    sys.stdout.write(json.dumps(said) + "\n")


def _import(rows: Any, checked: bool) -> Any:
    return resource(checked=checked).import_data(rows, use_transactions=True, raise_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
