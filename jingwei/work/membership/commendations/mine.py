"""Which commendations does a member read about oneself?"""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.work.membership.commendations import queries


def shown(_oneself: Scope, person: Person, _day: date) -> dict[str, object] | None:
    """None where there is none."""
    rows = queries.own(person.pk)
    return {"rows": rows} if rows else None


def told(_oneself: Scope, person: Person, _day: date) -> list[dict[str, Any]]:
    """The same as plain values."""
    return [
        {
            "honour": row.honour, "level": row.level, "given_by": row.given_by,
            "paper": row.paper, "on": row.on, "taken_on": row.taken_on,
        }
        for row in queries.own(person.pk)
    ]  # fmt: skip
