"""Which villages and communities, and which member of a name, may be chosen in a form?"""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.people.models import Person

GRASSROOTS = ("village", "community")


def grassroots(scope: Scope, path: str, on: date) -> list[Unit]:
    """Villages and communities at or below a path, by name; at most 500."""
    rows = Unit.objects.within(scope).under(path).filter(kind__in=GRASSROOTS, held__contains=on)
    return list(rows.order_by("name", "id")[:500])


def near(scope: Scope, row: Any, on: date) -> list[Unit]:
    """What may be chosen for a row that has a ``unit``: the same, and the one that it has."""
    units = grassroots(scope, row.org_path, on)
    return units if row.unit is None or row.unit in units else [*units, row.unit]


def person_named(scope: Scope, path: str, name: str) -> Person | None:
    """The only member of that name at or below a path; None for nobody or several."""
    rows = Person.objects.within(scope).under(path).filter(
        name=name.strip(), merged_into=None, is_gone=False
    )[:2]  # fmt: skip
    found = list(rows)
    return found[0] if len(found) == 1 else None
