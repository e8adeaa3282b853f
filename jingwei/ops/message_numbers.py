"""Which titles, units and words of the rulebook came with the product, of whichever part?

Each part delivers its own numbers by a migration, in Chinese; a page shows them through the
catalogue. So the English is asked for where the migration stands.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db.migrations.operations import RunPython

TEXTS = ("title", "unit", "words")


class _Rows(list[dict[str, Any]]):
    """Stands for the apps of a migration, for its table of rules and for the table's manager."""

    def get_model(self, app: str, model: str) -> Any:
        if (app, model.lower()) != ("rulebook", "rule"):
            raise LookupError(model)
        return self

    @property
    def objects(self) -> "_Rows":
        return self

    def __call__(self, **row: Any) -> dict[str, Any]:
        return row

    def bulk_create(self, rows: Any) -> None:
        self.extend(rows)

    def filter(self, **_asked: Any) -> "_Rows":
        return _Rows()

    def update(self, **_said: Any) -> int:
        return 0


def delivered(sources: Path) -> Iterator[tuple[Path, str]]:
    """The migration and each text of the numbers that it writes by ``_rows.write``."""
    for path in sorted(sources.glob("**/migrations/[0-9]*.py")):
        if "import number, write" not in path.read_text():
            continue
        parts = path.relative_to(sources.parent).with_suffix("").parts
        module = import_module(".".join(parts))
        rows = _Rows()
        for one in module.Migration.operations:
            if isinstance(one, RunPython):
                write: Any = one.code
                write(rows, None)
        for row in rows:
            yield from ((path, row[name]) for name in TEXTS if row[name])
