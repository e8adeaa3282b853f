"""How is a delivered number written into the table? Rows of a migration, in one shape."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

MARKS = {"V": "verified", "V2": "secondary", "G": "general", "P": "proposal"}


def write(apps: Any, rows: Iterable[dict[str, Any]]) -> None:
    rule = apps.get_model("rulebook", "Rule")
    rule.objects.bulk_create(rule(**row) for row in rows)


def number(
    name: str, title: str, value: Any, unit: str, source: str, mark: str, *, chapter: str,
    since: date, until: date | None = None, place: str = "", rule_set: str = "", words: str = "",
    table: Any = (),
) -> dict[str, Any]:  # fmt: skip
    return {
        "name": name, "title": title, "value": value, "unit": unit, "source": source,
        "mark": MARKS[mark], "chapter": chapter, "held": DateRange(since, until), "place": place,
        "rule_set": rule_set, "words": words, "table": list(table),
    }  # fmt: skip
